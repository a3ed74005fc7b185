import type { Span } from '../span.ts'
import type { AmountValue, DateValue } from '../value.ts'

/** Something found in a text that a person may accept, change or reject. `rule` names the pattern, `confidence` is 0 to 1. */
export type ValueSuggestion =
  | Readonly<{ label: 'date'; span: Span; rule: string; confidence: number; value: DateValue }>
  | Readonly<{ label: 'amount'; span: Span; rule: string; confidence: number; value: AmountValue }>

/** Which way an expression without a year or week points where nothing in the text says so. */
export type Direction = 'past' | 'future'
