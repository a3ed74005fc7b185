import { type Span, span } from '../span.ts'
import { isWhiteSpace } from './white-space.ts'

/**
 * A word: letters, marks, digits and tatweel, with what may stand inside it: separators between digits (7.9, ١٢٬٣٤٥٫٦),
 * an apostrophe between letters, the dots of initials (أ.ف.ب), and invisible controls. `بـ7.9` is one word.
 */
const word =
  /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}]|[.,،٫٬'’](?<=\p{N}[.,،٫٬'’])(?=\p{N})|['’](?<=\p{L}['’])(?=\p{L})|\.(?<=(?<![\p{L}\p{M}\p{N}])\p{L}\p{M}*\.)(?=\p{L}\p{M}*(?![\p{L}\p{M}\p{N}]))|(?:(?!\ufeff)\p{Cf})+(?=[\p{L}\p{M}\p{N}]))*/gu

/** The words of a text in order; with bounds, those that overlap `from..to`, each in its full length. */
export function findWords(text: string, from = 0, to = text.length): Span[] {
  const start = gapBefore(text, from)
  const window = text.slice(start, gapAfter(text, to))
  const words: Span[] = []
  for (const match of window.matchAll(word)) {
    const found = span(start + match.index, start + match.index + match[0].length)
    if (found.start < to && found.end > from) words.push(found)
  }
  return words
}

/** The word that holds the offset or touches it; of two that touch, the one that starts there. */
export function wordAt(text: string, offset: number): Span | undefined {
  const around = findWords(text, Math.max(0, offset - 1), Math.min(text.length, offset + 1))
  return around.findLast((found) => found.start <= offset && offset <= found.end)
}

/** The first word that starts at or after the offset. */
export function nextWord(text: string, offset: number): Span | undefined {
  for (let at = Math.max(0, offset); at < text.length; ) {
    const end = gapAfter(text, at + 1)
    const found = findWords(text, at, end).find((each) => each.start >= offset)
    if (found) return found
    at = end
  }
  return undefined
}

/** The last word that ends at or before the offset. */
export function previousWord(text: string, offset: number): Span | undefined {
  for (let at = Math.min(offset, text.length); at > 0; ) {
    const start = gapBefore(text, at - 1)
    const found = findWords(text, start, at).findLast((each) => each.end <= offset)
    if (found) return found
    at = start
  }
  return undefined
}

// No word holds white space, so the next white space on either side bounds the text that has to be read.
function gapBefore(text: string, offset: number): number {
  let at = Math.min(offset, text.length)
  while (at > 0 && !isWhiteSpace(text.charCodeAt(at - 1))) at--
  return at
}

function gapAfter(text: string, offset: number): number {
  let at = Math.max(0, offset)
  while (at < text.length && !isWhiteSpace(text.charCodeAt(at))) at++
  return at
}
