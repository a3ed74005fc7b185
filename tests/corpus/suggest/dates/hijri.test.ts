import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, dayOf } from '../../../../corpus/suggest/dates/calendar.ts'
import { hijriMonth, hijriOf, hijriTable, isoDay } from '../../../../corpus/suggest/dates/hijri.ts'
import { parseValue } from '../../../../corpus/suggest/parse.ts'

describe('hijriMonth', () => {
  it.each([
    [1400, 1, '1979-11-20'],
    [1440, 9, '2019-05-06'],
    [1343, 1, '1924-08-01'],
  ])('begins month %i-%i on %s', (year, month, day) => expect(isoDay(hijriMonth(year, month).first)).toBe(day))

  it('has months that follow each other without a gap, through the ends of the table', () => {
    for (let year = hijriTable.first; year < hijriTable.last; year++)
      for (let month = 1; month < 12; month++)
        expect(hijriMonth(year, month).last + 1).toBe(hijriMonth(year, month + 1).first)
  })

  it('is marked as not exact outside the table', () => {
    expect(hijriMonth(1342, 12).exact).toBe(false)
    expect(hijriMonth(1501, 1).exact).toBe(false)
    expect(parseValue('date', '5 رجب 1200 هـ').value).toMatchObject({
      edtf: expect.stringMatching(/^1786-05-0\d~$/),
      calendar: 'hijri',
    })
  })
})

describe('hijriOf', () => {
  it('turns back what hijriMonth gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1700 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 29 }),
        (year, month, day) => {
          fc.pre(year < 1342 || year > 1343 || month > 2)
          fc.pre(year < 1500 || year > 1501)
          expect(hijriOf(hijriMonth(year, month).first + day - 1)).toEqual({ year, month, day })
        },
      ),
    )
  })
})

describe('dayNumber', () => {
  it('is turned back by dayOf', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), (number) => {
        expect(dayNumber(dayOf(number))).toBe(number)
      }),
    )
  })
})
