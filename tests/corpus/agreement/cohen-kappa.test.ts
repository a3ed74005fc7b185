import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohenKappa } from '../../../corpus/agreement/cohen-kappa.ts'

/** A contingency table: rows are the first analyst's categories, columns the second's. */
const table = (rows: readonly (readonly number[])[]) =>
  rows.flatMap((row, a) => row.map((count, b) => ({ a: `k${a}`, b: `k${b}`, count })))

describe('cohenKappa', () => {
  it.each([
    [
      'Artstein and Poesio 2008, table 1: Po 0.7, Pe 0.54',
      [
        [20, 10],
        [20, 50],
      ],
      0.348,
    ],
    [
      'the grant proposals: Po 0.7, Pe 0.5',
      [
        [20, 5],
        [10, 15],
      ],
      0.4,
    ],
    [
      'the same share agreed, with like margins',
      [
        [45, 15],
        [25, 15],
      ],
      0.1304,
    ],
    [
      'the same share agreed, with unlike margins',
      [
        [25, 35],
        [5, 35],
      ],
      0.2593,
    ],
    [
      'complete agreement',
      [
        [7, 0],
        [0, 3],
      ],
      1,
    ],
    [
      'less than chance',
      [
        [0, 5],
        [5, 0],
      ],
      -1,
    ],
  ])('is as published for %s', (_, rows, expected) => expect(cohenKappa(table(rows))).toBeCloseTo(expected, 3))

  it.each([
    ['nothing was compared', []],
    ['both used one and the same category throughout', [{ a: 'none', b: 'none', count: 40 }]],
    ['all counts are 0', [{ a: 'x', b: 'y', count: 0 }]],
  ])('is undefined where %s', (_, pairs) => expect(cohenKappa(pairs)).toBeNull())

  it('is 0, and not undefined, where one analyst uses one category only', () =>
    expect(cohenKappa(table([[30, 10]]))).toBe(0))

  it('is the same whoever comes first, and never above 1', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        (rows) => {
          const value = cohenKappa(table(rows))
          const turned = cohenKappa(table(rows[0]!.map((_, at) => rows.map((row) => row[at]!))))
          if (value === null) return expect(turned).toBeNull()
          expect(turned).toBeCloseTo(value, 10)
          expect(value).toBeLessThanOrEqual(1)
        },
      ),
    ))

  // QualCoder multiplies "yes" with "no" for Pe; its own docstring and Cohen add the products of like categories.
  it('takes as chance the sum over like categories', () => {
    const yesYes = 20 / 50
    const chance = (25 / 50) * (30 / 50) + (25 / 50) * (20 / 50)
    expect(
      cohenKappa(
        table([
          [20, 5],
          [10, 15],
        ]),
      ),
    ).toBeCloseTo((yesYes + 15 / 50 - chance) / (1 - chance), 12)
  })
})
