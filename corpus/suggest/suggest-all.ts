import { compareSpans, contains, overlaps, type Span } from '../span.ts'
import { segment } from '../text/sentences.ts'
import { suggestActors } from './actors/actors.ts'
import type { Memory } from './actors/memory.ts'
import { suggestClaims } from './claims/claims.ts'
import type { ClaimFound } from './claims/reading.ts'
import { suggestEvents } from './events/events.ts'
import { createPage } from './grammar/page.ts'
import { suggestValuesIn } from './suggest-values.ts'
import type { Direction, ValueSuggestion } from './value.ts'

/** An actor, event or claim that a person may accept, change or reject. */
export type MentionSuggestion =
  | Readonly<{ label: 'actor' | 'event'; span: Span; rule: string; confidence: number }>
  | (Readonly<{ label: 'claim' }> & ClaimFound)

/** Something found in a text under any of the five labels. Spans are UTF-16; `rule` names what produced it. */
export type Suggestion = ValueSuggestion | MentionSuggestion

/** As for dates and amounts; `known` adds names that a project has learnt. */
export type SuggestAllOptions = Readonly<{
  reference?: string
  labels?: readonly string[]
  prefer?: Direction
  known?: Memory
}>

/**
 * Suggests actors, events, dates, amounts and attributed claims of a text, in reading order. Of an event and a date
 * in one place the date stays; everything else may overlap. Time grows with the length of the text only; a text without Arabic gives
 * what its digits say, or nothing.
 */
export function suggestAll(text: string, { labels, known, ...options }: SuggestAllOptions = {}): Suggestion[] {
  const wants = (label: string) => labels === undefined || labels.includes(label)
  const page = createPage(text, undefined, segment(text))
  const needed = wants('actor') || wants('event') || wants('claim')
  const values = wants('date') || wants('amount') || needed ? suggestValuesIn(page, options) : []
  const dates = values.filter(({ label }) => label === 'date')
  const cast = needed ? suggestActors(page, known) : []
  const claims = wants('event') || wants('claim') ? suggestClaims(page, cast) : []
  const found: Suggestion[] = values.filter(({ label }) => wants(label))
  if (wants('actor')) found.push(...without(cast, dates, contains).map((each) => labelled('actor', each)))
  if (wants('event')) {
    const events = without(suggestEvents(page, cast), dates, overlaps)
    found.push(...withoutCues(events, claims).map((each) => labelled('event', each)))
  }
  if (wants('claim')) for (const claim of claims) found.push({ label: 'claim', ...claim })
  return found.sort((a, b) => compareSpans(a.span, b.span))
}

function labelled(
  label: 'actor' | 'event',
  { span, rule, confidence }: Readonly<{ span: Span; rule: string; confidence: number }>,
): MentionSuggestion {
  return { label, span, rule, confidence }
}

/** A word that reports is no event. */
function withoutCues<T extends Readonly<{ span: Span }>>(events: readonly T[], claims: readonly ClaimFound[]): T[] {
  const cues = new Set(claims.map(({ claim }) => claim.cue?.span.start))
  return events.filter(({ span }) => !cues.has(span.start))
}

/** Those of one ordered list that no entry of another ordered list without overlaps stands against. One pass over both. */
function without<T extends Readonly<{ span: Span }>>(
  list: readonly T[],
  against: readonly Readonly<{ span: Span }>[],
  clash: (value: Span, other: Span) => boolean,
): T[] {
  let next = 0
  return list.filter(({ span }) => {
    while (next < against.length && against[next]!.span.end <= span.start) next++
    for (let at = next; at < against.length && against[at]!.span.start < span.end; at++)
      if (clash(against[at]!.span, span)) return false
    return true
  })
}
