import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { span } from '../../../corpus/span.ts'
import { nextGrapheme, previousGrapheme, snapToGraphemes, splitsGrapheme } from '../../../corpus/text/graphemes.ts'
import { mixedText, textAndSpan } from './alphabet.ts'

const whole = new Intl.Segmenter('ar', { granularity: 'grapheme' })
const boundariesOf = (text: string) => [...[...whole.segment(text)].map((each) => each.index), text.length]
const anyText = fc.oneof(mixedText(), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary' }))

describe('splitsGrapheme', () => {
  it.each([
    ['between a letter and its mark', 'كَتب', 1, true],
    ['between a letter and tatweel', 'كـتب', 1, false],
    ['inside a surrogate pair', 'أ😀', 2, true],
    ['inside a family joined by ZWJ', '👨‍👩‍👧', 3, true],
    ['inside a flag', '🇸🇾', 2, true],
    ['between two flags', '🇸🇾🇱🇧', 4, false],
    ['inside CRLF', 'أ\r\nب', 2, true],
    ['at the start and the end', 'أ', 0, false],
  ])('%s', (_, text, offset, expected) => expect(splitsGrapheme(text, offset)).toBe(expected))

  it('agrees with the segmenter over the whole text at every offset', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const boundaries = new Set(boundariesOf(text))
        for (let at = 0; at <= text.length; at++)
          expect([at, splitsGrapheme(text, at)]).toEqual([at, !boundaries.has(at)])
      }),
      { numRuns: 1000 },
    )
  })

  it('refuses an offset outside the text', () => {
    expect(() => splitsGrapheme('أ', 2)).toThrow(RangeError)
    expect(() => splitsGrapheme('أ', -1)).toThrow(RangeError)
  })
})

describe('nextGrapheme and previousGrapheme', () => {
  it('step over every boundary of the whole text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const boundaries = boundariesOf(text)
        for (let at = 0; at <= text.length; at++) {
          expect(nextGrapheme(text, at)).toBe(boundaries.find((each) => each > at) ?? text.length)
          expect(previousGrapheme(text, at)).toBe(boundaries.findLast((each) => each < at) ?? 0)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('snapToGraphemes', () => {
  it('widens to whole clusters, and never further', () => {
    fc.assert(
      fc.property(textAndSpan(), ({ text, start, end }) => {
        const boundaries = boundariesOf(text)
        const snapped = snapToGraphemes(text, span(start, end))
        const from = boundaries.findLast((each) => each <= start)
        expect(snapped).toEqual(span(from!, start === end ? from! : boundaries.find((each) => each >= end)!))
      }),
    )
  })
})
