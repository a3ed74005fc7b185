import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumber } from '../../../../corpus/suggest/numbers/number.ts'
import { readOrdinal } from '../../../../corpus/suggest/numbers/ordinals.ts'
import { readVague } from '../../../../corpus/suggest/numbers/vague.ts'
import { createReader } from '../../../../corpus/suggest/reader.ts'
import { type Spelling, spellNumber } from '../../../support/arabic-numbers.ts'

function whole(text: string): number | undefined {
  const reader = createReader(text)
  const number = readNumber(reader, 0, { loose: true, ratios: true })
  return number?.end === reader.tokens.length ? number.value : undefined
}

describe('readNumber', () => {
  it.each([
    ['١٢٬٣٤٥٫٦', 12345.6],
    ['۱۲۳', 123],
    ['10،5', 10.5],
    ['1,234', 1234],
    ['1.234.567', 1234567],
    ['250.000', 250000],
    ['3.125', 3.125],
    ['1 234 567', 1234567],
    ['٢٥‏٫‏٥', 25.5],
    ['-5', -5],
    ['سالب خمسة', -5],
    ['40 مليون', 4e7],
    ['3,5 ملايين', 3.5e6],
    ['15 ألفاً', 15000],
    ['1.2 مليار', 1.2e9],
    ['مئة ألف', 1e5],
    ['مليون ونصف', 1.5e6],
    ['مليون ونصف المليون', 1.5e6],
    ['مليونين وربع المليون', 2.25e6],
    ['ألف وخمسمئة', 1500],
    ['ألفان وأربعة عشر', 2014],
    ['ثلاث مئة', 300],
    ['ثلاثة مائة', 300],
    ['تسع مئة', 900],
    ['إحدى عشر', 11],
    ['سبع عشر', 17],
    ['حداشر', 11],
    ['تسعتاشر', 19],
    ['تلتمية', 300],
    ['اتنين مليون', 2e6],
    ['نصف', 0.5],
    ['ثلاثة أرباع', 0.75],
    ['خمسة وربع', 5.25],
    ['نصف مليون', 5e5],
    ['ثلاثة فاصلة خمسة', 3.5],
    ['٣/٤', 0.75],
    ['½', 0.5],
    ['1e10', 1e10],
    ['واحد على خمسة', 0.2],
    ['مئة وواحد', 101],
    ['مئة وأحد عشر', 111],
    ['الثلاثة والعشرين', 23],
  ])('reads %s', (text, value) => expect(whole(text)).toBeCloseTo(value, 9))

  it('stops where a counted noun comes between two numbers', () => {
    const reader = createReader('ثلاثة مدنيين وخمسة جنود')
    expect(readNumber(reader, 0)).toMatchObject({ value: 3, end: 1 })
    expect(readNumber(reader, 2)).toMatchObject({ value: 5, end: 3 })
  })

  it('tells the dual of the construct from the accusative by its marks', () => {
    expect(readNumber(createReader('ألفا مقاتل'), 0)?.value).toBe(2000)
    expect(readNumber(createReader('ألفاً مقاتل'), 0)?.value).toBe(1000)
    expect(whole('خمسة عشر ألفا')).toBe(15000)
  })

  it.each(['12،13،14', '3.4.5.6'])('does not join the list %s', (text) => expect(whole(text)).toBeUndefined())

  it('understands every spelling of every number below 10^12', () => {
    const spelling: fc.Arbitrary<Spelling> = fc.record({
      feminine: fc.boolean(),
      oblique: fc.boolean(),
      apart: fc.boolean(),
      hundred: fc.constantFrom('مئة', 'مائة'),
      accusative: fc.boolean(),
    })
    const number = fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 999_999_999_999 }))
    fc.assert(
      fc.property(number, spelling, (value, how) => {
        expect(whole(spellNumber(value, how))).toBe(value)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('readOrdinal', () => {
  it.each([
    ['أول', 1],
    ['الثاني', 2],
    ['الحادي عشر', 11],
    ['الثالثة عشرة', 13],
    ['الواحد والثلاثين', 31],
    ['الخامسة والعشرون', 25],
    ['المئة والخامسة والعشرون', 125],
    ['الثاني بعد المئة', 102],
    ['التسعون', 90],
  ])('reads %s', (text, value) => {
    const reader = createReader(text)
    expect(readOrdinal(reader, 0)).toMatchObject({ value, end: reader.tokens.length })
  })
})

describe('readVague', () => {
  it.each([
    ['عشرات', 20, undefined],
    ['مئات الآلاف', 200000, undefined],
    ['عشرات الآلاف', 20000, undefined],
    ['بضعة آلاف', 3000, 9000],
    ['نيف وثلاثون', 31, 39],
    ['ثلاثون ونيف', 31, 39],
  ])('gives the least of %s', (text, min, max) => {
    const reader = createReader(text)
    expect(readVague(reader, 0)).toMatchObject({ min, ...(max ? { max } : {}), end: reader.tokens.length })
  })
})
