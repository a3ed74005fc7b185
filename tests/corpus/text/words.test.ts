import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../../corpus/span.ts'
import { findWords, nextWord, previousWord, wordAt } from '../../../corpus/text/words.ts'
import { mixedText, textAndSpan } from './alphabet.ts'

const wordsOf = (text: string) => findWords(text).map((each) => sliceOf(text, each))

describe('findWords', () => {
  it.each([
    ['words with marks and tatweel', 'قالَ الرّئيـــس.', ['قالَ', 'الرّئيـــس']],
    ['a number hung on a proclitic by tatweel', 'تُقدر بـ7.9 مليارات', ['تُقدر', 'بـ7.9', 'مليارات']],
    ['separators of groups and decimals', '١٢٬٣٤٥٫٦ و10،5 و1,250', ['١٢٬٣٤٥٫٦', 'و10،5', 'و1,250']],
    ['no separator at the end of a number', 'عام 2015، ثم 2016.', ['عام', '2015', 'ثم', '2016']],
    ['apostrophes between letters', "d’Azur وQur'an 'نص'", ['d’Azur', "وQur'an", 'نص']],
    ['initials as one word', 'وكالة أ.ف.ب في', ['وكالة', 'أ.ف.ب', 'في']],
    ['no word across a stop without a space', 'انتهى.وأضاف', ['انتهى', 'وأضاف']],
    ['quoted words without their marks', 'و"داعش" «قسد»', ['و', 'داعش', 'قسد']],
    ['invisible controls inside, not at the ends', '\u200fمی\u200cخواهم\u202c', ['می\u200cخواهم']],
    ['no emoji', 'نص 😀 نص', ['نص', 'نص']],
  ])('finds %s', (_, text, expected) => expect(wordsOf(text)).toEqual(expected))

  it('finds with bounds what overlaps them, as the whole text has it', () => {
    fc.assert(
      fc.property(textAndSpan(), ({ text, start, end }) => {
        const all = findWords(text)
        expect(findWords(text, start, end)).toEqual(all.filter((each) => each.start < end && each.end > start))
      }),
    )
  })

  it('leaves no letter, mark or digit outside', () => {
    fc.assert(
      fc.property(mixedText(), (text) => {
        let at = 0
        for (const { start, end } of findWords(text)) {
          expect(text.slice(at, start)).not.toMatch(/[\p{L}\p{N}]/u)
          at = end
        }
        expect(text.slice(at)).not.toMatch(/[\p{L}\p{N}]/u)
      }),
    )
  })
})

describe('wordAt, nextWord and previousWord', () => {
  it.each([
    ['inside a word', 'قال أحمد', 1, 'قال'],
    ['at the end of a word', 'قال أحمد', 3, 'قال'],
    ['at the start of a word', 'قال أحمد', 4, 'أحمد'],
  ])('wordAt %s', (_, text, offset, expected) => {
    expect(sliceOf(text, wordAt(text, offset)!)).toBe(expected)
  })

  it('answers undefined where no word is near', () => {
    expect(wordAt('أ  -  ب', 3)).toBeUndefined()
    expect(nextWord('أ ب .', 3)).toBeUndefined()
    expect(previousWord('. أ ب', 2)).toBeUndefined()
  })

  it('agrees with the words of the whole text at every offset', () => {
    fc.assert(
      fc.property(mixedText(), (text) => {
        const all = findWords(text)
        for (let at = 0; at <= text.length; at++) {
          expect(wordAt(text, at)).toEqual(all.findLast((each) => each.start <= at && at <= each.end))
          expect(nextWord(text, at)).toEqual(all.find((each) => each.start >= at))
          expect(previousWord(text, at)).toEqual(all.findLast((each) => each.end <= at))
        }
      }),
    )
  })

  it('reads only the neighbourhood of the offset', () => {
    const text = 'كلمة طويلة نسبياً، '.repeat(200_000)
    const began = performance.now()
    for (let at = 0; at < 1000; at++) nextWord(text, text.length / 2 + at)
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
