import { isForm, look, type Reader, wordSet } from '../reader.ts'
import type { PeriodUnit } from './expression.ts'
import { followingWords, recentWords, sameWords, stepWords, unitNames } from './lexicon.ts'

/** How far a period lies from now; `same` and `next` count from the date before in the text. */
export type Step = number | 'same' | 'next'

/** A calendar unit with its step, as `الشهر الماضي`, `هذا العام`, `نفس السنة`. */
export type StepFound = Readonly<{ unit: PeriodUnit; step: Step; end: number; prep: string }>

const these = wordSet('هذا هذه هذي')
const those = wordSet('ذلك تلك')
const sameBefore = wordSet('نفس ذات')

/** Reads one calendar unit with what moves it: `هذا الشهر`, `الشهر الماضي`, `نفس العام`, `العام نفسه`, `الأسبوع قبل الماضي`. */
export function readStep(reader: Reader, at: number): StepFound | undefined {
  const first = reader.tokens[at]
  if (first?.kind !== 'word') return undefined
  const before = first.readings.find(
    ({ rest, article }) => !article && (these.has(rest) || those.has(rest) || sameBefore.has(rest)),
  )
  if (before) {
    const unit = look(unitNames, reader.tokens[at + 1], 'article')
    if (!unit?.article || unit.entry.number !== 'one') return undefined
    return { unit: unit.entry.unit, step: these.has(before.rest) ? 0 : 'same', end: at + 2, prep: before.prep }
  }
  const unit = look(unitNames, first)
  if (!unit?.article || unit.entry.number !== 'one') return undefined
  const step = readStepWord(reader, at + 1)
  return step && { unit: unit.entry.unit, step: step.step, end: step.end, prep: unit.prep }
}

/** Reads the adjective that moves a period: `الماضي`, `المقبل`, `التالي`, `نفسه`, `قبل الماضي`, `بعد القادم`. */
export function readStepWord(reader: Reader, at: number, far = false): { step: Step; end: number } | undefined {
  const token = reader.tokens[at]
  if (token?.kind !== 'word') return undefined
  if (sameWords.has(token.form)) return { step: 'same', end: at + 1 }
  if (isForm(reader, at, 'قبل') || isForm(reader, at, 'بعد')) {
    const word = far ? undefined : readStepWord(reader, at + 1, true)
    const near = word?.step === 'next' ? 1 : word?.step
    if (!word || typeof near !== 'number' || near === 0 || near > 0 !== isForm(reader, at, 'بعد')) return undefined
    return { step: 2 * near, end: word.end }
  }
  const reading = token.readings.find(({ article, conj, prep }) => article && !conj && !prep)
  if (!reading) return undefined
  if (followingWords.has(reading.rest)) return { step: 'next', end: at + 1 }
  const step = stepWords.get(reading.rest)
  return step === undefined ? undefined : { step, end: at + 1 }
}

/** Reads `الأخيرة` and the adjectives of readStepWord behind a plural: −1 for the past. */
export function readWindowWord(reader: Reader, at: number): { direction: -1 | 1; end: number } | undefined {
  const step = readStepWord(reader, at)
  if (step) return { direction: step.step === 1 || step.step === 'next' ? 1 : -1, end: step.end }
  const reading = reader.tokens[at]?.readings.find(({ article, conj, prep }) => article && !conj && !prep)
  return reading && recentWords.has(reading.rest) ? { direction: -1, end: at + 1 } : undefined
}
