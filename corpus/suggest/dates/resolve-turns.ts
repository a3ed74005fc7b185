import { dayNumber, dayOf, easterOf, mondayOf, weekdayOf } from './calendar.ts'
import { type DateContext, type Resolved, unresolved } from './context.ts'
import { hijriMonth, hijriOf, hijriYear } from './hijri.ts'
import { interval, stretchOf } from './resolve-range.ts'

/** A day or week counted within a stretch, or a weekday counted from its end on (`أول خميس بعد عيد الفطر`). */
export function resolveNth(
  of: Readonly<{ nth: number; what: 'day' | 'week' | number; after?: boolean }>,
  whole: Resolved,
): Resolved {
  if (whole.first === undefined || whole.last === undefined) return unresolved
  const { first, last } = whole as { first: number; last: number }
  if (of.after)
    return typeof of.what === 'number'
      ? stretchOf(last + ((of.what - weekdayOf(last) + 7) % 7 || 7) + 7 * (of.nth - 1))
      : unresolved
  if (of.what === 'day') return stretchOf(of.nth < 0 ? last : first + of.nth - 1)
  const day =
    of.what === 'week'
      ? weekOf(of.nth, first, last, whole.month === undefined)
      : nthWeekday(of.nth, of.what, first, last)
  return of.what === 'week' ? interval(stretchOf(day), stretchOf(day + 6)) : stretchOf(day)
}

function nthWeekday(nth: number, weekday: number, first: number, last: number): number {
  if (nth < 0) return last - ((weekdayOf(last) - weekday + 7) % 7)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1)
}

/** Weeks of a year as ISO counts them; of a month those that lie in it from their Monday on. */
function weekOf(nth: number, first: number, last: number, ofYear: boolean): number {
  if (nth < 0) return mondayOf(last) + 6 > last && !ofYear ? mondayOf(last) - 7 : mondayOf(last)
  return (ofYear ? mondayOf(first + 3) : nthWeekday(1, 1, first, last)) + 7 * (nth - 1)
}

/** A feast of the year that is said, else of the one that now prefers. */
export function resolveHoliday(
  of: { kind: 'gregorian' | 'hijri' | 'easter'; on: string; year?: number },
  context: DateContext,
): Resolved {
  const today = context.now?.day
  if (of.year === undefined && today === undefined) return unresolved
  const year = of.year ?? dayOf(today!).year
  const days = holidayDays(of.kind, of.on, year)
  if (of.year !== undefined) return days[0] === undefined ? unresolved : stretchOf(days[0])
  const around = [...holidayDays(of.kind, of.on, year - 1), ...days, ...holidayDays(of.kind, of.on, year + 1)].sort(
    (a, b) => a - b,
  )
  const day =
    context.prefer === 'future' ? around.find((each) => each >= today!) : around.findLast((each) => each <= today!)
  return day === undefined ? unresolved : stretchOf(day)
}

function holidayDays(kind: 'gregorian' | 'hijri' | 'easter', on: string, year: number): number[] {
  if (kind === 'easter') return [dayNumber(easterOf(year)) + Number(on)]
  const [month, day] = on.split('-').map(Number) as [number, number]
  if (kind === 'gregorian') return [dayNumber({ year, month, day })]
  const first = dayNumber({ year, month: 1, day: 1 })
  const hijri = year < 1700 ? year : hijriOf(first).year
  if (year < 1700) return [hijriMonth(hijri, month).first + day - 1]
  const days = [0, 1].map((later) => hijriMonth(hijri + later, month).first + day - 1)
  return days.filter((each) => dayOf(each).year === year && hijriYear(hijri).first <= each)
}
