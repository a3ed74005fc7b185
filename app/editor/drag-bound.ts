import type { EditorView } from 'prosemirror-view'
import { type Span, span } from '../../corpus/span.ts'
import { findHit, letterEdge, touchedBy } from './hit.ts'
import type { OpenText } from './selection.ts'
import { joinTouched, snapToWords } from './snap.ts'

/** Where a span ends while one of its ends is dragged to the pointer; undefined where nothing of it would be left. */
export function dragBound(
  view: EditorView,
  open: OpenText,
  of: Span,
  end: 'start' | 'end',
  pointer: Readonly<{ clientX: number; clientY: number; altKey: boolean }>,
  wholeWords: boolean,
): Span | undefined {
  // Handles stand over the text, and would be all that is found at the pointer.
  const at = { x: pointer.clientX, y: pointer.clientY }
  const hit = findHit(view, open, at)
  if (hit === undefined) return undefined
  if (pointer.altKey) return order(of, end, letterEdge(hit, at.x))
  const touched = touchedBy(hit, at)
  const point = touched.start === touched.end && touched.start === (end === 'start' ? of.end : of.start)
  if (point) return undefined
  const fixed = end === 'start' ? of.end : of.start
  const joined = joinTouched(touched, span(fixed, fixed))
  const snapped = snapToWords(open.text, joined, wholeWords)
  return order(of, end, end === 'start' ? snapped.start : snapped.end)
}

function order(of: Span, end: 'start' | 'end', to: number): Span | undefined {
  const [start, stop] = end === 'start' ? [to, of.end] : [of.start, to]
  return start < stop ? span(start, stop) : undefined
}
