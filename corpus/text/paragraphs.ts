import { type Span, span } from '../span.ts'
import { isFormatControl, isLineEnd, isWhiteSpace } from './white-space.ts'

/**
 * The paragraphs of a text in reading order: each line that holds something visible, trimmed of the white space at
 * both ends. Whatever stands outside every paragraph is white space or invisible controls.
 */
export function findParagraphs(text: string): Span[] {
  const paragraphs: Span[] = []
  let lineStart = 0
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isLineEnd(text.charCodeAt(at))) continue
    const line = trimSpan(text, lineStart, at)
    if (holdsVisible(text, line)) paragraphs.push(line)
    lineStart = at + 1
  }
  return paragraphs
}

/** The stretch between two offsets without the white space at its ends; empty where it holds nothing else. */
export function trimSpan(text: string, start: number, end: number): Span {
  let [from, to] = [start, end]
  while (from < to && isWhiteSpace(text.charCodeAt(from))) from++
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
