import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohenKappa } from '../../../corpus/agreement/cohen-kappa.ts'
import {
  type AlikeUnits,
  fleissKappa,
  gwetAc1,
  krippendorffAlphaNominal,
} from '../../../corpus/agreement/many-raters.ts'

const units = (...counts: number[][]): AlikeUnits[] => counts.map((each) => ({ counts: each, units: 1 }))

/** Fourteen raters, ten subjects, five categories: the worked example that goes with Fleiss' κ everywhere. */
const FLEISS = units(
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
)

/** Krippendorff 2011, section C: four observers, twelve units, five values, some missing. */
const OBSERVERS = [
  '1 2 3 3 2 1 4 1 2 . . .',
  '1 2 3 3 2 2 4 1 2 5 . 3',
  '. 3 3 3 2 3 4 2 2 5 1 .',
  '1 2 3 3 2 4 4 1 2 5 1 .',
].map((line) => line.split(' '))
const KRIPPENDORFF = OBSERVERS[0]!.map((_, unit) => ({
  counts: ['1', '2', '3', '4', '5'].map((value) => OBSERVERS.filter((line) => line[unit] === value).length),
  units: 1,
}))

/** Krippendorff 2011, section A: two observers, ten units, binary. */
const BINARY = ['0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0'].map((line) => line.split(' '))

/** Gwet 2008: both said yes 118 times, one alone 5 and 2 times, nobody no. */
const GWET: AlikeUnits[] = [
  { counts: [2, 0], units: 118 },
  { counts: [1, 1], units: 7 },
]

describe('measures of many raters', () => {
  it.each([
    ['Fleiss’ κ of the worked example', fleissKappa(FLEISS), 0.21],
    ['Krippendorff’s α with missing values', krippendorffAlphaNominal(KRIPPENDORFF), 0.743],
    [
      'Krippendorff’s α of binary data',
      krippendorffAlphaNominal(
        BINARY[0]!.map((_, at) => ({
          counts: ['0', '1'].map((value) => BINARY.filter((line) => line[at] === value).length),
          units: 1,
        })),
      ),
      0.095,
    ],
    ['Gwet’s AC1 of the paradox', gwetAc1(GWET, 2), 0.941],
    ['Cohen’s κ of the same paradox', kappaOf([118, 5, 2, 0]), -0.023],
  ])('are as published: %s', (_, value, expected) => expect(value).toBeCloseTo(expected, 3))

  it.each<[string, AlikeUnits[]]>([
    ['nothing was rated', []],
    ['every unit was rated once', units([1, 0], [0, 1])],
  ])('are undefined where %s', (_, of) =>
    expect([fleissKappa(of), krippendorffAlphaNominal(of), gwetAc1(of, 2)]).toEqual([null, null, null]),
  )

  it('are undefined where everybody used one category', () => {
    const same = units([3, 0], [3, 0])
    expect([fleissKappa(same), krippendorffAlphaNominal(same), gwetAc1(same, 2)]).toEqual([null, null, null])
  })

  const rated = fc.array(
    fc.record({ counts: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }), units: fc.integer({ min: 1, max: 4 }) }),
    { maxLength: 8 },
  )
  it('are 1 at most, and the same when alike units are counted one by one', () =>
    fc.assert(
      fc.property(rated, (all) => {
        const single = all.flatMap(({ counts, units: times }) =>
          Array.from({ length: times }, () => ({ counts, units: 1 })),
        )
        for (const measure of [fleissKappa, krippendorffAlphaNominal, (of: AlikeUnits[]) => gwetAc1(of, 3)]) {
          const value = measure(all)
          expect(measure(single) === null).toBe(value === null)
          if (value === null) continue
          expect(value).toBeLessThanOrEqual(1 + 1e-9)
          expect(measure(single)).toBeCloseTo(value, 9)
        }
      }),
    ))
})

function kappaOf([yes, first, second, no]: number[]): number | null {
  return cohenKappa([
    { a: 'y', b: 'y', count: yes! },
    { a: 'y', b: 'n', count: first! },
    { a: 'n', b: 'y', count: second! },
    { a: 'n', b: 'n', count: no! },
  ])
}
