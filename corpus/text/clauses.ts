import { plainForm } from './clause-starts.ts'
import { clauseMark, colon, kindOf, stopMark } from './marks.ts'
import { countWords } from './stops.ts'
import { isWhiteSpace } from './white-space.ts'

/**
 * True in clause mode where the mark at the offset parts two clauses: a colon or semicolon before a space, or a comma
 * with three words or more on either side, the right side not being a number.
 */
export function endsClause(text: string, at: number, clauseStart: number, end: number): boolean {
  const unit = text.charCodeAt(at)
  const isComma = unit === 0x60c || unit === 0x2c
  if (!isComma && unit !== 0x3a && unit !== 0x61b && unit !== 0x3b) return false
  if (at + 1 >= end || !isWhiteSpace(text.charCodeAt(at + 1))) return false
  if (!isComma) return countWords(text, clauseStart, at, 1) > 0
  let from = at + 1
  while (from < end && isWhiteSpace(text.charCodeAt(from))) from++
  if (/^\p{N}/u.test(text.slice(from, from + 1)) || plainForm(text.slice(from, from + 2)) === '') return false
  return countWords(text, clauseStart, at, 3) >= 3 && countToMark(text, from, end) >= 3
}

function countToMark(text: string, from: number, end: number): number {
  let to = from
  const last = Math.min(end, from + 160)
  while (to < last && !isClauseEnd(text.charCodeAt(to))) to++
  return countWords(text, from, to, 3)
}

function isClauseEnd(unit: number): boolean {
  const kind = kindOf(unit)
  return kind === stopMark || kind === clauseMark || kind === colon
}
