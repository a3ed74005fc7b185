import { type PointerEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Span } from '../../corpus/span.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { dragBound } from '../editor/drag-bound.ts'
import { selectSpan } from '../editor/selection.ts'
import { preferences } from '../shell/preferences.ts'
import { useStore } from '../shell/store.ts'
import type { ArticleSession } from './article-session.ts'
import { isEditable } from './layers.ts'

type BoundHandlesProps = { session: ArticleSession; reader: { current: ArticleView | null } }

/** Two handles at the ends of the chosen annotation: drag one to another word, with Alt to another letter. */
export function BoundHandles({ session, reader }: BoundHandlesProps) {
  const { t } = useTranslation()
  const chosen = useStore(session.state, (state) => state.chosen)
  const annotation = useStore(session.state, ({ annotations }) => annotations.find(({ row }) => row.id === chosen))
  const [dragged, setDragged] = useState<Span>()
  useMoves(reader)
  if (annotation === undefined || reader.current === null || !isEditable(annotation.row)) return null
  const opened = reader.current
  const { label, id } = annotation.row
  const ends = opened.locateEnds(dragged ?? annotation.span)

  const drag = (end: 'start' | 'end') => (event: PointerEvent<HTMLElement>) => {
    const found = dragBound(opened.view, opened.open, annotation.span, end, event, preferences.get().wholeWords)
    if (found === undefined) return
    setDragged(found)
    opened.apply(selectSpan(opened.view.state, opened.open, found))
  }
  const drop = (): void => {
    setDragged(undefined)
    opened.collapse()
    if (dragged !== undefined) void session.rebound(id, () => dragged)
  }
  return (['start', 'end'] as const).map((end) => (
    <span
      key={end}
      className={`bound-handle ${end} ${label}`}
      data-bound={end}
      title={t(end === 'start' ? 'reader.dragStart' : 'reader.dragEnd')}
      style={{ left: ends[end].x, top: ends[end].top, blockSize: ends[end].bottom - ends[end].top }}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => event.buttons === 1 && drag(end)(event)}
      onPointerUp={drop}
    />
  ))
}

/** Draws anew whenever the text is laid out anew: another width, other letters, sections drawn for the first time. */
function useMoves(reader: { current: ArticleView | null }): void {
  const [, setTick] = useState(0)
  useEffect(() => {
    const dom = reader.current?.view.dom
    if (dom === undefined) return
    const sizes = new ResizeObserver(() => setTick((tick) => tick + 1))
    sizes.observe(dom)
    return () => sizes.disconnect()
  }, [reader])
}
