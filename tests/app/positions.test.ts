import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { continuesLine, layOut } from '../../app/editor/layout.ts'
import { createPositions } from '../../app/editor/positions.ts'
import { buildDocument } from '../../app/editor/schema.ts'
import { codePointSpan, type Span, span, type Utf16 } from '../../corpus/span.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'

const fragments = [
  'قال',
  ' ',
  '\n',
  '\n\n',
  '🥳',
  '👳🏻‍♀️',
  'ـــ',
  'مُحَمَّدٌ',
  '\u200f',
  '\u202b',
  '\u2066',
  '2012',
  'CNN',
  '«',
  '.',
  '\t',
  '١٢',
]
const canonicalText = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join(''))
const longText = fc
  .tuple(canonicalText, fc.integer({ min: 0, max: 5 }), canonicalText)
  .map(
    ([before, times, after]) => `${before}${'كلمات 🥳 طويلة '.repeat(times * 150)}${after}${'س'.repeat(times * 700)}`,
  )

function open(text: string) {
  const layout = layOut(text, findSentenceStarts(text))
  const offsets = createOffsetMap(text)
  return { layout, offsets, positions: createPositions(layout, offsets), doc: buildDocument(text, layout, 'rtl') }
}

function findSentenceStarts(text: string): number[] {
  return [...text.matchAll(/طويلة /g)].map((found) => found.index)
}

/** A span whose ends stand at code-point borders, as every stored span does. */
function spanWithin(text: string, first: number, second: number): Span {
  const points = [...text].length
  const ends = [Math.floor(first * points), Math.floor(second * points)].sort((a, b) => a - b) as [number, number]
  return createOffsetMap(text).toSpan(codePointSpan(...ends))
}

const part = fc.double({ min: 0, max: 1, noNaN: true })

describe('layOut', () => {
  it('puts every code unit but the LF between lines into exactly one piece, in order', () => {
    fc.assert(
      fc.property(longText, (text) => {
        const { layout } = open(text)
        const rebuilt = layout.pieces
          .map(
            (piece, index) =>
              `${index > 0 && !continuesLine(layout, index) ? '\n' : ''}${text.slice(piece.start, piece.end)}`,
          )
          .join('')
        expect(rebuilt).toBe(text)
      }),
    )
  })

  it('cuts a text of one long paragraph into short pieces and several sections', () => {
    const { layout } = open('كلمات طويلة '.repeat(40_000))
    expect(Math.max(...layout.pieces.map(({ start, end }) => end - start))).toBeLessThanOrEqual(1_801)
    expect(layout.sections.length).toBeGreaterThan(40)
  })
})

describe('createPositions', () => {
  it('finds under a range exactly the text that the span covers', () => {
    fc.assert(
      fc.property(longText, part, part, (text, first, second) => {
        const { positions, doc } = open(text)
        const of = spanWithin(text, first, second)
        const drawn = positions.toPieceRanges(of).map(({ from, to }) => doc.textBetween(from, to))
        expect(drawn.join('')).toBe(text.slice(of.start, of.end).replaceAll('\n', ''))
      }),
    )
  })

  it('turns a span into a range and back without a change, in both units', () => {
    fc.assert(
      fc.property(longText, part, part, (text, first, second) => {
        const { positions, offsets } = open(text)
        const of = spanWithin(text, first, second)
        const { from, to } = positions.toRange(of)
        expect(positions.toSpan(from, to)).toEqual(of)
        const points = offsets.toCodePointSpan(of)
        const range = positions.toRangeOfCodePoints(points)
        expect(range).toEqual({ from, to })
        expect(positions.toCodePointSpan(range.from, range.to)).toEqual(points)
      }),
    )
  })

  it('turns every offset into a position inside a piece and back', () => {
    fc.assert(
      fc.property(canonicalText, (text) => {
        const { positions, doc } = open(text)
        for (let offset = 0; offset <= text.length; offset++) {
          const position = positions.toPosition(offset as Utf16)
          expect(doc.resolve(position).parent.isTextblock).toBe(true)
          expect(positions.toOffset(position)).toBe(offset)
        }
      }),
    )
  })

  it('gives an offset for every position of the document, never going back', () => {
    fc.assert(
      fc.property(canonicalText, (text) => {
        const { positions, doc } = open(text)
        let before = 0
        for (let position = 0; position <= doc.content.size; position++) {
          const offset = positions.toOffset(position)
          expect(offset).toBeGreaterThanOrEqual(before)
          before = offset
        }
        expect(before).toBe(text.length)
      }),
    )
  })

  it('places a piece in its section', () => {
    const { layout, positions } = open('سطر\n'.repeat(200))
    for (const [section, first] of layout.sections.entries()) expect(positions.sectionOf(first)).toBe(section)
    expect(positions.pieceAt(span(8, 8).start)).toBe(2)
  })
})
