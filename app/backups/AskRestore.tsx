import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupReport, BackupSummary } from '../../electron/contract/backup.ts'
import { call } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { formatMoment } from '../shell/i18n/numbers.ts'
import { showDialog } from '../shell/navigation.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { notify } from '../ui/Notices.tsx'

type AskProps = { backup: BackupSummary; report: BackupReport | undefined; onEnd: (next: null) => void }

/** Asks once before a backup takes the project's place: what is left out then, and where it is kept. */
export function AskRestore({ backup, report, onEnd }: AskProps) {
  const { t } = useTranslation()
  const [running, setRunning] = useState(false)
  const restore = async (): Promise<void> => {
    setRunning(true)
    const result = await call('backup.restore', { name: backup.name })
    if (!result.ok) {
      setRunning(false)
      return notify(describeFailure(result.failure), 'problem')
    }
    showDialog(null)
    notify(t('backups.restored', { time: formatMoment(backup.time) }))
  }
  return (
    <Dialog
      title={t('backups.ask', { time: formatMoment(backup.time) })}
      closeLabel={t('common.close')}
      {...(running ? {} : { onClose: () => onEnd(null) })}
      actions={
        <>
          <Button isDisabled={running} onPress={() => onEnd(null)}>
            {t('common.cancel')}
          </Button>
          <Button kind="primary" autoFocus isDisabled={running} onPress={() => void restore()}>
            {t('backups.restoreIt')}
          </Button>
        </>
      }
    >
      {report !== undefined && report.missing > 0 && <p>{t('backups.leaves', { count: report.missing })}</p>}
      <p>{t('backups.keeps')}</p>
    </Dialog>
  )
}
