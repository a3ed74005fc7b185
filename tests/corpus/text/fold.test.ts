import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../../corpus/span.ts'
import { findAliases } from '../../../corpus/text/aliases.ts'
import { type Folded, fold, foldLevels } from '../../../corpus/text/fold.ts'
import { describeShared } from '../../support/shared.ts'
import { mixedText } from './alphabet.ts'

const folded = (text: string, level: (typeof foldLevels)[number]) => fold(text, level).text

describe('fold', () => {
  it.each([
    ['الدَّوْلَـــة', 'الدوله'],
    ['ﻻ', 'لا'],
    ['أكتوبر', 'اكتوبر'],
    ['کی', 'كي'],
    ['\u200f١٢٫٥٪', '12.5%'],
    ['آٱٲٳٵأإ', 'ااااااا'],
    ['على كرة', 'علي كره'],
    ['پچڤژڨۆٹڈڑں', 'بجفزقوتدرن'],
    ['۱۲۳ ٤٥٦', '123 456'],
    ['١٢٬٣٤٥٫٦', '12345.6'],
    ['أ٬ ب', 'ا٬ ب'],
    ['«كذا»، “كذا”؛ ‘كذا’؟ …', '"كذا", "كذا"; \'كذا\'? ...'],
    ['2011–2013 −5', '2011-2013 -5'],
    ['كلمة\u00a0\t \u2003كلمة', 'كلمه كلمه'],
    ['سطر\nسطر', 'سطر\nسطر'],
    ['ﷲ ﷺ ﴾', 'الله صلي الله عليه وسلم ﴾'],
    ['ﹷﱞأ', 'ا'],
    ['½ ² é', '½ ² é'],
    ['مسؤول شيء رئيس', 'مسؤول شيء رئيس'],
    ['ا\u064e\u0654', 'ا'],
    ['🇸🇾 👨‍👩‍👧', '🇸🇾 👨👩👧'],
  ])('folds %s at default', (text, expected) => expect(folded(text, 'default')).toBe(expected))

  it.each([
    ['الدَّوْلَـــة', 'الدولة'],
    ['ا\u0654حمد و\u0654 ي\u0654 ا\u0653', 'أحمد ؤ ئ آ'],
    ['ا\u064e\u0654', 'أ'],
    ['ﺃﺣﻤﺪ', 'أحمد'],
    ['می\u200cخواهم', 'میخواهم'],
    ['١٢٫٥٪', '12.5%'],
  ])('folds %s at marks, and keeps its letters', (text, expected) => expect(folded(text, 'marks')).toBe(expected))

  it.each([
    ['المسؤولون', 'مسوول'],
    ['وزارة الدفاع', 'زار دفاع'],
    ['الدُّوَل والحسن', 'دول حسن'],
    ['شيء', 'شي'],
  ])('folds %s at stem', (text, expected) => expect(folded(text, 'stem')).toBe(expected))

  it('changes nothing at exact', () => {
    fc.assert(fc.property(mixedText(), (text) => void expect(folded(text, 'exact')).toBe(text)))
  })

  it('keeps words apart that only an alias joins', () => {
    expect(folded('سورية', 'default')).not.toBe(folded('سوريا', 'default'))
    expect(findAliases('سورية')).toEqual(['سوريا'])
    expect(findAliases('امريكا')).toEqual(['أميركا'])
    expect(findAliases('كلمة')).toEqual([])
  })

  it('is linear in the length of the text', () => {
    const timeOf = (length: number) => {
      const text = 'الدَّوْلَـــة ١٢٬٣٤٥ ﻻ '.repeat(length / 20)
      fold(text, 'stem')
      const began = performance.now()
      fold(text, 'stem')
      return performance.now() - began
    }
    expect(timeOf(600_000)).toBeLessThan(25 * timeOf(60_000) + 200)
  })
})

describe('toOriginal', () => {
  it.each([
    ['a word with marks and tatweel', 'في الدَّوْلَـــة.', 'default', 'الدوله', 'الدَّوْلَـــة'],
    ['the end of a word, its marks included', 'كِتَابٌ جديد', 'marks', 'كتاب', 'كِتَابٌ'],
    ['a whole ligature for half of it', 'قال ﻻ نعم', 'default', 'ا نعم', 'ﻻ نعم'],
    ['a run of spaces', 'أ \u00a0\u200f ب', 'default', 'ا ب', 'أ \u00a0\u200f ب'],
    ['digits with separators', 'نحو ١٢٬٣٤٥٫٦ طن', 'default', '12345.6', '١٢٬٣٤٥٫٦'],
    ['a stem back to its word', 'قال وَالحَسَن نعم', 'stem', 'حسن', 'وَالحَسَن'],
    ['no control that only stands beside', 'قال \u200fنعم\u200f هنا', 'default', 'نعم', 'نعم'],
  ] as const)('finds %s', (_, text, level, hit, expected) => {
    const found = fold(text, level)
    const at = found.text.indexOf(hit)
    expect(sliceOf(text, found.toOriginal(at, at + hit.length))).toBe(expected)
  })

  it.each(foldLevels)('maps every hit at %s to a slice that folds to the hit', (level) => {
    fc.assert(
      fc.property(mixedText(), fc.nat(), fc.nat(), (text, a, b) => {
        const found = fold(text, level)
        const [start, end] = [a % (found.text.length + 1), b % (found.text.length + 1)].sort((x, y) => x - y)
        fc.pre(start! < end! && isAligned(found, start!) && isAligned(found, end!))
        const original = found.toOriginal(start!, end!)
        expect(folded(sliceOf(text, original), level)).toBe(found.text.slice(start, end))
      }),
      { numRuns: 2000 },
    )
  })

  it('covers what a hit through the middle of a ligature came from', () => {
    fc.assert(
      fc.property(mixedText(), fc.nat(), fc.nat(), (text, a, b) => {
        const found = fold(text, 'default')
        const [start, end] = [a % (found.text.length + 1), b % (found.text.length + 1)].sort((x, y) => x - y)
        fc.pre(start! < end!)
        const slice = sliceOf(text, found.toOriginal(start!, end!))
        expect(folded(slice, 'default')).toContain(found.text.slice(start, end))
      }),
    )
  })

  it('refuses what is no stretch of the folded text', () => {
    const { toOriginal } = fold('كتاب', 'default')
    expect(() => toOriginal(2, 1)).toThrow(RangeError)
    expect(() => toOriginal(0, 5)).toThrow(RangeError)
    expect(toOriginal(4, 4)).toEqual({ start: 4, end: 4 })
  })
})

const cases = new URL('../../../../shared/testdata/lucene-ar-normalization-stem.json', import.meta.url)
describeShared('fold against the cases of Lucene', () => {
  type Case = { kind: 'normalize' | 'light-stem' | 'analyze'; input: string; expected: string | string[] }
  const all: Case[] = existsSync(cases) ? JSON.parse(readFileSync(cases, 'utf8')).cases : []
  it.each(all.filter((each) => each.kind === 'normalize'))('normalises $input at default', ({ input, expected }) => {
    expect(folded(input, 'default')).toBe(expected)
  })
  it.each(all.filter((each) => each.kind === 'light-stem'))('stems $input at stem', ({ input, expected }) => {
    expect(folded(input, 'stem')).toBe(expected)
  })
  it.each(all.filter((each) => each.kind === 'analyze'))('finds the terms of $input, stop words aside', (each) => {
    for (const term of each.expected) expect(folded(each.input, 'stem').split(' ')).toContain(term)
  })
})

/** True where no character of the original lies on both sides. */
function isAligned({ text, toOriginal }: Folded, at: number): boolean {
  return at === 0 || at === text.length || toOriginal(at - 1, at).end <= toOriginal(at, at + 1).start
}
