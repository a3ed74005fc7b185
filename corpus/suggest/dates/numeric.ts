import { isForm, isGlued, type Reader, wordSet } from '../reader.ts'
import { daysInMonth } from './calendar.ts'
import type { CalendarFields, DateMode, Read } from './expression.ts'
import { readYear } from './years.ts'

const announcing = wordSet('يوم اليوم بتاريخ التاريخ تاريخ المؤرخ المؤرخة الموافق في الموافق')
const eras = new Map<string, 'gregorian' | 'hijri'>([
  ['م', 'gregorian'],
  ['ه', 'hijri'],
  ['هجري', 'hijri'],
  ['ميلادي', 'gregorian'],
])

/**
 * Reads a date in digits: `24/3/2018`, `2018-03-24`, `3/2018`, `2015.3`; day before month unless that is impossible.
 * Day and month alone (`24/3`) need a word that announces a date before them, or a whole expression.
 */
export function readNumericDate(reader: Reader, at: number, mode: DateMode): Read<CalendarFields> | undefined {
  const parts = readParts(reader, at) ?? readSpacedParts(reader, at)
  if (!parts) return undefined
  const { numbers, end } = parts
  const fields = numbers.length === 3 ? orderThree(numbers) : orderTwo(numbers, mode.loose || isAnnounced(reader, at))
  if (!fields) return undefined
  const withYear = fields.year === undefined ? readTrailingYear(reader, end) : undefined
  const found: CalendarFields = {
    is: 'calendar',
    calendar: 'gregorian',
    ...fields,
    ...(withYear ? { year: withYear.year } : {}),
  }
  return readEra(reader, { expression: found, end: withYear?.end ?? end })
}

type Fields = Readonly<{ year?: number; month: number; day?: number }>

/** Two or three runs of digits joined by one kind of separator, nothing else glued on. */
function readParts(reader: Reader, at: number): { numbers: string[]; end: number } | undefined {
  const { tokens } = reader
  if (tokens[at]?.kind !== 'number' || (isGlued(reader, at) && /[./:,-]/.test(tokens[at - 1]!.form))) return undefined
  const separator = tokens[at + 1]?.form
  if (separator !== '/' && separator !== '-' && separator !== '.') return undefined
  const numbers = [tokens[at]!.form]
  let end = at + 1
  while (numbers.length < 4 && isForm(reader, end, separator) && tokens[end + 1]?.kind === 'number') {
    if (!isGlued(reader, end) || !isGlued(reader, end + 1)) break
    numbers.push(tokens[end + 1]!.form)
    end += 2
  }
  if (numbers.length > 3 || numbers.length < 2) return undefined
  const tail = tokens[end]
  if (
    tail &&
    isGlued(reader, end) &&
    (tail.kind === 'number' || (tail.form === separator && tokens[end + 1]?.kind === 'number'))
  )
    return undefined
  return { numbers, end }
}

/** `21 / 8 / 1943`: day, month and a year of four digits may stand apart from their strokes. */
function readSpacedParts(reader: Reader, at: number): { numbers: string[]; end: number } | undefined {
  const { tokens } = reader
  const numbers = [0, 2, 4].map((ahead) => (tokens[at + ahead]?.kind === 'number' ? tokens[at + ahead]!.form : ''))
  const strokes = isForm(reader, at + 1, '/') && isForm(reader, at + 3, '/') && !isForm(reader, at + 5, '/')
  if (!strokes || isForm(reader, at - 1, '/') || numbers[0] === '' || numbers[1] === '') return undefined
  return numbers[2]!.length === 4 && numbers[0]!.length <= 2 ? { numbers, end: at + 5 } : undefined
}

function orderThree(numbers: readonly string[]): Fields | undefined {
  const [a, b, c] = numbers as [string, string, string]
  if (a.length === 4) return check(Number(a), Number(b), Number(c)) ?? check(Number(a), Number(c), Number(b))
  if (c.length !== 4 && !(c.length === 2 && a.length <= 2)) return undefined
  const year = c.length === 4 ? Number(c) : Number(c) + (Number(c) < 50 ? 2000 : 1900)
  return (
    check(year, Number(b), Number(a)) ??
    check(year, Number(a), Number(b)) ??
    (c.length === 2 ? orderYearFirst(a, b, c) : undefined)
  )
}

/** `99/12/31`: where the last part can be no year of a date with these days. */
function orderYearFirst(a: string, b: string, c: string): Fields | undefined {
  return a.length === 2 ? check(Number(a) + (Number(a) < 50 ? 2000 : 1900), Number(b), Number(c)) : undefined
}

function orderTwo(numbers: readonly string[], announced: boolean): Fields | undefined {
  const [a, b] = numbers as [string, string]
  if (b.length === 4 && Number(a) <= 12) return checkMonth(Number(b), Number(a))
  if (a.length === 4 && b.length <= 2 && Number(b) <= 12) return checkMonth(Number(a), Number(b))
  if (!announced || a.length > 2 || b.length > 2) return undefined
  return check(undefined, Number(b), Number(a)) ?? check(undefined, Number(a), Number(b))
}

function check(year: number | undefined, month: number, day: number): Fields | undefined {
  const hijri = year !== undefined && year < 1700
  if (month < 1 || month > 12 || day < 1 || day > (hijri ? 30 : daysInMonth(year ?? 2000, month))) return undefined
  return year === undefined ? { month, day } : isYear(year) ? { year, month, day } : undefined
}

function checkMonth(year: number, month: number): Fields | undefined {
  return month >= 1 && isYear(year) ? { year, month } : undefined
}

function isYear(year: number): boolean {
  return year >= 1300 && year <= 2199
}

/** `08/12, 2015`, `21/9 عام 2014` */
function readTrailingYear(reader: Reader, at: number): { year: number; end: number } | undefined {
  const comma = isForm(reader, at, ',') ? at + 1 : at
  const year = readYear(reader, isForm(reader, comma, 'من') ? comma + 1 : comma)
  return year && (year.marked || comma > at) ? year : undefined
}

function readEra(reader: Reader, found: Read<CalendarFields>): Read<CalendarFields> {
  const era = eras.get(reader.tokens[found.end]?.form ?? '')
  const year = found.expression.year
  if (era && year !== undefined) return { expression: { ...found.expression, calendar: era }, end: found.end + 1 }
  return year !== undefined && year < 1600
    ? { ...found, expression: { ...found.expression, calendar: 'hijri' } }
    : found
}

function isAnnounced(reader: Reader, at: number): boolean {
  const before = reader.tokens[at - 1]
  const word = before?.form === ':' || before?.form === '(' ? reader.tokens[at - 2] : before
  return word !== undefined && word.form !== 'في' && announcing.has(word.form)
}
