import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../../corpus/span.ts'
import { splitsGrapheme } from '../../../corpus/text/graphemes.ts'
import { findParagraphs } from '../../../corpus/text/paragraphs.ts'
import { isFormatControl, isLineEnd, isWhiteSpace } from '../../../corpus/text/white-space.ts'
import { mixedText } from './alphabet.ts'

describe('findParagraphs', () => {
  it.each([
    ['each line is one', 'عنوان\nنص أول.\nنص ثان.', ['عنوان', 'نص أول.', 'نص ثان.']],
    ['blank lines make none', '\n\nأ\n \u00a0\t\nب\n', ['أ', 'ب']],
    ['white space at both ends stays out', ' \u00a0أ ب\t \n', ['أ ب']],
    ['a line of invisible controls alone makes none', 'أ\n\u200f\u202c\nب', ['أ', 'ب']],
    ['a line of signs is one', 'أ\n* * *\nب', ['أ', '* * *', 'ب']],
    ['Unicode line separators end lines', 'أ\u2028ب\u2029ج', ['أ', 'ب', 'ج']],
    ['an empty text has none', '', []],
  ])('%s', (_, text, expected) => {
    expect(findParagraphs(text).map((each) => sliceOf(text, each))).toEqual(expected)
  })

  it('covers all that is visible, in order, without a line end or white space at its ends', () => {
    fc.assert(
      fc.property(mixedText(40), (text) => {
        let at = 0
        for (const { start, end } of findParagraphs(text)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(isInvisible(text.slice(at, start))).toBe(true)
          expect(isWhiteSpace(text.charCodeAt(start)) && !splitsGrapheme(text, start + 1)).toBe(false)
          expect(isWhiteSpace(text.charCodeAt(end - 1)) && !splitsGrapheme(text, end - 1)).toBe(false)
          for (let unit = start as number; unit < end; unit++) expect(isLineEnd(text.charCodeAt(unit))).toBe(false)
          at = end
        }
        expect(isInvisible(text.slice(at))).toBe(true)
      }),
    )
  })
})

function isInvisible(text: string): boolean {
  return [...text].every((each) => isWhiteSpace(each.charCodeAt(0)) || isFormatControl(each.charCodeAt(0)))
}
