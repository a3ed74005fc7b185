import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printWords } from '../../corpus/key-print.ts'
import words from '../../corpus/key-words.json' with { type: 'json' }
import { fold } from '../../corpus/text/fold.ts'

const SKELETON: readonly [RegExp, string][] = [
  [/[بتثني]/g, 'ٮ'],
  [/[جحخ]/g, 'ح'],
  [/[دذ]/g, 'د'],
  [/[رز]/g, 'ر'],
  [/[سش]/g, 'س'],
  [/[صض]/g, 'ص'],
  [/[طظ]/g, 'ط'],
  [/[عغ]/g, 'ع'],
  [/[فق]/g, 'ف'],
]

describe('the words of prints', () => {
  it('are 1,024 single Arabic words of three letters or more', () => {
    expect(words).toHaveLength(1024)
    for (const word of words) expect(word).toMatch(/^[\u0621-\u064A]{3,9}$/)
  })

  it.each([
    ['folded', (word: string) => word],
    ['without their dots', (word: string) => SKELETON.reduce((text, [from, to]) => text.replace(from, to), word)],
    ['without a feminine ending', (word: string) => word.replace(/[هة]$/, '')],
  ])('are distinct %s', (_, reduce) => {
    expect(new Set(words.map((word) => reduce(fold(word, 'default').text))).size).toBe(1024)
  })
})

describe('printWords', () => {
  it.each([
    ['zeros', Buffer.alloc(32), Array(8).fill(words[0])],
    ['ones', Buffer.alloc(32, 0xff), Array(8).fill(words[1023])],
    [
      '1 at the end of the first word',
      Buffer.concat([Buffer.of(0, 0x40), Buffer.alloc(30)]),
      [words[1], ...Array(7).fill(words[0])],
    ],
    [
      '1 at the end of the last word',
      Buffer.concat([Buffer.alloc(9), Buffer.of(1), Buffer.alloc(22)]),
      [...Array(7).fill(words[0]), words[1]],
    ],
  ])('reads ten bits a word: %s', (_, hash, expected) => {
    expect(printWords(hash)).toEqual(expected)
  })

  it('is the number that its first 80 bits make', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (hash) => {
        const said = printWords(hash).reduce((sum, word) => (sum << 10n) | BigInt(words.indexOf(word)), 0n)
        expect(said).toBe(BigInt(`0x${Buffer.from(hash).toString('hex').slice(0, 20)}`))
      }),
      { numRuns: 100 },
    )
  })

  it('refuses anything but a SHA-256 hash', () => {
    expect(() => printWords(new Uint8Array(20))).toThrow(RangeError)
  })
})
