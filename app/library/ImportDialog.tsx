import { CircleAlert, CircleCheck, Copy, FileCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { showFileName } from '../../corpus/text/invisible.ts'
import type { ImportReport } from '../../electron/contract.ts'
import { ChooseEncodings } from '../encoding/ChooseEncodings.tsx'
import { describeFailure } from '../shell/failures.ts'
import { openArticle } from '../shell/navigation.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FileName } from '../ui/FileName.tsx'
import { Progress } from '../ui/Progress.tsx'
import { cancelImport, closeReport, importing } from './import-articles.ts'

/** The import under way with its progress, then what came of every file. */
export function ImportDialog() {
  const { t } = useTranslation()
  const { job, progress, report, failure } = useStore(importing, (state) => state)
  if (job !== null)
    return (
      <Dialog
        title={t('import.running')}
        closeLabel={t('common.close')}
        actions={<Button onPress={cancelImport}>{t('common.cancel')}</Button>}
      >
        <Progress
          label={progress.name === null ? t('import.preparing') : showFileName(progress.name)}
          done={progress.done}
          total={progress.total}
          text={progress.total === 0 ? '' : t('import.progress', { done: progress.done, total: progress.total })}
        />
      </Dialog>
    )
  if (report === null && failure === null) return null
  return (
    <Dialog
      title={t('import.report')}
      closeLabel={t('common.close')}
      onClose={closeReport}
      size="wide"
      actions={
        <Button kind="primary" autoFocus onPress={closeReport}>
          {t('common.close')}
        </Button>
      }
    >
      {failure !== null && <p role="alert">{describeFailure(failure)}</p>}
      {report !== null && <Report report={report} />}
    </Dialog>
  )
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation()
  const { added, present, duplicateText, unsure } = report
  // What a person can still choose an encoding for is asked, not reported as lost.
  const asked = new Set(unsure.map(({ file }) => file))
  const failed = report.failed.filter(({ file, code }) => code !== 'encoding-unsure' || !asked.has(file))
  const nothing = added.length + present.length + duplicateText.length + failed.length + unsure.length === 0
  return (
    <div className="import-report">
      {report.cancelled && <p>{t('import.cancelled')}</p>}
      {nothing && !report.cancelled && <p>{t('import.nothing')}</p>}
      <ChooseEncodings files={unsure} />
      <Outcome icon={<CircleCheck />} kind="good" text={t('import.added', { count: added.length })} files={added} />
      <Outcome icon={<FileCheck />} text={t('import.present', { count: present.length })} files={present} />
      <Outcome icon={<Copy />} text={t('import.duplicate', { count: duplicateText.length })} files={duplicateText} />
      <Outcome icon={<CircleAlert />} kind="bad" text={t('import.failed', { count: failed.length })} files={failed} />
    </div>
  )
}

type OutcomeProps = {
  icon: ReactNode
  text: string
  kind?: 'good' | 'bad'
  files: readonly (ImportReport['added'][number] | ImportReport['failed'][number])[]
}

function Outcome({ icon, text, kind, files }: OutcomeProps) {
  const { t } = useTranslation()
  if (files.length === 0) return null
  return (
    <section className={`outcome ${kind ?? ''}`}>
      <h3>
        {icon}
        {text}
      </h3>
      <ul>
        {files.map((entry) => (
          <li key={`${entry.file}-${'id' in entry ? entry.id : entry.code}`}>
            <FileName name={entry.file} />
            {'id' in entry ? (
              <Button
                kind="quiet"
                aria-label={t('import.openArticle', { file: entry.file })}
                onPress={() => {
                  closeReport()
                  openArticle(entry.id)
                }}
              >
                {t('common.open')}
              </Button>
            ) : (
              <span className="reason">{describeFailure(entry)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
