import type { EditorView } from 'prosemirror-view'
import { type Span, span } from '../../corpus/span.ts'
import { wordAt } from '../../corpus/text/words.ts'
import { directionAt } from './caret.ts'
import { measureSpan, type OuterEdge, outerEdge } from './graphemes-on-screen.ts'
import type { Positions } from './positions.ts'
import type { SignPlace } from './section-view.ts'
import type { OpenText } from './selection.ts'

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
  const { x, y } = originOf(scroller)
  return { top: start.top - y, bottom: end.bottom - y, startX: start.left - x, endX: end.left - x }
}

/** One end of a span on the screen, in pixels of the content that `scroller` scrolls. */
export type BoundPlace = Readonly<{ x: number; top: number; bottom: number }>

/** Measures where a span begins on its first line and ends on its last one, as the paragraphs run: its outer edges. */
export function locateEnds(
  view: EditorView,
  scroller: HTMLElement,
  open: OpenText,
  span: Span,
): Record<'start' | 'end', BoundPlace> {
  const { x, y } = originOf(scroller)
  const boxes = measureSpan(view, open, span)
  const place = (edge: OuterEdge): BoundPlace => ({ x: edge.x - x, top: edge.top - y, bottom: edge.bottom - y })
  const { from, to } = open.positions.toRange(span)
  return {
    start: place(outerEdge(boxes, 'start', directionAt(view, open, from))),
    end: place(outerEdge(boxes, 'end', directionAt(view, open, to))),
  }
}

/** Measures where the sign of a span belongs: over the beginning of its first word. */
export function locateSign(view: EditorView, open: OpenText, { start, end }: Span): SignPlace {
  const word = wordAt(open.text, start)
  const first = span(start, Math.min(end, Math.max(word?.end ?? end, start + 1)))
  const direction = directionAt(view, open, open.positions.toPosition(start))
  return { ...outerEdge(measureSpan(view, open, first), 'start', direction), direction }
}

/** What stands at the zero of the scrolled content, in pixels of the window; a scroll bar may stand before it. */
function originOf(scroller: HTMLElement): { x: number; y: number } {
  const frame = scroller.getBoundingClientRect()
  return { x: frame.left + scroller.clientLeft, y: frame.top - scroller.scrollTop }
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
