import { CircleAlert, CircleCheck, FileSearch } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../electron/contract.ts'
import { call, type Result } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Progress } from '../ui/Progress.tsx'
import { LogPrint } from './LogPrint.tsx'
import { Problems } from './Problems.tsx'

type VerifyReport = Output<'project.verify'>
type Read = Readonly<{ result: Result<VerifyReport> | null; against: string | null }>

/** Checks the project as soon as it opens, alone or against a colleague's copy, and shows what was found. */
export function Verify({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [{ result, against }, setRead] = useState<Read>({ result: null, against: null })
  const job = useRef('')
  const run = useCallback(async (other?: { grant: string; name: string }): Promise<void> => {
    job.current = crypto.randomUUID()
    const mine = job.current
    setRead({ result: null, against: other?.name ?? null })
    const found = await (other
      ? call('project.verifyAgainst', { grant: other.grant, job: mine })
      : call('project.verify', { job: mine }))
    if (job.current === mine) setRead({ result: found, against: other?.name ?? null })
  }, [])
  useEffect(() => {
    void run()
    return () => void call('job.cancel', { job: job.current })
  }, [run])
  // The button stays as it is while a check runs: one that is disabled would drop the keyboard's place.
  const compare = async (): Promise<void> => {
    if (result === null) return
    const chosen = await call('host.chooseColleague', {})
    if (chosen.ok && chosen.value) await run(chosen.value)
  }
  return (
    <Dialog
      title={t('verify.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button icon={<FileSearch />} onPress={() => void compare()}>
            {t('verify.against')}
          </Button>
          <Button kind="primary" onPress={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {result === null && <Progress label={t('verify.running')} done={0} total={0} text="" />}
      {result !== null && !result.ok && <p role="alert">{describeFailure(result.failure)}</p>}
      {result?.ok === true && <Report report={result.value} against={against} />}
    </Dialog>
  )
}

function Report({ report, against }: { report: VerifyReport; against: string | null }) {
  const { t } = useTranslation()
  const { ok, checked, problems } = report
  const sound = against === null ? t('verify.ok') : t('verify.okAgainst', { file: `\u2068${against}\u2069` })
  return (
    <div role="status" className="verify-report">
      <p className={`verdict ${ok ? 'good' : 'bad'}`}>
        {ok ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
        {ok ? sound : t('verify.bad', { count: problems.length })}
      </p>
      <dl className="figures">
        {(['articles', 'annotations', 'ops'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`verify.${name}`)}</dt>
            <dd>{formatNumber(checked[name])}</dd>
          </div>
        ))}
      </dl>
      {checked.unsigned > 0 && <p className="quiet">{t('verify.unsigned', { count: checked.unsigned })}</p>}
      {problems.length > 0 && <Problems problems={problems} />}
      {ok && <LogPrint />}
    </div>
  )
}
