import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignLevels } from '../../app/editor/levels.ts'
import { type DrawnAnnotation, SpanBook } from '../../app/editor/span-book.ts'
import { compareSpans, span } from '../../corpus/span.ts'

const annotation = (id: string, start: number, end: number): DrawnAnnotation => ({
  id,
  label: 'claim',
  span: span(start, end),
})

const change = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
  start: fc.nat(40),
  length: fc.integer({ min: 1, max: 15 }),
  drop: fc.boolean(),
})

describe('SpanBook', () => {
  it('holds after any changes what it would hold if it were filled anew', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const book = new SpanBook()
        const expected = new Map<string, DrawnAnnotation>()
        for (const { id, start, length, drop } of changes) {
          if (drop) {
            book.drop(id)
            expected.delete(id)
          } else {
            book.put(annotation(id, start, start + length))
            expected.set(id, annotation(id, start, start + length))
          }
        }
        const ordered = [...expected.values()].sort((a, b) => compareSpans(a.span, b.span))
        expect(book.ordered.map(({ span }) => span)).toEqual(ordered.map(({ span }) => span))
        for (const [id, level] of assignLevels(ordered)) expect(book.levelOf(id)).toBe(level)
      }),
    )
  })

  it('names those whose drawing a new span changes', () => {
    const book = new SpanBook()
    book.replaceAll([annotation('outer', 0, 20), annotation('other', 30, 40)])
    expect(book.put(annotation('inner', 5, 9))).toEqual(new Set(['inner', 'outer']))
    expect(book.levelOf('outer')).toBe(1)
    expect(book.drop('inner')).toEqual(new Set(['outer']))
  })
})
