import { describe, expect, it } from 'vitest'
import { ALIKE, scoreLikeness, traceClaim } from '../../corpus/claim-similarity.ts'

describe('scoreLikeness', () => {
  const of = (content: string, ...values: string[]) => traceClaim(content, values)

  it.each([
    ['the same words in another spelling', 'باعت الشركةُ النفطَ للتنظيم', 'باعت الشركه النفط للتنظيم', 1, 1],
    ['the same with particles', 'الشركة باعت النفط', 'إن الشركة قد باعت النفط', 1, 1],
    ['half of the words', 'الشركة باعت النفط والقمح', 'الشركة باعت الغاز', 0.5, 0.8],
    ['another subject', 'المطر غزير', 'الشركة باعت النفط', 0, 0],
    ['nothing but particles', 'إنه هو', 'إنه هو', 0, 0],
  ])('of %s', (_, a, b, least, most) => {
    const score = scoreLikeness(of(a), of(b))
    expect(score).toBeGreaterThanOrEqual(least)
    expect(score).toBeLessThanOrEqual(most)
    expect(scoreLikeness(of(b), of(a))).toBe(score)
  })

  it('counts values only where both have some', () => {
    const [bare, one, other] = [of('دفعت الشركة'), of('دفعت الشركة', '2016'), of('دفعت الشركة', '2017')]
    expect(scoreLikeness(bare, one)).toBe(1)
    expect(scoreLikeness(one, one)).toBe(1)
    expect(scoreLikeness(one, other)).toBeCloseTo(0.8)
    expect(scoreLikeness(one, other)).toBeGreaterThan(ALIKE)
  })
})
