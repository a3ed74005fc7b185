import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../../corpus/span.ts'
import { suggestAll } from '../../../corpus/suggest/suggest-all.ts'

const words = [
  'قال',
  'وزير',
  'الخارجية',
  'إن',
  'داعش',
  '"',
  '«',
  '»',
  '،',
  '.',
  ':',
  '\n',
  'بحسب',
  'اتهم',
  'بـ',
  'النظام',
  'هجوم',
  'على',
  'لل',
  'و',
  'ال',
  '(',
  ')',
  'أن',
  'ً',
  '12',
  'ISIL',
  'نقلت',
  'عن',
  'مضيفاً',
  'الذي',
  '𝒳',
  '\u200f',
  'ـ',
  '1-',
  '\u0000'.slice(1),
]

describe('suggestAll', () => {
  it('finds all five labels in reading order', () => {
    const text = 'قال وزير الدفاع سامي الخوري في 3 مايو 2019 إن الجيش قتل 12 مسلحاً في هجوم على القرية.'
    const labels = suggestAll(text).map(({ label }) => label)
    expect(new Set(labels)).toEqual(new Set(['actor', 'date', 'amount', 'event', 'claim']))
    const starts = suggestAll(text).map(({ span }) => span.start)
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
  })

  it('keeps to the labels that are asked for', () => {
    const text = 'أعلنت الحكومة في 3 مايو 2019 أن الهجوم أسفر عن مقتل 12 شخصاً.'
    expect(new Set(suggestAll(text, { labels: ['event'] }).map(({ label }) => label))).toEqual(new Set(['event']))
  })

  it.each([
    ['nothing', ''],
    ['a text without Arabic', 'The minister said that 3 people were killed.'],
    ['nothing but marks', '«»"“”()…،؛.!؟:-ًٌٍَُِّْـ\u200f\u200e'],
    ['quotation marks that never close', '«'.repeat(500)],
    ['one conjunction', 'و'],
    ['a reporting word with nothing but a bracket behind it', 'قال أن ('],
    ['a reporting word with nothing but a vowel sign behind it', 'قال إن \u064b'],
  ])('suggests no claim and does not fail on %s', (_, text) =>
    expect(suggestAll(text, { labels: ['claim'] })).toEqual([]),
  )

  it('gives spans that lie in the text and hold words, whatever the text', () => {
    const anyText = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(' ')),
      fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 80 }),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        for (const suggestion of suggestAll(text)) {
          const spans = [suggestion.span]
          if (suggestion.label === 'claim') {
            const { source, cue } = suggestion.claim
            for (const part of [source?.span, source?.via, cue?.span]) if (part) spans.push(part)
          }
          for (const span of spans) {
            expect(span.start).toBeGreaterThanOrEqual(0)
            expect(span.end).toBeLessThanOrEqual(text.length)
            expect(sliceOf(text, span)).toMatch(/[\p{L}\p{N}]/u)
          }
        }
      }),
      { numRuns: 400 },
    )
  })
})
