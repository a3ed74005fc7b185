import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupReport, BackupSummary } from '../../electron/contract/backup.ts'
import type { Output } from '../../electron/contract.ts'
import { call, type Failure } from '../api.ts'
import { backUpProject } from '../library/export-project.ts'
import { describeFailure } from '../shell/failures.ts'
import { formatNumber, formatShortMoment } from '../shell/i18n/numbers.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Progress } from '../ui/Progress.tsx'
import { AskRestore } from './AskRestore.tsx'

type Listed = Output<'backup.list'>
type Checked = Readonly<{ report: BackupReport } | { failure: Failure }>

/** Every automatic backup: when and why it was made, what it holds beside the project as it is, and whether it is whole. */
export function Backups({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { listed, failure, checked } = useBackups()
  const [asked, setAsked] = useState<BackupSummary | null>(null)
  if (asked !== null) return <AskRestore backup={asked} report={reportOf(checked.get(asked.name))} onEnd={setAsked} />
  return (
    <Dialog
      title={t('backups.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={() => void backUpProject()}>{t('backups.saveElsewhere')}</Button>
          <Button kind="primary" onPress={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <p className="quiet">{t('backups.about')}</p>
      {listed?.failure && <p role="alert">{t('backups.failed', { reason: describeFailure(listed.failure) })}</p>}
      {failure !== null && <p role="alert">{describeFailure(failure)}</p>}
      {listed === null && failure === null && <Progress label={t('backups.reading')} done={0} total={0} text="" />}
      {listed?.backups.length === 0 && <p className="backups-empty">{t('backups.none')}</p>}
      {listed !== null && listed.backups.length > 0 && (
        <BackupTable listed={listed} checked={checked} onRestore={setAsked} />
      )}
    </Dialog>
  )
}

function reportOf(checked: Checked | undefined): BackupReport | undefined {
  return checked !== undefined && 'report' in checked ? checked.report : undefined
}

/** Lists the backups, then checks one after the other, so that the window answers meanwhile. */
function useBackups() {
  const [listed, setListed] = useState<Listed | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [checked, setChecked] = useState<ReadonlyMap<string, Checked>>(new Map())
  useEffect(() => {
    let closed = false
    const run = async (): Promise<void> => {
      const list = await call('backup.list', {})
      if (closed) return
      if (!list.ok) return setFailure(list.failure)
      setListed(list.value)
      for (const { name } of list.value.backups) {
        const result = await call('backup.inspect', { name })
        if (closed) return
        const one: Checked = result.ok ? { report: result.value } : { failure: result.failure }
        setChecked((before) => new Map([...before, [name, one]]))
      }
    }
    void run()
    return () => {
      closed = true
    }
  }, [])
  return { listed, failure, checked }
}

type TableProps = {
  listed: Listed
  checked: ReadonlyMap<string, Checked>
  onRestore: (backup: BackupSummary) => void
}

function BackupTable({ listed, checked, onRestore }: TableProps) {
  const { t } = useTranslation()
  const { counts, newest } = listed.current
  return (
    <table className="backups-table">
      <thead>
        <tr>
          <th>{t('backups.time')}</th>
          <th>{t('backups.holds')}</th>
          <th>{t('backups.newest')}</th>
          <th>{t('backups.state')}</th>
          <th aria-label={t('backups.restore')} />
        </tr>
      </thead>
      <tbody>
        <tr className="backups-now">
          <th scope="row">{t('backups.now')}</th>
          <td className="holds">{t('backups.counts', figures(counts))}</td>
          <td className="moment">{newest === null ? '' : formatShortMoment(newest)}</td>
          <td />
          <td />
        </tr>
        {listed.backups.map((backup) => (
          <BackupRow key={backup.name} backup={backup} checked={checked.get(backup.name)} onRestore={onRestore} />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = { backup: BackupSummary; checked: Checked | undefined; onRestore: (backup: BackupSummary) => void }

function BackupRow({ backup, checked, onRestore }: RowProps) {
  const { t } = useTranslation()
  const report = reportOf(checked)
  const readOnly = useStore(project, ({ info }) => info?.readOnly === true)
  return (
    <tr data-backup={backup.name}>
      <th scope="row" className="moment">
        {formatShortMoment(backup.time)}
        <small>{t(`backups.reason.${backup.reason}`)}</small>
      </th>
      <td className="holds">{report && t('backups.counts', figures(report.counts))}</td>
      <td className="moment">{report?.newest != null && formatShortMoment(report.newest)}</td>
      <td>
        <State checked={checked} />
      </td>
      <td>
        <Button isDisabled={report === undefined || readOnly} onPress={() => onRestore(backup)}>
          {t('backups.restore')}
        </Button>
      </td>
    </tr>
  )
}

function State({ checked }: { checked: Checked | undefined }) {
  const { t } = useTranslation()
  if (checked === undefined) return <span className="quiet">{t('backups.checking')}</span>
  if ('failure' in checked)
    return (
      <span className="backups-state bad">
        <CircleAlert aria-hidden />
        {t('backups.bad')}
      </span>
    )
  const { missing, extra } = checked.report
  return (
    <span className="backups-state good">
      <CircleCheck aria-hidden />
      <span>
        {missing === 0 && extra === 0 && t('backups.same')}
        {missing > 0 && <span>{t('backups.missing', { count: missing })}</span>}
        {extra > 0 && <span>{t('backups.extra', { count: extra })}</span>}
      </span>
    </span>
  )
}

/** Counts as their texts take them. */
export function figures({ articles, annotations }: BackupReport['counts']): { articles: string; annotations: string } {
  return { articles: formatNumber(articles), annotations: formatNumber(annotations) }
}
