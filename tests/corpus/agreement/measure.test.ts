import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MarkedArticle, MarkedSpan } from '../../../corpus/agreement/marked.ts'
import { MEASURES, type MeasureName, measureAgreement } from '../../../corpus/agreement/measure.ts'
import { LABELS } from '../../../corpus/annotation.ts'

const DRAWS = { seed: 7, resamples: 200 }

/** Words of one letter with a space after each; ten words a sentence. */
function article(length: number, layers: Record<string, readonly MarkedSpan[]>): MarkedArticle {
  const words = Array.from({ length }, (_, at) => ({ start: at * 2, end: at * 2 + 1 }))
  const sentences = Array.from({ length: Math.ceil(length / 10) }, (_, at) => ({ start: at * 20, end: at * 20 + 20 }))
  return { words, sentences, layers: new Map(Object.entries(layers)) }
}

const word = (from: number, to = from + 1, label: MarkedSpan['label'] = 'actor'): MarkedSpan => ({
  label,
  start: from * 2,
  end: to * 2 - 1,
})

function figureOf(articles: readonly MarkedArticle[], name: MeasureName, label: MarkedSpan['label'] | null = null) {
  return measureAgreement(articles, ['a', 'b'], [name], DRAWS).find((each) => each.label === label)!
}

describe('measureAgreement', () => {
  it('finds no agreement, and no 1.0, between analysts of different articles', () => {
    const disjoint = [article(20, { a: [word(1)] }), article(20, { b: [word(1)] })]
    for (const each of measureAgreement(disjoint, ['a', 'b'], MEASURES, DRAWS))
      expect(each).toMatchObject({ value: null, low: null, high: null, n: 0 })
  })

  it('finds none either where both worked and nobody marked anything', () => {
    const bare = measureAgreement([article(20, { a: [], b: [] })], ['a', 'b'], MEASURES, DRAWS)
    expect(new Set(bare.map(({ value }) => value))).toEqual(new Set([null]))
  })

  it('counts an article that one of them left bare against them', () =>
    expect(figureOf([article(20, { a: [word(1)], b: [] })], 'f1-exact')).toMatchObject({ value: 0, n: 1 }))

  it('counts words for κ: 20 of 100 both, 10 and 20 one of them, as in Artstein and Poesio', () => {
    const spans = (from: number, to: number) => [word(from, to)]
    const marked = [article(100, { a: spans(0, 30), b: [...spans(0, 20), ...spans(30, 50)] })]
    expect(figureOf(marked, 'cohen-kappa', 'actor').value).toBeCloseTo(0.348, 3)
    expect(figureOf(marked, 'cohen-kappa', 'actor').n).toBe(100)
    expect(figureOf(marked, 'cohen-kappa', 'event').value).toBeNull()
  })

  it('takes stacked labels together: actor inside a claim is another category than the claim alone', () => {
    const a = [word(0, 10, 'claim'), word(2)]
    const all = figureOf([article(20, { a, b: [word(0, 10, 'claim')] })], 'cohen-kappa')
    expect(all.value).toBeCloseTo((19 / 20 - (10 * 10 + 9 * 10) / 400) / (1 - (10 * 10 + 9 * 10) / 400), 10)
  })

  it('reports every pair and the mean over the pairs that have a value', () => {
    const three = [article(20, { a: [word(1)], b: [word(1)], c: [word(5)] })]
    const exact = measureAgreement(three, ['a', 'b', 'c'], ['f1-exact'], DRAWS).filter(({ label }) => label === null)
    expect(exact.map(({ pair, value }) => [pair, value])).toEqual([
      [['a', 'b'], 1],
      [['a', 'c'], 0],
      [['b', 'c'], 0],
      [null, 1 / 3],
    ])
  })

  it('takes many raters together: two analysts as Cohen’s κ nearly, an article of one of them left out', () => {
    const a = [word(0, 30)]
    const b = [word(0, 20), word(30, 50)]
    const articles = [article(100, { a, b }), article(50, { a })]
    const [fleiss, alpha, ac1] = (['fleiss-kappa', 'krippendorff-alpha-nominal', 'gwet-ac1'] as const).map(
      (name) => measureAgreement(articles, ['a', 'b'], [name], DRAWS).find(({ label }) => label === 'actor')!,
    )
    // Artstein and Poesio 2008: Scott's π, which Fleiss' κ is for two, of the same table; α corrects it for 200 ratings.
    expect(fleiss).toMatchObject({ pair: null, n: 100 })
    expect(fleiss!.value).toBeCloseTo(0.341, 3)
    expect(alpha!.value).toBeCloseTo(1 - (1 - 0.34066) * (199 / 200), 3)
    expect(ac1!.value).toBeCloseTo((0.7 - 2 * 0.35 * 0.65) / (1 - 2 * 0.35 * 0.65), 9)
  })

  const marks = fc.array(
    fc
      .tuple(fc.nat(58), fc.integer({ min: 1, max: 6 }), fc.constantFrom(...LABELS))
      .map(([from, length, label]) => word(from, Math.min(60, from + length), label)),
    { maxLength: 20 },
  )
  it('is within bounds, symmetric, and holds its interval from the same seed', () =>
    fc.assert(
      fc.property(marks, marks, (a, b) => {
        const there = measureAgreement([article(60, { a, b })], ['a', 'b'], MEASURES, DRAWS)
        const back = measureAgreement([article(60, { a: b, b: a })], ['a', 'b'], MEASURES, DRAWS)
        expect(measureAgreement([article(60, { a, b })], ['a', 'b'], MEASURES, DRAWS)).toEqual(there)
        for (const [at, { value, low, high, n }] of there.entries()) {
          expect(back[at]!.n).toBe(n)
          expect(back[at]!.value === null).toBe(value === null)
          if (value === null) continue
          expect(back[at]!.value).toBeCloseTo(value, 10)
          expect(value).toBeLessThanOrEqual(1)
          if (low === null || high === null) continue
          expect(low).toBeLessThanOrEqual(high)
          expect(high).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
      { numRuns: 30 },
    ))
})
