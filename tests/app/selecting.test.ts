import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findBare } from '../../app/annotate/reader-ways.ts'
import { moveBound } from '../../app/editor/bounds.ts'
import { grow, shrink } from '../../app/editor/growth.ts'
import { snapToWords } from '../../app/editor/snap.ts'
import { contains, type Span, sliceOf, span } from '../../corpus/span.ts'
import { splitsGrapheme } from '../../corpus/text/graphemes.ts'
import { segment } from '../../corpus/text/sentences.ts'
import { findWords } from '../../corpus/text/words.ts'

const TEXT =
  'قال الوزير يوم 28 مايو إن الأمر انتهى: وبالمدينة بقي ثلاثة رجال من القرية. ثم عاد وحده.\n\nفقرة ثانية قصيرة.'
const open = { text: TEXT, sentences: segment(TEXT).sentences }

function find(quote: string): Span {
  const start = TEXT.indexOf(quote)
  if (start < 0) throw new RangeError(`not in the text: ${quote}`)
  return span(start, start + quote.length)
}

describe('snapToWords', () => {
  it.each([
    ['a part of one word', 'وزي', 'الوزير'],
    ['parts of two words', 'زير يو', 'الوزير يوم'],
    ['a digit of a number', '8 ما', '28 مايو'],
    ['a word entered behind its particles', 'المدينة بق', 'المدينة بقي'],
    ['a word entered at its particles', 'وبالمد', 'وبالمدينة'],
  ])('takes %s', (_, touched, expected) => {
    expect(sliceOf(TEXT, snapToWords(TEXT, find(touched)))).toBe(expected)
  })

  it('keeps particles where words are wanted as they are written', () => {
    expect(sliceOf(TEXT, snapToWords(TEXT, find('المدينة بق'), true))).toBe('وبالمدينة بقي')
  })

  it('leaves nothing as nothing', () => expect(snapToWords(TEXT, span(5, 5))).toEqual(span(5, 5)))

  it('always covers what was touched, and tears no grapheme and no word at its end', () => {
    const text = fc.array(fc.constantFrom('قال', ' ', 'وبالمدينة', '28', '🥳', 'مُحَمَّدٌ', '،', '\n', 'CNN', '7.9'), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(
        text,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (parts, a, b) => {
          const whole = parts.join('')
          const [from, to] = [a, b].map((part) => Math.floor(part * whole.length)).sort((x, y) => x - y) as [
            number,
            number,
          ]
          const snapped = snapToWords(whole, span(from, to))
          if (from < to) expect(contains(snapped, span(from, to))).toBe(true)
          expect(splitsGrapheme(whole, snapped.start) || splitsGrapheme(whole, snapped.end)).toBe(false)
          if (from < to)
            expect(findWords(whole).some(({ start, end }) => start < snapped.end && snapped.end < end)).toBe(false)
        },
      ),
    )
  })
})

describe('grow and shrink', () => {
  it('go from the word without its particle to the paragraph, and back', () => {
    const caret = TEXT.indexOf('مدينة')
    const steps: string[] = []
    let selected = span(caret, caret)
    while (steps.length < 6) {
      selected = grow(open, selected)
      steps.push(sliceOf(TEXT, selected))
    }
    expect(steps).toEqual([
      'المدينة',
      'وبالمدينة',
      'وبالمدينة بقي ثلاثة رجال من القرية.',
      sliceOf(TEXT, open.sentences[0]!),
      TEXT.split('\n')[0],
      TEXT,
    ])
    const back: string[] = []
    while (selected.start !== selected.end) {
      selected = shrink(open, selected, caret)
      back.push(sliceOf(TEXT, selected))
    }
    expect(back).toEqual([...steps.slice(0, -1).reverse(), ''])
  })

  it('always hold what was selected', () => {
    fc.assert(
      fc.property(fc.nat(TEXT.length), fc.nat(TEXT.length), (a, b) => {
        const selected = span(Math.min(a, b), Math.max(a, b))
        expect(contains(grow(open, selected), selected)).toBe(true)
        expect(contains(selected, shrink(open, selected, selected.start))).toBe(true)
      }),
    )
  })
})

describe('moveBound', () => {
  it.each([
    ['the end on by a word', 'الوزير', 'end', 'word', true, 'الوزير يوم'],
    ['the end back by a word', 'الوزير يوم', 'end', 'word', false, 'الوزير'],
    ['the end on by a letter', 'الوزير', 'end', 'grapheme', true, 'الوزير ي'],
    ['the end back by a letter, over the space', 'الوزير ي', 'end', 'grapheme', false, 'الوزير'],
    ['the start on by a letter, over the space', 'ر يوم', 'start', 'grapheme', true, 'يوم'],
    ['the start back by a letter, over the space', 'يوم', 'start', 'grapheme', false, 'ر يوم'],
    ['the start on to the next word', 'الوزير يوم', 'start', 'word', true, 'يوم'],
    ['the start on behind a particle', 'وبالمدينة بقي', 'start', 'word', true, 'المدينة بقي'],
    ['the start back to a particle', 'المدينة بقي', 'start', 'word', false, 'وبالمدينة بقي'],
    ['the start back over a number', 'مايو', 'start', 'word', false, '28 مايو'],
  ] as const)('moves %s', (_, quote, end, by, forward, expected) => {
    const moved = moveBound(TEXT, find(quote), { end, by, forward })
    expect(moved && sliceOf(TEXT, moved)).toBe(expected)
  })

  it.each([
    ['nothing is left of the span', 'الوزير', 'end', 'word', false],
    ['the text ends', 'قصيرة.', 'end', 'grapheme', true],
    ['the text begins', 'قال', 'start', 'word', false],
  ] as const)('gives nothing where %s', (_, quote, end, by, forward) => {
    expect(moveBound(TEXT, find(quote), { end, by, forward })).toBeUndefined()
  })
})

describe('findBare', () => {
  const sentences = [span(0, 10), span(10, 20), span(20, 30)]
  it.each([
    ['the next one', [span(12, 14)], 0, true, span(20, 30)],
    ['the one before', [span(12, 14)], 20, false, span(0, 10)],
    ['the first one after the last', [span(25, 26)], 15, true, span(0, 10)],
    ['none where all hold something', [span(5, 25)], 0, true, undefined],
  ])('finds %s', (_, spans, offset, forward, expected) => {
    expect(findBare(sentences, spans, offset, forward)).toEqual(expected)
  })
})
