import type { Span } from '../../span.ts'
import { type Segmentation, segment } from '../../text/sentences.ts'
import type { Reader } from '../reader.ts'
import { type Token, tokenise } from '../tokens.ts'

/** Half-open stretch of tokens. */
export type Range = Readonly<{ from: number; to: number }>

/** A text with its tokens and sentences: what the rules for actors, events and claims read. Places are token indexes. */
export type Page = Reader &
  Readonly<{
    segmentation: Segmentation
    /** Sentences as stretches of tokens, in order; without the line breaks around them. */
    sentences: readonly Range[]
    /** Index of the sentence that holds a token; of a line break, the sentence before it. */
    sentenceOf: Int32Array
    /** Index of the closing quotation mark for an opening one and the other way round, else -1. */
    partnerOf: Int32Array
  }>

/** Reads a text once. A segmentation or tokens that are at hand may be passed in. */
export function createPage(text: string, tokens = tokenise(text), segmentation = segment(text)): Page {
  const sentenceOf = new Int32Array(tokens.length)
  const sentences: Range[] = []
  let at = 0
  for (const { start, end } of segmentation.sentences) {
    while (at < tokens.length && tokens[at]!.start < start) sentenceOf[at++] = Math.max(0, sentences.length - 1)
    const from = at
    while (at < tokens.length && tokens[at]!.start < end) sentenceOf[at++] = sentences.length
    sentences.push({ from, to: at })
  }
  while (at < tokens.length) sentenceOf[at++] = Math.max(0, sentences.length - 1)
  return { text, tokens, segmentation, sentences, sentenceOf, partnerOf: pairQuotes(tokens, segmentation.quotations) }
}

/** The sentence that holds a token. */
export function sentenceAt(page: Page, at: number): Range {
  return page.sentences[page.sentenceOf[at] ?? 0] ?? { from: 0, to: page.tokens.length }
}

/** The folded form of a token, or an empty string outside the text. */
export function formAt(page: Page, at: number): string {
  return page.tokens[at]?.form ?? ''
}

/** True when the token is a word in Arabic letters. */
export function isWordAt(page: Page, at: number): boolean {
  return page.tokens[at]?.kind === 'word'
}

/** True when the token is a quotation mark that opens. */
export function opensQuote(page: Page, at: number): boolean {
  return (page.partnerOf[at] ?? -1) > at
}

function pairQuotes(tokens: readonly Token[], quotations: readonly Span[]): Int32Array {
  const partners = new Int32Array(tokens.length).fill(-1)
  const byStart = new Map<number, number>()
  const ends = new Map<number, number>()
  for (const { start, end } of quotations) {
    byStart.set(start, end - 1)
    ends.set(end - 1, -1)
  }
  tokens.forEach(({ start }, index) => {
    if (ends.has(start)) ends.set(start, index)
  })
  tokens.forEach(({ start }, index) => {
    const close = ends.get(byStart.get(start) ?? -1) ?? -1
    if (close <= index) return
    partners[index] = close
    partners[close] = index
  })
  return partners
}
