import { useTranslation } from 'react-i18next'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FileName } from '../ui/FileName.tsx'
import { Progress } from '../ui/Progress.tsx'
import { exporting } from './export-project.ts'

const NAMES = {
  articles: 'export.articles',
  annotations: 'export.annotations',
  ratings: 'export.ratings',
  entities: 'export.entities',
  links: 'export.links',
} as const

/** The export under way, then what it wrote and where. */
export function ExportDialog() {
  const { t } = useTranslation()
  const { running, done } = useStore(exporting, (state) => state)
  const close = (): void => exporting.set({ running: false, done: null })
  if (running)
    return (
      <Dialog title={t('export.running')} closeLabel={t('common.close')}>
        <Progress label={t('export.running')} done={0} total={0} text="" />
      </Dialog>
    )
  if (done === null) return null
  return (
    <Dialog
      title={t('export.done')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <Button kind="primary" autoFocus onPress={close}>
          {t('common.close')}
        </Button>
      }
    >
      <p>
        {t('export.where')} <FileName name={done.file} />
      </p>
      <dl className="figures">
        {Object.entries(done.counts).map(([name, count]) => (
          <div key={name}>
            <dt>{name in NAMES ? t(NAMES[name as keyof typeof NAMES]) : name}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t(done.lossless ? 'export.lossless' : 'export.lossy')}</p>
    </Dialog>
  )
}
