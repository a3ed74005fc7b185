import { z } from 'zod'
import { LABELS, Label } from '../annotation.ts'
import { DomainError } from '../errors.ts'
import { createNamer } from './forms.ts'

// What a project has learnt is nothing but counts of decisions. Two lessons add up, so what one copy has learnt
// can be given to another, and what is forgotten leaves no trace.

const count = z.number().int().min(0).max(1_000_000_000)

/** How often something was kept and how often refused; of a form also how often a person marked it where no rule did. */
export const Tally = z.strictObject({ kept: count, refused: count, made: count })
export type Tally = z.infer<typeof Tally>

/** Confidences are counted in this many steps between 0 and 1. */
export const STEPS = 20

/** Decisions in counts: by form (`actor داعش`, folded), by rule, and by label and step of confidence. */
export const Lessons = z.strictObject({
  format: z.literal('isnad lessons'),
  version: z.literal(1),
  forms: z.record(z.string().max(2000), Tally),
  rules: z.record(z.string().max(200), Tally),
  confidences: z.record(z.string().max(20), Tally),
})
export type Lessons = z.infer<typeof Lessons>

export const noLessons: Lessons = { format: 'isnad lessons', version: 1, forms: {}, rules: {}, confidences: {} }

/** One decision of a person: words that have a label (`kept`), or words that were suggested for one and have not. */
export type Decided = Readonly<{
  label: Label
  /** The words of the annotation; of a claim the words of its cue, empty where it has none. */
  words: string
  outcome: 'kept' | 'refused'
  /** What suggested it and how sure it was; null where a person marked it without a suggestion. */
  rule: string | null
  confidence: number | null
}>

/** Counts decisions. Their order never matters. */
export function learn(decisions: Iterable<Decided>): Lessons {
  const forms = new Map<string, Tally>()
  const rules = new Map<string, Tally>()
  const confidences = new Map<string, Tally>()
  const nameForm = createNamer()
  for (const { label, words, outcome, rule, confidence } of decisions) {
    const made = rule === null && outcome === 'kept'
    const form = nameForm(label, words)
    if (form !== undefined) note(forms, form, outcome, made)
    if (rule === null) continue
    note(rules, rule, outcome)
    if (confidence !== null) note(confidences, nameStep(label, confidence), outcome)
  }
  return { ...noLessons, ...{ forms: inOrder(forms), rules: inOrder(rules), confidences: inOrder(confidences) } }
}

/** What two have learnt, together. */
export function addLessons(a: Lessons, b: Lessons): Lessons {
  const both = (name: 'forms' | 'rules' | 'confidences') => {
    const sum = new Map(Object.entries(a[name]))
    for (const [key, tally] of Object.entries(b[name])) sum.set(key, addTallies(sum.get(key), tally))
    return inOrder(sum)
  }
  return { ...noLessons, forms: both('forms'), rules: both('rules'), confidences: both('confidences') }
}

/** Reads exported lessons. Throws DomainError `lessons-unreadable` where the text is none of ours. */
export function parseLessons(text: string): Lessons {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw unreadable()
  }
  const parsed = Lessons.safeParse(data)
  if (!parsed.success) throw unreadable()
  return parsed.data
}

/** Names the step that a confidence falls into. */
export function nameStep(label: Label, confidence: number): string {
  return `${label} ${Math.min(STEPS - 1, Math.max(0, Math.floor(confidence * STEPS)))}`
}

/** How many decisions lessons rest on, by label. */
export function countDecisions({ forms }: Lessons): Record<Label, { kept: number; refused: number; forms: number }> {
  const counts = Object.fromEntries(LABELS.map((label) => [label, { kept: 0, refused: 0, forms: 0 }])) as Record<
    Label,
    { kept: number; refused: number; forms: number }
  >
  for (const [name, { kept, refused }] of Object.entries(forms)) {
    const label = Label.safeParse(name.slice(0, name.indexOf(' ')))
    if (!label.success) continue
    counts[label.data].kept += kept
    counts[label.data].refused += refused
    counts[label.data].forms++
  }
  return counts
}

function note(tallies: Map<string, Tally>, name: string, outcome: Decided['outcome'], made = false): void {
  const one = { kept: outcome === 'kept' ? 1 : 0, refused: outcome === 'refused' ? 1 : 0, made: made ? 1 : 0 }
  tallies.set(name, addTallies(tallies.get(name), one))
}

function addTallies(a: Tally | undefined, b: Tally): Tally {
  if (a === undefined) return b
  return { kept: a.kept + b.kept, refused: a.refused + b.refused, made: a.made + b.made }
}

function inOrder(tallies: ReadonlyMap<string, Tally>): Record<string, Tally> {
  return Object.fromEntries([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function unreadable(): DomainError {
  return new DomainError('lessons-unreadable', 'the file holds no lessons of Isnad: choose one that it exported')
}
