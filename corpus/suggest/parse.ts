import type { Span } from '../span.ts'
import type { AmountValue, DateValue } from '../value.ts'
import { readAmount } from './amounts/amount.ts'
import { findRegion } from './amounts/units.ts'
import { type Now, type Resolved, readReference } from './dates/context.ts'
import { isDateForm, readDate } from './dates/date.ts'
import { isoDuration, readDuration } from './dates/durations.ts'
import type { DateExpression, Period } from './dates/expression.ts'
import { isoDay } from './dates/hijri.ts'
import type { DayPart } from './dates/lexicon.ts'
import { resolve, valueOfDate } from './dates/resolve.ts'
import { pad } from './dates/resolve-calendar.ts'
import { timeOf } from './dates/resolve-clock.ts'
import { readNumber } from './numbers/number.ts'
import { readOrdinal } from './numbers/ordinals.ts'
import { createReader, isGlued, type Reader, wordSet } from './reader.ts'
import { spanTo, startOf } from './spans.ts'
import type { Token } from './tokens.ts'
import type { Direction } from './value.ts'

/** What `parseValue` is asked to understand. */
export type ParseKind = 'number' | 'ordinal' | 'amount' | 'date' | 'duration' | 'time'

/** A number for number and ordinal, a string of ISO 8601 for duration and time. */
export type ParsedValue = number | string | AmountValue | DateValue

/** The value, whether the whole input was understood, and where the understood part stands (UTF-16). */
export type Parsed = Readonly<{ value: ParsedValue | null; covers: boolean; span: Span | null }>

export type ParseOptions = Readonly<{ reference?: string; prefer?: Direction }>

/** `readEnd` lies behind what was understood, `end` behind what the span shows. */
type Candidate = Readonly<{ start: number; end: number; readEnd?: number; spanStart: number; value: ParsedValue }>

const fillers = wordSet(
  'في فى من إلى الى على حتى عند ب ل و ف فقط لا غير هو هي يوم بين حوالي حوالى نحو قرابة بحدود تقريبا زهاء ربما',
)
const wholeWord = wordSet('طوال طيلة')
const clitics = wordSet('و ف ب ك ل ال بال وال فال كال لل')

/** Understands an expression: the longest part of the input that has a value of the kind. Never throws on text. */
export function parseValue(kind: ParseKind, text: string, options: ParseOptions = {}): Parsed {
  const reader = createReader(text)
  const region = kind === 'amount' ? findRegion(reader) : undefined
  const found = longest(reader, (at) =>
    kind === 'amount' ? amountAt(reader, at, region) : candidateAt(reader, at, kind, options),
  )
  if (!found) return { value: null, covers: false, span: null }
  return { value: found.value, covers: coversAll(reader, found), span: spanTo(reader, found.spanStart, found.end) }
}

function candidateAt(
  reader: Reader,
  at: number,
  kind: Exclude<ParseKind, 'amount'>,
  options: ParseOptions,
): Candidate | undefined {
  if (kind === 'number') return numberAt(reader, at)
  if (kind === 'ordinal') return ordinalAt(reader, at)
  return kind === 'duration' ? durationAt(reader, at) : dateAt(reader, at, kind, options)
}

function durationAt(reader: Reader, at: number): Candidate | undefined {
  const whole = wholeWord.has(reader.tokens[at]!.form) ? at + 1 : at
  const duration = readDuration(reader, whole, true)
  if (!duration?.expression.period) return undefined
  return {
    start: at,
    end: duration.end,
    spanStart: startOf(reader, at, isDateForm),
    value: isoDuration(duration.expression.period),
  }
}

/** Kind `date` is a day or coarser, kind `time` an hour or finer, or a part of a day. */
function dateAt(
  reader: Reader,
  at: number,
  kind: 'date' | 'time',
  { reference, prefer = 'past' }: ParseOptions,
): Candidate | undefined {
  const found = readDate(reader, at, { loose: true, prefer })
  if (!found) return undefined
  const context = { now: readReference(reference), prefer, windows: true }
  const { expression } = found
  if (!isOfKind(kind, expression)) return undefined
  const resolved = resolve(expression, context)
  const place = { start: found.start, end: found.end, spanStart: found.spanStart }
  if (kind === 'date') return { ...place, value: valueOfDate(resolved) }
  const value = timeOfDay(expression, resolved, context.now)
  return value === undefined ? undefined : { ...place, value }
}

/** Now is both; a part of a day and a span of days from now on have their hours, and a day or days to show. */
function isOfKind(kind: 'date' | 'time', expression: DateExpression): boolean {
  if (
    expression.is === 'dayPart' ||
    expression.is === 'within' ||
    (expression.is === 'relative' && expression.unit === 'second')
  )
    return true
  const isTime =
    expression.is === 'clock' || expression.is === 'night' || (expression.is === 'offset' && isShort(expression.period))
  return isTime === (kind === 'time')
}

function isShort(period: Period): boolean {
  return period.hour !== undefined || period.minute !== undefined || period.second !== undefined
}

function timeOfDay(expression: DateExpression, resolved: Resolved, now: Now | undefined): string | undefined {
  if (expression.is === 'dayPart') return resolved.edtf === null ? undefined : hoursOf(expression.part, resolved.last!)
  if (expression.is === 'relative') return now && clockOf(now)
  if (expression.is === 'within' && isShort(expression.period))
    return (
      now &&
      `${clockOf(now)}/${resolve({ ...expression, is: 'offset', direction: 1 }, { now, prefer: 'future', windows: true }).edtf}`
    )
  if (expression.is === 'within')
    return now && resolved.last !== undefined ? `${clockOf(now)}/${isoDay(resolved.last)}T00:00:00` : undefined
  if (expression.is === 'night' && now) return `${resolved.edtf}T18:00:00/${isoDay(resolved.last! + 1)}T00:00:00`
  if (resolved.edtf === null) return resolved.time
  if (expression.is === 'clock' && expression.until)
    return `${resolved.edtf}/${resolved.edtf.slice(0, 10)}T${timeOf(expression.until)}:00`
  return resolved.edtf
}

const hours: Readonly<Record<DayPart, readonly [number, number]>> = {
  am: [4, 12],
  noon: [12, 14],
  afternoon: [12, 19],
  pm: [18, 24],
  night: [18, 24],
}

function hoursOf(part: DayPart, day: number): string {
  const [from, to] = hours[part]
  return `${isoDay(day)}T${pad(from)}:00:00/${isoDay(to === 24 ? day + 1 : day)}T${pad(to % 24)}:00:00`
}

function clockOf({ day, minute = 0 }: Now): string {
  return `${isoDay(day)}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00`
}

function numberAt(reader: Reader, at: number): Candidate | undefined {
  const number = readNumber(reader, at, { ratios: true, loose: true })
  if (!number || (reader.tokens[at]!.kind === 'number' && touchesLetters(reader, at, number.end))) return undefined
  return { start: at, end: number.end, spanStart: reader.tokens[at]!.start, value: number.value }
}

function touchesLetters(reader: Reader, start: number, end: number): boolean {
  const before = reader.tokens[start - 1]
  const after = reader.tokens[end]
  const letters = (token: Token | undefined) => token?.kind === 'word' || token?.kind === 'latin'
  return (
    (isGlued(reader, start) && letters(before) && !clitics.has(before!.form)) ||
    (isGlued(reader, end) && letters(after))
  )
}

function ordinalAt(reader: Reader, at: number): Candidate | undefined {
  const ordinal = readOrdinal(reader, at)
  return ordinal && { start: at, end: ordinal.end, spanStart: reader.tokens[at]!.start, value: ordinal.value }
}

function amountAt(reader: Reader, at: number, region: string | undefined): Candidate | undefined {
  const amount = readAmount(reader, at, { loose: true, region })
  if (!amount) return undefined
  const { start, end, spanStart, value } = amount
  return { start, end, readEnd: behindStuff(reader, amount), spanStart, value }
}

/** `3 أكواب من السكر`: the stuff that a measure measures. */
function behindStuff({ tokens }: Reader, { rule, readEnd }: { rule: string; readEnd: number }): number {
  return rule === 'amount.measure' && tokens[readEnd]?.form === 'من' && tokens[readEnd + 1]?.kind === 'word'
    ? readEnd + 2
    : readEnd
}

function longest(reader: Reader, candidateAt: (at: number) => Candidate | undefined): Candidate | undefined {
  let best: Candidate | undefined
  for (let at = 0; at < reader.tokens.length; at++) {
    const found = candidateAt(at)
    if (found && (!best || lengthOf(found) > lengthOf(best))) best = found
    // A number inside one that was just read is no better candidate.
    if (found) at = Math.max(at, found.end - 1)
  }
  return best
}

function lengthOf({ start, end, readEnd = end }: Candidate): number {
  return readEnd - start
}

/** True when nothing but prepositions, fillers and punctuation stands around the understood part. */
function coversAll({ tokens }: Reader, { start, end, readEnd = end }: Candidate): boolean {
  const idle = (token: Token) => token.kind === 'mark' || token.kind === 'newline' || fillers.has(token.form)
  return tokens.every((token, at) => (at >= start && at < readEnd) || idle(token))
}
