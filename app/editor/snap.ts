import { type Span, sliceOf, span } from '../../corpus/span.ts'
import { findProclitics } from '../../corpus/text/clitics.ts'
import { snapToGraphemes } from '../../corpus/text/graphemes.ts'
import { findWords } from '../../corpus/text/words.ts'
import { cleanWord } from './growth.ts'

/**
 * The smallest span that covers what was touched and tears no word. A word that was entered behind what may be its
 * particle (the و of وقال or وتنظيم) begins there, unless `whole` asks for words as they are written. Nothing touched
 * stays nothing.
 */
export function snapToWords(text: string, touched: Span, whole = false): Span {
  if (touched.start === touched.end) return snapToGraphemes(text, touched)
  const words = findWords(text, touched.start, touched.end)
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) return snapToGraphemes(text, touched)
  const from = whole ? first.start : beginningOf(text, first, touched.start)
  return snapToGraphemes(text, span(Math.min(touched.start, from), Math.max(touched.end, last.end)))
}

/** Where a word entered at that offset begins: behind its particle where it was entered behind it. */
function beginningOf(text: string, word: Span, entered: number): number {
  const clean = cleanWord(text, word)
  if (entered >= clean.start && clean.start > word.start) return clean.start
  // Whoever presses just behind a possible particle means the rest, known to a lexicon or not; but no noun loses its ال.
  const cuts = findProclitics(sliceOf(text, word), () => true)
  const isParticle = cuts.some(
    ({ at, proclitics }) => word.start + at === entered && proclitics.every((each) => /^[وفبكل]$/.test(each)),
  )
  return isParticle ? entered : word.start
}

/** The smallest span that covers two touched stretches, in whatever order they were touched. */
export function joinTouched(a: Span, b: Span): Span {
  return span(Math.min(a.start, b.start), Math.max(a.end, b.end))
}
