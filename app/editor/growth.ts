import { contains, type Span, span } from '../../corpus/span.ts'
import { findCleanStart } from '../../corpus/text/clitics.ts'
import { findParagraphs } from '../../corpus/text/paragraphs.ts'
import { segment } from '../../corpus/text/sentences.ts'
import { wordAt } from '../../corpus/text/words.ts'

/** What a selection grows by: the text and the spans of its sentences, in order. */
export type Grown = Readonly<{ text: string; sentences: readonly Span[] }>

type Parts = Readonly<{ clauses: readonly Span[]; paragraphs: readonly Span[] }>

// Clauses and paragraphs are looked for when somebody first asks for one, and once for each article.
const partsOf = new WeakMap<Grown, Parts>()

/** The clauses of the text in order: sentences, cut at the marks between clauses. */
export function listClauses(of: Grown): readonly Span[] {
  return readParts(of).clauses
}

/** A word without the particles that come off cleanly at its front; the word itself where none does. */
export function cleanWord(text: string, word: Span): Span {
  return span(word.start + findCleanStart(text.slice(word.start, word.end)), word.end)
}

/** What a selection grows to: the next larger of word without its particle, word, clause, sentence, paragraph, text. */
export function grow(of: Grown, selected: Span): Span {
  return listUnits(of, selected.start).find((unit) => isWithin(selected, unit)) ?? span(0, of.text.length)
}

/** What a selection shrinks to: the largest unit around `origin` that lies within it; `origin` itself where none does. */
export function shrink(of: Grown, selected: Span, origin: number): Span {
  return listUnits(of, origin).findLast((unit) => isWithin(unit, selected)) ?? span(origin, origin)
}

/** The units around an offset, from the smallest to the largest. */
function listUnits(of: Grown, offset: number): Span[] {
  const { clauses, paragraphs } = readParts(of)
  const word = wordAt(of.text, offset)
  const clean = word === undefined ? undefined : cleanWord(of.text, word)
  const holding = [clauses, of.sentences, paragraphs].map((spans) => findHolding(spans, offset))
  return [clean, word, ...holding].filter((unit) => unit !== undefined)
}

function isWithin(inner: Span, outer: Span): boolean {
  return contains(outer, inner) && outer.end - outer.start > inner.end - inner.start
}

/** The span of an ordered list that holds the offset or ends at it. */
export function findHolding(spans: readonly Span[], offset: number): Span | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle]!.start <= offset) low = middle + 1
    else high = middle
  }
  const found = spans[low - 1]
  return found !== undefined && offset <= found.end ? found : undefined
}

function readParts(of: Grown): Parts {
  const known = partsOf.get(of)
  if (known !== undefined) return known
  const { text } = of
  const parts = { clauses: segment(text, { clauses: true }).sentences, paragraphs: findParagraphs(text) }
  partsOf.set(of, parts)
  return parts
}
