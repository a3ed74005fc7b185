import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { f1 } from '../../../corpus/agreement/f1.ts'
import { listWords } from '../../../corpus/agreement/marked.ts'
import { type Matching, matchSpans } from '../../../corpus/agreement/match-spans.ts'

const words = listWords('قال وداعش في الرقة، إن «التنظيم» انسحب')

describe('listWords', () => {
  it('keeps a proclitic, marks and tatweel inside of their word and counts code points', () =>
    expect(listWords('😀 وَقـالَ، 12.5')).toEqual([
      { start: 2, end: 9 },
      { start: 11, end: 13 },
      { start: 14, end: 15 },
    ]))
})

describe('matchSpans', () => {
  const at = (start: number, end: number) => ({ start, end })
  it.each<[string, Matching, ReturnType<typeof at>, ReturnType<typeof at>, boolean]>([
    ['exact: the same bounds', 'exact', at(5, 9), at(5, 9), true],
    ['exact: without its proclitic', 'exact', at(4, 9), at(5, 9), false],
    ['clitic: without its proclitic', 'clitic', at(4, 9), at(5, 9), true],
    ['clitic: with the quotation mark', 'clitic', at(23, 32), at(24, 31), true],
    ['clitic: one word more', 'clitic', at(4, 12), at(5, 9), false],
    ['clitic: two spans side by side in one word', 'clitic', at(4, 5), at(5, 9), false],
    ['overlap: one word more', 'overlap', at(4, 12), at(5, 9), true],
    ['overlap: side by side', 'overlap', at(0, 3), at(3, 9), false],
    ['clitic: only a sign, the same', 'clitic', at(18, 19), at(18, 19), true],
  ])('%s', (_, matching, a, b, same) => expect(matchSpans([a], [b], matching, words)).toEqual(same ? [[0, 0]] : []))

  it('pairs as many as possible, where the nearest one first would leave one over', () =>
    expect(matchSpans([at(0, 10), at(8, 20)], [at(2, 12), at(0, 3)], 'overlap', [])).toHaveLength(2))

  const spans = fc.array(
    fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 9 })).map(([start, length]) => at(start, start + length)),
    { maxLength: 12 },
  )
  it('never pairs one twice, pairs as many turned round, and the looser measure never fewer', () =>
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const count = (matching: Matching): number => {
          const pairs = matchSpans(a, b, matching, words)
          expect(new Set(pairs.map(([x]) => x)).size).toBe(pairs.length)
          expect(new Set(pairs.map(([, y]) => y)).size).toBe(pairs.length)
          expect(matchSpans(b, a, matching, words)).toHaveLength(pairs.length)
          return pairs.length
        }
        const exact = count('exact')
        expect(count('clitic')).toBeGreaterThanOrEqual(exact)
        expect(count('overlap')).toBeGreaterThanOrEqual(count('clitic'))
      }),
    ))
})

describe('f1', () => {
  it('is as published for the example of seqeval: one of two entities has the same bounds', () =>
    expect(f1({ matched: 1, a: 2, b: 2 })).toBe(0.5))
  it('is 2a / (2a + b + c) of Hripcsak and Rothschild', () =>
    expect(f1({ matched: 40, a: 50, b: 65 })).toBeCloseTo(80 / (80 + 10 + 25), 12))
  it('is undefined where neither marked anything', () => expect(f1({ matched: 0, a: 0, b: 0 })).toBeNull())
})
