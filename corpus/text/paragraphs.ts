import { type Span, span } from '../span.ts'
import { splitsGrapheme } from './graphemes.ts'
import { isFormatControl, isWhiteSpace } from './white-space.ts'

/**
 * The paragraphs of a text in reading order: each line that holds something visible, trimmed of the white space at
 * both ends. Whatever stands outside every paragraph is white space or invisible controls.
 */
export function findParagraphs(text: string): Span[] {
  const paragraphs: Span[] = []
  const ends = /[\r\u0085\u2028\u2029]/.test(text) ? /[\n\r\u0085\u2028\u2029]/g : undefined
  let lineStart = 0
  while (lineStart <= text.length) {
    const lineEnd = findLineEnd(text, lineStart, ends)
    const line = trimSpan(text, lineStart, lineEnd)
    if (holdsVisible(text, line)) paragraphs.push(line)
    lineStart = lineEnd + 1
  }
  return paragraphs
}

function findLineEnd(text: string, from: number, ends: RegExp | undefined): number {
  if (ends) ends.lastIndex = from
  const found = ends ? (ends.exec(text)?.index ?? -1) : text.indexOf('\n', from)
  return found < 0 ? text.length : found
}

/**
 * The stretch between two offsets without the white space at its ends; empty where it holds nothing else. A space that
 * carries a combining mark stays: cutting it off would tear a grapheme cluster.
 */
export function trimSpan(text: string, start: number, end: number): Span {
  let [from, to] = [start, end]
  while (from < to && isWhiteSpace(text.charCodeAt(from)) && !splitsGrapheme(text, from + 1)) from++
  while (to > from && isWhiteSpace(text.charCodeAt(to - 1))) to--
  return span(from, to)
}

function holdsVisible(text: string, { start, end }: Span): boolean {
  for (let at: number = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (!isWhiteSpace(unit) && !isFormatControl(unit)) return true
  }
  return false
}
