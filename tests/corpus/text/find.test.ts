import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFinder, type FindOptions } from '../../../corpus/text/find.ts'
import { fold } from '../../../corpus/text/fold.ts'
import { splitsGrapheme } from '../../../corpus/text/graphemes.ts'

const find = (text: string, query: string, options?: FindOptions): string[] =>
  createFinder(text)
    .find(query, options)
    .map(({ span: { start, end } }) => text.slice(start, end))

describe('createFinder', () => {
  it.each([
    ['with and without marks', 'قالَ مُحَمَّدٌ ثم محمد', 'محمد', ['مُحَمَّدٌ', 'محمد']],
    ['whatever the seat of the hamza', 'أحمد وإحمد واحمد', 'احمد', ['أحمد', 'إحمد', 'احمد']],
    ['over tatweel', 'الحكـــومة', 'الحكومة', ['الحكـــومة']],
    ['in either digits', 'نحو ٢٥٠ ثم 250', '250', ['٢٥٠', '250']],
    ['over spaces of any kind', 'وزير\u00a0 الخارجية', 'وزير الخارجية', ['وزير\u00a0 الخارجية']],
    ['in Latin letters of any case', 'Reuters and REUTERS', 'reuters', ['Reuters', 'REUTERS']],
    ['nothing for nothing', 'نص', '  ', []],
    ['without overlaps', 'اااا', 'اا', ['اا', 'اا']],
  ])('finds words %s', (_, text, query, expected) => expect(find(text, query)).toEqual(expected))

  it('tells the spelling that was asked for from others', () => {
    const hits = createFinder('إيران ثم ايران').find('ايران')
    expect(hits.map(({ exact }) => exact)).toEqual([false, true])
  })

  it.each([
    ['takes a word behind its particles', 'والحكومة وللحكومة بحكومة', 'حكومة', ['حكومة', 'حكومة', 'حكومة']],
    ['takes one with a pronoun', 'وزيرهم ووزيرها', 'وزير', ['وزير', 'وزير']],
    ['passes over the inside of a word', 'الوزير زيرا', 'زير', []],
    ['passes over a longer word', 'كتابات كتاب', 'كتاب', ['كتاب']],
    ['looks at both ends of several words', 'ووزير الخارجية والخارجيات', 'وزير الخارجية', ['وزير الخارجية']],
  ])('as whole words %s', (_, text, query, expected) =>
    expect(find(text, query, { wholeWords: true })).toEqual(expected),
  )

  it('finds every word of a text in that text, and never tears a letter from its marks', () => {
    const letters = fc.constantFrom('ا', 'أ', 'ب', 'ة', 'ى', 'ل', 'َ', 'ّ', 'ـ', ' ', '٢', '2', 'A', '😀', 'e\u0301', '.')
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 24 }), (parts) => {
        const text = parts.join('')
        const finder = createFinder(text)
        for (const word of text.split(/\s+/).filter((each) => fold(each, 'default').text.trim() !== '')) {
          const hits = finder.find(word)
          expect(hits.length, word).toBeGreaterThan(0)
          for (const { span } of hits) {
            expect(splitsGrapheme(text, span.start) || splitsGrapheme(text, span.end)).toBe(false)
            expect(fold(text.slice(span.start, span.end), 'default').text).toContain(fold(word, 'default').text.trim())
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
