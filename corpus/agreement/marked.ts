import type { Label } from '../annotation.ts'

/** A stretch of one text, half-open; offsets in code points. */
export type Extent = Readonly<{ start: number; end: number }>

/** What an analyst marked; offsets in code points. */
export type MarkedSpan = Extent & Readonly<{ label: Label }>

/** One article as agreement looks at it. `layers` holds those who worked on it: an empty list is "marked nothing". */
export type MarkedArticle = Readonly<{
  words: readonly Extent[]
  sentences: readonly Extent[]
  layers: ReadonlyMap<string, readonly MarkedSpan[]>
}>

const WORD = /[\p{L}\p{M}\p{N}_]+/gu

/**
 * The words that agreement counts: maximal runs of letters, marks and digits, so that a proclitic is part of its word.
 * Offsets in code points.
 */
export function listWords(text: string): Extent[] {
  const words: Extent[] = []
  let unit = 0
  let point = 0
  for (const match of text.matchAll(WORD)) {
    point += countPoints(text, unit, match.index)
    const length = countPoints(match[0], 0, match[0].length)
    words.push({ start: point, end: point + length })
    point += length
    unit = match.index + match[0].length
  }
  return words
}

/** The numbers of the words that a span touches, `from..to` half-open; both equal where it touches none. */
export function wordsOf(words: readonly Extent[], { start, end }: Extent): { from: number; to: number } {
  const from = findFirst(words, (word) => word.end > start)
  return {
    from,
    to: Math.max(
      from,
      findFirst(words, (word) => word.start >= end),
    ),
  }
}

/** The number of the sentence that a place is in; between two, the one before; -1 before the first. */
export function sentenceOf(sentences: readonly Extent[], at: number): number {
  return findFirst(sentences, ({ start }) => start > at) - 1
}

/** Index of the first of an ordered list that passes, where all after it pass too. */
function findFirst(ordered: readonly Extent[], passes: (extent: Extent) => boolean): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(ordered[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

function countPoints(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if ((text.charCodeAt(at) & 0xfc00) !== 0xdc00) count++
  return count
}
