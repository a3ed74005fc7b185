import { CONTEXT_LENGTH } from './annotation.ts'
import { type CodePointSpan, type Span, sliceOf, span } from './span.ts'
import { createOffsetMap, type OffsetMap } from './text/code-points.ts'

/**
 * Says twice where a stretch of text is, as the selectors of W3C Web Annotation do: by position in code points, and by
 * quote with up to 32 code points before and after it.
 */
export type Selector = CodePointSpan & Readonly<{ quote: string; prefix: string; suffix: string }>

/** A place where the quote of a selector occurs, and the share of its context, 0 to 1, that stands there as well. */
export type Place = Readonly<{ span: Span; agreement: number }>

/** Where a selector leads in a text: where it says, to other places best first, or nowhere. */
export type Located =
  | Readonly<{ kind: 'exact'; span: Span }>
  | Readonly<{ kind: 'moved'; places: readonly Place[] }>
  | Readonly<{ kind: 'lost' }>

/** The selector of a span. Throws a RangeError for an empty span, one outside the text or one that splits a character. */
export function describe(text: string, of: Span, offsets: OffsetMap = createOffsetMap(text)): Selector {
  if (of.start === of.end) throw new RangeError(`nothing to describe at ${of.start}`)
  return {
    ...offsets.toCodePointSpan(of),
    quote: sliceOf(text, of),
    prefix: text.slice(stepBack(text, of.start, CONTEXT_LENGTH), of.start),
    suffix: text.slice(of.end, stepOn(text, of.end, CONTEXT_LENGTH)),
  }
}

/**
 * Finds the place a selector means. Where its position holds its quote that is the place. Otherwise every occurrence of
 * the quote is listed, those with more of the context first, then the nearer ones; choosing is left to a person.
 */
export function locate(text: string, selector: Selector, offsets: OffsetMap = createOffsetMap(text)): Located {
  const { quote, startCodePoint, endCodePoint } = selector
  if (quote === '') throw new RangeError('a selector without a quote')
  if (endCodePoint <= offsets.codePoints) {
    const said = offsets.toSpan(selector)
    if (sliceOf(text, said) === quote) return { kind: 'exact', span: said }
  }
  const places = findOccurrences(text, quote).map((start) => ({
    span: span(start, start + quote.length),
    agreement: agreementAt(text, start, selector),
  }))
  if (places.length === 0) return { kind: 'lost' }
  const expected = startCodePoint <= offsets.codePoints ? offsets.toUtf16(startCodePoint) : text.length
  const distance = (place: Place) => Math.abs(place.span.start - expected)
  return { kind: 'moved', places: places.sort((a, b) => b.agreement - a.agreement || distance(a) - distance(b)) }
}

/** How much of the context stands around an occurrence: 1 where all of it does, also where there is none. */
function agreementAt(text: string, start: number, { quote, prefix, suffix }: Selector): number {
  if (prefix === '' && suffix === '') return start === 0 && quote.length === text.length ? 1 : 0
  let before = 0
  while (before < prefix.length && start > before && prefix.at(-1 - before) === text[start - 1 - before]) before++
  const end = start + quote.length
  let after = 0
  while (after < suffix.length && suffix[after] === text[end + after]) after++
  return (before + after) / (prefix.length + suffix.length)
}

/** Every start of the quote, overlapping ones too, by Knuth, Morris and Pratt: linear also where the quote repeats. */
function findOccurrences(text: string, quote: string): number[] {
  const starts: number[] = []
  const fallback = fallbacksOf(quote)
  let matched = 0
  for (let at = 0; at < text.length; at++) {
    while (matched > 0 && (matched === quote.length || quote[matched] !== text[at])) matched = fallback[matched - 1]!
    if (quote[matched] === text[at]) matched++
    if (matched === quote.length) starts.push(at + 1 - matched)
  }
  return starts
}

/** For each prefix of the quote the length of the longest shorter prefix that it ends with. */
function fallbacksOf(quote: string): Int32Array {
  const fallback = new Int32Array(quote.length)
  let matched = 0
  for (let at = 1; at < quote.length; at++) {
    while (matched > 0 && quote[matched] !== quote[at]) matched = fallback[matched - 1]!
    if (quote[matched] === quote[at]) matched++
    fallback[at] = matched
  }
  return fallback
}

function stepBack(text: string, from: number, codePoints: number): number {
  let at = from
  for (let left = codePoints; left > 0 && at > 0; left--) at -= at > 1 && text.codePointAt(at - 2)! > 0xffff ? 2 : 1
  return at
}

function stepOn(text: string, from: number, codePoints: number): number {
  let at = from
  for (let left = codePoints; left > 0 && at < text.length; left--) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}
