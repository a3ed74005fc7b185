import { type Reader, wordSet } from '../reader.ts'
import type { DateContext, Now } from './context.ts'
import { readDate } from './date.ts'
import { resolve } from './resolve.ts'

const announcing = wordSet('تاريخ التاريخ بتاريخ نشر نشرت النشر تحديث التحديث كتب حرر آخر المنشور الموافق يوم في')
const inSentence = wordSet('في وفي ففي منذ ومنذ قبل بعد حتى خلال من إلى')
const context: DateContext = { prefer: 'past', windows: false }

/**
 * The day on which a text says that it was written or published: a full date in its first or last lines that is announced
 * (`التاريخ :`), stands in a short line of its own, or between the place and the text (`دمشق - 15 آذار 2016 -`).
 */
export function findDateline(reader: Reader): Now | undefined {
  const lines = linesOf(reader)
  const candidates = [...lines.slice(0, 6), ...lines.slice(Math.max(6, lines.length - 4))]
  for (const line of candidates) {
    const day = datelineIn(reader, line)
    if (day !== undefined) return { day }
  }
  return undefined
}

type Line = Readonly<{ from: number; to: number; first: boolean }>

/** Lines that hold tokens; of a long text only its ends are needed, so the middle is skipped. */
function linesOf(reader: Reader): Line[] {
  const lines: Line[] = []
  let from = 0
  for (let at = 0; at <= reader.tokens.length; at++) {
    if (at < reader.tokens.length && reader.tokens[at]!.kind !== 'newline') continue
    if (at > from) lines.push({ from, to: at, first: lines.length === 0 })
    from = at + 1
  }
  return lines
}

function datelineIn(reader: Reader, { from, to, first }: Line): number | undefined {
  const limit = Math.min(to, from + 60)
  for (let at = from; at < limit; at++) {
    const found = readDate(reader, at, { loose: false, prefer: 'past' })
    if (!found) continue
    const { first: day, last, edtf } = resolve(found.expression, context)
    if (day !== undefined && day === last && edtf && isDateline(reader, { from, to, first }, found.start, found.end))
      return day
    at = found.end - 1
  }
  return undefined
}

function isDateline(reader: Reader, line: Line, start: number, end: number): boolean {
  const words = (from: number, to: number) =>
    reader.tokens.slice(from, Math.min(to, from + 20)).filter(({ kind }) => kind === 'word').length
  const outside = words(line.from, start) + words(end, line.to)
  const before = reader.tokens[start - 1]
  const closed = /^[.!?]$/.test(reader.tokens[line.to - 1]!.form)
  if (!closed && outside <= (inSentence.has(before?.form ?? '') ? 3 : 6)) return true
  const joined = before?.kind === 'mark' || /^(?:في|يوم)$/.test(before?.form ?? '')
  const word = joined ? reader.tokens[start - 2] : before
  if (before?.form === ':' || (word && announcing.has(word.form) && !/^(?:في|يوم|اخر)$/.test(word.form))) return true
  const after = reader.tokens[end]?.form
  return line.first && words(line.from, start) <= 4 && after !== undefined && /^[-:)/]$/.test(after)
}
