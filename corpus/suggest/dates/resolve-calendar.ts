import { addMonths, type Day, dayNumber, dayOf, daysInMonth, isDay, weekdayOf } from './calendar.ts'
import { type DateContext, type Resolved, unresolved } from './context.ts'
import type { CalendarFields } from './expression.ts'
import { hijriMonth, hijriOf, hijriYear, isoDay, isoYear } from './hijri.ts'

/** Resolves a calendar date of either calendar; Hijri days, months and years become Gregorian days and intervals. */
export function resolveCalendar(fields: CalendarFields, context: DateContext): Resolved {
  return fields.calendar === 'hijri' ? resolveHijri(fields, context) : resolveGregorian(fields, context)
}

function resolveGregorian(fields: CalendarFields, context: DateContext): Resolved {
  const month = monthOf(fields, context)
  if (month === undefined) return unresolved
  const year = month.year ?? yearOf(fields, context, month.month, dayField(fields))
  if (year === undefined) return unresolved
  if (month.month === undefined) return yearStretch(year)
  const day = fields.day === 'last' ? daysInMonth(year, month.month) : fields.day
  if (day !== undefined) return turned(fields, { year, month: month.month, day })
  return monthStretch(year, month.month, fields.otherMonth)
}

/** `الأربعاء الثانية من أكتوبر`: the second Wednesday, where the second is none. */
function turned({ weekday, ordinal }: CalendarFields, day: Day): Resolved {
  const number = dayNumber(day)
  if (!ordinal || weekday === undefined || weekdayOf(number) === weekday) return dayStretch(day)
  const first = dayNumber({ ...day, day: 1 })
  return dayStretch(dayOf(first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (day.day - 1)))
}

function dayField({ day }: CalendarFields): number | undefined {
  return typeof day === 'number' ? day : undefined
}

/** The month, and the year where the month brings it along; undefined where nothing tells them. */
function monthOf(fields: CalendarFields, context: DateContext): { month?: number; year?: number } | undefined {
  if (fields.month !== undefined) return { month: fields.month }
  if (fields.monthStep !== undefined) return steppedMonth(fields.monthStep, context)
  if (fields.day === undefined) return {}
  return dayOnlyMonth(fields, context)
}

function steppedMonth(
  step: NonNullable<CalendarFields['monthStep']>,
  { now, before, latest }: DateContext,
): { month: number; year: number } | undefined {
  const last =
    before?.month === undefined || before.calendar === 'hijri'
      ? undefined
      : { year: before.year, month: before.month, day: 1 }
  const today = now ? dayOf(now.day) : latest && { ...latest, day: 1 }
  const base = typeof step === 'number' || !last ? today : last
  const moved = base && addMonths(base, step === 'same' ? 0 : step === 'next' ? 1 : step)
  return moved && { month: moved.month, year: moved.year }
}

/** `15`, `الخميس 21`, `20 الجاري`: this month, or the next or last one where the day or its weekday asks for it. */
function dayOnlyMonth(
  fields: CalendarFields,
  { now, before, prefer }: DateContext,
): { month: number; year: number } | undefined {
  const base = now
    ? dayOf(now.day)
    : before?.month === undefined
      ? undefined
      : { year: before.year, month: before.month, day: 1 }
  if (!base) return undefined
  if (fields.step !== undefined) return addMonths({ ...base, day: 1 }, fields.step)
  const day = dayField(fields)!
  const fits = (of: Day) =>
    isDay({ ...of, day }) && (fields.weekday === undefined || weekdayOf(dayNumber({ ...of, day })) === fields.weekday)
  if ((fields.weekday === undefined && !now) || fields.ordinal) return base
  const direction = prefer === 'future' ? 1 : -1
  const late = fields.weekday === undefined && prefer === 'past' && day > base.day ? 1 : 0
  for (let ahead = late; ahead < 25; ahead++) {
    const of = addMonths({ ...base, day: 1 }, direction * ahead)
    if (fits(of)) return of
  }
  return undefined
}

function yearOf(
  fields: CalendarFields,
  context: DateContext,
  month: number | undefined,
  day: number | undefined,
): number | undefined {
  const { now, before } = context
  if (fields.year !== undefined) return fields.year
  const { yearStep } = fields
  const today = now ? dayOf(now.day) : context.latest
  if (typeof yearStep === 'number') return today && today.year + yearStep
  if (yearStep === 'same') return before?.year ?? today?.year
  if (yearStep === 'next') return before ? before.year + 1 : today && today.year + 1
  if (month === undefined) return undefined
  return chooseYear(month, day, fields, context)
}

/** The year of a month that names none: by its step, near the date before, or before or after now as preferred. */
function chooseYear(
  month: number,
  day: number | undefined,
  { step }: CalendarFields,
  context: DateContext,
): number | undefined {
  const { now, before, latest, narrative, prefer } = context
  if (step !== undefined) {
    const today = now ? dayOf(now.day) : latest && { ...latest, day: 31 }
    return today && stepYear(month, day, step, today)
  }
  const near = before?.calendar === 'gregorian' && (narrative || (!now && !latest)) ? before : undefined
  const leaning = near ?? (now ? undefined : latest)
  if (leaning) return nearestYear(leaning, month, now && dayOf(now.day))
  if (!now) return undefined
  const today = dayOf(now.day)
  if (month === today.month) return today.year
  return prefer === 'future' ? today.year + (month < today.month ? 1 : 0) : today.year - (month > today.month ? 1 : 0)
}

/** `مايو الماضي`: the last May before today; `مايو المقبل`: the next one. */
function stepYear(month: number, day: number | undefined, step: number, today: Day): number {
  if (step === 0) return today.year
  const order = month - today.month || (day === undefined ? 0 : day - today.day)
  return step < 0 ? today.year - (order < 0 ? 0 : 1) : today.year + (order > 0 ? 0 : 1)
}

/** The year in which a month comes nearest to the date before, but not after today. */
function nearestYear(
  before: Readonly<{ year: number; month?: number }>,
  month: number,
  today: Day | undefined,
): number {
  if (before.month === undefined) return before.year
  const distance = month - before.month
  const year = distance > 6 ? before.year - 1 : distance < -6 ? before.year + 1 : before.year
  const late = today && (year > today.year || (year === today.year && month > today.month))
  return late ? year - 1 : year
}

function resolveHijri(fields: CalendarFields, context: DateContext): Resolved {
  const month = fields.month
  const year = hijriYearOf(fields, context)
  if (year === undefined) return unresolved
  const stretch = month === undefined ? hijriYear(year) : hijriMonth(year, month)
  const mark = stretch.exact ? '' : '~'
  const calendar = 'hijri' as const
  const day = fields.day === 'last' ? undefined : fields.day
  if (day !== undefined && month !== undefined) {
    const first = stretch.first + day - 1
    if (day > 30) return unresolved
    return { edtf: isoDay(first) + mark, first, last: first, calendar, ...dayOf(first) }
  }
  const edtf = `${isoDay(stretch.first)}${mark}/${isoDay(stretch.last)}${mark}`
  const { year: gregorian, month: gregorianMonth } = dayOf(stretch.first)
  return {
    edtf,
    first: stretch.first,
    last: stretch.last,
    calendar,
    year: gregorian,
    ...(month === undefined ? {} : { month: gregorianMonth }),
  }
}

function hijriYearOf(
  { year, month, day, step, yearStep }: CalendarFields,
  { now, before, prefer }: DateContext,
): number | undefined {
  if (year !== undefined) return year
  const near = now?.day ?? (before ? dayNumber({ year: before.year, month: before.month ?? 7, day: 1 }) : undefined)
  if (near === undefined) return undefined
  const today = hijriOf(near)
  if (typeof yearStep === 'number') return today.year + yearStep
  if (month === undefined) return undefined
  const order = month - today.month || (typeof day === 'number' && step !== undefined ? day - today.day : 0)
  const direction = step ?? (prefer === 'future' ? 1 : -1)
  if (step === 0 || (order === 0 && step === undefined) || !now) return today.year
  return direction < 0 ? today.year - (order < 0 ? 0 : 1) : today.year + (order > 0 ? 0 : 1)
}

/** One day. Unresolved where the calendar has no such day. */
export function dayStretch(day: Day): Resolved {
  if (!isDay(day)) return unresolved
  const number = dayNumber(day)
  return { edtf: isoDay(number), first: number, last: number, ...day }
}

/** A month; with another one a set of both, for a pair of names that disagree. */
export function monthStretch(year: number, month: number, otherMonth?: number): Resolved {
  const first = dayNumber({ year, month, day: 1 })
  const last = first + daysInMonth(year, month) - 1
  const iso = `${isoYear(year)}-${pad(month)}`
  const edtf = otherMonth === undefined ? iso : `{${[iso, `${isoYear(year)}-${pad(otherMonth)}`].sort().join(',')}}`
  return { edtf, first, last, year, month }
}

export function yearStretch(year: number): Resolved {
  return {
    edtf: isoYear(year),
    first: dayNumber({ year, month: 1, day: 1 }),
    last: dayNumber({ year, month: 12, day: 31 }),
    year,
  }
}

export function pad(number: number): string {
  return String(number).padStart(2, '0')
}
