import type { EditorView } from 'prosemirror-view'
import { type Span, span, type Utf16 } from '../../corpus/span.ts'
import { type GraphemeBox, measureAround } from './graphemes-on-screen.ts'
import type { Movement } from './keys.ts'
import { moveCaret, type OpenText, placeCaret } from './selection.ts'
import { crossRuns, findCounterRuns, findStops, stepTo } from './visual-caret.ts'

/** Moves the caret or the free end of the selection as a key asks. Arrows go to the side of the screen they point to. */
export function moveBy(view: EditorView, open: OpenText, movement: Movement): void {
  const { extend, by } = movement
  if (movement.kind === 'go') {
    view.dispatch(moveCaret(view.state, open, { by: movement.by, forward: movement.forward, extend }))
    return
  }
  const direction = directionAt(view, open)
  const forward = (movement.to === 'left') === (direction === 'rtl')
  const { selection } = view.state
  const bySight = by === 'grapheme' && (extend || selection.empty)
  const target = bySight ? lookForStop(view, open, movement.to, direction, extend) : undefined
  view.dispatch(
    target === undefined
      ? moveCaret(view.state, open, { by: movement.by, forward, extend })
      : placeCaret(view.state, open, target, target > open.positions.toOffset(selection.head), extend),
  )
}

/** The direction of the line that the free end of the selection stands in. */
export function directionAt({ state }: EditorView, open: OpenText, position = state.selection.head): 'rtl' | 'ltr' {
  return state.doc.resolve(position).parent.attrs.dir ?? open.direction
}

/** The text of the line, or part of a line, that a position stands in. */
export function pieceAround({ state }: EditorView, { positions }: OpenText, position: number): Span {
  const resolved = state.doc.resolve(position)
  return span(positions.toOffset(resolved.start()), positions.toOffset(resolved.end()))
}

const COUNTER = {
  rtl: /[\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u,
  ltr: /[\p{N}\p{Script=Arabic}\p{Script=Hebrew}]/u,
}
const NEAR = 400

/** Undefined where the line holds nothing that runs against it: there the text's order is what the screen shows. */
function lookForStop(
  view: EditorView,
  open: OpenText,
  side: 'left' | 'right',
  direction: 'rtl' | 'ltr',
  extend: boolean,
): Utf16 | undefined {
  const { positions, text } = open
  const { head, anchor } = view.state.selection
  const offset = positions.toOffset(head)
  const piece = pieceAround(view, open, head)
  if (!COUNTER[direction].test(text.slice(Math.max(piece.start, offset - NEAR), Math.min(piece.end, offset + NEAR))))
    return undefined
  const boxes: GraphemeBox[] = measureAround(view, open, offset, piece)
  const target = stepTo(side, offset, findStops(boxes, direction), direction)
  if (target === undefined || !extend) return target as Utf16 | undefined
  return crossRuns(target, offset, positions.toOffset(anchor), findCounterRuns(boxes, direction)) as Utf16
}
