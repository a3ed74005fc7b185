import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWord, offsetBehindLetters, readingsOf, tokenise } from '../../../corpus/suggest/tokens.ts'

describe('tokenise', () => {
  it('splits words, digits of each script, marks and line breaks', () => {
    const text = 'بـ7.9 مليون،\nو١٥'
    expect(tokenise(text).map(({ kind, form }) => `${kind}:${form}`)).toEqual([
      'word:ب',
      'number:7',
      'mark:.',
      'number:9',
      'word:مليون',
      'mark:,',
      'newline:\n',
      'word:و',
      'number:15',
    ])
  })

  it('keeps controls inside numbers and words without a break', () => {
    expect(tokenise('12\u200f3').map(({ form }) => form)).toEqual(['123'])
    expect(tokenise('كتا\u200cب').map(({ form }) => form)).toEqual(['كتاب'])
  })

  it('takes a web address as one token', () =>
    expect(tokenise('https://a.example/?q=30%25 5').map(({ kind }) => kind)).toEqual(['latin', 'number']))

  it('gives tokens in order that never overlap, and leaves out only blanks and controls', () => {
    const piece = fc.oneof(
      fc.constantFrom('الدَّوْلَـــة', 'سنة', '١٢', '3', '،', ' ', '\n', '\u200f', 'é', '😀', 'ﻻ', '½'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('')
        let at = 0
        for (const { start, end } of tokenise(text)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          expect(text.slice(at, start)).toMatch(/^[\s\p{Cf}\u00ad\ufe00-\ufe0f\u180e]*$/u)
          at = end
        }
      }),
    )
  })

  it('reads five million characters in one line', () => {
    const text = 'قتل 25 مقاتلاً في مايو '.repeat(220_000)
    expect(tokenise(text)).toHaveLength(220_000 * 5)
  })
})

describe('foldWord', () => {
  it.each([
    ['الدَّوْلَـــة', 'الدوله'],
    ['أكتوبر', 'اكتوبر'],
    ['ﻻ', 'لا'],
    ['کی', 'كي'],
  ])('folds %s', (word, form) => expect(foldWord(word)).toBe(form))
})

describe('readingsOf', () => {
  it.each([
    ['وبالملايين', { conj: 'و', prep: 'ب', article: true, rest: 'ملايين' }],
    ['للعشرات', { conj: '', prep: 'ل', article: true, rest: 'عشرات' }],
    ['فست', { conj: 'ف', prep: '', article: false, rest: 'ست' }],
  ])('cuts %s', (form, reading) => expect(readingsOf(form)).toContainEqual(reading))

  it('keeps the whole word first', () => expect(readingsOf('واحد')[0]?.rest).toBe('واحد'))
})

describe('offsetBehindLetters', () => {
  it('steps over marks and tatweel', () => {
    const text = 'وَلِـعام'
    expect(text.slice(offsetBehindLetters(text, tokenise(text)[0]!, 2))).toBe('عام')
  })
})
