import { LABELS, type Label } from '../annotation.ts'
import type { RatedPair } from './cohen-kappa.ts'
import { type MarkedArticle, type MarkedSpan, sentenceOf, wordsOf } from './marked.ts'

/**
 * How two analysts labelled the words of one article, counted by sentence. A word has a label where a span of it touches
 * the word. With a label the categories are its name and `none`; without one the set of labels on the word, such as
 * `actor+claim`. Every word counts, also where neither marked anything.
 */
export function countWords(
  { words, sentences }: Pick<MarkedArticle, 'words' | 'sentences'>,
  a: readonly MarkedSpan[],
  b: readonly MarkedSpan[],
  label: Label | null,
): Map<number, RatedPair[]> {
  const inA = labelWords(words, a, label)
  const inB = labelWords(words, b, label)
  const bySentence = new Map<number, Map<number, number>>()
  for (const [at, { start }] of words.entries()) {
    const sentence = sentenceOf(sentences, start)
    const counts = bySentence.get(sentence) ?? new Map<number, number>()
    bySentence.set(sentence, counts)
    const pair = (inA[at]! << LABELS.length) | inB[at]!
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return new Map([...bySentence].map(([sentence, counts]) => [sentence, [...counts].map(nameCategories)]))
}

const MASK = (1 << LABELS.length) - 1

/** One bit a label for every word; with `only`, that label's alone. */
export function labelWords(
  words: MarkedArticle['words'],
  spans: readonly MarkedSpan[],
  only: Label | null,
): Uint8Array {
  const marked = new Uint8Array(words.length)
  for (const span of spans) {
    if (only !== null && span.label !== only) continue
    const { from, to } = wordsOf(words, span)
    for (let at = from; at < to; at++) marked[at]! |= 1 << LABELS.indexOf(span.label)
  }
  return marked
}

function nameCategories([pair, count]: [number, number]): RatedPair {
  return { a: nameCategory(pair >> LABELS.length), b: nameCategory(pair & MASK), count }
}

function nameCategory(bits: number): string {
  return LABELS.filter((_, at) => (bits >> at) & 1).join('+') || 'none'
}
