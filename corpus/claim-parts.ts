import type { Claim, ClaimPart } from './claim.ts'
import { contains, type Span, sliceOf, span } from './span.ts'
import { findCleanStart } from './text/clitics.ts'
import { fold } from './text/fold.ts'
import { findWords } from './text/words.ts'

/** The parts of a claim that stand in the text beside its content, which is the annotation's own span. */
export const CLAIM_PARTS = ['source', 'cue', 'via'] as const
export type ClaimPartName = (typeof CLAIM_PARTS)[number]

/** What is said about a claim that nobody has described yet. */
export const NEW_CLAIM: Claim = { source: null, cue: null, speech: 'indirect', polarity: 'asserts', hedged: false }

/** One part of a claim; null where it has none. */
export function readPart(claim: Claim, name: ClaimPartName): ClaimPart | null {
  return (name === 'via' ? claim.source?.via : claim[name]) ?? null
}

/**
 * A claim with another part. Without a source nobody passed it on, so taking the source away takes `via` with it. Throws a
 * RangeError for a `via` without a source.
 */
export function setPart(claim: Claim, name: ClaimPartName, part: ClaimPart | null): Claim {
  if (name === 'cue') return { ...claim, cue: part }
  if (name === 'source') {
    const via = claim.source?.via
    return { ...claim, source: part && { ...part, ...(via ? { via } : {}) } }
  }
  if (claim.source === null) throw new RangeError('a claim without a source has nobody who passed it on')
  const { via: _, ...source } = claim.source
  return { ...claim, source: part === null ? source : { ...source, via: part } }
}

type Stance = Pick<Claim, 'polarity' | 'hedged'>

/** A claim with another stance; its factuality follows where it was the usual one of the stance before. */
export function setStance(claim: Claim, change: Partial<Stance>): Claim {
  const next = { ...claim, ...change }
  const { factuality } = claim
  const usual = usualFactuality(claim)
  const isUsual = !factuality || (factuality.source === usual.source && factuality.author === usual.author)
  return isUsual && factuality ? { ...next, factuality: usualFactuality(next) } : next
}

/** How certain a denial, a doubt or a plain assertion makes the content: to the source, and to the article's author. */
export function usualFactuality({ polarity, hedged }: Stance): NonNullable<Claim['factuality']> {
  return { source: polarity === 'denies' ? 'CT-' : 'CT+', author: hedged ? 'PR-' : 'Uu' }
}

/** True where no single sentence holds the span: a claim of several sentences is several claims. */
export function crossesSentence(of: Span, sentences: readonly Span[]): boolean {
  return sentences.length > 0 && !sentences.some((sentence) => contains(sentence, of))
}

/**
 * What the guidelines leave out at a part's ends: quotation marks around it, particles that come off cleanly at its front,
 * and أن, عن or إلى behind a cue. Undefined where nothing is to be left out.
 */
export function offerTidy(text: string, of: Span, name: ClaimPartName | 'content'): Span | undefined {
  let { start, end } = unquote(text, of)
  if (name !== 'content') {
    const [first] = findWords(text, start, end)
    const clean = first === undefined ? 0 : findCleanStart(sliceOf(text, first))
    if (first !== undefined && first.start === start && clean > 0 && start + clean < end)
      start = span(start + clean, end).start
  }
  if (name === 'cue') end = withoutComplement(text, span(start, end)).end
  return start === of.start && end === of.end ? undefined : span(start, end)
}

const QUOTES: Readonly<Record<string, string>> = {
  '«': '»',
  '"': '"',
  '“': '”',
  '”': '“',
  '„': '“',
  "'": "'",
  '‘': '’',
}

function unquote(text: string, of: Span): Span {
  const close = QUOTES[text[of.start] ?? '']
  const isQuoted = close !== undefined && of.end - of.start > 2 && text[of.end - 1] === close
  return isQuoted ? span(of.start + 1, of.end - 1) : of
}

const COMPLEMENT = /^(?:ب?ان(?:ه|ها|هم|هن|هما|ني|نا|ك|كم)?|عن|الي|علي)$/

function withoutComplement(text: string, of: Span): Span {
  const words = findWords(text, of.start, of.end)
  const kept = words.findLastIndex((word) => !COMPLEMENT.test(foldWord(sliceOf(text, word))))
  return kept === -1 ? of : span(of.start, words[kept]!.end)
}

function foldWord(word: string): string {
  return fold(word, 'default').text
}
