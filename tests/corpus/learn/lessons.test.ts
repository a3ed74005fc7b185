import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LABELS } from '../../../corpus/annotation.ts'
import { calibrate } from '../../../corpus/learn/calibrate.ts'
import { nameForm } from '../../../corpus/learn/forms.ts'
import {
  addLessons,
  countDecisions,
  type Decided,
  learn,
  noLessons,
  parseLessons,
} from '../../../corpus/learn/lessons.ts'

const decided: fc.Arbitrary<Decided> = fc.record({
  label: fc.constantFrom(...LABELS),
  words: fc.constantFrom('داعش', 'تنظيم الدولة', 'القصف', '3 أيام', ''),
  outcome: fc.constantFrom('kept' as const, 'refused' as const),
  rule: fc.constantFrom(null, 'actor.head', 'event.noun'),
  confidence: fc.constantFrom(null, 0.2, 0.55, 0.9, 1),
})

describe('learn', () => {
  it('counts the same whatever the order, and in parts as at once', () => {
    fc.assert(
      fc.property(fc.array(decided), fc.array(decided), (some, others) => {
        const whole = learn([...some, ...others])
        expect(learn([...others, ...some].toReversed())).toEqual(whole)
        expect(addLessons(learn(some), learn(others))).toEqual(whole)
      }),
    )
  })

  it('reads back what it exports', () => {
    fc.assert(
      fc.property(fc.array(decided), (some) => {
        expect(parseLessons(JSON.stringify(learn(some)))).toEqual(learn(some))
      }),
    )
  })

  it.each([
    ['no JSON', '{'],
    ['another format', '{"format":"x"}'],
    ['a count below zero', negative()],
  ])('refuses %s', (_, text) => expect(() => parseLessons(text)).toThrow('no lessons'))

  it('counts by label', () => {
    const made: Decided = { label: 'actor', words: 'داعش', outcome: 'kept', rule: null, confidence: null }
    expect(countDecisions(learn([made, { ...made, outcome: 'refused' }])).actor).toEqual({
      kept: 1,
      refused: 1,
      forms: 1,
    })
  })
})

describe('nameForm', () => {
  it.each([
    ['folds letters', 'actor', 'الدّولةُ', 'actor الدوله'],
    ['keeps the article of an actor', 'actor', 'التنظيم', 'actor التنظيم'],
    ['takes the article of an event away', 'event', 'الهجوم', 'event هجوم'],
    ['reads لل as the article', 'actor', 'للتنظيم', 'actor التنظيم'],
    ['writes figures as a sign', 'amount', '٤٠ مليون دولار', 'amount # مليون دولار'],
    ['names a claim without a cue', 'claim', '', 'claim '],
  ] as const)('%s', (_, label, words, name) => expect(nameForm(label, words)).toBe(name))
})

describe('calibrate', () => {
  it('never makes the surer of two suggestions of one rule the less sure one', () => {
    fc.assert(
      fc.property(fc.array(decided, { maxLength: 60 }), (some) => {
        const { chanceOf } = calibrate(learn(some))
        for (const label of LABELS)
          for (let step = 1; step < 20; step++)
            expect(chanceOf(label, 'x', (step + 0.5) / 20, undefined)).toBeGreaterThanOrEqual(
              chanceOf(label, 'x', (step - 0.5) / 20, undefined) - 1e-9,
            )
      }),
    )
  })

  it('leaves confidences as they are without decisions', () => {
    expect(calibrate(noLessons).chanceOf('actor', 'actor.head', 0.73, undefined)).toBeCloseTo(0.73)
  })
})

function negative(): string {
  return JSON.stringify({ ...noLessons, rules: { x: { kept: -1, refused: 0, made: 0 } } })
}
