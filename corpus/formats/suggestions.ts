import type { Span } from '../span.ts'
import type { Suggestion } from '../suggest/suggest-all.ts'
import type { OffsetMap } from '../text/code-points.ts'

/** One suggestion as it leaves the program: offsets in code points, every part with its text. */
export function toJsonlSuggestion(suggestion: Suggestion, text: string, map: OffsetMap) {
  const part = (of: Span) => ({
    start: map.toCodePoint(of.start),
    end: map.toCodePoint(of.end),
    text: text.slice(of.start, of.end),
  })
  const { label, rule, confidence } = suggestion
  const shown = { label, ...part(suggestion.span), rule, confidence }
  if (suggestion.label === 'date' || suggestion.label === 'amount') return { ...shown, value: suggestion.value }
  if (suggestion.label !== 'claim') return shown
  const { source, cue, ...rest } = suggestion.claim
  const via = source?.via
  return {
    ...shown,
    source: source && { ...part(source.span), ...(via ? { via: part(via) } : {}) },
    cue: cue && part(cue.span),
    ...rest,
  }
}
