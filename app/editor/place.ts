import type { EditorView } from 'prosemirror-view'
import type { Span } from '../../corpus/span.ts'
import type { Positions } from './positions.ts'

/** Share of the view's height at which a revealed span is put. */
const REVEAL_AT = 0.33
const MARGIN = 80

/** Scrolls a span to a good place in the view; leaves the view alone where the span is in it already. */
export function reveal(view: EditorView, scroller: HTMLElement, positions: Positions, span: Span): void {
  const { from } = positions.toRange(span)
  if (isInView(view, scroller, from)) return
  bringNear(view, scroller, from)
  // Sections above are drawn at their true height only now, which may push the span away again.
  requestAnimationFrame(() => {
    if (!view.isDestroyed && !isInView(view, scroller, from)) bringNear(view, scroller, from)
  })
}

/** Where a span starts and ends on the screen, in pixels of the content that `scroller` scrolls. */
export type SpanPlace = Readonly<{ top: number; bottom: number; startX: number; endX: number }>

/** Measures where a span stands. */
export function locate(view: EditorView, scroller: HTMLElement, positions: Positions, span: Span): SpanPlace {
  const { from, to } = positions.toRange(span)
  const start = view.coordsAtPos(from, 1)
  const end = view.coordsAtPos(to, -1)
  const frame = scroller.getBoundingClientRect()
  const shift = scroller.scrollTop - frame.top
  return {
    top: start.top + shift,
    bottom: end.bottom + shift,
    startX: start.left - frame.left,
    endX: end.left - frame.left,
  }
}

function isInView(view: EditorView, scroller: HTMLElement, position: number): boolean {
  const at = view.coordsAtPos(position, 1)
  const frame = scroller.getBoundingClientRect()
  return at.top >= frame.top + MARGIN && at.bottom <= frame.bottom - MARGIN
}

function bringNear(view: EditorView, scroller: HTMLElement, position: number): void {
  const at = view.coordsAtPos(position, 1)
  const frame = scroller.getBoundingClientRect()
  scroller.scrollTop += at.top - frame.top - frame.height * REVEAL_AT
}
