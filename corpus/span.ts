declare const unit: unique symbol

/** An offset that counts UTF-16 code units of the canonical text. */
export type Utf16 = number & { readonly [unit]: 'utf16' }

/** An offset that counts Unicode code points of the canonical text. */
export type CodePoint = number & { readonly [unit]: 'codePoint' }

/** Half-open stretch of one text, `text.slice(start, end)`; offsets count UTF-16 code units of the canonical text. */
export type Span = Readonly<{ start: Utf16; end: Utf16 }>

/** Half-open stretch of one text; offsets count Unicode code points of the canonical text. */
export type CodePointSpan = Readonly<{ startCodePoint: CodePoint; endCodePoint: CodePoint }>

/** Brands two UTF-16 offsets as a span. Throws a RangeError unless they are whole numbers with 0 <= start <= end. */
export function span(start: number, end: number): Span {
  assertOrdered(start, end)
  return { start: start as Utf16, end: end as Utf16 }
}

/** Brands two code-point offsets as a span. Throws a RangeError unless they are whole numbers with 0 <= start <= end. */
export function codePointSpan(start: number, end: number): CodePointSpan {
  assertOrdered(start, end)
  return { startCodePoint: start as CodePoint, endCodePoint: end as CodePoint }
}

/** True when both spans cover a common code unit. Spans that only touch do not overlap. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** True when `outer` covers every code unit of `inner`; a span contains itself. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** Reading order: by start, the longer first where both start together. */
export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end
}

/** The text that a span covers. */
export function sliceOf(text: string, { start, end }: Span): string {
  return text.slice(start, end)
}

function assertOrdered(start: number, end: number): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start)
    throw new RangeError(`not a span: ${start}..${end}`)
}
