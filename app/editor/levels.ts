import { compareSpans, type Span } from '../../corpus/span.ts'

/** A span that is drawn, with the name of what it stands for. */
export type Drawn = Readonly<{ id: string; span: Span }>

/**
 * Gives every span a level such that spans that overlap have different ones: 0 is drawn nearest to the text, and a span
 * lies below those that it holds. The same spans always get the same levels, in whatever order they come.
 */
export function assignLevels(drawn: readonly Drawn[]): Map<string, number> {
  const levels = new Map<string, number>()
  const taken: Span[][] = []
  const shortestFirst = [...drawn].sort(
    (a, b) => length(a.span) - length(b.span) || compareSpans(a.span, b.span) || (a.id < b.id ? -1 : 1),
  )
  for (const { id, span } of shortestFirst) {
    let level = 0
    while (level < taken.length && !addIfFree(taken[level]!, span)) level++
    if (level === taken.length) taken.push([span])
    levels.set(id, level)
  }
  return levels
}

/**
 * The stretch of neighbours in `ordered` (by `compareSpans`) whose spans are linked to `changed` by overlaps, directly or
 * over others: only their levels can change when it comes or goes. Half-open indices.
 */
export function findCluster(ordered: readonly Drawn[], changed: Span): { from: number; to: number } {
  let first: number | undefined
  let from = 0
  let reach = -1
  for (let index = 0; index <= ordered.length; index++) {
    const next = ordered[index]?.span
    if (next === undefined || next.start >= reach) {
      if (first === undefined && reach > changed.start) first = from
      if (next === undefined || next.start >= changed.end) return { from: first ?? index, to: index }
      from = index
    }
    reach = Math.max(reach, next.end)
  }
  return { from: ordered.length, to: ordered.length }
}

function length({ start, end }: Span): number {
  return end - start
}

/** Inserts the span into one level's spans, in order, unless it overlaps one of them. */
function addIfFree(level: Span[], span: Span): boolean {
  let low = 0
  let high = level.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (level[middle]!.start < span.end) low = middle + 1
    else high = middle
  }
  const before = level[low - 1]
  if (before !== undefined && before.end > span.start) return false
  level.splice(low, 0, span)
  return true
}
