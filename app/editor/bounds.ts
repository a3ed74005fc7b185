import { type Span, span } from '../../corpus/span.ts'
import { nextGrapheme, previousGrapheme } from '../../corpus/text/graphemes.ts'
import { nextWord, previousWord, wordAt } from '../../corpus/text/words.ts'
import { cleanWord } from './growth.ts'

/** A step of one end of a span, in the text's order. */
export type BoundStep = Readonly<{ end: 'start' | 'end'; by: 'grapheme' | 'word'; forward: boolean }>

/**
 * The span with one end moved. By word an end comes to the ends of words; a start to their beginnings, and to where a
 * word begins behind its particle. By letter no end comes to rest at a space: nobody means it. Undefined where nothing
 * would be left, or the text ends.
 */
export function moveBound(text: string, of: Span, { end, by, forward }: BoundStep): Span | undefined {
  const from = of[end]
  const to = by === 'grapheme' ? letterBeside(text, from, end, forward) : wordEdgeBeside(text, from, end, forward)
  if (to === undefined || to === from) return undefined
  const [start, stop] = end === 'start' ? [to, of.end] : [of.start, to]
  return start < stop ? span(start, stop) : undefined
}

function letterBeside(text: string, from: number, end: 'start' | 'end', forward: boolean): number | undefined {
  for (let at = from; ; ) {
    const to = forward ? nextGrapheme(text, at) : previousGrapheme(text, at)
    if (to === at) return undefined
    if (!/\s/.test(text[end === 'end' ? to - 1 : to] ?? '')) return to
    at = to
  }
}

function wordEdgeBeside(text: string, from: number, end: 'start' | 'end', forward: boolean): number | undefined {
  const around = [previousWord(text, from), wordAt(text, from), nextWord(text, from)]
  // A word that ends or begins at the offset hides the one behind it.
  const behind = forward
    ? nextWord(text, (around[1]?.end ?? from) + 1)
    : previousWord(text, (around[1]?.start ?? from) - 1)
  const edges = [...around, behind]
    .filter((word) => word !== undefined)
    .flatMap((word) => (end === 'end' ? [word.end] : [word.start, cleanWord(text, word).start]))
    .filter((edge) => (forward ? edge > from : edge < from))
  if (edges.length === 0) return undefined
  return forward ? Math.min(...edges) : Math.max(...edges)
}
