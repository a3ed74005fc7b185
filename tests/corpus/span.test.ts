import { describe, expect, it } from 'vitest'
import { codePointSpan, compareSpans, contains, overlaps, sliceOf, span } from '../../corpus/span.ts'

describe('span', () => {
  it.each([
    ['a negative start', -1, 3],
    ['an end before its start', 4, 3],
    ['a fraction', 0.5, 2],
    ['no number', Number.NaN, 2],
    ['a number that is not exact', 0, 2 ** 53],
  ])('refuses %s', (_, start, end) => {
    expect(() => span(start, end)).toThrow(RangeError)
    expect(() => codePointSpan(start, end)).toThrow(RangeError)
  })

  it('holds an empty stretch', () => expect(span(3, 3)).toEqual({ start: 3, end: 3 }))
})

describe('overlaps', () => {
  it.each([
    ['holds for a nested span', 12, 14, true],
    ['holds for a crossing span', 5, 11, true],
    ['holds for the same span', 10, 20, true],
    ['does not hold for a span that only touches', 20, 25, false],
    ['does not hold for a span before', 1, 10, false],
  ])('%s, either way round', (_, start, end, expected) => {
    expect(overlaps(span(10, 20), span(start, end))).toBe(expected)
    expect(overlaps(span(start, end), span(10, 20))).toBe(expected)
  })
})

describe('contains', () => {
  it.each([
    ['holds for itself', 10, 20, true],
    ['holds for an inner span', 12, 20, true],
    ['holds for an empty span at its end', 20, 20, true],
    ['does not hold for one that reaches out', 12, 21, false],
  ])('%s', (_, start, end, expected) => expect(contains(span(10, 20), span(start, end))).toBe(expected))
})

describe('compareSpans', () => {
  it('orders by start, and the longer first', () => {
    const ordered = [span(1, 9), span(1, 4), span(2, 3)]
    expect(ordered.toReversed().sort(compareSpans)).toEqual(ordered)
  })
})

describe('sliceOf', () => {
  it('counts UTF-16 code units', () => expect(sliceOf('👍أب', span(2, 3))).toBe('أ'))
})
