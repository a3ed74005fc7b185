import type { DateValue } from '../../value.ts'
import { addMonths, type Day, dayNumber, dayOf, mondayOf, weekdayOf } from './calendar.ts'
import { type DateContext, type Now, type Resolved, unresolved } from './context.ts'
import { isoDuration } from './durations.ts'
import type { DateExpression, Part, Period, PeriodUnit } from './expression.ts'
import { isoDay, isoYear } from './hijri.ts'
import { monthStretch, pad, resolveCalendar, yearStretch } from './resolve-calendar.ts'
import { resolveClock, resolveNight, withMinutes } from './resolve-clock.ts'
import { interval, openEnd, resolveRange, stretchOf } from './resolve-range.ts'
import { resolveHoliday, resolveNth } from './resolve-turns.ts'

/** The value of an expression; `edtf` null where nothing resolves it. Every string is EDTF level 0 to 2 or an ISO 8601 duration. */
export function resolve(expression: DateExpression, context: DateContext): Resolved {
  const { now, before } = context
  switch (expression.is) {
    case 'calendar':
      return resolveCalendar(expression, context)
    case 'part':
      return resolvePart(expression.part, expression.of, context)
    case 'blurred':
      return blur(resolve(expression.of, context), expression.mark)
    case 'season':
      return resolveSeason(expression, context)
    case 'portion':
      return resolvePortion(expression, context)
    case 'decade':
      return resolveDecade(expression.decade, expression.century, now)
    case 'century':
      return resolveCentury(expression.century, expression.beforeChrist)
    case 'weekday':
      return resolveWeekday(expression, context)
    case 'relative':
      return resolveStep(expression.unit, expression.step, context)
    case 'next':
      return resolveNext(expression.unit, context)
    case 'window':
      return resolveWindow(expression, context)
    case 'offset':
      return now ? offsetFrom(now, expression.period, expression.direction) : unresolved
    case 'within':
      return now ? interval(stretchOf(now.day), offsetFrom(now, expression.period, 1)) : unresolved
    case 'duration':
      return { edtf: expression.period && isoDuration(expression.period) }
    case 'then':
      return before && (!expression.ofDay || before.day !== undefined) ? { edtf: before.edtf } : unresolved
    case 'unknown':
      return unresolved
    case 'night':
      return now ? resolveNight(now, expression.step) : unresolved
    case 'nth':
      return resolveNth(expression, resolve(expression.of, context))
    case 'holiday':
      return resolveHoliday(expression, context)
    case 'range':
      return resolveRange(expression.from, expression.to, context, resolve)
    case 'since':
      return openEnd(resolve(expression.of, context), (edtf) => `${edtf}/..`)
    case 'until':
      return openEnd(resolve(expression.of, context), (edtf) => `../${edtf}`)
    case 'dayPart':
      return resolve(expression.day, context)
    case 'rest':
      return resolveRest(resolve(expression.of, context), now)
    case 'clock':
      return resolveClock(expression, expression.day && resolve(expression.day, context), context)
  }
}

/** The value that is stored, of what an expression came to. */
export function valueOfDate({ edtf, time, calendar, mod }: Resolved): DateValue {
  return { edtf, ...(time ? { time } : {}), ...(calendar ? { calendar } : {}), ...(mod ? { mod } : {}) }
}

function resolvePart(part: Part, of: DateExpression, context: DateContext): Resolved {
  const whole = resolve(of, context)
  const { edtf, year, month, calendar } = whole
  if (edtf === null || year === undefined) return { ...whole, mod: part }
  if (calendar === 'hijri' || edtf.includes('/') || /X|-[234]\d$/.test(edtf)) return { ...whole, mod: part }
  const bounds = month === undefined ? partOfYear(year, part) : partOfMonth(year, month, part)
  return { ...whole, ...bounds, mod: part }
}

function partOfMonth(year: number, month: number, part: Part): Resolved {
  const { first, last } = monthStretch(year, month) as { first: number; last: number }
  const bounds = { START: [first, first + 9], MID: [first + 10, first + 19], END: [first + 20, last] }[part] as [
    number,
    number,
  ]
  return { edtf: `${isoDay(bounds[0])}/${isoDay(bounds[1])}`, first: bounds[0], last: bounds[1], year, month }
}

function partOfYear(year: number, part: Part): Resolved {
  const [from, to] = { START: [1, 4], MID: [5, 8], END: [9, 12] }[part] as [number, number]
  const { first } = monthStretch(year, from)
  const { last } = monthStretch(year, to)
  return { edtf: `${isoYear(year)}-${pad(from)}~/${isoYear(year)}-${pad(to)}~`, first: first!, last: last!, year }
}

function blur(of: Resolved, mark: '~' | '?'): Resolved {
  return of.edtf === null || /[/~?T{]/.test(of.edtf) ? of : { ...of, edtf: of.edtf + mark }
}

type YearPart = Readonly<{ year?: number; yearStep?: number | 'same' | 'next' }>

function yearOfPart({ year, yearStep }: YearPart, { now, before }: DateContext): number | undefined {
  if (year !== undefined) return year
  const today = now && dayOf(now.day).year
  if (typeof yearStep === 'number') return today === undefined ? undefined : today + yearStep
  const last = before?.year ?? today
  return last === undefined ? undefined : last + (yearStep === 'next' ? 1 : 0)
}

/** Seasons are EDTF 21 to 24; a winter of two years and `الصيف الماضي` need days and today. */
function resolveSeason(of: { season: number; nextYear?: boolean } & YearPart, context: DateContext): Resolved {
  let year = yearOfPart(of, context)
  if (year === undefined) return unresolved
  if (of.nextYear) return { edtf: `${isoYear(year)}-12/${isoYear(year + 1)}-02`, year }
  const today = context.now && dayOf(context.now.day)
  // The season of this year is last or next by whether it is over: spring ends in June, autumn in December.
  const ends = of.season === 4 ? 3 : 3 + 3 * of.season
  if (today && of.yearStep === -1 && of.season !== 4 && today.month >= ends) year = today.year
  if (today && of.yearStep === 1 && today.month < ends - 2) year = today.year
  const month = of.season === 4 ? 1 : 3 * of.season + 1
  return { edtf: `${isoYear(year)}-2${of.season}`, year, month }
}

function resolvePortion(of: { code: number } & YearPart, context: DateContext): Resolved {
  const year = yearOfPart(of, context)
  return year === undefined ? unresolved : { edtf: `${isoYear(year)}-${of.code}`, year }
}

/** `الثمانينيات`: of the named century, else the latest decade of that name that has begun. */
function resolveDecade(decade: number, century: number | undefined, now: Now | undefined): Resolved {
  if (century !== undefined) return decadeStretch(century - 1, decade)
  const year = now ? dayOf(now.day).year : 2000
  const begun = Math.floor(year / 100) * 10 + decade <= Math.floor(year / 10)
  return decadeStretch(Math.floor(year / 100) - (begun ? 0 : 1), decade)
}

function decadeStretch(hundreds: number, decade: number): Resolved {
  const year = hundreds * 100 + decade * 10
  return {
    edtf: `${pad(hundreds)}${decade}X`,
    year,
    first: yearStretch(year).first!,
    last: yearStretch(year + 9).last!,
  }
}

function resolveCentury(century: number, beforeChrist: boolean): Resolved {
  if (!beforeChrist) return { edtf: `${pad(century - 1)}XX`, year: (century - 1) * 100 }
  return { edtf: `${isoYear(-(100 * century - 1))}/${isoYear(-100 * (century - 1) || 0)}`, year: -(100 * century - 1) }
}

function resolveWeekday(
  of: { weekday: number; step?: number; week?: number | 'next' },
  { now, prefer }: DateContext,
): Resolved {
  if (!now) return unresolved
  if (of.week !== undefined)
    return stretchOf(mondayOf(now.day) + 7 * (of.week === 'next' ? 1 : of.week) + ((of.weekday + 6) % 7))
  if (of.step === 0) return stretchOf(mondayOf(now.day) + ((of.weekday + 6) % 7))
  const ahead = (of.weekday - weekdayOf(now.day) + 7) % 7
  const far = of.step === undefined || Math.abs(of.step) < 2 ? 0 : 7 * (Math.abs(of.step) - 1)
  if (of.step === undefined)
    return stretchOf(now.day + (prefer === 'future' ? ahead || 7 : ahead === 0 ? 0 : ahead - 7))
  return stretchOf(of.step > 0 ? now.day + (ahead || 7) + far : now.day + (ahead === 0 ? -7 : ahead - 7) - far)
}

/** `هذا العام`, `الشهر الماضي`: from now, or from the latest date of the text where only month or year matter. */
function resolveStep(unit: PeriodUnit, step: number, { now, latest }: DateContext): Resolved {
  if (now) return stepFrom(now, unit, step)
  if (unit === 'century') return resolveCentury(21 + step, false)
  if (!latest || (unit !== 'month' && unit !== 'year')) return unresolved
  return stepFrom({ day: dayNumber({ ...latest, day: 1 }) }, unit, step)
}

/** A unit some steps from now: a day, a Monday to Sunday, a month, a year, a decade, a century. */
function stepFrom(now: Now, unit: PeriodUnit, step: number): Resolved {
  const today = dayOf(now.day)
  if (unit === 'day') return stretchOf(now.day + step)
  if (unit === 'week')
    return interval(stretchOf(mondayOf(now.day) + 7 * step), stretchOf(mondayOf(now.day) + 7 * step + 6))
  if (unit === 'month') {
    const moved = addMonths({ ...today, day: 1 }, step)
    return monthStretch(moved.year, moved.month)
  }
  if (unit === 'year') return yearStretch(today.year + step)
  if (unit === 'decade')
    return decadeStretch(Math.floor((today.year + 10 * step) / 100), Math.floor((today.year + 10 * step) / 10) % 10)
  if (unit === 'century') return resolveCentury(Math.floor(today.year / 100) + 1 + step, false)
  if ((unit === 'hour' || unit === 'minute' || unit === 'second') && step === 0) return stretchOf(now.day)
  if (unit === 'quarter') return quarterFrom(today, step)
  if (unit === 'hour' || unit === 'minute') return withMinutes(now, step * (unit === 'hour' ? 60 : 1))
  return unresolved
}

function quarterFrom(today: Day, step: number): Resolved {
  const moved = addMonths({ ...today, day: 1 }, 3 * step)
  return { edtf: `${isoYear(moved.year)}-${33 + Math.floor((moved.month - 1) / 3)}`, year: moved.year }
}

/** `في الشهر التالي`: one on from the date before, else from now. */
function resolveNext(unit: PeriodUnit, context: DateContext): Resolved {
  const { before, now } = context
  if (
    before &&
    before.calendar === 'gregorian' &&
    !(unit === 'month' && before.month === undefined) &&
    !(unit === 'day' && before.day === undefined)
  ) {
    const day = dayNumber({ year: before.year, month: before.month ?? 1, day: before.day ?? 1 })
    return stepFrom({ day }, unit, 1)
  }
  return now ? stepFrom(now, unit, 1) : unresolved
}

function resolveWindow(
  { unit, count, direction }: { unit: PeriodUnit; count: number | null; direction: -1 | 1 },
  { now, windows }: DateContext,
): Resolved {
  if (!windows) return count === null ? unresolved : { edtf: isoDuration({ [unit]: count }) }
  if (!now) return unresolved
  // Whole units before or after the one that now lies in: the last three years of 2016 are 2013 to 2015.
  const many = count ?? 3
  if (unit === 'hour' || unit === 'minute' || unit === 'second')
    return direction < 0
      ? interval(offsetFrom(now, { [unit]: many }, -1), stretchOf(now.day))
      : interval(stretchOf(now.day), offsetFrom(now, { [unit]: many }, 1))
  const [near, far] = [stepFrom(now, unit, direction), stepFrom(now, unit, direction * many)]
  return direction < 0 ? interval(far, near) : interval(near, far)
}

/** Now moved by a period: to the day, or to the minute where the period has hours or minutes and the clock is known. */
function offsetFrom(now: Now, period: Period, direction: -1 | 1): Resolved {
  const months =
    (period.month ?? 0) +
    3 * (period.quarter ?? 0) +
    12 * ((period.year ?? 0) + 10 * (period.decade ?? 0) + 100 * (period.century ?? 0))
  const days = Math.round((period.day ?? 0) + 7 * (period.week ?? 0))
  const day = dayNumber(addMonths(dayOf(now.day), direction * Math.round(months))) + direction * days
  const minutes = 60 * (period.hour ?? 0) + (period.minute ?? 0) + (period.second ?? 0) / 60
  return minutes === 0 ? stretchOf(day) : withMinutes({ ...now, day }, direction * minutes)
}

/** From today to the end of a period that holds it. */
function resolveRest(of: Resolved, now: Now | undefined): Resolved {
  return now && of.last !== undefined && of.last >= now.day ? interval(stretchOf(now.day), stretchOf(of.last)) : of
}
