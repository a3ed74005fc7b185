import type { Claim } from '../claim.ts'
import { applyLessons } from '../learn/apply.ts'
import { type Lessons, noLessons } from '../learn/lessons.ts'
import { type Span, sliceOf } from '../span.ts'
import { type SuggestionRow, suggestionKey } from '../suggestion.ts'
import { createOffsetMap, type OffsetMap } from '../text/code-points.ts'
import { snapToGraphemes } from '../text/graphemes.ts'
import { type Suggestion, suggestAll } from './suggest-all.ts'

/** Everything that rules and lessons suggest for a text, in reading order and in code points, one a place and label. */
export function listSuggestions(text: string, reference?: string, lessons: Lessons = noLessons): SuggestionRow[] {
  const map = createOffsetMap(text)
  const rows = new Map<string, SuggestionRow>()
  const byRules = suggestAll(text, reference === undefined ? {} : { reference })
  for (const found of applyLessons(text, byRules, lessons)) {
    const row = toRow(found, text, map)
    if (!rows.has(row.key)) rows.set(row.key, row)
  }
  return [...rows.values()]
}

function toRow(found: Suggestion, text: string, map: OffsetMap): SuggestionRow {
  const { label, rule, confidence } = found
  // What a person accepts becomes an annotation, and those tear no letter from its marks.
  const span = snapToGraphemes(text, found.span)
  const { startCodePoint, endCodePoint } = map.toCodePointSpan(span)
  return {
    key: suggestionKey(label, startCodePoint, endCodePoint),
    label,
    startCodePoint,
    endCodePoint,
    quote: sliceOf(text, span),
    rule,
    confidence,
    value: found.label === 'date' || found.label === 'amount' ? found.value : null,
    claim: found.label === 'claim' ? toClaim(found.claim, text, map) : null,
  }
}

type FoundClaim = Extract<Suggestion, { label: 'claim' }>['claim']

function toClaim({ source, cue, ...rest }: FoundClaim, text: string, map: OffsetMap): Claim {
  const part = (of: Span) => {
    const whole = snapToGraphemes(text, of)
    const { startCodePoint: start, endCodePoint: end } = map.toCodePointSpan(whole)
    return { start, end, text: sliceOf(text, whole) }
  }
  const via = source?.via
  return {
    source: source && { ...part(source.span), ...(via ? { via: part(via) } : {}) },
    cue: cue && part(cue.span),
    ...rest,
  }
}
