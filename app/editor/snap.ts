import { type Span, span } from '../../corpus/span.ts'
import { snapToGraphemes } from '../../corpus/text/graphemes.ts'
import { findWords } from '../../corpus/text/words.ts'
import { cleanWord } from './growth.ts'

/**
 * The smallest span that covers what was touched and tears no word. A word that was entered behind its particle (the و
 * of وقال) begins behind it, unless `whole` asks for words as they are written. Nothing touched stays nothing.
 */
export function snapToWords(text: string, touched: Span, whole = false): Span {
  if (touched.start === touched.end) return snapToGraphemes(text, touched)
  const words = findWords(text, touched.start, touched.end)
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) return snapToGraphemes(text, touched)
  const clean = whole ? first : cleanWord(text, first)
  const from = touched.start >= clean.start ? clean.start : first.start
  return snapToGraphemes(text, span(Math.min(touched.start, from), Math.max(touched.end, last.end)))
}

/** The smallest span that covers two touched stretches, in whatever order they were touched. */
export function joinTouched(a: Span, b: Span): Span {
  return span(Math.min(a.start, b.start), Math.max(a.end, b.end))
}
