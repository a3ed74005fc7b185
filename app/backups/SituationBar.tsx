import { CircleAlert, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../shell/i18n/numbers.ts'
import { showDialog } from '../shell/navigation.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { backupFailure } from './backup-failure.ts'
import { saveCopyAndOpen } from './save-copy.ts'

/** Under the bar, only where there is something to know of the file itself: that it cannot be written, and the like. */
export function SituationBar() {
  const { t } = useTranslation()
  const info = useStore(project, (state) => state.info)
  const { failure } = useStore(backupFailure, (value) => value)
  if (info === null) return null
  const { readOnlyWhy, place, missing } = info
  const since = missing?.since == null ? '' : formatMoment(missing.since)
  return (
    <>
      {readOnlyWhy !== null && (
        <Bar kind="locked" icon={<Lock aria-hidden />} text={t(`situation.${readOnlyWhy}`)}>
          <Button onPress={() => void saveCopyAndOpen()}>{t('situation.saveCopy')}</Button>
        </Bar>
      )}
      {missing !== null && (
        <Bar
          kind="problem"
          text={t(since === '' ? 'situation.missing' : 'situation.missingSince', { count: missing.count, since })}
        >
          <Button onPress={() => showDialog('backups')}>{t('menu.backups')}</Button>
        </Bar>
      )}
      {place !== null && readOnlyWhy === null && <Bar kind="warning" text={t(`situation.${place}`)} />}
      {failure !== null && (
        <Bar kind="warning" text={t('backups.failed', { reason: failure })}>
          <Button kind="quiet" onPress={() => showDialog('backups')}>
            {t('menu.backups')}
          </Button>
        </Bar>
      )}
    </>
  )
}

type BarProps = { kind: 'locked' | 'problem' | 'warning'; text: string; icon?: ReactNode; children?: ReactNode }

function Bar({ kind, text, icon = <CircleAlert aria-hidden />, children }: BarProps) {
  return (
    <div className={`situation-bar ${kind}`} role="status" data-situation={kind}>
      {icon}
      <p>{text}</p>
      {children}
    </div>
  )
}
