import type { CodePointSpan, Span, Utf16 } from '../../corpus/span.ts'
import { span } from '../../corpus/span.ts'
import type { OffsetMap } from '../../corpus/text/code-points.ts'
import { type Layout, lastNotAbove } from './layout.ts'

/** A stretch of one piece in ProseMirror positions. */
export type PieceRange = Readonly<{ piece: number; from: number; to: number }>

/**
 * The only place that turns canonical offsets into ProseMirror positions and back. A span's way there and back is exact,
 * also over line ends and over the seams of a cut line.
 */
export type Positions = Readonly<{
  /** A caret position; at the seam of a cut line `side` says which piece it belongs to. */
  toPosition(offset: Utf16, side?: 'start' | 'end'): number
  /** The canonical offset of any position; one between pieces counts as the end of the piece before it. */
  toOffset(position: number): Utf16
  toRange(of: Span): { from: number; to: number }
  toRangeOfCodePoints(of: CodePointSpan): { from: number; to: number }
  toSpan(from: number, to: number): Span
  toCodePointSpan(from: number, to: number): CodePointSpan
  /** The span cut at the ends of pieces, the empty cuts left out: what decorations draw. */
  toPieceRanges(of: Span): PieceRange[]
  /** Index of the piece that holds an offset. */
  pieceAt(offset: Utf16): number
  /** Index of the section that holds a piece. */
  sectionOf(piece: number): number
}>

/** Builds the conversions for one laid out text; see `layOut` and `createOffsetMap`. */
export function createPositions(layout: Layout, offsets: OffsetMap): Positions {
  const { pieces, sections } = layout
  const starts = pieces.map((piece) => piece.start)
  const contentStarts = findContentStarts(layout)

  const pieceAt = (offset: Utf16): number => Math.max(0, lastNotAbove(starts, offset))
  const toPosition: Positions['toPosition'] = (offset, side = 'start') => {
    const found = pieceAt(offset)
    const atSeam = side === 'end' && found > 0 && pieces[found - 1]!.end === offset
    const index = atSeam ? found - 1 : found
    return contentStarts[index]! + Math.min(offset, pieces[index]!.end) - pieces[index]!.start
  }
  const toOffset = (position: number): Utf16 => {
    const index = Math.max(0, lastNotAbove(contentStarts, position))
    const { start, end } = pieces[index]!
    return Math.min(end, start + Math.max(0, position - contentStarts[index]!)) as Utf16
  }
  const toRange = (of: Span) => {
    const from = toPosition(of.start, of.start === of.end ? 'end' : 'start')
    return { from, to: toPosition(of.end, 'end') }
  }
  const toSpan = (from: number, to: number): Span => span(toOffset(from), toOffset(to))
  return {
    toPosition,
    toOffset,
    toRange,
    toRangeOfCodePoints: (of) => toRange(offsets.toSpan(of)),
    toSpan,
    toCodePointSpan: (from, to) => offsets.toCodePointSpan(toSpan(from, to)),
    toPieceRanges: (of) => cutAtPieces(of, layout, contentStarts, pieceAt(of.start)),
    pieceAt,
    sectionOf: (piece) => lastNotAbove(sections, piece),
  }
}

/** Position of the first character of each piece: nodes open and close around pieces and around sections. */
function findContentStarts({ pieces, sections }: Layout): number[] {
  const starts: number[] = []
  let position = 0
  let section = 0
  for (const [index, { start, end }] of pieces.entries()) {
    if (sections[section] === index) {
      position += section === 0 ? 1 : 2
      section++
    }
    starts.push(position + 1)
    position += end - start + 2
  }
  return starts
}

function cutAtPieces(of: Span, { pieces }: Layout, contentStarts: readonly number[], first: number): PieceRange[] {
  const ranges: PieceRange[] = []
  for (let index = first; index < pieces.length && pieces[index]!.start < of.end; index++) {
    const { start, end } = pieces[index]!
    const from = Math.max(of.start, start)
    const to = Math.min(of.end, end)
    const shift = contentStarts[index]! - start
    if (from < to) ranges.push({ piece: index, from: from + shift, to: to + shift })
  }
  return ranges
}
