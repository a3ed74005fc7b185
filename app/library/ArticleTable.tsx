import { ArrowDown, ArrowUp, EllipsisVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LABELS } from '../../corpus/annotation.ts'
import type { ArticleSummary } from '../../corpus/article.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { formatDay, formatNumber } from '../shell/i18n/numbers.ts'
import { openArticle } from '../shell/navigation.ts'
import { Menu } from '../ui/Menu.tsx'
import { countAnnotations, SORT_KEYS, type Sort, type SortKey } from './rows.ts'

type ArticleTableProps = {
  rows: readonly ArticleSummary[]
  sort: Sort
  onSort: (sort: Sort) => void
  onEdit: (article: ArticleSummary) => void
}

const COLUMNS = {
  title: 'library.columnTitle',
  publisher: 'library.columnPublisher',
  date: 'library.columnDate',
  labels: 'library.columnLabels',
  state: 'library.columnState',
} as const

/** The articles as a table: a column's head sorts by it, a title opens its article. */
export function ArticleTable({ rows, sort, onSort, onEdit }: ArticleTableProps) {
  const { t } = useTranslation()
  return (
    <table className="articles" aria-label={t('library.title')}>
      <thead>
        <tr>
          {SORT_KEYS.map((key) => (
            <ColumnHead key={key} column={key} sort={sort} onSort={onSort} />
          ))}
          <th className="column-actions">
            <span className="visually-hidden">{t('library.columnActions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((article) => (
          <ArticleRow key={article.id} article={article} onEdit={onEdit} />
        ))}
      </tbody>
    </table>
  )
}

function ColumnHead({ column, sort, onSort }: { column: SortKey; sort: Sort; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation()
  const isSorted = sort.key === column
  const name = t(COLUMNS[column])
  return (
    <th
      className={`column-${column}`}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      scope="col"
    >
      <button
        type="button"
        title={t('library.sortBy', { column: name })}
        onClick={() => onSort({ key: column, descending: isSorted && !sort.descending })}
      >
        {name}
        {isSorted && (sort.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
      </button>
    </th>
  )
}

function ArticleRow({ article, onEdit }: { article: ArticleSummary; onEdit: (article: ArticleSummary) => void }) {
  const { t } = useTranslation()
  const states = { none: t('library.stateNone'), progress: t('library.stateProgress'), done: t('library.stateDone') }
  return (
    <tr data-article-id={article.id}>
      <th scope="row" className="column-title">
        <button type="button" className="title-link" dir="auto" onClick={() => openArticle(article.id)}>
          {article.title}
        </button>
        <span className="quiet">{t('library.sentences', { count: article.sentences })}</span>
      </th>
      <td className="column-publisher">
        {article.publisher === null ? (
          <span className="quiet">{t('library.noPublisher')}</span>
        ) : (
          <bdi>{article.publisher}</bdi>
        )}
      </td>
      <td className="column-date">
        {article.date === null ? (
          <span className="quiet">{t('library.noDate')}</span>
        ) : (
          <span dir="auto">{formatDay(article.date)}</span>
        )}
      </td>
      <td className="column-labels">
        <LabelCounts article={article} />
      </td>
      <td className="column-state">
        <span className={`state ${article.state}`}>{states[article.state]}</span>
      </td>
      <td className="column-actions">
        <Menu
          label={t('library.actions', { title: article.title })}
          icon={<EllipsisVertical />}
          entries={[
            { id: 'open', text: t('common.open') },
            { id: 'edit', text: t('library.edit') },
          ]}
          onChoose={(id) => (id === 'edit' ? onEdit(article) : openArticle(article.id))}
        />
      </td>
    </tr>
  )
}

function LabelCounts({ article }: { article: ArticleSummary }) {
  const { t } = useTranslation()
  if (countAnnotations(article) === 0) return <span className="quiet">{t('library.noLabels')}</span>
  return (
    <span className="label-counts">
      {LABELS.filter((label) => article.labels[label] > 0).map((label) => {
        const text = t('library.labelCount', { label: t(`label.${label}`), count: article.labels[label] })
        return (
          <span key={label} className="label-count" role="img" title={text} aria-label={text}>
            <LabelSign label={label} />
            {formatNumber(article.labels[label])}
          </span>
        )
      })}
    </span>
  )
}
