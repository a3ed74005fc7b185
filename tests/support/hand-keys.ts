import type { SuggestionRow } from '../../corpus/suggestion.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { segment } from '../../corpus/text/sentences.ts'
import { findWords } from '../../corpus/text/words.ts'

/** A place to be marked by hand, in UTF-16 of the article. */
type Place = Readonly<{ start: number; end: number }>

/** What a person presses to mark a place from where the caret is: keys by their place on an Arabic keyboard. */
export function keysToSelect(text: string, caret: number, { start, end }: Place): string[] {
  const words = findWords(text)
  const sentences = segment(text).sentences
  const between = (from: number): number => words.filter((word) => word.end > from && word.end <= start).length
  const ahead = sentences.filter((sentence) => sentence.start > caret && sentence.start <= start)
  const landing = ahead.at(-1)?.start
  const direct = start >= caret ? between(caret) : words.length
  const bySentence = landing === undefined ? Number.POSITIVE_INFINITY : ahead.length + between(landing)
  const moves =
    bySentence < direct
      ? [...ahead.map(() => 'Alt+ArrowDown'), ...Array<string>(between(landing!)).fill('Control+ArrowLeft')]
      : Array<string>(direct).fill('Control+ArrowLeft')
  const inside = words.filter((word) => word.start < end && word.end > start).length
  return [...moves, ...Array<string>(inside).fill('KeyW')]
}

/**
 * How many keys it takes to mark all of this by hand: going from place to place in the text's order, a key for each word
 * and one for the label; a claim's source and cue are marked as its parts. It leaves out what a particle or a mistake
 * costs, so it is the least that a person needs.
 */
export function countHandKeys(text: string, rows: readonly SuggestionRow[]): number {
  const map = createOffsetMap(text)
  const toPlace = (start: number, end: number): Place =>
    map.toSpan({ startCodePoint: start, endCodePoint: end } as never)
  let caret = 0
  let keys = 0
  for (const row of rows) {
    const place = toPlace(row.startCodePoint, row.endCodePoint)
    // Whatever stands within a place that was just marked is gone back to by the key of the sentence before.
    if (place.start < caret) {
      caret = segment(text).sentences.findLast((sentence) => sentence.start <= place.start)?.start ?? 0
      keys++
    }
    keys += keysToSelect(text, caret, place).length + 1
    for (const part of [row.claim?.source, row.claim?.cue]) {
      if (!part) continue
      const at = toPlace(part.start, part.end)
      const from = segment(text).sentences.findLast((sentence) => sentence.start <= at.start)?.start ?? 0
      keys += keysToSelect(text, from, at).length + 2
    }
    caret = place.end
  }
  return keys
}
