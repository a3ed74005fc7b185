import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countInvisible, findInvisible, nameInvisible, showFileName } from '../../../corpus/text/invisible.ts'

const suspicious = (text: string): string[] =>
  findInvisible(text)
    .filter((each) => each.suspicious)
    .map(({ at, codePoint }) => `${at} ${nameInvisible(codePoint)}`)

describe('findInvisible', () => {
  it.each([
    ['marks of direction around Latin and numbers', 'شركة \u200EDelta Works\u200F دفعت \u061C250\u200E%'],
    ['a Persian word with its joiner', 'می\u200Cخواهم کتاب\u200Cها را'],
    ['a letter shown in its joined form', 'سنة 1440 ه\u200D أو هـ\u200D'],
    ['a vowelled letter before a joiner', 'خانَه\u0650\u200Cای'],
    ['a family emoji and a rainbow flag', '👨‍👩‍👧 🏳️‍🌈 👳🏻‍♀️'],
    ['a flag made with tags', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
    ['closed isolates, one in the other', 'قال \u2067سامر \u2066Delta\u2069 غدا\u2069.'],
    ['a closed embedding', 'قال \u202ADelta\u202C غدا.'],
    ['an embedding inside an isolate', '\u2068a \u202Bب\u202C c\u2069'],
    ['spaces that do not break', '40\u00A0مليون و10\u202F000'],
    ['a soft hyphen', 'inter\u00ADnational'],
  ])('finds nothing suspicious in %s', (_, text) => {
    expect(findInvisible(text).length).toBeGreaterThan(0)
    expect(suspicious(text)).toEqual([])
  })

  it.each([
    ['overrides, even closed ones', 'تقرير\u202Efdp.exe\u202C و\u202Dabc\u202C', ['5 RLO', '16 LRO']],
    ['an isolate that nothing closes', 'قال \u2067سامر غدا.', ['4 RLI']],
    ['an isolate that its paragraph ends', '\u2068قال\nسامر\u2069', ['0 FSI', '9 PDI']],
    ['a closing without its opening', 'قال\u2069 سامر\u202C', ['3 PDI', '9 PDF']],
    ['an embedding that its isolate ends', '\u2067a \u202Bb\u2069 c', ['3 RLE']],
    ['an embedding closed from inside an isolate', '\u202Ba \u2067b\u202C\u2069', ['0 RLE', '5 PDF']],
    ['a zero-width space and a word joiner', 'ال\u200Bجسر\u2060', ['2 ZWSP', '6 WJ']],
    ['a byte order mark inside the text', 'قال\uFEFF سامر', ['3 ZWNBSP']],
    ['tags that spell something', 'قال\u{E0061}\u{E0062}', ['3 U+E0061', '4 U+E0062']],
    ['joiners where no letter is', '\u200Cقال \u200Dسامر\u200C\u200C', ['0 ZWNJ', '5 ZWJ', '11 ZWNJ']],
    ['fillers and blank patterns', 'قال\u3164\u2800', ['3 U+3164', '4 U+2800']],
    ['controls', 'قال\u0007 \u0085\u009F', ['3 U+0007', '5 U+0085', '6 U+009F']],
    ['characters that were lost before', 'قا\uFFFD', ['2 U+FFFD']],
    ['a variation selector after a letter', 'قال\uFE0F', ['3 U+FE0F']],
    ['overrides after an emoji, in code points', '👍🏽 \u202E', ['3 RLO']],
  ])('points at %s', (_, text, expected) => expect(suspicious(text)).toEqual(expected))

  it('counts places in code points and in code units, in order, and never anything that is seen', () => {
    const character = fc.constantFrom(...INVISIBLE, ...'قالسامر abc12،.\n\t👍é')
    fc.assert(
      fc.property(fc.array(character, { maxLength: 80 }), (characters) => {
        const text = characters.join('')
        const found = findInvisible(text)
        expect(found.map(({ at }) => characters[at])).toEqual(characters.filter((each) => INVISIBLE.includes(each)))
        for (const { utf16, codePoint } of found) expect(text.codePointAt(utf16)).toBe(codePoint)
      }),
    )
  })

  it('finds no suspicious pair in text that is built of closed pairs, and some where one end is taken away', () => {
    const { nested } = fc.letrec<{ nested: string }>((tie) => ({
      nested: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('قال', 'abc ', '12'),
        fc.tuple(tie('nested'), tie('nested')).map(([a, b]) => a + b),
        fc
          .tuple(fc.constantFrom(...'\u2066\u2067\u2068'), tie('nested'))
          .map(([open, inner]) => `${open}${inner}\u2069`),
        fc.tuple(fc.constantFrom(...'\u202A\u202B'), tie('nested')).map(([open, inner]) => `${open}${inner}\u202C`),
      ),
    }))
    fc.assert(
      fc.property(nested, fc.nat(), (text, pick) => {
        const found = findInvisible(text)
        expect(found.filter((each) => each.suspicious)).toEqual([])
        if (found.length === 0) return
        const { utf16 } = found[pick % found.length]!
        expect(suspicious(text.slice(0, utf16) + text.slice(utf16 + 1))).not.toEqual([])
      }),
    )
  })
})

describe('countInvisible', () => {
  it('counts by character, the suspicious first', () => {
    expect(countInvisible(findInvisible('\u200Eأ\u200E\u202Eب\u200Eج\u200B\u200B'))).toEqual([
      { codePoint: 0x200b, name: 'ZWSP', kind: 'zero-width', count: 2, suspicious: 2 },
      { codePoint: 0x202e, name: 'RLO', kind: 'override', count: 1, suspicious: 1 },
      { codePoint: 0x200e, name: 'LRM', kind: 'mark', count: 3, suspicious: 0 },
    ])
  })
})

describe('showFileName', () => {
  it.each([
    ['تقرير\u202Efdp.exe', 'تقرير‹U+202E›fdp.exe'],
    ['a\u2066b\u2069.txt', 'a‹U+2066›b‹U+2069›.txt'],
    ['سطر\nثان\t.txt', 'سطر‹U+000A›ثان‹U+0009›.txt'],
    ['a\u200B\u00A0\u{E0041}.txt', 'a‹U+200B›‹U+00A0›‹U+E0041›.txt'],
    ['می\u200Cخواهم.txt', 'می\u200Cخواهم.txt'],
    ['\u200C.txt', '‹U+200C›.txt'],
    ['half \uD800.txt', 'half ‹U+D800›.txt'],
    ['تقرير ٢٠٢٤ (نهائي).txt', 'تقرير ٢٠٢٤ (نهائي).txt'],
    ['re\u0301sume\u0301 👍🏽.txt', 're\u0301sume\u0301 👍🏽.txt'],
  ])('shows %j as %j', (name, shown) => expect(showFileName(name)).toBe(shown))

  it('leaves nothing in a name that turns the order of others or ends a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(showFileName(name)).not.toMatch(
          /[\p{Cc}\u061C\u200B\u200D-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/u,
        )
      }),
    )
  })
})

const INVISIBLE = [
  ...'\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C\u200B\u200C\u200D\u00A0\u2060\uFEFF\u0001\uFFFD\u{E0041}',
]
