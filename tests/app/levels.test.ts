import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignLevels, type Drawn, findCluster } from '../../app/editor/levels.ts'
import { compareSpans, contains, overlaps, span } from '../../corpus/span.ts'

const drawing = (...spans: [number, number][]): Drawn[] =>
  spans.map(([start, end], index) => ({ id: `d${index}`, span: span(start, end) }))

const drawings = fc
  .array(fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 25 })), { maxLength: 40 })
  .map((pairs) => drawing(...pairs.map(([start, length]) => [start, start + length] as [number, number])))

describe('assignLevels', () => {
  it.each<[string, [number, number][], number[]]>([
    [
      'puts spans that do not overlap on one level',
      [
        [0, 3],
        [3, 6],
        [8, 9],
      ],
      [0, 0, 0],
    ],
    [
      'puts the outer span below the inner one',
      [
        [0, 20],
        [5, 9],
      ],
      [1, 0],
    ],
    [
      'puts two inner spans side by side',
      [
        [0, 20],
        [5, 9],
        [10, 12],
      ],
      [1, 0, 0],
    ],
    [
      'stacks three nested spans',
      [
        [0, 20],
        [2, 15],
        [5, 9],
      ],
      [2, 1, 0],
    ],
    [
      'stacks equal spans',
      [
        [0, 5],
        [0, 5],
      ],
      [0, 1],
    ],
  ])('%s', (_, spans, expected) => {
    const levels = assignLevels(drawing(...spans))
    expect(spans.map((_, index) => levels.get(`d${index}`))).toEqual(expected)
  })

  it('never gives two overlapping spans one level, and draws no span above one that it holds', () => {
    fc.assert(
      fc.property(drawings, (drawn) => {
        const levels = assignLevels(drawn)
        for (const a of drawn)
          for (const b of drawn) {
            if (a === b || !overlaps(a.span, b.span)) continue
            expect(levels.get(a.id)).not.toBe(levels.get(b.id))
            const wider = b.span.end - b.span.start < a.span.end - a.span.start
            if (wider && contains(a.span, b.span)) expect(levels.get(a.id)!).toBeGreaterThan(levels.get(b.id)!)
          }
      }),
    )
  })

  it('does not depend on the order in which spans come', () => {
    fc.assert(
      fc.property(drawings, (drawn) => {
        expect(assignLevels([...drawn].reverse())).toEqual(assignLevels(drawn))
      }),
    )
  })
})

describe('findCluster', () => {
  it('holds every span whose level can change when one span comes', () => {
    fc.assert(
      fc.property(drawings, fc.nat(120), fc.integer({ min: 1, max: 25 }), (drawn, start, length) => {
        const changed = { id: 'new', span: span(start, start + length) }
        const ordered = [...drawn, changed].sort((a, b) => compareSpans(a.span, b.span))
        const { from, to } = findCluster(ordered, changed.span)
        const before = assignLevels(drawn)
        const after = assignLevels(ordered)
        const inCluster = new Set(ordered.slice(from, to).map(({ id }) => id))
        expect(inCluster.has('new')).toBe(true)
        for (const { id } of drawn) if (before.get(id) !== after.get(id)) expect(inCluster.has(id)).toBe(true)
        expect(assignLevels(ordered.slice(from, to))).toEqual(new Map([...after].filter(([id]) => inCluster.has(id))))
      }),
    )
  })
})
