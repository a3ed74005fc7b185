import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestAll } from '../../../corpus/suggest/suggest-all.ts'

const LENGTH = 4_000
const TIMES = 8

/** Processor time of a text that repeats a unit up to a length; the best of two runs, flattened as a file's text is. */
function costOf(unit: string, length: number): number {
  const text = Buffer.from(unit.repeat(Math.ceil(length / unit.length))).toString()
  const run = (): number => {
    const began = process.cpuUsage()
    suggestAll(text)
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1000
  }
  return Math.min(run(), run())
}

/** Eight times the text costs about eight times as much; where each word looks at all others it would be sixty-four times. */
function expectLinear(unit: string): void {
  const short = costOf(unit, LENGTH)
  expect(costOf(unit, TIMES * LENGTH), unit).toBeLessThan(3 * TIMES * short + 150)
}

describe('the cost of suggestAll', { timeout: 300_000 }, () => {
  it.each([
    ['a sentence of news', 'قال وزير الدفاع سامي الخوري في 3 مايو 2019 إن الجيش قتل 12 مسلحاً في هجوم على القرية. '],
    ['a sentence of news without an end', 'قال وزير الدفاع في 3 مايو 2019 إن الجيش قتل 12 مسلحاً في هجوم '],
    ['a text without Arabic', 'The minister said that 3 people were killed, and left. '],
    ['one Latin word without an end', 'abc'],
    ['nothing but marks', '\u064e'],
    ['nothing but tatweel', 'ـ'],
    ['one letter', 'ا'],
    ['one letter at a time', 'و '],
    ['opening quotation marks', '«'],
    ['straight quotation marks', '"'],
    ['speech whose quotation never closes', 'قال «الوزير '],
    ['opening brackets', '('],
    ['names before brackets that never close', 'منظمة ('],
    ['digits', '1'],
    ['numbers', '12 '],
    ['numbers and hyphens', '1-2-'],
    ['number words', 'ثلاثة وعشرون مليونا و'],
    ['dates', '12/3/2024 '],
    ['months', 'في مايو '],
    ['colons', 'قال: '],
    ['full stops', '.'],
    ['line ends', '\n'],
    ['titles', 'الوزير '],
    ['indefinite adjectives', 'قيادي بارز '],
    ['definite adjectives', 'العربية '],
    ['heads in the construct', 'رئيس '],
    ['given names', 'محمد أحمد علي حسن '],
    ['joined nouns', 'والتنمية '],
    ['reporting words', 'أن قال إن أعلن أن '],
    ['events', 'قصف واغتيال وهجوم '],
    ['commas', 'سامر، '],
    ['emoji', '👳🏻‍♀️ '],
  ])('grows with the length of %s only', (_, unit) => expectLinear(unit))

  it('grows with the length only, whatever words return', () => {
    const words = [
      'وزير',
      'الخارجية',
      'قال',
      'أن',
      'إن',
      'مقاتلين',
      'أجانب',
      'مصدر',
      'عسكري',
      'اتهم',
      'نفى',
      'وفق',
      '«',
      '،',
      ':',
    ]
    const unit = fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
      .map((parts) => `${parts.join(' ')} `)
    fc.assert(fc.property(unit, expectLinear), { numRuns: 8 })
  })

  it('ends on a megabyte in one line', () => {
    const line = 'قال الوزير إن "الوفد" وصل إلى المدينة في 3 مايو (أمس)، وأضاف أن د. أحمد سيعود '
    const text = Buffer.from(line.repeat(1_000_000 / line.length)).toString()
    expect(suggestAll(text).length).toBeGreaterThan(1000)
  })
})
