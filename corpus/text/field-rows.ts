import labels from './lexicon/field-labels.json' with { type: 'json' }
import { isWhiteSpace, isWordUnit } from './white-space.ts'

const known = new Set(labels)
/** Values of such fields are short: labels further apart than this are words of a text. */
const widest = 100

/** A field label before a colon, as pages print them above an article: `الكاتب :`, `تاريخ النشر:`. */
export type FieldLabel = Readonly<{ start: number; colon: number }>

/** The field label that ends at a colon, at most two words long, or undefined. */
export function labelBefore(text: string, colon: number, lineStart: number): FieldLabel | undefined {
  let end = colon
  while (end > lineStart && isWhiteSpace(text.charCodeAt(end - 1))) end--
  const one = wordStart(text, end, lineStart)
  if (one === end) return undefined
  const two = one > lineStart && text[one - 1] === ' ' ? wordStart(text, one - 1, lineStart) : one
  if (two < one && known.has(text.slice(two, end))) return { start: two, colon }
  return known.has(text.slice(one, end)) ? { start: one, colon } : undefined
}

/** Where rows of fields run together in one line: the starts of labels that stand close to another, different one. */
export function findFieldStarts(text: string, found: readonly FieldLabel[]): number[] {
  return found
    .filter((each, index) => isNear(text, found[index - 1], each) || isNear(text, each, found[index + 1]))
    .map((each) => each.start)
}

function isNear(text: string, a: FieldLabel | undefined, b: FieldLabel | undefined): boolean {
  if (!a || !b || b.start < a.colon || b.start - a.colon > widest) return false
  const label = (each: FieldLabel) => text.slice(each.start, each.colon).trim()
  return label(a) !== label(b) && !/[.!؟?…۔][\s»"”)]/.test(text.slice(a.colon, b.start))
}

function wordStart(text: string, end: number, lineStart: number): number {
  let start = end
  while (start > lineStart && end - start < 16 && isWordUnit(text.charCodeAt(start - 1))) start--
  return start
}
