import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Candidate } from '../../electron/contract/backup.ts'
import type { Output } from '../../electron/contract.ts'
import { call, type Failure, listen } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { formatNumber, formatShortMoment } from '../shell/i18n/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { FileName } from '../ui/FileName.tsx'
import { Progress } from '../ui/Progress.tsx'
import { figures } from './Backups.tsx'

type Damaged = Output<'recovery.describe'>
type Compared = Output<'recovery.compare'>

/** In place of a project that cannot be opened: what was tried on copies of it, its backups beside that, and a choice. */
export function Recovery({ damaged }: { damaged: Damaged }) {
  const { t } = useTranslation()
  const { compared, failure, progress } = useComparison()
  return (
    <main className="recovery">
      <h1>{t('recover.title')}</h1>
      <p>
        <FileName name={damaged.file} />
      </p>
      <p role="alert" className="recovery-why">
        {describeFailure(damaged.failure)}
      </p>
      <p className="quiet">{t(damaged.intact ? 'recover.intact' : 'recover.untouched')}</p>
      {failure !== null && <p role="alert">{describeFailure(failure)}</p>}
      {compared === null && failure === null && (
        <Progress label={t('recover.trying')} done={progress.done} total={progress.total} text="" />
      )}
      {compared !== null && <Choice compared={compared} />}
      <div className="recovery-else">
        <Button onPress={() => void call('host.openProject', {})}>{t('menu.openProject')}</Button>
        <Button onPress={() => void call('host.newProject', {})}>{t('menu.newProject')}</Button>
      </div>
    </main>
  )
}

function useComparison() {
  const [compared, setCompared] = useState<Compared | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [progress, setProgress] = useState({ done: 0, total: 0 })
  useEffect(() => {
    const job = crypto.randomUUID()
    const stop = listen('job.progress', (event) => {
      if (event.job === job) setProgress({ done: event.done, total: event.total })
    })
    void call('recovery.compare', { job }).then((result) => {
      if (result.ok) setCompared(result.value)
      else setFailure(result.failure)
    })
    return stop
  }, [])
  return { compared, failure, progress }
}

function Choice({ compared }: { compared: Compared }) {
  const { t } = useTranslation()
  const { candidates, best, kept } = compared
  const [chosen, setChosen] = useState(best)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [running, setRunning] = useState(false)
  const pick = async (): Promise<void> => {
    if (chosen === null) return
    setRunning(true)
    const result = await call('recovery.pick', { id: chosen })
    if (result.ok) return
    setRunning(false)
    setFailure(result.failure)
  }
  return (
    <>
      {candidates.length === 0 && <p>{t('recover.nothing')}</p>}
      {candidates.length > 0 && (
        <CandidateTable candidates={candidates} best={best} chosen={chosen} onChoose={setChosen} />
      )}
      {failure !== null && <p role="alert">{describeFailure(failure)}</p>}
      <Button kind="primary" isDisabled={chosen === null || running} onPress={() => void pick()}>
        {t('recover.pick')}
      </Button>
      {kept.length > 0 && (
        <p className="quiet">
          {t('recover.kept')} <FileName name={kept[0]!} />
        </p>
      )}
    </>
  )
}

type TableProps = {
  candidates: readonly Candidate[]
  best: string | null
  chosen: string | null
  onChoose: (id: string) => void
}

function CandidateTable({ candidates, best, chosen, onChoose }: TableProps) {
  const { t } = useTranslation()
  return (
    <table className="backups-table" aria-label={t('recover.states')}>
      <thead>
        <tr>
          <th aria-label={t('recover.choose')} />
          <th>{t('recover.state')}</th>
          <th>{t('backups.holds')}</th>
          <th>{t('recover.entries')}</th>
          <th>{t('backups.newest')}</th>
          <th>{t('backups.state')}</th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((one) => (
          <tr key={one.id} data-candidate={one.kind} className={one.id === chosen ? 'chosen' : ''}>
            <td>
              <input
                type="radio"
                name="candidate"
                id={`candidate-${one.id}`}
                checked={one.id === chosen}
                disabled={one.counts === null}
                onChange={() => onChoose(one.id)}
              />
            </td>
            <th scope="row">
              <label htmlFor={`candidate-${one.id}`}>
                {t(`recover.kind.${one.kind}`, { time: one.backup ? formatShortMoment(one.backup.time) : '' })}
              </label>
              {one.backup && <small>{t(`backups.reason.${one.backup.reason}`)}</small>}
              {one.id === best && <small className="recovery-best">{t('recover.best')}</small>}
            </th>
            <td className="holds">{one.counts && t('backups.counts', figures(one.counts))}</td>
            <td>{one.counts && formatNumber(one.counts.ops)}</td>
            <td className="moment">{one.newest !== null && formatShortMoment(one.newest)}</td>
            <td>
              <Verdict candidate={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Verdict({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation()
  const { verified, counts, missing } = candidate
  return (
    <span className={`backups-state ${verified ? 'good' : 'bad'}`}>
      {verified ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
      <span>
        <span>{t(verified ? 'recover.whole' : counts === null ? 'recover.unreadable' : 'recover.damaged')}</span>
        {counts !== null && missing > 0 && <span>{t('recover.missing', { count: missing })}</span>}
      </span>
    </span>
  )
}
