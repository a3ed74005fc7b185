import type { Label } from '../annotation.ts'
import { type Lessons, nameStep, STEPS, type Tally } from './lessons.ts'

/** How many decisions a rule's own confidence is worth, and what is known of a rule beside those on one form. */
const STEP_PRIOR = 12
const RULE_PRIOR = 10
const FORM_PRIOR = 2

/** The chance that a person keeps a suggestion: by the confidence of its rule, what became of that rule's, and of these words. */
export type Calibration = Readonly<{
  chanceOf(label: Label, rule: string, confidence: number, form: string | undefined): number
}>

/** Reads lessons for use. With none, every confidence stays as it is. */
export function calibrate(lessons: Lessons): Calibration {
  const curves = new Map<Label, readonly number[]>()
  const curveOf = (label: Label): readonly number[] => {
    const known = curves.get(label) ?? fitCurve(label, lessons)
    curves.set(label, known)
    return known
  }
  return {
    chanceOf: (label, rule, confidence, form) => {
      const base = confidence + shift(curveOf(label), confidence)
      const byRule = weigh(base, RULE_PRIOR, lessons.rules[rule])
      return weigh(byRule, FORM_PRIOR, form === undefined ? undefined : lessons.forms[form])
    },
  }
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
