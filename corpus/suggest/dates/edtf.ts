import { daysInMonth } from './calendar.ts'

const qualifier = '[?~%]?'
const datePattern = new RegExp(
  `^(${qualifier})(-?[0-9X]{4})(${qualifier})(?:-(${qualifier})([0-9X]{2})(${qualifier})(?:-(${qualifier})([0-9X]{2})(${qualifier}))?)?$`,
)
const longYear = /^Y-?[1-9]\d{4,}(?:S[1-9]\d*)?$/
const exponentYear = /^Y-?[1-9]\d*E[1-9]\d*(?:S[1-9]\d*)?$/
const significantYear = /^-?\d{4}S[1-9]\d*$/
const dateTime = /^(-?\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:Z|[+-](\d{2})(?::?(\d{2}))?)?$/

/**
 * True for a string of the Extended Date/Time Format, levels 0 to 2 (Library of Congress, 2019): dates, seasons, times,
 * intervals whose start is not after their end, sets. Nothing is trimmed.
 */
export function isEdtf(text: string): boolean {
  if (text.startsWith('[') || text.startsWith('{')) return isSet(text)
  if (text.includes('/')) return isInterval(text)
  return isDateTime(text) || isDate(text)
}

function isDate(text: string): boolean {
  return isCalendarDate(text) || longYear.test(text) || exponentYear.test(text) || significantYear.test(text)
}

function isCalendarDate(text: string): boolean {
  const match = datePattern.exec(text)
  if (!match) return false
  const [, before, year, yearQualifier, , month, , , day] = match
  if (year === '-0000' || (before && yearQualifier && before === yearQualifier)) return false
  if (month === undefined) return true
  if (day === undefined) return monthsOf(month).length > 0 || isSeason(month)
  return monthsOf(month).some((number) => daysOf(day).some((of) => of <= longestMonth(year!, number)))
}

function longestMonth(year: string, month: number): number {
  return year.includes('X') ? (month === 2 ? 29 : daysInMonth(2000, month)) : daysInMonth(Number(year), month)
}

function monthsOf(pattern: string): number[] {
  return numbersOf(pattern).filter((month) => month >= 1 && month <= 12)
}

function daysOf(pattern: string): number[] {
  return numbersOf(pattern).filter((day) => day >= 1 && day <= 31)
}

/** The two-digit numbers that a pattern with X may stand for. */
function numbersOf(pattern: string): number[] {
  const [tens, ones] = [...pattern].map((char) => (char === 'X' ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] : [Number(char)]))
  return tens!.flatMap((ten) => ones!.map((one) => ten * 10 + one))
}

function isSeason(month: string): boolean {
  const number = Number(month)
  return number >= 21 && number <= 41
}

function isDateTime(text: string): boolean {
  const match = dateTime.exec(text)
  if (!match || !isCalendarDate(match[1]!)) return false
  const [hours, minutes, seconds, zoneHours = 0, zoneMinutes = 0] = match
    .slice(2)
    .map((part) => Number(part ?? 0)) as number[]
  if (hours === 24 && minutes === 0 && seconds === 0) return true
  return hours! < 24 && minutes! < 60 && seconds! < 61 && zoneHours < 15 && zoneMinutes < 60
}

function isInterval(text: string): boolean {
  const ends = text.split('/')
  if (ends.length !== 2) return false
  const [from, to] = ends as [string, string]
  const open = (end: string) => end === '' || end === '..'
  if (open(from) && open(to)) return from !== '' || to !== ''
  if (open(from)) return isCalendarDate(to)
  if (open(to)) return isCalendarDate(from)
  return isCalendarDate(from) && isCalendarDate(to) && compareBounds(boundOf(from, '0'), boundOf(to, '9')) <= 0
}

/** Year, month or season, day: missing parts count as the first, X as the given digit. */
function boundOf(date: string, unknown: '0' | '9'): number[] {
  const plain = date.replaceAll(/[?~%]/g, '')
  const match = /^(-?)([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?$/.exec(plain)!
  const year = Number(match[2]!.replaceAll('X', unknown)) * (match[1] ? -1 : 1)
  const pick = (part: string | undefined) => (part === undefined ? 1 : Number(part.replaceAll('X', unknown)))
  return [year, pick(match[3]), pick(match[4])]
}

function compareBounds(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return a[at]! - b[at]!
  return 0
}

function isSet(text: string): boolean {
  const close = text.startsWith('[') ? ']' : '}'
  if (!text.endsWith(close)) return false
  return text.slice(1, -1).split(',').every(isMember)
}

function isMember(member: string): boolean {
  const ends = member.split('..')
  if (ends.length > 2 || member === '' || member === '..') return false
  return ends.every((end) => end === '' || isDate(end))
}
