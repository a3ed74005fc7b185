import fc from 'fast-check'
import { expect, describe as group, it } from 'vitest'
import { describe, type Located, locate, type Selector } from '../../corpus/selector.ts'
import { codePointSpan, sliceOf, span } from '../../corpus/span.ts'
import { countCodePoints } from '../../corpus/text/code-points.ts'
import { mixedText, textAndSpan } from './text/alphabet.ts'

const isHighHalf = (text: string, at: number) => /^[\udc00-\udfff]/.test(text.slice(at, at + 1))
const described = (length = 60) =>
  textAndSpan(length)
    .filter(({ text, start, end }) => start < end && !isHighHalf(text, start) && !isHighHalf(text, end))
    .map(({ text, start, end }) => ({ text, of: span(start, end) }))
const slices = (text: string, found: Located) =>
  found.kind === 'moved' ? found.places.map((each) => [each.span.start, sliceOf(text, each.span)]) : found.kind

group('describe', () => {
  it('gives position, quote and 32 code points of context', () => {
    const text = `${'😀'.repeat(40)}داعش${'ب'.repeat(40)}`
    expect(describe(text, span(80, 84))).toEqual({
      ...codePointSpan(40, 44),
      quote: 'داعش',
      prefix: '😀'.repeat(32),
      suffix: 'ب'.repeat(32),
    })
  })

  it('gives fewer at the ends of the text', () => {
    expect(describe('قال نعم', span(0, 3))).toMatchObject({ prefix: '', suffix: ' نعم' })
  })

  it('describes what Python would slice', () => {
    fc.assert(
      fc.property(described(), ({ text, of }) => {
        const { quote, prefix, suffix, startCodePoint, endCodePoint } = describe(text, of)
        const characters = [...text]
        expect(quote).toBe(characters.slice(startCodePoint, endCodePoint).join(''))
        expect(prefix).toBe(characters.slice(Math.max(0, startCodePoint - 32), startCodePoint).join(''))
        expect(suffix).toBe(characters.slice(endCodePoint, endCodePoint + 32).join(''))
      }),
    )
  })

  it.each([
    ['an empty span', 'نص', span(1, 1)],
    ['a span outside the text', 'نص', span(1, 3)],
    ['half an emoji', '😀', span(0, 1)],
  ])('refuses %s', (_, text, of) => expect(() => describe(text, of)).toThrow(RangeError))
})

group('locate', () => {
  it('finds every described span where it was', () => {
    fc.assert(
      fc.property(described(), ({ text, of }) => {
        expect(locate(text, describe(text, of))).toEqual({ kind: 'exact', span: of })
      }),
    )
  })

  it('finds it first among the places after something was put before it', () => {
    fc.assert(
      fc.property(described(), mixedText(), ({ text, of }, added) => {
        const found = locate(added + text, describe(text, of))
        const moved = span(of.start + added.length, of.end + added.length)
        if (found.kind === 'exact') expect(sliceOf(added + text, found.span)).toBe(sliceOf(text, of))
        else if (found.kind === 'moved') expect(found.places.map((each) => each.span)).toContainEqual(moved)
        else expect.unreachable('the quote still stands in the text')
      }),
    )
  })

  it('lists exactly the places where the quote occurs', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('ا', 'ب'), maxLength: 30 }),
        fc.string({ unit: fc.constantFrom('ا', 'ب'), minLength: 1, maxLength: 4 }),
        (text, quote) => {
          const nowhere: Selector = { ...codePointSpan(99, 99 + quote.length), quote, prefix: 'ت', suffix: 'ت' }
          const expected = [...text].flatMap((_, at) => (text.startsWith(quote, at) ? [at] : []))
          const found = locate(text, nowhere)
          const starts = found.kind === 'moved' ? found.places.map((each) => each.span.start).sort((a, b) => a - b) : []
          expect(starts).toEqual(expected)
          expect(found.kind).toBe(expected.length > 0 ? 'moved' : 'lost')
        },
      ),
    )
  })

  it('puts the place with more of the context first, then the nearer one', () => {
    const before = 'قال داعش أمس. ثم قال داعش اليوم. ثم داعش'
    const after = `خبر: ${before}`
    const second = before.indexOf('داعش', 8)
    const found = locate(after, describe(before, span(second, second + 4)))
    expect(slices(after, found)).toEqual([
      [second + 5, 'داعش'],
      ...[after.indexOf('داعش'), after.lastIndexOf('داعش')].map((at) => [at, 'داعش']),
    ])
    expect(found.kind === 'moved' && found.places.map((each) => each.agreement > 0.6)).toEqual([true, false, false])
  })

  it('never chooses between places that agree alike', () => {
    const found = locate('س داعش س داعش س', { ...codePointSpan(0, 4), quote: 'داعش', prefix: 'س ', suffix: ' س' })
    expect(found.kind === 'moved' && found.places.map((each) => each.agreement)).toEqual([1, 1])
  })

  it.each([
    ['a quote that changed', 'قال تنظيم الدولة', 'داعش'],
    ['a quote whose marks changed', 'الدولة', 'الدَّولة'],
    ['a quote in an empty text', '', 'داعش'],
  ])('has lost %s', (_, text, quote) => {
    const selector = { ...codePointSpan(0, countCodePoints(quote)), quote, prefix: '', suffix: '' }
    expect(locate(text, selector)).toEqual({ kind: 'lost' })
  })

  it('needs linear time where the quote repeats within itself', () => {
    const text = 'ا'.repeat(400_000)
    const quote = `${'ا'.repeat(100_000)}ب`
    const began = performance.now()
    expect(locate(text, { ...codePointSpan(0, quote.length), quote, prefix: '', suffix: '' }).kind).toBe('lost')
    expect(performance.now() - began).toBeLessThan(3000)
  })
})
