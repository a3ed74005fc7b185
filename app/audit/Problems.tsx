import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../electron/contract.ts'
import { nameAct } from '../shell/history.ts'
import { formatMoment, formatNumber } from '../shell/i18n/numbers.ts'

type Problem = Output<'project.verify'>['problems'][number]

/** What is wrong: whose entry, which and when, and what a person can do about it. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation()
  const isAgainst = problems.some(({ code }) => code.startsWith('against'))
  return (
    <>
      <ul className="problems">
        {problems.map((problem) => (
          <li key={`${problem.where}-${problem.code}-${problem.message}`} dir="auto">
            {sayProblem(problem)}
          </li>
        ))}
      </ul>
      <p>{t(isAgainst ? 'verify.mendAgainst' : 'verify.mend')}</p>
    </>
  )
}

/** In the person's language where the code is known, else the program's own words. */
function sayProblem({ code, where, message, entry }: Problem): string {
  const key = `verify.problemCode.${code}`
  if (!i18next.exists(key)) return `\u2068${message}\u2069`
  const what = i18next.t(key as 'verify.problemCode.quote')
  if (entry === undefined) return i18next.t('verify.problem', { where: `\u2068${where}\u2069`, message: what })
  const named = i18next.t('verify.entry', {
    number: formatNumber(entry.seq),
    what: entry.kind === null ? i18next.t('verify.unknownKind') : nameAct(entry.kind),
    author: `\u2068${entry.author ?? entry.replica}\u2069`,
    date: entry.wall === null ? i18next.t('verify.unknownTime') : formatMoment(entry.wall),
  })
  const more = entry.more === 0 ? '' : ` ${i18next.t('verify.more', { count: entry.more })}`
  return `${i18next.t('verify.problem', { where: named, message: what })}${more}`
}
