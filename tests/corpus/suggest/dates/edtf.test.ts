import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isEdtf } from '../../../../corpus/suggest/dates/edtf.ts'
import { describeShared, sharedPath } from '../../../support/shared.ts'

describe('isEdtf', () => {
  it.each([
    '2012',
    '2012-05',
    '2012-05-28',
    '2012-05-28T06:00:00',
    '1920~',
    '1920?',
    '198X',
    '20XX',
    '2012-21',
    '2019-33',
    '2019-40',
    '-0499',
    '-0099/0000',
    '2013-07-13/2013-07-15',
    '2012-09~/2012-12~',
    '../2014',
    '2011/..',
    '{2013-04,2013-05}',
  ])('accepts %s', (text) => expect(isEdtf(text)).toBe(true))
  it.each(['2012-13', '2013-02-29', '2012-5', '2014/2013', '2012-05-28T6:00', 'P7Y', ' 2012', '[2012, 2013]'])(
    'refuses %s',
    (text) => expect(isEdtf(text)).toBe(false),
  )
})

describeShared('isEdtf and the public validity suite', () => {
  it('agrees with every case', () => {
    const { cases } = JSON.parse(readFileSync(sharedPath('testdata', 'edtf-validity.json')!, 'utf8')) as {
      cases: { input: string; expected: { valid: boolean } }[]
    }
    expect(cases.filter(({ input, expected }) => isEdtf(input) !== expected.valid)).toEqual([])
  })
})
