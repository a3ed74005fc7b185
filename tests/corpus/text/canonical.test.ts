import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalise, findRefused } from '../../../corpus/text/canonical.ts'
import { mixedText } from './alphabet.ts'

describe('canonicalise', () => {
  it.each([
    ['drops one leading BOM', '\ufeffنص', 'نص'],
    ['keeps a second BOM', '\ufeff\ufeffنص', '\ufeffنص'],
    ['keeps a BOM inside', 'ن\ufeffص', 'ن\ufeffص'],
    ['turns CRLF and CR into LF', 'أ\r\nب\rج\n', 'أ\nب\nج\n'],
    ['counts CR CRLF as two ends of line', 'أ\r\r\nب', 'أ\n\nب'],
    ['trims nothing and composes nothing', '  ا\u0654 \t\u00a0', '  ا\u0654 \t\u00a0'],
    ['leaves the empty text alone', '', ''],
  ])('%s', (_, decoded, expected) => expect(canonicalise(decoded)).toBe(expected))

  it('leaves no carriage return, and changes nothing but ends of line and the BOM', () => {
    fc.assert(
      fc.property(mixedText(), (text) => {
        const canonical = canonicalise(text)
        expect(canonical).not.toContain('\r')
        expect(canonical.replaceAll('\n', '')).toBe(text.replace(/^\ufeff/, '').replace(/[\r\n]/g, ''))
        expect(canonicalise(`\ufeff${canonical}`)).toBe(canonical)
      }),
    )
  })
})

describe('findRefused', () => {
  it.each([
    ['nothing in a good text', 'نص 😀 جيد', undefined],
    ['U+0000 with its position after an emoji', 'أ😀\0', { kind: 'nul', codePoint: 2, utf16: 3 }],
    ['a lone high surrogate', 'أ\ud83d ب', { kind: 'lone-surrogate', codePoint: 1, utf16: 1 }],
    ['a high surrogate at the end', 'أ\ud83d', { kind: 'lone-surrogate', codePoint: 1, utf16: 1 }],
    ['a lone low surrogate', '😀\ude00', { kind: 'lone-surrogate', codePoint: 1, utf16: 2 }],
    ['the first of several', '\0\ud83d', { kind: 'nul', codePoint: 0, utf16: 0 }],
  ])('finds %s', (_, text, expected) => expect(findRefused(text)).toEqual(expected))

  it('agrees with the platform on what is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ unit: 'binary' }), (a, b) => {
        const torn = `${a}😀`.slice(0, -1) + b
        expect(findRefused(torn) === undefined).toBe(torn.isWellFormed() && !torn.includes('\0'))
      }),
    )
  })
})
