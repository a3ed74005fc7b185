import { type Span, span, type Utf16 } from '../span.ts'

const segmenter = new Intl.Segmenter('ar', { granularity: 'grapheme' })

/**
 * Characters that always begin a grapheme cluster, whatever stands before them, except a format control. Scripts whose
 * letters may join the cluster before them are left out, and so are flags and skin tones.
 */
const beginsCluster =
  /^(?![\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\uff9e\uff9f])(?=[\p{L}\p{N}\p{P}\p{S}\p{Z}])[\p{sc=Arab}\p{sc=Latn}\p{sc=Hani}\p{sc=Hebr}\p{sc=Cyrl}\p{sc=Grek}\p{sc=Zyyy}]/u
/** Characters that may draw the next one into their own cluster: joiners, and letters written before their base. */
const leansForward =
  /^[\p{Cf}\u{d4e}\u{111c2}\u{111c3}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]/u

/** True when the offset lies inside a grapheme cluster, so that a span bound there would tear a visible character. */
export function splitsGrapheme(text: string, offset: number): boolean {
  assertInside(text, offset)
  return !isCertainBreak(text, offset) && clusterAround(text, offset).start !== offset
}

/** The first cluster boundary after the offset; the text's length at its end. */
export function nextGrapheme(text: string, offset: number): Utf16 {
  assertInside(text, offset)
  if (offset === text.length || isCertainBreak(text, offset + 1)) return Math.min(offset + 1, text.length) as Utf16
  return clusterAround(text, offset).end
}

/** The last cluster boundary before the offset; 0 at the text's start. */
export function previousGrapheme(text: string, offset: number): Utf16 {
  assertInside(text, offset)
  if (offset === 0) return 0 as Utf16
  return isCertainBreak(text, offset - 1) ? ((offset - 1) as Utf16) : clusterAround(text, offset - 1).start
}

/** The smallest span that covers the given one and tears no grapheme cluster; an empty span moves to a boundary. */
export function snapToGraphemes(text: string, { start, end }: Span): Span {
  const from = splitsGrapheme(text, start) ? previousGrapheme(text, start) : start
  if (start === end) return span(from, from)
  return span(from, splitsGrapheme(text, end) ? nextGrapheme(text, end) : end)
}

/** The cluster that holds the code unit at the offset. Only the text between two certain breaks is segmented. */
function clusterAround(text: string, offset: number): Span {
  let from = offset
  while (!isCertainBreak(text, from)) from--
  let to = offset + 1
  while (!isCertainBreak(text, to)) to++
  const cluster = segmenter.segment(text.slice(from, to)).containing(offset - from)
  if (!cluster) throw new RangeError(`no grapheme cluster at ${offset}`)
  return span(from + cluster.index, from + cluster.index + cluster.segment.length)
}

/** True where a boundary stands for certain by the two characters around the offset. False only means: segment it. */
function isCertainBreak(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true
  const next = text.charCodeAt(offset)
  const before = text.charCodeAt(offset - 1)
  if (isPlain(next) && isPlain(before)) return true
  if (next === 0x0a) return before !== 0x0d
  if (before === 0x0a) return true
  if (next >= 0xdc00 && next <= 0xdfff) return false
  return beginsCluster.test(text.slice(offset, offset + 2)) && !leansForward.test(characterBefore(text, offset))
}

/** Printable ASCII and Arabic letters and digits: the quick answer for nearly every offset of an Arabic text. */
function isPlain(unit: number): boolean {
  return (unit >= 0x20 && unit <= 0x7e) || (unit >= 0x0620 && unit <= 0x064a) || (unit >= 0x0660 && unit <= 0x066f)
}

function characterBefore(text: string, offset: number): string {
  const low = text.charCodeAt(offset - 1)
  return text.slice(low >= 0xdc00 && low <= 0xdfff ? Math.max(0, offset - 2) : offset - 1, offset)
}

function assertInside(text: string, offset: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset > text.length)
    throw new RangeError(`offset ${offset} is outside 0..${text.length}`)
}
