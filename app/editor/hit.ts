import type { EditorView } from 'prosemirror-view'
import { type Span, span } from '../../corpus/span.ts'
import { nextGrapheme, previousGrapheme } from '../../corpus/text/graphemes.ts'
import { directionAt, pieceAround } from './caret.ts'
import { type GraphemeBox, measureGrapheme } from './graphemes-on-screen.ts'
import type { OpenText } from './selection.ts'

/** A point of the window, in pixels. */
export type Point = Readonly<{ x: number; y: number }>

/** Where the pointer is in the text: the grapheme under it, if any, and the caret position nearest to it. */
export type Hit = Readonly<{ offset: number; box: GraphemeBox | undefined; direction: 'rtl' | 'ltr' }>

const FAR = 120
const BETWEEN_LINES = 8

/** Finds what stands at a point; undefined where there is no text. */
export function findHit(view: EditorView, open: OpenText, { x, y }: Point): Hit | undefined {
  const position = findPosition(view, { x, y })
  if (position === undefined) return undefined
  const offset = open.positions.toOffset(position)
  const direction = directionAt(view, open, position)
  return { offset, box: findBox(view, open, offset, pieceAround(view, open, position), { x, y }), direction }
}

/**
 * What of the text the pointer touches, for selecting words: a point between two letters of the line's direction, the
 * nearer side of the one under it; but a whole character of a run that goes against the line, such as a digit, since
 * before and after mean opposite sides there.
 */
export function touchedBy(hit: Hit, { x }: Point): Span {
  const { box, direction } = hit
  if (box !== undefined && box.direction !== direction) return box.span
  const at = letterEdge(hit, x)
  return span(at, at)
}

/** The side of the letter under the pointer that is nearer to it; the nearest caret position beside the text. */
export function letterEdge({ box, offset }: Hit, x: number): number {
  if (box === undefined) return offset
  const isLeft = x < (box.left + box.right) / 2
  return isLeft === (box.direction === 'ltr') ? box.span.start : box.span.end
}

function findPosition(view: EditorView, { x, y }: Point): number | undefined {
  const range = document.caretRangeFromPoint(x, y)
  if (range !== null && view.dom.contains(range.startContainer) && range.startContainer.nodeType === Node.TEXT_NODE)
    return view.posAtDOM(range.startContainer, range.startOffset)
  return view.posAtCoords({ left: x, top: y })?.pos
}

/** Where directions meet, the nearest caret position may be far from what is under the pointer: so it is looked for. */
function findBox(view: EditorView, open: OpenText, offset: number, piece: Span, at: Point): GraphemeBox | undefined {
  let after = offset
  let before = offset
  for (let step = 0; step < FAR; step++) {
    if (after < piece.end) {
      const box = measureGrapheme(view, open, after)
      if (box !== undefined && isUnder(box, at)) return box
      after = nextGrapheme(open.text, after)
    }
    if (before > piece.start) {
      before = previousGrapheme(open.text, before)
      const box = measureGrapheme(view, open, before)
      if (box !== undefined && isUnder(box, at)) return box
    }
  }
  return undefined
}

function isUnder({ left, right, top, bottom }: GraphemeBox, { x, y }: Point): boolean {
  return left <= x && x <= right && top - BETWEEN_LINES <= y && y <= bottom + BETWEEN_LINES
}
