import { type Span, span } from '../../corpus/span.ts'
import { type GraphemeBox, sharesLine } from './graphemes-on-screen.ts'

/** A place where the caret is painted: `x` in pixels, `line` counts the lines of what was measured. */
export type CaretStop = Readonly<{ offset: number; x: number; line: number }>

type Direction = 'rtl' | 'ltr'

/**
 * Where the caret is painted before each of the graphemes and after the last. Where the direction changes, it stands at
 * the side of the grapheme that runs in the direction of the paragraph: this is how Chromium paints it.
 */
export function findStops(boxes: readonly GraphemeBox[], direction: Direction): CaretStop[] {
  const stops: CaretStop[] = []
  let line = 0
  for (const [index, box] of boxes.entries()) {
    const before = boxes[index - 1]
    const isFirst = before === undefined || !sharesLine(before, box)
    if (isFirst && before !== undefined) line++
    const takesBefore = !isFirst && before.direction !== box.direction && before.direction === direction
    stops.push({ offset: box.span.start, x: takesBefore ? trailingEdge(before) : leadingEdge(box), line })
  }
  const last = boxes.at(-1)
  if (last !== undefined) stops.push({ offset: last.span.end, x: trailingEdge(last), line })
  return stops
}

/**
 * The offset that the caret comes to from `offset` by one step to that side of the screen: the nearest stop there; of two
 * at the same place the one nearer in the text; at the side of a line the next line's nearest end. Undefined where what
 * was measured ends.
 */
export function stepTo(
  side: 'left' | 'right',
  offset: number,
  stops: readonly CaretStop[],
  direction: Direction,
): number | undefined {
  const here = stops.find((stop) => stop.offset === offset)
  if (here === undefined) return undefined
  const sign = side === 'left' ? 1 : -1
  const ahead = stops.filter((stop) => stop.line === here.line && (here.x - stop.x) * sign > 0.25)
  if (ahead.length > 0) return nearest(ahead, here, sign).offset
  const forward = (side === 'left') === (direction === 'rtl')
  const beyond = stops.filter((stop) => stop.line === here.line + (forward ? 1 : -1))
  return beyond.length === 0 ? undefined : nearest(beyond, here, sign).offset
}

/** The stretches that run against the paragraph, such as numbers and Latin names in an Arabic line. */
export function findCounterRuns(boxes: readonly GraphemeBox[], direction: Direction): Span[] {
  const runs: Span[] = []
  for (const box of boxes) {
    if (box.direction === direction) continue
    const last = runs.at(-1)
    if (last !== undefined && last.end === box.span.start) runs[runs.length - 1] = span(last.start, box.span.end)
    else runs.push(box.span)
  }
  return runs
}

/**
 * Where the free end of a selection goes: a run that goes against the paragraph is taken whole when the selection began
 * outside of it, so that what is selected stays one stretch on the screen and no number is torn.
 */
export function crossRuns(target: number, head: number, anchor: number, runs: readonly Span[]): number {
  const run = runs.find(({ start, end }) => start < target && target < end)
  if (run === undefined || (run.start < anchor && anchor < run.end)) return target
  return head <= run.start ? run.end : head >= run.end ? run.start : target
}

function nearest(stops: readonly CaretStop[], from: CaretStop, sign: number): CaretStop {
  return stops.reduce((best, stop) => {
    const closer = (stop.x - best.x) * sign
    if (Math.abs(closer) > 0.25) return closer > 0 ? stop : best
    return Math.abs(stop.offset - from.offset) < Math.abs(best.offset - from.offset) ? stop : best
  })
}

function leadingEdge({ direction, left, right }: GraphemeBox): number {
  return direction === 'rtl' ? right : left
}

function trailingEdge({ direction, left, right }: GraphemeBox): number {
  return direction === 'rtl' ? left : right
}
