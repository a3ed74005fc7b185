import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointSpan, type Utf16 } from '../../corpus/span.ts'
import { countCodePoints, createOffsetMap } from '../../corpus/text/code-points.ts'

const piece = fc.constantFrom(
  'أ',
  'مُحَمَّد',
  'ـــ',
  '👩🏽‍🚀',
  '🇱🇧',
  '𐤀',
  '\r\n',
  '\n',
  '\uFEFF',
  '\u202E',
  '\u2067',
  '\u200D',
  ' ',
  'a',
)
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

describe('createOffsetMap', () => {
  it('agrees with counting characters one by one, for every offset', () => {
    fc.assert(
      fc.property(text, (of) => {
        const map = createOffsetMap(of)
        const characters = Array.from(of)
        expect([map.codePoints, countCodePoints(of)]).toEqual([characters.length, characters.length])
        let utf16 = 0
        for (let at = 0; at <= characters.length; at++) {
          expect(map.toUtf16(codePointSpan(at, at).startCodePoint)).toBe(utf16)
          expect(map.toCodePoint(utf16 as Utf16)).toBe(at)
          utf16 += characters[at]?.length ?? 0
        }
      }),
    )
  })

  it('brings every span there and back, and slices the same characters', () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(60), (of, a, b) => {
        const map = createOffsetMap(of)
        const [start, end] = [Math.min(a, b, map.codePoints), Math.min(Math.max(a, b), map.codePoints)]
        const span = map.toSpan(codePointSpan(start, end))
        expect(map.toCodePointSpan(span)).toEqual({ startCodePoint: start, endCodePoint: end })
        expect(of.slice(span.start, span.end)).toBe(Array.from(of).slice(start, end).join(''))
      }),
    )
  })

  it.each([
    ['inside a character', '👍', 1],
    ['before the text', 'أ', -1],
    ['behind the text', 'أ', 2],
    ['that is a fraction', 'أب', 0.5],
  ])('refuses an offset %s', (_, of, offset) => {
    expect(() => createOffsetMap(of).toCodePoint(offset as Utf16)).toThrow(RangeError)
  })

  it('refuses a code point behind the text', () => {
    expect(() => createOffsetMap('👍').toUtf16(codePointSpan(2, 2).startCodePoint)).toThrow(RangeError)
  })
})
