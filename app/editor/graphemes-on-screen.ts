import type { EditorView } from 'prosemirror-view'
import { type Span, span } from '../../corpus/span.ts'
import { nextGrapheme, previousGrapheme } from '../../corpus/text/graphemes.ts'
import type { OpenText } from './selection.ts'

/** A grapheme where it stands in the window, in pixels; `direction` is the one its own letters run in. */
export type GraphemeBox = Readonly<{
  span: Span
  left: number
  right: number
  top: number
  bottom: number
  direction: 'rtl' | 'ltr'
}>

/** Measures the grapheme that begins at an offset; undefined for one that takes no room, such as an LF. */
export function measureGrapheme(
  view: EditorView,
  { text, positions }: OpenText,
  offset: number,
): GraphemeBox | undefined {
  if (offset < 0 || offset >= text.length || text[offset] === '\n') return undefined
  const end = nextGrapheme(text, offset)
  const of = span(offset, end)
  const from = view.domAtPos(positions.toPosition(of.start), 1)
  const to = view.domAtPos(positions.toPosition(of.end, 'end'), -1)
  const range = document.createRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  const box = [...range.getClientRects()].findLast(({ width }) => width > 0) ?? range.getBoundingClientRect()
  range.collapse(true)
  const lead = range.getBoundingClientRect().left
  const { left, right, top, bottom } = box
  const direction = Math.abs(lead - left) < Math.abs(lead - right) ? 'ltr' : 'rtl'
  return { span: of, left, right, top, bottom, direction }
}

/** The boxes that a span fills, a line or a run each, in the text's order. */
export function measureSpan(view: EditorView, { positions }: OpenText, of: Span): DOMRect[] {
  const { from, to } = positions.toRange(of)
  const start = view.domAtPos(from, 1)
  const end = view.domAtPos(to, -1)
  const range = document.createRange()
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return [...range.getClientRects()].filter(({ width }) => width > 0)
}

/** One side of a stretch of text, in pixels of the window. */
export type OuterEdge = Readonly<{ x: number; top: number; bottom: number }>

/** The side on which a stretch begins on its first line, or ends on its last one, in a paragraph of that direction. */
export function outerEdge(boxes: readonly DOMRect[], end: 'start' | 'end', direction: 'rtl' | 'ltr'): OuterEdge {
  const first = end === 'start' ? boxes[0] : boxes.at(-1)
  if (first === undefined) return { x: 0, top: 0, bottom: 0 }
  const line = boxes.filter((box) => sharesLine(first, box))
  const isRight = (direction === 'rtl') === (end === 'start')
  const x = isRight ? Math.max(...line.map(({ right }) => right)) : Math.min(...line.map(({ left }) => left))
  return { x, top: Math.min(...line.map(({ top }) => top)), bottom: Math.max(...line.map(({ bottom }) => bottom)) }
}

/**
 * The graphemes around an offset that stand on its line and the lines beside it, in the text's order; none beyond the
 * piece. Only what has to be seen is measured.
 */
export function measureAround(view: EditorView, open: OpenText, offset: number, piece: Span): GraphemeBox[] {
  const after = collect(view, open, piece, offset, nextGrapheme)
  const before = collect(view, open, piece, offset, previousGrapheme)
  return [...before.reverse(), ...after]
}

/** True where two boxes stand on the same line of the screen. */
export function sharesLine(a: Pick<GraphemeBox, 'top' | 'bottom'>, b: Pick<GraphemeBox, 'top' | 'bottom'>): boolean {
  return a.top < (b.top + b.bottom) / 2 && (b.top + b.bottom) / 2 < a.bottom
}

function collect(
  view: EditorView,
  open: OpenText,
  piece: Span,
  offset: number,
  step: typeof nextGrapheme,
): GraphemeBox[] {
  const boxes: GraphemeBox[] = []
  let lines = 0
  const forward = step === nextGrapheme
  let at = forward ? offset : previousWithin(open.text, offset, piece)
  while (at >= piece.start && at < piece.end && lines < 2) {
    const box = measureGrapheme(view, open, at)
    const last = boxes.at(-1)
    if (box !== undefined && last !== undefined && !sharesLine(last, box)) lines++
    if (box !== undefined) boxes.push(box)
    const next = forward ? nextGrapheme(open.text, at) : previousWithin(open.text, at, piece)
    if (next === at) break
    at = next
  }
  return boxes
}

function previousWithin(text: string, offset: number, piece: Span): number {
  return offset <= piece.start ? -1 : previousGrapheme(text, offset)
}
