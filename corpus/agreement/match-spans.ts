import { type Extent, wordsOf } from './marked.ts'

/** How equal two spans of the same label must be to count as the same. */
export type Matching = 'exact' | 'clitic' | 'overlap'

/**
 * Pairs the spans of two analysts one to one, as many as possible. Both lists hold one label. `exact`: same bounds;
 * `clitic`: the same words are touched, so a proclitic inside or outside makes no difference (where no word is touched,
 * exact); `overlap`: a common character. Returns indices `[a, b]` in the order of `a`.
 */
export function matchSpans(
  a: readonly Extent[],
  b: readonly Extent[],
  matching: Matching,
  words: readonly Extent[],
): [number, number][] {
  const neighbours = listNeighbours(a, b, isSame(matching, words))
  const partnerOf = new Map<number, number>()
  for (const at of a.keys()) augment(at, neighbours, partnerOf, new Set())
  return [...partnerOf].map(([inB, inA]): [number, number] => [inA, inB]).sort((x, y) => x[0] - y[0])
}

function isSame(matching: Matching, words: readonly Extent[]): (a: Extent, b: Extent) => boolean {
  if (matching === 'overlap') return () => true
  if (matching === 'exact') return hasSameBounds
  return (a, b) => {
    const inA = wordsOf(words, a)
    const inB = wordsOf(words, b)
    if (inA.from === inA.to || inB.from === inB.to) return hasSameBounds(a, b)
    return inA.from === inB.from && inA.to === inB.to
  }
}

function hasSameBounds(a: Extent, b: Extent): boolean {
  return a.start === b.start && a.end === b.end
}

/** For every span of `a` the overlapping ones of `b` that count as the same, the most common characters first. */
function listNeighbours(a: readonly Extent[], b: readonly Extent[], same: (a: Extent, b: Extent) => boolean) {
  const order = [...b.keys()].sort((x, y) => b[x]!.start - b[y]!.start)
  const longest = b.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  const starts = order.map((at) => b[at]!.start)
  return a.map((of) => {
    const found: number[] = []
    for (let at = firstAbove(starts, of.start - longest); at < order.length && starts[at]! < of.end; at++) {
      const other = b[order[at]!]!
      // Words may be shared by spans that only stand side by side inside of one.
      if (shared(of, other) > 0 && same(of, other)) found.push(order[at]!)
    }
    return found.sort((x, y) => shared(of, b[y]!) - shared(of, b[x]!) || x - y)
  })
}

/** Kuhn's augmenting paths: a maximum matching, whatever the order of the spans. */
function augment(
  at: number,
  neighbours: readonly (readonly number[])[],
  partnerOf: Map<number, number>,
  seen: Set<number>,
): boolean {
  for (const other of neighbours[at]!) {
    if (seen.has(other)) continue
    seen.add(other)
    const partner = partnerOf.get(other)
    if (partner === undefined || augment(partner, neighbours, partnerOf, seen)) {
      partnerOf.set(other, at)
      return true
    }
  }
  return false
}

function shared(a: Extent, b: Extent): number {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start)
}

function firstAbove(ordered: readonly number[], value: number): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ordered[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
