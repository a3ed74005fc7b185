import i18next from 'i18next'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VerifyReport } from '../../electron/contract.ts'
import { call, type Result } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Progress } from '../ui/Progress.tsx'

/** Checks the project as soon as it opens, and shows what was checked and what was found. */
export function Verify({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [result, setResult] = useState<Result<VerifyReport> | null>(null)
  useEffect(() => {
    const job = crypto.randomUUID()
    void call('project.verify', { job }).then(setResult)
    return () => void call('job.cancel', { job })
  }, [])
  return (
    <Dialog
      title={t('verify.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      {result === null && <Progress label={t('verify.running')} done={0} total={0} text="" />}
      {result !== null && !result.ok && <p role="alert">{describeFailure(result.failure)}</p>}
      {result?.ok === true && <Report report={result.value} />}
    </Dialog>
  )
}

function Report({ report }: { report: VerifyReport }) {
  const { t } = useTranslation()
  const { ok, checked, problems } = report
  return (
    <div role="status">
      <p className={`verdict ${ok ? 'good' : 'bad'}`}>
        {ok ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
        {ok ? t('verify.ok') : t('verify.bad', { count: problems.length })}
      </p>
      <dl className="figures">
        {(['articles', 'annotations', 'ops'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`verify.${name}`)}</dt>
            <dd>{formatNumber(checked[name])}</dd>
          </div>
        ))}
      </dl>
      {problems.length > 0 && (
        <ul className="problems">
          {problems.map((problem) => (
            <li key={`${problem.where}-${problem.code}-${problem.message}`} dir="auto">
              {t('verify.problem', { where: problem.where, message: describeProblem(problem) })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What is wrong, in the person's language where the code is known. */
function describeProblem({ code, message }: VerifyReport['problems'][number]): string {
  const key = `verify.problemCode.${code}`
  return i18next.exists(key) ? i18next.t(key as 'verify.problemCode.quote') : message
}
