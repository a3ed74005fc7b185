import i18next from 'i18next'
import { CircleAlert } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import { describeRating } from '../../corpus/rating.ts'
import { labelSet, nameSubtype } from '../labels/label-set.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { WindowedList } from '../ui/WindowedList.tsx'
import type { ArticleSession, OpenAnnotation } from './article-session.ts'
import { BulkBar } from './BulkBar.tsx'
import { isUnrated } from './Inspector.tsx'
import { LabelSign } from './labels.tsx'
import { isEditable, layerView, nameLayer } from './layers.ts'
import { type PickWay, usePicked } from './picked.ts'

const ROW_HEIGHT = 46

type AnnotationListProps = { session: ArticleSession; onShow: (annotation: OpenAnnotation) => void }

/** The article's annotations in reading order, filtered by label; its chips are the legend of the text. */
export function AnnotationList({ session, onShow }: AnnotationListProps) {
  const { t } = useTranslation()
  const annotations = useStore(session.state, (state) => state.annotations)
  const chosen = useStore(session.state, (state) => state.chosen)
  const layers = useStore(session.state, (state) => state.layers)
  useStore(layerView, (state) => state.named)
  const [hidden, setHidden] = useState<ReadonlySet<Label>>(new Set())
  const rows = useMemo(
    () => (hidden.size === 0 ? annotations : annotations.filter(({ row }) => !hidden.has(row.label))),
    [annotations, hidden],
  )
  const direction = directionOf(session.state.get().content.article.language)
  const many = usePicked(rows, chosen)
  const at = useMemo(() => rows.findIndex(({ row }) => row.id === chosen), [rows, chosen])
  return (
    <section className="annotation-list" aria-label={t('list.title')}>
      <header>
        <h2>{t('list.title')}</h2>
        <span className="quiet">{t('list.count', { count: annotations.length })}</span>
      </header>
      <Legend annotations={annotations} hidden={hidden} onHide={setHidden} />
      <BulkBar session={session} picked={many.picked} onClear={many.clear} />
      {rows.length === 0 ? (
        <p className="list-empty">{t(annotations.length === 0 ? 'list.empty' : 'list.emptyFilter')}</p>
      ) : (
        <WindowedList
          onKeyDown={(event) => handleKey(event, session, many)}
          label={t('list.title')}
          rows={rows}
          rowHeight={ROW_HEIGHT}
          show={at === -1 ? undefined : at}
          rowKey={({ row }) => row.id}
          draw={(annotation) => (
            <Row
              annotation={annotation}
              isChosen={annotation.row.id === chosen}
              isPicked={many.ids.has(annotation.row.id)}
              direction={direction}
              layer={
                layers.length > 1 && !isEditable(annotation.row) ? nameLayer(annotation.row.layer, layers) : undefined
              }
              onPress={(event) => {
                const way = wayOf(event)
                many.pick(annotation.row.id, way)
                if (way === 'one') onShow(annotation)
              }}
              onHover={session.hover}
            />
          )}
        />
      )}
    </section>
  )
}

type LegendProps = {
  annotations: readonly OpenAnnotation[]
  hidden: ReadonlySet<Label>
  onHide: (hidden: ReadonlySet<Label>) => void
}

/** The labels with their lines as the text shows them, and how many there are; a press hides one from the list. */
function Legend({ annotations, hidden, onHide }: LegendProps) {
  const { t } = useTranslation()
  const counts = useMemo(() => countLabels(annotations), [annotations])
  return (
    <fieldset className="legend" aria-label={t('list.filter')}>
      {LABELS.map((label) => (
        <ToggleButton
          key={label}
          className={`legend-label ${label}`}
          isSelected={!hidden.has(label)}
          onChange={(shown) => onHide(toggle(hidden, label, !shown))}
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
  annotation: OpenAnnotation
  isChosen: boolean
  isPicked: boolean
  direction: 'rtl' | 'ltr'
  /** Whose it is, where it is somebody else's. */
  layer: string | undefined
  onPress: (event: MouseEvent) => void
  onHover: (id: string | undefined) => void
}

function Row({ annotation, isChosen, isPicked, direction, layer, onPress, onHover }: RowProps) {
  const { t } = useTranslation()
  const labels = useStore(labelSet, (state) => state.labels)
  const { row } = annotation
  const unrated = isUnrated(annotation)
  return (
    <button
      type="button"
      className={`list-row ${isPicked ? 'picked' : ''}`}
      data-row-id={row.id}
      aria-pressed={isPicked}
      aria-label={nameRow(annotation, unrated)}
      aria-current={isChosen}
      onClick={onPress}
      onMouseEnter={() => onHover(row.id)}
      onMouseLeave={() => onHover(undefined)}
    >
      <LabelSign label={row.label} />
      <span className="list-quote" dir={direction}>
        {row.quote}
      </span>
      {layer !== undefined && <bdi className="list-subtype">{layer}</bdi>}
      {row.subtype !== null && <span className="list-subtype">{nameSubtype(labels, row.label, row.subtype)}</span>}
      {row.rating !== null && !unrated && (
        <span className="code" dir="ltr">
          {describeRating(row.rating)}
        </span>
      )}
      {row.label === 'claim' && unrated && (
        <span className="unrated" title={t('inspector.unrated')}>
          <CircleAlert aria-hidden />
        </span>
      )}
    </button>
  )
}

/** A row's name holds all that it shows in letters, so that one who speaks to the program can say what they see. */
function nameRow({ row }: OpenAnnotation, unrated: boolean): string {
  const rating = row.rating === null || unrated ? [] : [describeRating(row.rating)]
  const missing = row.label === 'claim' && unrated ? [i18next.t('inspector.unrated')] : []
  const name = i18next.t('list.row', { label: i18next.t(`label.${row.label}`), quote: row.quote })
  return [name, ...rating, ...missing].join(' ')
}

function countLabels(annotations: readonly OpenAnnotation[]): Record<Label, number> {
  const counts: Record<Label, number> = { actor: 0, event: 0, date: 0, amount: 0, claim: 0 }
  for (const { row } of annotations) counts[row.label]++
  return counts
}

function toggle(hidden: ReadonlySet<Label>, label: Label, hide: boolean): ReadonlySet<Label> {
  const next = new Set(hidden)
  if (hide) next.add(label)
  else next.delete(label)
  return next
}

function wayOf({ shiftKey, ctrlKey, metaKey }: MouseEvent): PickWay {
  return shiftKey ? 'range' : ctrlKey || metaKey ? 'toggle' : 'one'
}

/** Arrows go from row to row and with Shift pick on the way; Ctrl+A picks all, Delete deletes what is picked. */
function handleKey(event: KeyboardEvent, session: ArticleSession, many: ReturnType<typeof usePicked>): void {
  const { code, shiftKey, ctrlKey, metaKey } = event
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row-id]') : null
  if (row === null) return
  if (code === 'ArrowDown' || code === 'ArrowUp') {
    const item = row.closest('li')
    const next = (code === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling)?.querySelector(
      'button',
    )
    if (shiftKey && many.ids.size === 0) many.pick(row.dataset.rowId!, 'toggle')
    next?.focus()
    if (shiftKey && next?.dataset.rowId !== undefined) many.pick(next.dataset.rowId, 'range')
  } else if (code === 'KeyA' && (ctrlKey || metaKey)) many.pickAll()
  else if (code === 'Space' && (ctrlKey || metaKey)) many.pick(row.dataset.rowId!, 'toggle')
  else if (code === 'Delete' && many.picked.length > 1) void session.removeMany(many.picked.map(({ id }) => id))
  else if (code === 'Escape' && many.ids.size > 0) many.clear()
  else return
  event.preventDefault()
  event.stopPropagation()
}
