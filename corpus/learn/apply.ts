import { compareSpans, overlaps, type Span, sliceOf } from '../span.ts'
import { createReader, type Reader } from '../suggest/reader.ts'
import { spanTo, startOfReading } from '../suggest/spans.ts'
import type { Suggestion } from '../suggest/suggest-all.ts'
import { calibrate, weigh } from './calibrate.ts'
import { createNamer, firstForms } from './forms.ts'
import type { Lessons } from './lessons.ts'

/** The rule of a suggestion that only decisions speak for. */
export const LEARNT_RULE = 'learnt.form'

/**
 * Suggestions as a project has learnt to make them: with calibrated confidence, without what people refuse, and with
 * the actors and events that people marked by hand elsewhere. Pure; without lessons the suggestions stay as they are.
 */
export function applyLessons(text: string, found: readonly Suggestion[], lessons: Lessons): Suggestion[] {
  if (Object.keys(lessons.forms).length + Object.keys(lessons.rules).length === 0) return [...found]
  const calibration = calibrate(lessons)
  const nameForm = createNamer()
  const kept = found.flatMap((each) => {
    const said = [each.label, each.rule, each.confidence, nameForm(each.label, wordsOf(text, each))] as const
    return calibration.isStopped(...said) ? [] : [{ ...each, confidence: calibration.chanceOf(...said) }]
  })
  const added = findLearnt(createReader(text), lessons).filter(isFree(kept))
  return [...kept, ...added].sort((a, b) => compareSpans(a.span, b.span))
}

/** Whether nothing of the same label overlaps a suggestion. Asked in reading order of each label, over a list in order. */
function isFree(taken: readonly Suggestion[]): (of: Suggestion) => boolean {
  const byLabel = new Map<string, { spans: Span[]; next: number }>()
  for (const { label, span } of [...taken].sort((a, b) => compareSpans(a.span, b.span))) {
    const known = byLabel.get(label)
    if (known === undefined) byLabel.set(label, { spans: [span], next: 0 })
    else known.spans.push(span)
  }
  return ({ label, span }) => {
    const row = byLabel.get(label)
    if (row === undefined) return true
    while (row.next < row.spans.length && row.spans[row.next]!.end <= span.start) row.next++
    return !(row.next < row.spans.length && overlaps(row.spans[row.next]!, span))
  }
}

/** The words by which a suggestion is counted: of a claim those of its cue. */
function wordsOf(text: string, found: Suggestion): string {
  if (found.label !== 'claim') return sliceOf(text, found.span)
  const { cue } = found.claim
  return cue ? sliceOf(text, cue.span) : ''
}

type Learnt = Readonly<{ label: 'actor' | 'event'; words: readonly string[]; confidence: number }>

/** Every place with words that people marked by hand, the longest at each place, without overlaps of one label. */
function findLearnt(reader: Reader, lessons: Lessons): Suggestion[] {
  const found: Suggestion[] = []
  for (const [label, learnt] of indexForms(lessons)) {
    for (let at = 0; at < reader.tokens.length; ) {
      const best = readLearnt(reader, at, label, learnt)
      if (best !== undefined) found.push({ label, span: best.span, rule: LEARNT_RULE, confidence: best.confidence })
      at = best === undefined ? at + 1 : best.to
    }
  }
  return found
}

function readLearnt(reader: Reader, at: number, label: Learnt['label'], index: ReadonlyMap<string, Learnt[]>) {
  let best: { span: Span; to: number; confidence: number } | undefined
  const token = reader.tokens[at]!
  if (token.kind !== 'word' && token.kind !== 'latin') return undefined
  for (const reading of firstForms(label, token))
    for (const { words, confidence } of index.get(reading.form) ?? []) {
      const to = at + words.length
      if (best !== undefined && to <= best.to) continue
      if (!words.every((word, step) => step === 0 || reader.tokens[at + step]?.form === word)) continue
      best = { span: spanTo(reader, startOfReading(reader, at, reading), to), to, confidence }
    }
  return best
}

/**
 * How far words that were marked are believed to be the same thing elsewhere, before any decision about it. One word that
 * the rules passed over is mostly a word that can also mean something else; of an event no number of marks tells, since
 * whether it happened lies in the words around it.
 */
const BELIEF = { actor: { one: 0.35, more: 0.7 }, event: { one: undefined, more: 0.5 } } as const
const BELIEF_STRENGTH = 3
/** Below this chance words are not suggested again. */
const LEAST_LEARNT = 0.5

/** Forms of actors and events that people marked where no rule did, by label and first word. */
function indexForms({ forms }: Lessons): Map<Learnt['label'], Map<string, Learnt[]>> {
  const index = new Map<Learnt['label'], Map<string, Learnt[]>>()
  for (const [name, tally] of Object.entries(forms)) {
    const [label, ...words] = name.split(' ')
    if ((label !== 'actor' && label !== 'event') || tally.made === 0 || words[0] === undefined) continue
    const belief = BELIEF[label][words.length === 1 ? 'one' : 'more']
    if (belief === undefined) continue
    const confidence = weigh(belief, BELIEF_STRENGTH, tally)
    if (confidence < LEAST_LEARNT || words.join('').length < 3) continue
    const byFirst = index.get(label) ?? new Map<string, Learnt[]>()
    index.set(label, byFirst)
    byFirst.set(words[0], [...(byFirst.get(words[0]) ?? []), { label, words, confidence }])
  }
  return index
}
