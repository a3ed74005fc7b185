import { type Span, span } from '../../corpus/span.ts'
import { previousGrapheme } from '../../corpus/text/graphemes.ts'

/**
 * How a canonical text is cut to be drawn. Pieces are its lines, without their LF; a very long line is cut into several
 * pieces that follow each other without a gap. Sections hold some dozens of pieces: the unit that is drawn or left out.
 */
export type Layout = Readonly<{
  pieces: readonly Span[]
  /** Index of each section's first piece, in order. */
  sections: readonly number[]
}>

const LONGEST_PIECE = 1_800
const SECTION_PIECES = 48
const SECTION_LENGTH = 10_000

/**
 * Cuts a canonical text into pieces and sections. `sentences` are UTF-16 offsets where sentences begin, in order: a line
 * that is too long is cut there, else after white space, else between two graphemes; with `each` all lines are cut where
 * sentences begin. Every code unit but the LF between lines lies in exactly one piece.
 */
export function layOut(text: string, sentences: readonly number[], each: 'line' | 'sentence' = 'line'): Layout {
  const pieces: Span[] = []
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    let from = start
    if (each === 'sentence')
      for (let at = lastNotAbove(sentences, start) + 1; at < sentences.length && sentences[at]! < end; at++) {
        cutLine(text, from, sentences[at]!, sentences, pieces)
        from = sentences[at]!
      }
    cutLine(text, from, end, sentences, pieces)
    start = end + 1
  }
  return { pieces, sections: groupPieces(pieces) }
}

/** True when the piece goes on with the line of the piece before it. */
export function continuesLine({ pieces }: Layout, index: number): boolean {
  return index > 0 && pieces[index - 1]!.end === pieces[index]!.start
}

/** Index of the last element that is not above `value`; -1 where all are. */
export function lastNotAbove(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

function cutLine(text: string, start: number, end: number, sentences: readonly number[], into: Span[]): void {
  let from = start
  while (end - from > LONGEST_PIECE) {
    const to = findCut(text, from, from + LONGEST_PIECE, sentences)
    into.push(span(from, to))
    from = to
  }
  into.push(span(from, end))
}

function findCut(text: string, from: number, limit: number, sentences: readonly number[]): number {
  const sentence = sentences[lastNotAbove(sentences, limit)]
  if (sentence !== undefined && sentence > from) return sentence
  const space = text.lastIndexOf(' ', limit - 1)
  if (space > from) return space + 1
  const boundary = previousGrapheme(text, limit + 1)
  return boundary > from ? boundary : limit
}

function groupPieces(pieces: readonly Span[]): number[] {
  const sections: number[] = []
  let length = 0
  for (const [index, { start, end }] of pieces.entries()) {
    const first = sections.at(-1)
    if (first === undefined || index - first >= SECTION_PIECES || length + (end - start) > SECTION_LENGTH) {
      sections.push(index)
      length = 0
    }
    length += end - start
  }
  return sections
}
