import i18next from 'i18next'
import { type Span, sliceOf } from '../../corpus/span.ts'
import { call } from '../api.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { type BoundStep, moveBound } from '../editor/bounds.ts'
import { directionAt } from '../editor/caret.ts'
import { selectedSpan } from '../editor/selection.ts'
import { reviewOf } from '../suggest/review.ts'
import { notify } from '../ui/Notices.tsx'
import type { ArticleSession, OpenAnnotation } from './article-session.ts'
import { openMenu } from './reading.ts'

type Run = (reader: ArticleView, session: ArticleSession) => void

/** A command on the chosen annotation that needs nothing of the text. */
export function runOnChosen(kind: 'delete' | 'edit' | 'rate' | 'note'): Run {
  return (_, session) => {
    const chosen = findChosen(session)
    if (chosen === undefined) return
    const { id } = chosen.row
    if (kind === 'delete') void session.remove(id)
    else session.choose(id, ({ edit: 'label', rate: 'rating', note: 'note' } as const)[kind])
  }
}

/** Moves one end of the chosen annotation, or of the suggestion that is looked at, to that side of the screen. */
export function moveChosenBound(end: BoundStep['end'], by: BoundStep['by'], to: 'left' | 'right'): Run {
  return (reader, session) => {
    const review = reviewOf(session)
    const suggested = review.current()
    const chosen = suggested === undefined ? findChosen(session) : undefined
    const span = suggested === undefined ? chosen?.span : review.spanOf(suggested)
    if (span === undefined) return
    const { view, open } = reader
    const range = open.positions.toRange(span)
    const direction = directionAt(view, open, end === 'start' ? range.from : range.to)
    const forward = (to === 'left') === (direction === 'rtl')
    const move = (of: Span) => moveBound(open.text, of, { end, by, forward })
    if (suggested !== undefined) review.rebound(suggested, move)
    else if (chosen !== undefined) void session.rebound(chosen.row.id, move)
  }
}

/** Puts the permanent address of the chosen annotation on the clipboard. */
export function copyUri(_: ArticleView, session: ArticleSession): void {
  const chosen = findChosen(session)
  if (chosen !== undefined) void copyText(`urn:uuid:${chosen.row.id}`)
}

/** Puts the selected words on the clipboard, else those of the chosen annotation. */
export function copySelected({ view, open }: ArticleView, session: ArticleSession): void {
  const selected = sliceOf(open.text, selectedSpan(view.state, open))
  const quote = selected === '' ? findChosen(session)?.row.quote : selected
  if (quote !== undefined) void copyText(quote)
}

/** Opens the menu of the selection or the chosen annotation beside it. */
export function showMenu(reader: ArticleView): void {
  const { head } = reader.view.state.selection
  const at = reader.view.coordsAtPos(head)
  openMenu({ x: at.left, y: at.bottom })
}

function findChosen(session: ArticleSession): OpenAnnotation | undefined {
  const chosen = session.find(session.state.get().chosen)
  if (chosen === undefined) notify(i18next.t('inspector.none'))
  return chosen
}

async function copyText(text: string): Promise<void> {
  const copied = await call('host.copyText', { text })
  if (copied.ok) notify(i18next.t('common.copied'))
}
