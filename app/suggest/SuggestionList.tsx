import { Check, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import type { Waiting, WaitingGroup } from '../../electron/contract/review.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { nameKey } from '../shell/CommandKey.tsx'
import { directionOf } from '../shell/i18n/languages.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { WindowedList } from '../ui/WindowedList.tsx'
import { describeNone } from './none-words.ts'
import { ProjectQueue } from './ProjectQueue.tsx'
import { QueueFilters } from './QueueFilters.tsx'
import { isQueued, queue, survey } from './queue.ts'
import { type OpenSuggestion, reviewOf } from './review.ts'
import { runFromSide } from './side-keys.ts'
import { describeValue } from './value-words.ts'

const ROW_HEIGHT = 34

type SuggestionListProps = { session: ArticleSession; onLeave: () => void }

/** The article's suggestions in reading order, those of some labels where one wants; a step accepts all that are shown. */
export function SuggestionList({ session, onLeave }: SuggestionListProps) {
  const { t } = useTranslation()
  const review = reviewOf(session)
  const { rows, current } = useStore(review.state, (state) => state)
  const filter = useStore(queue, (state) => state)
  const [scope, setScope] = useState<'article' | 'project'>('article')
  // The filter is read by `isQueued`.
  const shown = useMemo(
    () => (filter === queue.get() ? (rows ?? []).filter(({ row }) => isQueued(row)) : []),
    [rows, filter],
  )
  const at = useMemo(() => shown.findIndex(({ row }) => row.key === current), [shown, current])
  const { waiting } = useStore(survey, (state) => state)
  const counts = useMemo(
    () => countLabels(scope === 'article' ? (rows ?? []).map(({ row }) => row) : listGroups(waiting ?? [])),
    [scope, rows, waiting],
  )
  const direction = directionOf(session.state.get().content.article.language)
  // What is pressed here may be gone afterwards, and with it the focus.
  const done = (running: Promise<void>): void => void running.then(onLeave)
  return (
    <section
      className={`annotation-list suggestion-list ${scope}`}
      aria-label={t('suggest.title')}
      onKeyDown={(event) => runFromSide(event, onLeave)}
    >
      <h2 className="visually-hidden">{t('suggest.title')}</h2>
      <div className="queue-head">
        <Choices
          label={t('suggest.scope')}
          hideLabel
          value={scope}
          choices={[
            { value: 'article', text: t('suggest.queueArticle') },
            { value: 'project', text: t('suggest.queueProject') },
          ]}
          onChoose={(chosen) => setScope(chosen === 'project' ? 'project' : 'article')}
        />
        {scope === 'article' && shown.length > 0 && (
          <div className="queue-bulk">
            <span className="quiet">{t('suggest.shown')}</span>
            <Button kind="quiet" aria-label={t('suggest.acceptShown')} onPress={() => done(review.accept(shown))}>
              {t('suggest.accept')}
            </Button>
            <Button kind="quiet" aria-label={t('suggest.rejectShown')} onPress={() => done(review.reject(shown))}>
              {t('suggest.reject')}
            </Button>
          </div>
        )}
        <Legend counts={counts} hidden={filter.hidden} onHide={(hidden) => queue.update({ hidden })} />
        <QueueFilters rows={rows ?? []} />
      </div>
      {scope === 'project' && <ProjectQueue articleId={session.articleId} />}
      {scope === 'project' ? null : shown.length === 0 ? (
        <Empty rows={rows} text={session.state.get().content.text} onShowAll={onLeave} />
      ) : (
        <WindowedList
          label={t('suggest.title')}
          rows={shown}
          rowHeight={ROW_HEIGHT}
          show={at === -1 ? undefined : at}
          rowKey={({ row }) => row.key}
          onKeyDown={(event) => stepRows(event, shown, (key) => review.choose(key))}
          draw={(of) => (
            <Row
              of={of}
              isCurrent={of.row.key === current}
              direction={direction}
              onShow={() => review.choose(of.row.key)}
              onAccept={() => void review.accept([of])}
              onReject={() => void review.reject([of])}
            />
          )}
        />
      )}
    </section>
  )
}

type EmptyProps = { rows: readonly OpenSuggestion[] | undefined; text: string; onShowAll: () => void }

/** Why no row is there: they are still looked for, none fits what is shown, or all are decided; and what to do then. */
function Empty({ rows, text, onShowAll }: EmptyProps) {
  const { t } = useTranslation()
  const showAll = (): void => {
    queue.set({ hidden: new Set(), rule: null, least: 0 })
    onShowAll()
  }
  if (rows === undefined) return <p className="list-empty">{t('common.loading')}</p>
  if (rows.length === 0)
    return (
      <div className="list-empty">
        <p>{describeNone(text)}</p>
        <p>{t('suggest.noneNext', { done: nameKey('done'), next: nameKey('next-waiting') })}</p>
      </div>
    )
  return (
    <div className="list-empty">
      <p>{t('suggest.noneShown', { count: rows.length })}</p>
      <Button onPress={showAll}>{t('claims.showAll')}</Button>
    </div>
  )
}

/** Arrows go from row to row, each being looked at; the focus stays in the list. */
function stepRows(event: KeyboardEvent, shown: readonly OpenSuggestion[], choose: (key: string) => void): void {
  if (event.code !== 'ArrowDown' && event.code !== 'ArrowUp') return
  const list = event.currentTarget
  const rows = [...list.querySelectorAll<HTMLElement>('.suggestion-look')]
  const at = rows.indexOf(event.target as HTMLElement)
  const next = rows[at + (event.code === 'ArrowDown' ? 1 : -1)]
  const of = shown.find(({ row }) => row.key === next?.dataset.key)
  if (of === undefined) return
  event.preventDefault()
  choose(of.row.key)
  next?.focus()
}

type LegendProps = {
  counts: Readonly<Record<Label, number>>
  hidden: ReadonlySet<Label>
  onHide: (hidden: ReadonlySet<Label>) => void
}

/** The labels with how many suggestions each has; a press takes one out of the queue and off the text. */
function Legend({ counts, hidden, onHide }: LegendProps) {
  const { t } = useTranslation()
  const toggle = (label: Label, shown: boolean): void => {
    const next = new Set(hidden)
    if (shown) next.delete(label)
    else next.add(label)
    onHide(next)
  }
  return (
    <fieldset className="legend" aria-label={t('suggest.filter')}>
      {LABELS.map((label) => (
        <ToggleButton
          key={label}
          className={`legend-label ${label}`}
          isSelected={!hidden.has(label)}
          onChange={(shown) => toggle(label, shown)}
        >
          <LabelSign label={label} />
          <span>{t(`label.${label}`)}</span>{' '}
          {counts[label] > 0 && <span className="count">{formatNumber(counts[label])}</span>}
        </ToggleButton>
      ))}
    </fieldset>
  )
}

type RowProps = {
  of: OpenSuggestion
  isCurrent: boolean
  direction: 'rtl' | 'ltr'
  onShow: () => void
  onAccept: () => void
  onReject: () => void
}

/** One suggestion: its label, words, value and confidence, and the two answers that need no look at it. */
function Row({ of: { row }, isCurrent, direction, onShow, onAccept, onReject }: RowProps) {
  const { t } = useTranslation()
  const value = row.value === null ? undefined : describeValue(row.value)
  const percent = t('suggest.percent', { number: Math.round(row.confidence * 100) })
  const name = t('list.row', { label: t(`label.${row.label}`), quote: row.quote })
  return (
    <div className="list-row suggestion-row" data-current={isCurrent || undefined}>
      <button
        type="button"
        className="suggestion-look"
        data-key={row.key}
        aria-label={[name, value, percent].join(' ')}
        aria-current={isCurrent}
        onClick={onShow}
      >
        <LabelSign label={row.label} />
        <span className="list-quote" dir={direction}>
          {row.quote}
        </span>{' '}
        {value !== undefined && <span className="suggestion-value">{value}</span>}{' '}
        <span className={`suggestion-sure ${row.confidence < UNSURE ? 'unsure' : ''}`}>{percent}</span>
      </button>
      <RowAct label={t('suggest.acceptRow', { quote: row.quote })} onPress={onAccept}>
        <Check aria-hidden />
      </RowAct>
      <RowAct label={t('suggest.rejectRow', { quote: row.quote })} onPress={onReject}>
        <X aria-hidden />
      </RowAct>
    </div>
  )
}

/** Below this a suggestion is one to look at twice. */
const UNSURE = 0.6

/** An answer by mouse. The keys answer what is looked at, so Tab goes from suggestion to suggestion. */
function RowAct({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <AriaButton className="icon-button" aria-label={label} preventFocusOnPress excludeFromTabOrder onPress={onPress}>
      {children}
    </AriaButton>
  )
}

function listGroups(waiting: readonly Waiting[]): readonly WaitingGroup[] {
  return waiting.flatMap(({ groups }) => groups)
}

function countLabels(of: readonly Readonly<{ label: Label; count?: number }>[]): Record<Label, number> {
  const counts: Record<Label, number> = { actor: 0, event: 0, date: 0, amount: 0, claim: 0 }
  for (const { label, count = 1 } of of) counts[label] += count
  return counts
}
