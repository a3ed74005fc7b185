import { readCardinal } from '../numbers/cardinals.ts'
import { ordinalWords } from '../numbers/lexicon.ts'
import { readOrdinal } from '../numbers/ordinals.ts'
import { isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'
import type { CalendarFields, DateMode, Read } from './expression.ts'
import { notWeekday, weekdays } from './lexicon.ts'
import { behindDaySeparator, isMonthWord, type MonthFound, readMonth, standsInTime } from './months.ts'
import { readNumericDate } from './numeric.ts'
import { readStepWord, type Step } from './steps.ts'
import { readYear, readYearBehind, type YearFound } from './years.ts'

const dayWords = wordSet('يوم اليوم بيوم ليوم يومي نهار')
const corresponding = wordSet('الموافق الموافقة الموافق في المصادف المصادفة')

/** Reads a calendar date in words: day, month, year in the orders and with the fillers that Arabic uses, weekday in front. */
export function readCalendarDate(reader: Reader, at: number, mode: DateMode): Read<CalendarFields> | undefined {
  return (
    readJoinedDay(reader, at, mode) ??
    readWeekdayFirst(reader, at, mode) ??
    readDayFirst(reader, at, mode) ??
    readMonthFirst(reader, at, mode) ??
    readYearAlone(reader, at)
  )
}

/** `الجمعة 15 شباط`, `يوم الأربعاء، 13 شباط`, `الخميس الموافق 14 شهر شباط`, `السبت (16 شباط)`. */
function readWeekdayFirst(reader: Reader, at: number, mode: DateMode): Read<CalendarFields> | undefined {
  const weekday = readWeekday(reader, at)
  if (!weekday) return undefined
  let from = weekday.end
  const bracket = isForm(reader, from, '(')
  if (bracket || isForm(reader, from, ',')) from++
  const alone = from
  if (reader.tokens[from] && corresponding.has(reader.tokens[from]!.form)) from++
  if (dayWords.has(reader.tokens[from]?.form ?? '')) from++
  const date =
    readDayFirst(reader, from, mode) ??
    readNumericDate(reader, from, { ...mode, loose: true }) ??
    readMonthDay(reader, from) ??
    readDayAlone(reader, alone, mode)
  if (!date || date.expression.day === undefined) return undefined
  const end = bracket && isForm(reader, date.end, ')') ? date.end + 1 : date.end
  const { day } = date.expression
  const ordinal = typeof day === 'number' && day <= 5 && readOrdinal(reader, from) !== undefined
  return { expression: { ...date.expression, weekday: weekday.weekday, ...(ordinal ? { ordinal } : {}) }, end }
}

/** `يناير الثاني والعشرين، 2018` behind a weekday. */
function readMonthDay(reader: Reader, at: number): Read<CalendarFields> | undefined {
  const month = readMonth(reader, at)
  const day = month?.month === undefined ? undefined : readDay(reader, month.end)
  return month && day ? withYear(reader, { ...fieldsOf(month), day: day.value }, day.end) : undefined
}

/** A weekday, with or without يوم; a bare name needs the article. */
export function readWeekday(reader: Reader, at: number): { weekday: number; end: number; prep: string } | undefined {
  const said = dayWords.has(reader.tokens[at]?.form.replace(/^و(?=يوم$)/, '') ?? '')
  const from = said ? at + 1 : at
  const name = look(weekdays, reader.tokens[from])
  if (!name || (!name.article && !said) || (said && (name.conj || name.prep))) return undefined
  if (!said && notWeekday.has(reader.tokens[at - 1]?.form ?? '')) return undefined
  return { weekday: name.entry, end: from + 1, prep: name.prep }
}

/** `يومي 5 و6 أبريل`: the first day takes its month from the second, and stays a date of its own. */
function readJoinedDay(reader: Reader, at: number, mode: DateMode): Read<CalendarFields> | undefined {
  const said = /^(?:و|ف|ب|ل)?(?:يومي|ايام)$/.test(reader.tokens[at]?.form ?? '')
  if (!said && reader.tokens[at - 1]?.form !== 'في') return undefined
  const day = readDayDigits(reader, said ? at + 1 : at)
  if (!day || !isForm(reader, day.end, 'و') || reader.tokens[day.end + 1]?.kind !== 'number') return undefined
  const next = readDayFirst(reader, day.end + 1, mode)
  if (!next || typeof next.expression.day !== 'number' || next.expression.day <= day.value) return undefined
  return { expression: { ...next.expression, day: day.value }, end: day.end }
}

function readDayFirst(reader: Reader, at: number, mode: DateMode): Read<CalendarFields> | undefined {
  const day = readDay(reader, at)
  if (!day || (!mode.loose && isFeminine(reader, at))) return undefined
  const separated = behindDaySeparator(reader, day.end)
  const month = readMonth(reader, separated)
  if (!month && (separated > day.end || reader.tokens[day.end - 1]!.kind === 'number')) {
    const step = readStepWord(reader, separated)
    if (typeof step?.step === 'number')
      return {
        expression: { is: 'calendar', calendar: 'gregorian', day: day.value, monthStep: step.step },
        end: step.end,
      }
  }
  if (!month || (month.prep && !isMonthWord(reader, separated))) return undefined
  const date = withYear(reader, { ...fieldsOf(month), day: day.value }, month.end)
  return isCredibleDay(reader, month, date, mode) ? date : undefined
}

// Days are masculine: الثانية في آب is a second time, not the second of August.
function isFeminine(reader: Reader, at: number): boolean {
  const word = look(ordinalWords, reader.tokens[at])
  return word !== undefined && /[هي]$/.test(word.rest) && word.rest !== 'ثاني' && word.rest !== 'تاني'
}

// صفر is also zero, and رجب a name: with nothing but a number before them they stay words.
function isCredibleDay(reader: Reader, month: MonthFound, date: Read<CalendarFields>, mode: DateMode): boolean {
  if (month.sure || date.expression.year !== undefined || mode.loose) return true
  return month.calendar === 'gregorian' || (month.month !== 2 && !isForm(reader, date.end, '-'))
}

/** `أغسطس 27`, `سبتمبر الحادي والعشرين من ألف وتسعمئة`, `أبريل/نيسان عام 2013`, `شهر نيسان من العام الماضي`. */
function readMonthFirst(reader: Reader, at: number, mode: DateMode): Read<CalendarFields> | undefined {
  const month = readMonth(reader, at)
  if (!month) return undefined
  const fields = fieldsOf(month)
  const plain = withYear(reader, fields, month.end)
  if (plain.expression.year !== undefined || plain.end > month.end) return sure(reader, at, month, plain, mode)
  const day = month.month === undefined ? undefined : readDay(reader, month.end)
  const dated = day && withYear(reader, { ...fields, day: day.value }, day.end)
  if (dated && (dated.expression.year !== undefined || mode.loose)) return dated
  return sure(reader, at, month, plain, mode)
}

function sure(
  reader: Reader,
  at: number,
  month: MonthFound,
  date: Read<CalendarFields>,
  mode: DateMode,
): Read<CalendarFields> | undefined {
  if (month.sure || date.expression.year !== undefined || mode.loose) return date
  if (month.month === 2 && month.calendar === 'hijri') return undefined
  return standsInTime(reader, at) || date.expression.step !== undefined || date.expression.yearStep !== undefined
    ? date
    : undefined
}

function fieldsOf(month: MonthFound): CalendarFields {
  return {
    is: 'calendar',
    calendar: month.calendar,
    ...(month.month === undefined ? {} : { month: month.month }),
    ...(month.otherMonth === undefined ? {} : { otherMonth: month.otherMonth }),
    ...(month.step === undefined ? {} : { monthStep: month.step }),
    ...(month.thisYear ? { step: 0 } : {}),
  }
}

/** Adds the year, or the step, that stands behind day and month. */
export function withYear(reader: Reader, fields: CalendarFields, at: number): Read<CalendarFields> {
  const step = fields.monthStep === undefined ? readStepWord(reader, at) : undefined
  if (step) return withStep(reader, fields, step)
  const behind = readYearBehind(reader, at)
  if (!behind) return { expression: fields, end: at }
  if (behind.step !== undefined) return { expression: { ...fields, yearStep: behind.step }, end: behind.end }
  if (!fitsCalendar(fields, behind.year!)) return { expression: fields, end: at }
  return {
    expression: { ...fields, year: behind.year!.year, calendar: behind.year!.calendar ?? fields.calendar },
    end: behind.end,
  }
}

// 1440 behind a Gregorian month, or 2015 behind a Hijri one, belongs to something else unless its era says so.
function fitsCalendar(fields: CalendarFields, year: YearFound): boolean {
  if (year.calendar !== undefined || fields.month === undefined) return true
  return fields.calendar === 'hijri' ? year.year < 1700 : year.year > 0
}

/** `الماضي` with a year behind it (`مايو الماضي 2014`) keeps the year. */
function withStep(reader: Reader, fields: CalendarFields, step: { step: Step; end: number }): Read<CalendarFields> {
  const year = readYear(reader, step.end)
  if (year?.marked) return { expression: { ...fields, year: year.year }, end: year.end }
  const expression =
    typeof step.step === 'number'
      ? { ...fields, step: step.step }
      : { ...fields, yearStep: step.step === 'next' ? 'next' : step.step }
  return { expression: expression as CalendarFields, end: step.end }
}

/** A day of the month: `15`, `الـ15`, `الرابع والعشرين`, `أول`, `اليوم الثالث`, `واحد وعشرين`. */
export function readDay(reader: Reader, at: number, said = false): { value: number; end: number } | undefined {
  const token = reader.tokens[at]
  if (token === undefined) return undefined
  if (token.kind === 'number') return readDayDigits(reader, at)
  if (token.kind !== 'word') return undefined
  if (
    /^(?:و|ف)?(?:ب|ل|ال|بال)$/.test(token.form) &&
    reader.tokens[at + 1]?.kind === 'number' &&
    isGlued(reader, at + 1)
  )
    return readDayDigits(reader, at + 1)
  if (dayWords.has(token.form) && token.form !== 'يومي') return said ? undefined : readDay(reader, at + 1, true)
  const ordinal = readOrdinal(reader, at)
  if (ordinal) return ordinal.value <= 31 ? ordinal : undefined
  const cardinal = readCardinal(reader, at)
  if (!cardinal || cardinal.scale > 1 || !Number.isInteger(cardinal.value) || cardinal.value < 1 || cardinal.value > 31)
    return undefined
  return cardinal
}

function readDayDigits(reader: Reader, at: number): { value: number; end: number } | undefined {
  const token = reader.tokens[at]
  if (token?.kind !== 'number') return undefined
  const { form } = token
  const value = Number(form)
  const before = reader.tokens[at - 1]
  const inNumber =
    isGlued(reader, at) &&
    (before?.form === '.' || before?.form === '/' || before?.form === ':' || before?.form === ',')
  return form.length <= 2 && value >= 1 && value <= 31 && !inNumber ? { value, end: at + 1 } : undefined
}

function readDayAlone(reader: Reader, at: number, mode: DateMode): Read<CalendarFields> | undefined {
  const from = isForm(reader, at, 'في') || isForm(reader, at, ',') ? at + 1 : at
  const day = readDay(reader, from)
  if (!day || (!mode.loose && reader.tokens[from]!.kind === 'word' && !readOrdinal(reader, from))) return undefined
  if (reader.tokens[day.end]?.form === ':' && isGlued(reader, day.end)) return undefined
  return { expression: { is: 'calendar', calendar: 'gregorian', day: day.value }, end: day.end }
}

/** `عام 2012`, `2012 م`, `1440 هـ`; a bare number is left to the rules that know what stands before it. */
function readYearAlone(reader: Reader, at: number): Read<CalendarFields> | undefined {
  const year = readYear(reader, at)
  if (!year?.marked) return undefined
  return { expression: { is: 'calendar', calendar: year.calendar ?? 'gregorian', year: year.year }, end: year.end }
}
