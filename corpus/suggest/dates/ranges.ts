import { isForm, isGlued, type Reader, wordSet } from '../reader.ts'
import { readDay, withYear } from './calendar-dates.ts'
import { readClock } from './clock.ts'
import type { CalendarFields, DateExpression, DateMode, Read } from './expression.ts'
import { type MonthFound, readMonth } from './months.ts'
import { readBareYear, readWeekdayAlone } from './relative.ts'
import { readStep } from './steps.ts'

type ReadPoint = (reader: Reader, at: number, mode: DateMode) => Read | undefined

const until = wordSet('إلى الى حتى لغاية وحتى ولغاية وإلى')

/**
 * Reads `بين مايو وسبتمبر 2012`, `من 13 إلى 15 تموز`, `من 1-8 شهر أيلول`, `أغسطس 27 إلى 29`, `2011-2013`. Starts at the frame word.
 */
export function readRange(
  reader: Reader,
  at: number,
  mode: DateMode,
  readPoint: ReadPoint,
): (Read & { from?: number }) | undefined {
  const frame = reader.tokens[at]?.readings.find(
    ({ rest, article }) => !article && (rest === 'بين' || rest === 'من' || rest === 'مابين'),
  )
  const between = frame !== undefined && frame.rest !== 'من'
  const from = frame ? at + 1 : at
  const range =
    readDays(reader, from, between, mode) ??
    readMonthDays(reader, from, mode) ??
    (between && !mode.loose ? undefined : readYears(reader, from, between, frame !== undefined, mode.loose)) ??
    readClocks(reader, from, between) ??
    readPoints(reader, from, between, frame !== undefined, mode, readPoint)
  return range && (frame ? { ...range, from } : range)
}

/** Index behind what links two ends; undefined where nothing does. و links only behind بين. */
function behindLink(reader: Reader, at: number, between: boolean): number | undefined {
  const token = reader.tokens[at]
  if (token === undefined) return undefined
  if (until.has(token.form) || token.form === '-' || token.form === '~') return at + 1
  if (!between) return undefined
  if (token.form === 'و') return at + 1
  return token.readings.some(({ conj }) => conj === 'و') ? at : undefined
}

/** Two days of one month: `13 إلى 15 تموز`, `4-22 يناير 1995`, `الثالث والعشرون وحتى السادس والعشرين من أكتوبر`. */
function readDays(reader: Reader, at: number, between: boolean, mode: DateMode): Read | undefined {
  const first = readDay(reader, at)
  const link = first && behindLink(reader, first.end, between)
  const second = link === undefined ? undefined : readDay(reader, link)
  if (!first || !second || second.value <= first.value) return undefined
  const separated = isForm(reader, second.end, 'من') ? second.end + 1 : second.end
  const month = readMonth(reader, separated) ?? readMonthStepOf(reader, separated)
  if (!month) return undefined
  const later = withYear(reader, { ...monthFields(month), day: second.value }, month.end)
  if (!month.sure && later.expression.year === undefined && !mode.loose && month.calendar === 'hijri') return undefined
  return range({ ...later.expression, day: first.value }, later.expression, later.end)
}

/** `أغسطس 27 إلى 29`, `شهر نوفمبر بين 19 و20` */
function readMonthDays(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const month = readMonth(reader, at)
  if (!month || month.month === undefined) return undefined
  const inner = isForm(reader, month.end, 'بين') || isForm(reader, month.end, 'من') ? month.end + 1 : month.end
  const first = readDay(reader, inner)
  const link = first && behindLink(reader, first.end, isForm(reader, month.end, 'بين'))
  const second = link === undefined ? undefined : readDay(reader, link)
  if (!first || !second || second.value <= first.value || (!mode.loose && !month.sure)) return undefined
  if (readMonth(reader, second.end)) return undefined
  const later = withYear(reader, { ...monthFields(month), day: second.value }, second.end)
  return range({ ...later.expression, day: first.value }, later.expression, later.end)
}

function readMonthStepOf(reader: Reader, at: number): MonthFound | undefined {
  const step = readStep(reader, at)
  return step?.unit === 'month'
    ? { calendar: 'gregorian', step: step.step, end: step.end, sure: true, prep: '' }
    : undefined
}

function monthFields(month: MonthFound): CalendarFields {
  return {
    is: 'calendar',
    calendar: month.calendar,
    ...(month.month === undefined ? {} : { month: month.month }),
    ...(month.step === undefined ? {} : { monthStep: month.step }),
  }
}

/** `2011-2013`, `بين عامي 2003 و2005`, `من 2014 إلى 2018` */
function readYears(reader: Reader, at: number, between: boolean, framed: boolean, words: boolean): Read | undefined {
  const said = /^(?:عام|عامي|اعوام|سنوات|سنتي|سنه|الاعوام|السنوات)$/.test(reader.tokens[at]?.form ?? '') ? at + 1 : at
  const first = readBareYear(reader, said, words && framed)
  const link = first && behindLink(reader, first.end, between)
  if (!first || link === undefined) return undefined
  const dash = isForm(reader, first.end, '-')
  if (dash && isGlued(reader, first.end) !== isGlued(reader, link)) return undefined
  const saidToo = /^و?(?:عام|سنه|العام)$/.test(reader.tokens[link]?.form ?? '') ? link + 1 : link
  const second = readBareYear(reader, saidToo, words && framed)
  if (!second || (said === at && saidToo === link && !framed && !dash) || isForm(reader, second.end, '-'))
    return undefined
  const [from, to] = [first.expression, second.expression] as [CalendarFields, CalendarFields]
  return to.year! > from.year! ? range(from, to, second.end) : undefined
}

/** `من الساعة الثالثة إلى الساعة الرابعة مساءً` */
function readClocks(reader: Reader, at: number, between: boolean): Read | undefined {
  const first = readClock(reader, at)
  const link = first && behindLink(reader, first.end, between)
  const second = link === undefined ? undefined : readClock(reader, link)
  if (!first || !second) return undefined
  const day = readWeekdayAlone(reader, second.end)
  const on = day && !reader.tokens[second.end]!.readings[0]!.conj ? { day: day.expression } : {}
  return {
    expression: { is: 'clock', clock: first.clock, until: second.clock, ...on },
    end: day ? day.end : second.end,
  }
}

/** Two dates of any kind; what the first does not say it takes from the second. */
function readPoints(
  reader: Reader,
  at: number,
  between: boolean,
  framed: boolean,
  mode: DateMode,
  readPoint: ReadPoint,
): Read | undefined {
  const loose: DateMode = framed ? { ...mode, loose: true } : mode
  const first = readPoint(reader, at, loose)
  const link = first && behindLink(reader, first.end, between)
  if (
    !first ||
    link === undefined ||
    (isForm(reader, first.end, '-') && reader.tokens[first.end]!.spaced && !mode.loose)
  )
    return undefined
  const second = readPoint(reader, link, loose)
  if (!second || !canEnd(first.expression) || !canEnd(second.expression)) return undefined
  // Years that are only joined are dates of their own: بين عامي 2003 و2005.
  if (between && !mode.loose && isYear(first.expression) && isYear(second.expression)) return undefined
  return range(first.expression, second.expression, second.end)
}

function isYear(expression: DateExpression): boolean {
  return expression.is === 'calendar' && expression.month === undefined && expression.day === undefined
}

function canEnd({ is }: DateExpression): boolean {
  return is !== 'clock' && is !== 'unknown' && is !== 'then' && is !== 'window' && is !== 'duration' && is !== 'night'
}

function range(from: DateExpression, to: DateExpression, end: number): Read {
  return { expression: { is: 'range', from, to }, end }
}
