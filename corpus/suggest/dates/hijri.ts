import umalqura from '../lexicon/umalqura.json' with { type: 'json' }
import { dayNumber, dayOf } from './calendar.ts'

/** A stretch of days, first and last, as day numbers; `exact` is false outside the Umm al-Qura table. */
export type HijriDays = Readonly<{ first: number; last: number; exact: boolean }>

const firstYear = umalqura.firstYear
const years = umalqura.years.length / 6
const starts = buildStarts()

/** First and last year of the Umm al-Qura table. */
export const hijriTable = { first: firstYear, last: firstYear + years - 1 } as const

/** The days of a Hijri month, by the Umm al-Qura table; outside it by the arithmetic civil calendar, which may be a day or two off. */
export function hijriMonth(year: number, month: number): HijriDays {
  const index = (year - firstYear) * 12 + month - 1
  if (index >= 0 && index + 1 < starts.length)
    return { first: starts[index]!, last: starts[index + 1]! - 1, exact: true }
  const next = month === 12 ? civilStart(year + 1, 1) : civilStart(year, month + 1)
  return { first: civilStart(year, month), last: next - 1, exact: false }
}

/** The days of a Hijri year. */
export function hijriYear(year: number): HijriDays {
  const first = hijriMonth(year, 1)
  const last = hijriMonth(year, 12)
  return { first: first.first, last: last.last, exact: first.exact && last.exact }
}

/** The Hijri year, month and day of a day number. */
export function hijriOf(number: number): { year: number; month: number; day: number } {
  let year = Math.floor((30 * (number - civilStart(1, 1)) + 10646) / 10631)
  while (number < hijriYear(year).first) year--
  while (number > hijriYear(year).last) year++
  let month = 1
  while (number > hijriMonth(year, month).last) month++
  return { year, month, day: number - hijriMonth(year, month).first + 1 }
}

/** The Hijri year that a Gregorian year mostly falls in, for expressions that mix the two. */
export function hijriYearAround(gregorianYear: number): number {
  return hijriOf(dayNumber({ year: gregorianYear, month: 7, day: 1 })).year
}

/** Day number of the first of a month in the tabular civil calendar, epoch 16 July 622 (Julian). */
function civilStart(year: number, month: number): number {
  const days = 29 * (month - 1) + Math.floor(month / 2)
  return -492148 + (year - 1) * 354 + Math.floor((3 + 11 * year) / 30) + days
}

function buildStarts(): number[] {
  const [year, month, day] = umalqura.firstDay.split('-').map(Number) as [number, number, number]
  const built = [dayNumber({ year, month, day })]
  for (let at = 0; at < umalqura.years.length; at += 6) {
    const packed = Number.parseInt(umalqura.years.slice(at, at + 6), 16)
    for (let shift = 22; shift >= 0; shift -= 2) built.push(built.at(-1)! + 28 + ((packed >> shift) & 3))
  }
  return built
}

/** A day number as `YYYY-MM-DD`. */
export function isoDay(number: number): string {
  const { year, month, day } = dayOf(number)
  return `${isoYear(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** A year in four digits, negative for 2 BC and before. */
export function isoYear(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`
}
