import { type Span, span } from '../span.ts'
import type { Reader } from './reader.ts'
import { offsetBehindLetters, type Reading } from './tokens.ts'

/**
 * Where a suggestion begins: behind the proclitics و ف ب ك ل of its first word, as the guidelines cut them; `لل…` is kept whole.
 * `isKnown` tells which reading of the word was meant.
 */
export function startOf(reader: Reader, at: number, isKnown: (rest: string) => boolean): number {
  const token = reader.tokens[at]!
  if (token.kind !== 'word') return token.start
  const reading = token.readings.find(({ rest }) => isKnown(rest))
  return reading ? startOfReading(reader, at, reading) : token.start
}

/** As `startOf`, for a reading that is already known. */
export function startOfReading(
  reader: Reader,
  at: number,
  reading: Pick<Reading, 'conj' | 'prep' | 'article'>,
): number {
  const token = reader.tokens[at]!
  if (token.kind !== 'word') return token.start
  const folded = reading.prep === 'ل' && reading.article ? 0 : reading.prep.length
  return offsetBehindLetters(reader.text, token, reading.conj.length + folded)
}

/** The span from an offset to the end of the last token before `end`. */
export function spanTo(reader: Reader, start: number, end: number): Span {
  return span(start, reader.tokens[end - 1]!.end)
}
