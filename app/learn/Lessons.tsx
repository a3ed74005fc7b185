import i18next from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LABELS } from '../../corpus/annotation.ts'
import type { Output } from '../../electron/contract.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { call, type Result } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { formatMoment, formatNumber } from '../shell/i18n/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { notify } from '../ui/Notices.tsx'

type Report = Output<'lessons.describe'>

/** What decisions have taught, in counts; it can be exported, imported and forgotten. */
export function Lessons({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [report, setReport] = useState<Report>()
  const [sure, setSure] = useState(false)
  const show = (result: Result<Report>): void => {
    if (result.ok) setReport(result.value)
    else notify(describeFailure(result.failure), 'problem')
  }
  useEffect(() => {
    void call('lessons.describe', {}).then((result) => {
      if (result.ok) setReport(result.value)
      else notify(describeFailure(result.failure), 'problem')
    })
  }, [])
  const forget = async (): Promise<void> => {
    if (!sure) return setSure(true)
    setSure(false)
    const result = await call('lessons.forget', {})
    show(result)
    if (result.ok) notify(i18next.t('lessons.forgotten'))
  }
  const decisions = LABELS.reduce(
    (sum, label) => sum + count(report, label, 'kept') + count(report, label, 'refused'),
    0,
  )
  return (
    <Dialog
      title={t('lessons.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => void importLessons().then((result) => result && show(result))}>
            {t('lessons.import')}
          </Button>
          <Button isDisabled={decisions === 0} onPress={() => void exportLessons()}>
            {t('lessons.export')}
          </Button>
          <Button kind="danger" isDisabled={decisions === 0} onPress={() => void forget()}>
            {t(sure ? 'lessons.forgetSure' : 'lessons.forget')}
          </Button>
        </>
      }
    >
      <p className="quiet">{t('lessons.intro')}</p>
      {report !== undefined && (decisions === 0 ? <p>{t('lessons.nothing')}</p> : <Counts report={report} />)}
      {sure && <p role="alert">{t('lessons.forgetHint')}</p>}
    </Dialog>
  )
}

function Counts({ report }: { report: Report }) {
  const { t } = useTranslation()
  const columns = ['kept', 'refused', 'forms'] as const
  return (
    <>
      <table className="lessons-table">
        <thead>
          <tr>
            <th scope="col">{t('lessons.label')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`lessons.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LABELS.map((label) => (
            <tr key={label}>
              <th scope="row">
                <LabelSign label={label} /> {t(`label.${label}`)}
              </th>
              {columns.map((column) => (
                <td key={column}>{formatNumber(count(report, label, column))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {report.imported.length > 0 && (
        <>
          <h3>{t('lessons.imported')}</h3>
          <ul className="lessons-imported">
            {report.imported.map(({ name, source, made }) => (
              <li key={name}>{t('lessons.importedAt', { name: `⁨${source}⁩`, date: formatMoment(made) })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function count(report: Report | undefined, label: (typeof LABELS)[number], of: 'kept' | 'refused' | 'forms'): number {
  return report?.labels[label]?.[of] ?? 0
}

async function exportLessons(): Promise<void> {
  const chosen = await call('host.chooseLessons', { to: 'write' })
  if (!chosen.ok || chosen.value === null) return
  const done = await call('lessons.export', { grant: chosen.value.grant })
  if (done.ok) notify(i18next.t('lessons.exported', { file: done.value.file }))
  else notify(describeFailure(done.failure), 'problem')
}

async function importLessons(): Promise<Result<Report> | undefined> {
  const chosen = await call('host.chooseLessons', { to: 'read' })
  if (!chosen.ok) return chosen
  return chosen.value === null ? undefined : call('lessons.import', { grant: chosen.value.grant })
}
