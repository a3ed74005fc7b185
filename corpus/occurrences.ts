import type { CodePointSpan } from './span.ts'

/** What stands in a text already, for one label; spans in code points. */
export type Taken = Readonly<{
  /** What is annotated with the label. */
  annotated: readonly CodePointSpan[]
  /** Places that somebody decided about: they are not asked for again. */
  decided: readonly CodePointSpan[]
  /** What is suggested with the label: an occurrence inside a longer one is part of it. */
  suggested: readonly CodePointSpan[]
}>

/** The occurrences of words that may be tagged as well: nothing of the label meets them, and nobody decided about them. */
export function listUntagged<T extends CodePointSpan>(occurrences: readonly T[], taken: Taken): T[] {
  const decided = new Set(taken.decided.map(nameSpan))
  return occurrences.filter(
    (of) =>
      !decided.has(nameSpan(of)) &&
      !taken.annotated.some((other) => meets(of, other)) &&
      !taken.suggested.some((other) => holds(other, of)),
  )
}

function meets(a: CodePointSpan, b: CodePointSpan): boolean {
  return a.startCodePoint < b.endCodePoint && b.startCodePoint < a.endCodePoint
}

/** True where the first is the longer one and the other lies in it. */
function holds(a: CodePointSpan, b: CodePointSpan): boolean {
  const isSame = a.startCodePoint === b.startCodePoint && a.endCodePoint === b.endCodePoint
  return !isSame && a.startCodePoint <= b.startCodePoint && b.endCodePoint <= a.endCodePoint
}

function nameSpan({ startCodePoint, endCodePoint }: CodePointSpan): string {
  return `${startCodePoint} ${endCodePoint}`
}
