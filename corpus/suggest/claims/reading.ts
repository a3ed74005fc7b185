import type { Claim } from '../../claim.ts'
import type { Span } from '../../span.ts'
import type { Page, Range } from '../grammar/page.ts'
import { isFunctionWord, knownVerb } from '../grammar/vocabulary.ts'
import { spanTo, startOfReading } from '../spans.ts'
import { trimmedSpan } from './content.ts'
import type { Cue } from './cues.ts'
import { factualityOf } from './factuality.ts'
import type { Cast, Source } from './sources.ts'

/** A claim found in a text: its content, and who says so in which words. All spans are UTF-16. */
export type ClaimFound = Readonly<{
  span: Span
  rule: string
  confidence: number
  claim: Readonly<{
    source: Readonly<{ span: Span; via?: Span }> | null
    cue: Readonly<{ span: Span }> | null
    speech: NonNullable<Claim['speech']>
    polarity: Claim['polarity']
    hedged: boolean
    factuality: NonNullable<Claim['factuality']>
  }>
}>

/** What has been said so far: the claims, who spoke last in the sentence and in the text, and how far they reach. */
export type Reading = {
  page: Page
  cast: Cast
  claims: ClaimFound[]
  sentence: Range
  speaker: Source | undefined
  lastSpeaker: Source | undefined
  /** Who spoke before, the latest last, with whoever passed words on. */
  recent: Source[]
  /** Index behind the last content or cue of the sentence. */
  done: number
  /** Index behind a quotation that was already split into claims. */
  quotedTo: number
}

/** What a rule hands to the reading: content tokens, and what was found around them. */
export type Draft = Readonly<{
  from: number
  to: number
  cut?: number
  cue?: Cue | undefined
  source?: Source | undefined
  via?: Source | undefined
  speech: NonNullable<Claim['speech']>
  rule: string
  confidence: number
}>

/** Adds a claim unless its content is empty. Returns where to read on. */
export function addDraft(reading: Reading, draft: Draft): number {
  const { page } = reading
  const { from, to, cue, source, via } = draft
  const trimmed = trimmedSpan(page, from, to)
  if (!trimmed) return to
  const span = draft.cut
    ? { ...trimmed, start: startOfReading(page, from, { conj: '', prep: 'ب', article: false }) as Span['start'] }
    : trimmed
  reading.claims.push({
    span,
    rule: draft.rule,
    confidence: draft.confidence,
    claim: {
      source: source ? { span: source.span, ...(via ? { via: via.span } : {}) } : null,
      cue: cue ? { span: spanTo(page, startOfReading(page, cue.from, cue), cue.to) } : null,
      speech: draft.speech,
      polarity: cue?.entry.stance === 'deny' ? 'denies' : 'asserts',
      hedged: cue?.entry.stance === 'doubt',
      factuality: factualityOf(page, cue, from, to),
    },
  })
  if (source) {
    reading.speaker = source
    reading.lastSpeaker = source
    if (via) reading.recent.push(via)
    reading.recent.push(source)
  }
  reading.done = Math.max(reading.done, to)
  return to
}

/** Cuts و or ف off the first word of the last claim: وقد وصل, فقد غادر. */
export function cutLead(reading: Reading, at: number): void {
  const { page, claims } = reading
  const token = page.tokens[at]
  const last = claims.at(-1)
  if (!token || !last || last.span.start !== token.start || token.kind !== 'word') return
  const joined = token.readings.find(({ conj, rest }) => conj !== '' && rest.length > 1)
  const sure =
    joined &&
    (isFunctionWord(token) || knownVerb(token)?.conj === joined.conj || /^[وف](ال|ست|سي|ي|قد|ان)/.test(token.form))
  if (!joined || !sure || /^(فيما|وسط|وراء|وفق|وفقا|فوق|فور|وقت|فضلا)$/.test(token.form)) return
  let start = token.start + 1
  while (start < token.end && /[\p{M}ـ]/u.test(page.text[start]!)) start++
  claims[claims.length - 1] = { ...last, span: { ...last.span, start: start as typeof last.span.start } }
}

/** The parts of a stretch of tokens that lie in one sentence each. */
export function sentencesWithin(page: Page, from: number, to: number): Range[] {
  const parts: Range[] = []
  for (let index = page.sentenceOf[from] ?? 0; index < page.sentences.length; index++) {
    const sentence = page.sentences[index]!
    if (sentence.from >= to) break
    parts.push({ from: Math.max(from, sentence.from), to: Math.min(to, sentence.to) })
  }
  return parts
}
