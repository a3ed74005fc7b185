import { type CodePoint, type CodePointSpan, codePointSpan, type Span, span, type Utf16 } from '../span.ts'

/** Converts offsets of one text between UTF-16 code units and Unicode code points. Built in one pass over the text. */
export type OffsetMap = Readonly<{
  /** Length of the text in code points. */
  codePoints: number
  /** UTF-16 offset to code points. An offset inside a surrogate pair is a RangeError. */
  toCodePoint(offset: Utf16): CodePoint
  /** Code-point offset to UTF-16. */
  toUtf16(offset: CodePoint): Utf16
  toCodePointSpan(of: Span): CodePointSpan
  toSpan(of: CodePointSpan): Span
}>

/** Builds the map of one text: constant time a look-up without astral characters, logarithmic in their number with them. */
export function createOffsetMap(text: string): OffsetMap {
  const pairs = findSurrogatePairs(text)
  const codePoints = text.length - pairs.length

  const toCodePoint = (offset: Utf16): CodePoint => {
    assertInside(offset, text.length)
    const before = countBelow(pairs, offset, 0)
    if (before > 0 && pairs[before - 1] === offset - 1) throw new RangeError(`offset ${offset} splits a character`)
    return (offset - before) as CodePoint
  }
  // The k-th pair starts at code point pairs[k] - k, so the same list answers the other direction.
  const toUtf16 = (offset: CodePoint): Utf16 => {
    assertInside(offset, codePoints)
    return (offset + countBelow(pairs, offset, 1)) as Utf16
  }
  return {
    codePoints,
    toCodePoint,
    toUtf16,
    toCodePointSpan: (of) => codePointSpan(toCodePoint(of.start), toCodePoint(of.end)),
    toSpan: (of) => span(toUtf16(of.startCodePoint), toUtf16(of.endCodePoint)),
  }
}

/** Number of Unicode code points in a text. */
export function countCodePoints(text: string): number {
  let count = text.length
  for (let at = 0; at < text.length - 1; at++) if (isPair(text, at)) count--
  return count
}

function findSurrogatePairs(text: string): number[] {
  const pairs: number[] = []
  for (let at = 0; at < text.length - 1; at++) if (isPair(text, at)) pairs.push(at)
  return pairs
}

function isPair(text: string, at: number): boolean {
  const high = text.charCodeAt(at)
  if (high < 0xd800 || high > 0xdbff) return false
  const low = text.charCodeAt(at + 1)
  return low >= 0xdc00 && low <= 0xdfff
}

/** How many pairs start before `offset`, where pair k is held to start at `pairs[k] - k * shift`. */
function countBelow(pairs: readonly number[], offset: number, shift: 0 | 1): number {
  let low = 0
  let high = pairs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (pairs[middle]! - middle * shift < offset) low = middle + 1
    else high = middle
  }
  return low
}

function assertInside(offset: number, length: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset > length)
    throw new RangeError(`offset ${offset} is outside 0..${length}`)
}
