import approximators from '../lexicon/approximators.json' with { type: 'json' }
import { phraseBefore, phrasesOf, readPhrase } from '../phrases.ts'
import type { Reader } from '../reader.ts'

/** How a quantity is bounded: `about` blurs it, the others compare. */
export type Bound = 'about' | 'gt' | 'ge' | 'lt' | 'le'

const before = [...phrasesOf(entriesOf(approximators.before)).values()]
  .flat()
  .sort((a, b) => b.forms.length - a.forms.length)
const lastWords = new Map<string, typeof before>()
for (const phrase of before) {
  const last = phrase.forms.at(-1)!
  lastWords.set(last, [...(lastWords.get(last) ?? []), phrase])
}
const after = phrasesOf(entriesOf(approximators.after))

/** The approximator that ends right before a token, with the index of its first one. */
export function boundBefore(reader: Reader, at: number): { start: number; bound: Bound } | undefined {
  const last = reader.tokens[at - 1]
  if (!last) return undefined
  const candidates = [...new Set([last.form, ...last.readings.map(({ rest }) => rest)])].flatMap(
    (form) => lastWords.get(form) ?? [],
  )
  if (candidates.length === 0) return undefined
  const found = phraseBefore(reader, at, candidates)
  return found && { start: found.start, bound: found.entry }
}

/** The approximator that starts at a token (`على الأقل`, `أو أكثر`), with the index behind it. */
export function boundAfter(reader: Reader, at: number): { end: number; bound: Bound } | undefined {
  const found = readPhrase(reader, at, after)
  return found && !found.conj && !found.prep ? { end: found.end, bound: found.entry } : undefined
}

function* entriesOf(byBound: Readonly<Record<string, readonly string[]>>): Generator<[string, Bound]> {
  for (const [bound, phrases] of Object.entries(byBound)) for (const phrase of phrases) yield [phrase, bound as Bound]
}
