import { useTranslation } from 'react-i18next'
import type { MergeReport } from '../../electron/contract/merge.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { FileName } from '../ui/FileName.tsx'

type BroughtProps = { report: MergeReport; future?: boolean }

/** What a merge brings in words: who brings what, new articles, and what will have to be decided. */
export function Brought({ report, future = false }: BroughtProps) {
  const { t } = useTranslation()
  const { sources, newArticles } = report
  return (
    <div className="merge-report">
      <table className="merge-sources">
        <thead>
          <tr>
            <th>{t('merge.file')}</th>
            <th>{t('merge.new')}</th>
            <th>{t('merge.present')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.file}>
              <th scope="row">
                <FileName name={source.file} />
              </th>
              <td>{formatNumber(source.new)}</td>
              <td className="quiet">{formatNumber(source.present)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Authors report={report} />
      {newArticles.length > 0 && (
        <section>
          <h3>{t('merge.newArticles', { count: newArticles.length })}</h3>
          <ul className="merge-files">
            {newArticles.map(({ id, title }) => (
              <li key={id} dir="auto">
                {title}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ToDecide report={report} future={future} />
    </div>
  )
}

function Authors({ report: { byAuthor } }: BroughtProps) {
  const { t } = useTranslation()
  if (byAuthor.length === 0) return null
  return (
    <section>
      <h3>{t('merge.who')}</h3>
      <ul className="merge-authors">
        {byAuthor.map(({ author, new: n, annotations }) => (
          <li key={author}>
            <bdi className="merge-author">{author}</bdi>
            <span>{t('merge.annotations', { count: annotations })}</span>
            <span className="quiet">{t('merge.entries', { count: n })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is left for a person: each kind with what it means, and what the program does with it meanwhile. */
function ToDecide({ report: { conflicts, forks, quarantined, heldBack }, future }: BroughtProps) {
  const { t } = useTranslation()
  const authors = [...new Set(quarantined.map(({ author }) => author))].map((name) => `⁨${name}⁩`).join('، ')
  const kinds = [
    { id: 'conflicts', count: conflicts.length, text: t('merge.conflicts', { count: conflicts.length }) },
    { id: 'quarantined', count: quarantined.length, text: t('merge.quarantined', { count: quarantined.length }) },
    { id: 'heldBack', count: heldBack.length, text: t('merge.heldBack', { count: heldBack.length }) },
    { id: 'forks', count: forks.length, text: t('merge.forks', { count: forks.length }) },
  ] as const
  const found = kinds.filter(({ count }) => count > 0)
  if (found.length === 0) return <p className="merge-clean">{t(future ? 'merge.cleanAfter' : 'merge.clean')}</p>
  return (
    <section>
      <h3>{t('merge.decide')}</h3>
      <dl className="merge-decide">
        {found.map(({ id, text }) => (
          <div key={id} data-kind={id}>
            <dt>{text}</dt>
            <dd className="quiet">{t(`merge.${id}Means`, { authors })}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
