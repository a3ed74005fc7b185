import { z } from 'zod'
import { AnnotationChange, Label } from './annotation.ts'
import { Claim } from './claim.ts'
import { CodePointOffset } from './offsets.ts'
import { Value } from './value.ts'

/** A place in an article that rules propose to annotate: its label and its span, `date:12-18`, in code points. */
export const SuggestionKey = z.string().regex(/^(actor|event|date|amount|claim):\d+-\d+$/)

/** A suggestion as the window shows it. Derived from the text and the rules alone; offsets in code points. */
export const SuggestionRow = z.strictObject({
  key: SuggestionKey,
  label: Label,
  startCodePoint: CodePointOffset,
  endCodePoint: CodePointOffset,
  quote: z.string(),
  rule: z.string(),
  /** 0 to 1. */
  confidence: z.number(),
  value: Value.nullable(),
  claim: Claim.nullable(),
})
export type SuggestionRow = z.infer<typeof SuggestionRow>

/** What a person makes different of a suggestion that is right but for this. */
export const SuggestionChange = AnnotationChange.omit({ note: true }).extend({ claim: Claim.nullable().optional() })
export type SuggestionChange = z.infer<typeof SuggestionChange>

export const DECISIONS = ['accept', 'correct', 'reject'] as const
/** `correct`: accepted with another label, span, value or claim. */
export type Decision = (typeof DECISIONS)[number]

/** Names a place by its label and its span in code points. */
export function suggestionKey(label: Label, startCodePoint: number, endCodePoint: number): string {
  return `${label}:${startCodePoint}-${endCodePoint}`
}
