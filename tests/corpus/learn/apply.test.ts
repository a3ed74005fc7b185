import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LABELS } from '../../../corpus/annotation.ts'
import { applyLessons, LEARNT_RULE } from '../../../corpus/learn/apply.ts'
import { type Decided, learn, noLessons } from '../../../corpus/learn/lessons.ts'
import { sliceOf } from '../../../corpus/span.ts'
import { type Suggestion, suggestAll } from '../../../corpus/suggest/suggest-all.ts'

const TEXT = 'أعلنت كتيبة الزعفران انسحابها. ثم دخلت لكتيبة الزعفران دورية، وقال الناطق إن «كتيبة الزّعفران» عادت.'

function times(count: number, decision: Partial<Decided>): Decided[] {
  const made: Decided = { label: 'actor', words: '', outcome: 'kept', rule: null, confidence: null, ...decision }
  return Array.from({ length: count }, () => made)
}

function wordsOf(found: readonly Suggestion[], rule: string): string[] {
  return found.filter((each) => each.rule === rule).map(({ span }) => sliceOf(TEXT, span))
}

describe('applyLessons', () => {
  it('leaves suggestions as they are where nothing was decided', () => {
    const found = suggestAll(TEXT)
    expect(applyLessons(TEXT, found, noLessons)).toEqual(found)
  })

  it('finds words that a person marked, in any spelling and behind particles', () => {
    const lessons = learn(times(1, { words: 'كتيبة الزعفران' }))
    expect(wordsOf(applyLessons(TEXT, [], lessons), LEARNT_RULE)).toEqual([
      'كتيبة الزعفران',
      'كتيبة الزعفران',
      'كتيبة الزّعفران',
    ])
  })

  it.each([
    ['an actor of one word, marked once', 'actor', 'الناطق', 1, true],
    ['an event of two words, marked once', 'event', 'عملية الزعفران', 1, true],
    ['an event of one word, however often it was marked', 'event', 'دورية', 20, false],
  ] as const)('finds elsewhere or not: %s', (_, label, words, marks, isFound) => {
    const text = 'بدأت عملية الزعفران، وقال الناطق إن دورية دخلت.'
    const taught = applyLessons(text, [], learn(times(marks, { label, words })))
    expect(taught.map(({ span }) => sliceOf(text, span))).toEqual(isFound ? [words] : [])
  })

  it('stops suggesting words that are refused again and again, and begins again when they are kept', () => {
    const found = suggestAll(TEXT, { labels: ['event'] })
    const [first] = found
    const words = sliceOf(TEXT, first!.span)
    const refused = times(6, { label: 'event', words, outcome: 'refused', rule: first!.rule, confidence: 0.85 })
    const left = applyLessons(TEXT, found, learn(refused))
    expect(left.some(({ span }) => span.start === first!.span.start)).toBe(false)
    const kept = times(12, { label: 'event', words, rule: first!.rule, confidence: 0.85 })
    const again = applyLessons(TEXT, found, learn([...refused, ...kept]))
    expect(again.some(({ span }) => span.start === first!.span.start)).toBe(true)
  })

  it('never suggests a learnt word inside what a rule found under the same label', () => {
    const actor: Suggestion = { label: 'actor', span: suggestAll(TEXT)[0]!.span, rule: 'actor.head', confidence: 0.9 }
    const words = sliceOf(TEXT, actor.span)
    const taught = applyLessons(TEXT, [actor], learn(times(2, { words })))
    expect(taught.filter(({ span }) => span.start === actor.span.start)).toHaveLength(1)
  })

  it('takes nothing away for a dozen decisions about other words, whatever they are', () => {
    const found = suggestAll(TEXT)
    const decision = fc.record({
      label: fc.constantFrom(...LABELS),
      words: fc.constantFrom('كلمة أخرى', 'الزيارة', ''),
      outcome: fc.constantFrom('kept' as const, 'refused' as const),
      rule: fc.constantFrom(null, ...found.map(({ rule }) => rule)),
      confidence: fc.constantFrom(0.3, 0.65, 0.9),
    })
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 12 }), (decided) => {
        const left = applyLessons(TEXT, found, learn(decided)).filter(({ rule }) => rule !== LEARNT_RULE)
        expect(left.map(({ span }) => span)).toEqual(found.map(({ span }) => span))
      }),
    )
  })

  it('holds back what a rule finds only when so much of it was refused that chance does not explain it', () => {
    const actor: Suggestion = { label: 'actor', span: suggestAll(TEXT)[0]!.span, rule: 'actor.head', confidence: 0.9 }
    const isLeft = (kept: number, refused: number) => {
      const other: Partial<Decided> = { words: 'كلمة أخرى', rule: 'actor.head', confidence: 0.9 }
      const decided = [...times(kept, other), ...times(refused, { ...other, outcome: 'refused' })]
      return applyLessons(TEXT, [actor], learn(decided)).some(({ rule }) => rule === 'actor.head')
    }
    expect([isLeft(0, 12), isLeft(10, 20), isLeft(0, 60), isLeft(60, 200)]).toEqual([true, true, false, false])
  })

  it('never stops an amount for other figures with the same unit', () => {
    const found = suggestAll('دفع 40 مليون دولار.', { labels: ['amount'] })
    const refused = times(9, { label: 'amount', words: '7 مليون دولار', outcome: 'refused' })
    expect(applyLessons('دفع 40 مليون دولار.', found, learn(refused))).toHaveLength(found.length)
  })

  it('believes a rule less, the more of its suggestions are refused', () => {
    const actor: Suggestion = { label: 'actor', span: suggestAll(TEXT)[0]!.span, rule: 'actor.head', confidence: 0.9 }
    const chance = (refused: number) => {
      const words = 'كلمة أخرى'
      const decided = times(refused, { words, outcome: 'refused', rule: 'actor.head', confidence: 0.9 })
      return applyLessons(TEXT, [actor], learn(decided))[0]?.confidence ?? 0
    }
    expect([chance(0), chance(1), chance(3)]).toEqual([chance(0), chance(1), chance(3)].sort((a, b) => b - a))
    expect(chance(0)).toBe(0.9)
    expect(chance(60)).toBe(0)
  })
})
