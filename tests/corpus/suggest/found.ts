import { sliceOf } from '../../../corpus/span.ts'
import { type Suggestion, suggestAll } from '../../../corpus/suggest/suggest-all.ts'

/** The texts of the suggestions of one label, in order. */
export function found(text: string, label: 'actor' | 'event'): string[] {
  return suggestAll(text, { labels: [label] }).map(({ span }) => sliceOf(text, span))
}

/** A claim in words, for case tables: content, source, cue and whatever is not the usual. */
export type ClaimWords = Readonly<{
  content: string
  source: string | null
  cue: string | null
  via?: string
  speech?: string
  polarity?: string
  hedged?: boolean
}>

/** The claims of a text in words. `indirect`, `asserts` and not hedged are left out. */
export function claimsIn(text: string): ClaimWords[] {
  return claims(text).map(({ span, claim: { source, cue, speech, polarity, hedged } }) => ({
    content: sliceOf(text, span),
    source: source ? sliceOf(text, source.span) : null,
    cue: cue ? sliceOf(text, cue.span) : null,
    ...(source?.via ? { via: sliceOf(text, source.via) } : {}),
    ...(speech === 'indirect' ? {} : { speech }),
    ...(polarity === 'asserts' ? {} : { polarity }),
    ...(hedged ? { hedged } : {}),
  }))
}

/** The claims of a text as suggested. */
export function claims(text: string): Extract<Suggestion, { label: 'claim' }>[] {
  return suggestAll(text, { labels: ['claim'] }).flatMap((each) => (each.label === 'claim' ? [each] : []))
}
