import type { Label } from '../annotation.ts'
import { type Lessons, nameStep, STEPS, type Tally } from './lessons.ts'

/** How many decisions a rule's own confidence is worth, and what is known of a rule beside those on one form. */
const STEP_PRIOR = 12
const RULE_PRIOR = 10
const FORM_PRIOR = 4
/** Below this chance of being kept a suggestion costs more looking than it finds. */
const LEAST = 0.4
/** Standard deviations by which a rule must be known to be worse than that before all that it finds is kept back. */
const SURE = 1.96

/** What decisions say of a suggestion, by the confidence of its rule, what became of that rule's, and of these words. */
export type Calibration = Readonly<{
  /** The chance that a person keeps it. */
  chanceOf(label: Label, rule: string, confidence: number, form: string | undefined): number
  /**
   * Whether it is no longer made: these very words were refused again and again, or so much of the rule was that chance
   * does not explain it. A few decisions about other words never stop anything.
   */
  isStopped(label: Label, rule: string, confidence: number, form: string | undefined): boolean
}>

/** Reads lessons for use. With none, every confidence stays as it is and nothing is stopped. */
export function calibrate(lessons: Lessons): Calibration {
  const curves = new Map<Label, readonly number[]>()
  const curveOf = (label: Label): readonly number[] => {
    const known = curves.get(label) ?? fitCurve(label, lessons)
    curves.set(label, known)
    return known
  }
  const tallyOf = (form: string | undefined) => (form === undefined ? undefined : lessons.forms[form])
  return {
    chanceOf: (label, rule, confidence, form) => {
      const base = confidence + shift(curveOf(label), confidence)
      return weigh(weigh(base, RULE_PRIOR, lessons.rules[rule]), FORM_PRIOR, tallyOf(form))
    },
    isStopped: (label, rule, confidence, form) => {
      if (boundAbove(confidence, lessons.rules[rule]) < LEAST) return true
      // Figures make many amounts and dates one form, so that form says little of the next.
      if (label === 'date' || label === 'amount') return false
      return weigh(confidence, FORM_PRIOR, tallyOf(form)) < LEAST
    },
  }
}

/** The most that a rule may be worth (Wilson's upper bound), its own confidence counted as decisions. */
function boundAbove(confidence: number, tally: Tally | undefined): number {
  if (tally === undefined) return 1
  const n = RULE_PRIOR + tally.kept + tally.refused
  const mean = weigh(confidence, RULE_PRIOR, tally)
  const square = SURE * SURE
  const half = SURE * Math.sqrt((mean * (1 - mean)) / n + square / (4 * n * n))
  return (mean + square / (2 * n) + half) / (1 + square / n)
}

/** The mean of what was believed and what was counted; `strength` is how many decisions the belief is worth. */
export function weigh(belief: number, strength: number, tally: Tally | undefined): number {
  if (tally === undefined) return belief
  return (belief * strength + tally.kept) / (strength + tally.kept + tally.refused)
}

/**
 * Isotonic regression (pool adjacent violators) of keeping on confidence, each step beginning with decisions of its own
 * confidence: surer suggestions never become the less sure ones.
 */
function fitCurve(label: Label, { confidences }: Lessons): number[] {
  const blocks: { sum: number; weight: number; steps: number }[] = []
  for (let step = 0; step < STEPS; step++) {
    const middle = (step + 0.5) / STEPS
    const { kept = 0, refused = 0 } = confidences[nameStep(label, middle)] ?? {}
    let block = { sum: middle * STEP_PRIOR + kept, weight: STEP_PRIOR + kept + refused, steps: 1 }
    for (let last = blocks.at(-1); last && last.sum / last.weight > block.sum / block.weight; last = blocks.at(-1)) {
      blocks.pop()
      block = { sum: block.sum + last.sum, weight: block.weight + last.weight, steps: block.steps + last.steps }
    }
    blocks.push(block)
  }
  return blocks.flatMap(({ sum, weight, steps }) => Array.from({ length: steps }, () => sum / weight))
}

/** How far decisions move a confidence: the curve's step against its middle. */
function shift(curve: readonly number[], confidence: number): number {
  const step = Math.min(STEPS - 1, Math.max(0, Math.floor(confidence * STEPS)))
  return curve[step]! - (step + 0.5) / STEPS
}
