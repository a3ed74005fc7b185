import { type Span, span } from '../span.ts'
import { splitsGrapheme } from './graphemes.ts'
import { isFormatControl, isWhiteSpace } from './white-space.ts'

/**
 * The paragraphs of a text in reading order: each line that holds something visible, trimmed of the white space at
 * both ends. Whatever stands outside every paragraph is white space or invisible controls.
 */
export function findParagraphs(text: string): Span[] {
  const ends: number[] = []
  const separator = /[\n\r\u0085\u2028\u2029]/g
  while (separator.test(text)) ends.push(separator.lastIndex - 1)
  return paragraphsBetween(text, ends)
}

/** The paragraphs of a text whose line ends are given in order. */
export function paragraphsBetween(text: string, lineEnds: readonly number[]): Span[] {
  const paragraphs: Span[] = []
  let lineStart = 0
  for (let line = 0; line <= lineEnds.length; line++) {
    const lineEnd = lineEnds[line] ?? text.length
    const paragraph = trimSpan(text, lineStart, lineEnd)
    if (holdsVisible(text, paragraph)) paragraphs.push(paragraph)
    lineStart = lineEnd + 1
  }
  return paragraphs
}

/**
 * The stretch between two offsets without the white space at its ends; empty where it holds nothing else. A space that
 * shares a grapheme cluster with what it stands by stays.
 */
export function trimSpan(text: string, start: number, end: number): Span {
  let [from, to] = [start, end]
  while (from < to && isWhiteSpace(text.charCodeAt(from)) && !splitsGrapheme(text, from + 1)) from++
  while (to > from && isWhiteSpace(text.charCodeAt(to - 1)) && !splitsGrapheme(text, to - 1)) to--
  return span(from, to)
}

function holdsVisible(text: string, { start, end }: Span): boolean {
  for (let at: number = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (!isWhiteSpace(unit) && !isFormatControl(unit)) return true
  }
  return false
}
