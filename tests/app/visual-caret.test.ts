import { describe, expect, it } from 'vitest'
import type { GraphemeBox } from '../../app/editor/graphemes-on-screen.ts'
import { crossRuns, findCounterRuns, findStops, stepTo } from '../../app/editor/visual-caret.ts'
import { span } from '../../corpus/span.ts'

/** Boxes ten pixels wide as a right-to-left line shows them: letters from the right, runs of digits from the left. */
function layLine(text: string, right = 1000, top = 0, from = 0): GraphemeBox[] {
  const boxes: GraphemeBox[] = []
  let x = right
  for (const run of text.matchAll(/\d+|[^\d]/g)) {
    const width = run[0].length * 10
    for (let at = 0; at < run[0].length; at++) {
      const isDigit = /\d/.test(run[0])
      const left = isDigit ? x - width + at * 10 : x - 10
      const start = from + run.index + at
      boxes.push({
        span: span(start, start + 1),
        left,
        right: left + 10,
        top,
        bottom: top + 20,
        direction: isDigit ? 'ltr' : 'rtl',
      })
    }
    x -= width
  }
  return boxes
}

/** Presses one arrow until nothing more comes. */
function walk(side: 'left' | 'right', from: number, boxes: readonly GraphemeBox[]): number[] {
  const stops = findStops(boxes, 'rtl')
  const offsets = [from]
  for (let at = stepTo(side, from, stops, 'rtl'); at !== undefined; at = stepTo(side, at, stops, 'rtl'))
    offsets.push(at)
  return offsets
}

describe('findStops', () => {
  it('gives every caret position of a line a place of its own', () => {
    const places = findStops(layLine('في 3500 خبر'), 'rtl').map(({ x }) => x)
    expect(new Set(places).size).toBe(places.length)
  })

  it('counts lines', () => {
    const boxes = [...layLine('أول'), ...layLine('ثان', 1000, 40, 3)]
    expect(findStops(boxes, 'rtl').map(({ line }) => line)).toEqual([0, 0, 0, 1, 1, 1, 1])
  })
})

describe('stepTo', () => {
  it('goes through a number from the side that it is entered at', () => {
    expect(walk('left', 0, layLine('في 3500 خ'))).toEqual([0, 1, 2, 3, 6, 5, 4, 7, 8, 9])
    expect(walk('right', 9, layLine('في 3500 خ'))).toEqual([9, 8, 7, 4, 5, 6, 3, 2, 1, 0])
  })

  it('goes on at the near end of the next line', () => {
    const boxes = [...layLine('أول'), ...layLine('ثان', 1000, 40, 3)]
    expect(walk('left', 0, boxes)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(walk('right', 6, boxes)).toEqual([6, 5, 4, 3, 2, 1, 0])
  })

  it('knows nothing of an offset that was not measured', () => {
    expect(stepTo('left', 99, findStops(layLine('أول'), 'rtl'), 'rtl')).toBeUndefined()
  })
})

describe('crossRuns', () => {
  const runs = findCounterRuns(layLine('في 3500 خ'), 'rtl')
  it.each([
    ['takes a number whole when coming from before it', 6, 3, 0, 7],
    ['takes a number whole when the selection begins at its side', 6, 3, 3, 7],
    ['leaves a number whole when going back out of it', 4, 7, 0, 3],
    ['goes through a number that the selection began in', 6, 5, 4, 6],
    ['leaves targets outside of numbers alone', 2, 1, 0, 2],
  ])('%s', (_, target, head, anchor, expected) => {
    expect(runs).toEqual([span(3, 7)])
    expect(crossRuns(target, head, anchor, runs)).toBe(expected)
  })
})
