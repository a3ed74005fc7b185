import { fractionWords, ordinalWords } from '../numbers/lexicon.ts'
import { readOrdinal } from '../numbers/ordinals.ts'
import { isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'
import { readCalendarDate } from './calendar-dates.ts'
import type { DateExpression, DateMode, PeriodUnit, Read } from './expression.ts'
import { decades, partWords, seasons, unitNames } from './lexicon.ts'
import { readStep, readStepWord, type Step } from './steps.ts'
import { readYear, readYearBehind } from './years.ts'

const lastWords = wordSet('الأخير الأخيرة')
const wholeUnits = new Set(['week', 'month', 'year', 'decade', 'century'])
const these = wordSet('هذا هذه')

/** Reads seasons, halves, thirds and quarters of years, decades and centuries. */
export function readPeriod(reader: Reader, at: number, mode: DateMode): Read | undefined {
  return (
    readSeason(reader, at, mode) ??
    readPortion(reader, at, mode) ??
    readDecade(reader, at, mode) ??
    readCentury(reader, at)
  )
}

/** `ربيع 2015`, `صيف العام الماضي`, `شتاء 2015/2016`, `الصيف الماضي`, `هذا الصيف`. */
function readSeason(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const token = reader.tokens[at]
  const said = token?.readings.find(({ rest, article }) => !article && these.has(rest))
    ? at + 1
    : token?.form === 'فصل'
      ? at + 1
      : at
  const name = look(seasons, reader.tokens[said])
  if (!name) return undefined
  const season = name.entry
  if (said > at && these.has(token!.form) && name.article)
    return { expression: { is: 'season', season, yearStep: 0 }, end: said + 1 }
  const step = readStepWord(reader, said + 1)
  if (name.article && step) return { expression: { is: 'season', season, ...stepOf(step.step) }, end: step.end }
  const year = readYearOf(reader, said + 1)
  if (!year) return mode.loose && said > at ? { expression: { is: 'season', season }, end: said + 1 } : undefined
  const second = year.year === undefined ? undefined : readSecondYear(reader, year.end, year.year)
  const fields = year.year === undefined ? { yearStep: year.step! } : { year: year.year }
  return {
    expression: { is: 'season', season, ...fields, ...(second ? { nextYear: true } : {}) },
    end: second ?? year.end,
  }
}

function readSecondYear(reader: Reader, at: number, year: number): number | undefined {
  const mark = reader.tokens[at]
  if (mark?.form !== '/' && mark?.form !== '-') return undefined
  return reader.tokens[at + 1]?.form === String(year + 1) || reader.tokens[at + 1]?.form === String((year + 1) % 100)
    ? at + 2
    : undefined
}

/** The year that a part of it names: `[من] عام 2012`, `من العام الماضي`, `2012`. */
function readYearOf(reader: Reader, at: number): { year?: number; step?: Step; end: number } | undefined {
  const behind = readYearBehind(reader, at)
  if (!behind) return undefined
  if (behind.step !== undefined) return { step: behind.step, end: behind.end }
  return behind.year!.calendar === 'hijri' ? undefined : { year: behind.year!.year, end: behind.end }
}

const portions = new Map([
  [2, { first: 40, of: 2 }],
  [3, { first: 37, of: 3 }],
  [4, { first: 33, of: 4 }],
])

/** `الربع الأول من 2019`, `النصف الثاني من العام الحالي`, `الثلث الأخير من 2015`, `الفصل الثالث من عام 2016`. */
function readPortion(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const quarter = readQuarterStep(reader, at)
  if (quarter) return quarter
  const name = look(fractionWords, reader.tokens[at])
  const chapter = reader.tokens[at]?.readings.some(({ rest, article }) => rest === 'فصل' && article)
  const of = name?.article && name.entry.number === 'one' ? name.entry.of : chapter ? 4 : undefined
  const portion = of === undefined ? undefined : portions.get(of)
  if (!portion) return undefined
  const last = lastWords.has(reader.tokens[at + 1]?.form ?? '')
  const ordinal = last
    ? { value: portion.of, end: at + 2 }
    : look(ordinalWords, reader.tokens[at + 1], 'article') && readOrdinal(reader, at + 1)
  if (!ordinal || ordinal.value > portion.of) return undefined
  const year = readYearOf(reader, ordinal.end)
  const whole = !year && isForm(reader, ordinal.end, 'من') ? readLongPeriod(reader, ordinal.end + 1, mode) : undefined
  if (whole) return whole
  if (!year)
    return mode.loose
      ? { expression: { is: 'portion', code: portion.first + ordinal.value - 1, yearStep: 0 }, end: ordinal.end }
      : undefined
  const fields = year.year === undefined ? { yearStep: year.step! } : { year: year.year }
  return { expression: { is: 'portion', code: portion.first + ordinal.value - 1, ...fields }, end: year.end }
}

/** `النصف الثاني من الثمانينيات`, `النصف الأول من الشهر الماضي`: known by the decade, century or month that it is a part of. */
function readLongPeriod(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const whole = readDecade(reader, at, { ...mode, loose: false }) ?? readCentury(reader, at)
  const step = whole ? undefined : readStep(reader, at)
  return step?.unit === 'month' || step?.unit === 'century'
    ? { expression: stepExpression(step.unit, step.step), end: step.end }
    : whole
}

/** `الربع الماضي`, `هذا الربع`: the quarter of a year, not a quarter of anything. */
function readQuarterStep(reader: Reader, at: number): Read | undefined {
  const said = these.has(reader.tokens[at]?.form ?? '') ? at + 1 : at
  const name = look(fractionWords, reader.tokens[said])
  if (!name?.article || name.entry.of !== 4 || name.entry.number !== 'one') return undefined
  const step = said > at ? { step: 0, end: said + 1 } : readStepWord(reader, said + 1)
  return step && typeof step.step === 'number'
    ? { expression: { is: 'relative', unit: 'quarter', step: step.step }, end: step.end }
    : undefined
}

/** `ثمانينيات القرن الماضي`, `الثمانينات`, `ستينيات القرن العشرين`, `الألفين والعشرات`. */
function readDecade(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const name = look(decades, reader.tokens[at])
  if (!name) return mode.loose ? readTwoThousands(reader, at) : undefined
  const from = isForm(reader, at + 1, 'من') ? at + 2 : at + 1
  const century = readCentury(reader, from)
  const decade = name.entry
  if (century?.expression.is === 'century')
    return { expression: { is: 'decade', decade, century: century.expression.century }, end: century.end }
  const step = readStep(reader, from)
  if (step?.unit === 'century')
    return { expression: { is: 'decade', decade, century: step.step === -1 ? 20 : 21 }, end: step.end }
  if (decade === 1 || (!name.article && !mode.loose)) return undefined
  return { expression: { is: 'decade', decade, ...(decade < 3 ? { century: 21 } : {}) }, end: at + 1 }
}

function readTwoThousands(reader: Reader, at: number): Read | undefined {
  const token = reader.tokens[at]
  if (!token?.readings.some(({ rest, article }) => article && (rest === 'الفين' || rest === 'الفينات')))
    return undefined
  const next = look(decades, reader.tokens[at + 1], 'conj')
  if (next?.conj === 'و' && next.article)
    return { expression: { is: 'decade', decade: next.entry, century: 21 }, end: at + 2 }
  return { expression: { is: 'decade', decade: 0, century: 21 }, end: at + 1 }
}

/** `القرن التاسع عشر`, `القرن الحادي والعشرين`, `القرن الأول قبل الميلاد`, `القرن 19`. */
function readCentury(reader: Reader, at: number): Read | undefined {
  const name = reader.tokens[at]?.readings.some(({ rest, article }) => rest === 'قرن' && article)
  if (!name) return undefined
  const ordinal = readOrdinal(reader, at + 1)
  const glued = isForm(reader, at + 1, 'ال') && isGlued(reader, at + 2) ? at + 2 : at + 1
  const digits =
    reader.tokens[glued]?.kind === 'number' ? { value: Number(reader.tokens[glued]!.form), end: glued + 1 } : undefined
  const number = ordinal ?? digits
  if (!number || number.value < 1 || number.value > 30) return undefined
  const end = number.end
  const before =
    isForm(reader, end, 'قبل') && isForm(reader, end + 1, 'الميلاد')
      ? end + 2
      : isForm(reader, end, 'ق') && isForm(reader, end + 1, '.') && isForm(reader, end + 2, 'م')
        ? end + 3
        : end
  const after = before === end && reader.tokens[end]?.form === 'الميلادي' ? end + 1 : before
  return { expression: { is: 'century', century: number.value, beforeChrist: before > end }, end: after }
}

/** `أواخر عام 2012`, `مطلع الشهر المقبل`, `منتصف مايو`, `نهاية القرن العشرين`, `أواخر ربيع 2013`. */
export function readPart(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const name = look(partWords, reader.tokens[at])
  if (!name || name.article || name.conj === 'ف') return undefined
  const from = isForm(reader, at + 1, 'من') ? at + 2 : at + 1
  const of = readPeriod(reader, from, mode) ?? readWholePeriod(reader, from, mode) ?? readBareSeason(reader, from)
  return of && { expression: { is: 'part', part: name.entry, of: of.expression }, end: of.end }
}

/** `مطلع الصيف`: of this year. */
function readBareSeason(reader: Reader, at: number): Read | undefined {
  const name = look(seasons, reader.tokens[at])
  return name?.article && !name.prep
    ? { expression: { is: 'season', season: name.entry, yearStep: 0 }, end: at + 1 }
    : undefined
}

/** A month, a year or a step of one: what can have a beginning and an end. */
export function readWholePeriod(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const date = readCalendarDate(reader, at, { ...mode, loose: true })
  if (date && date.expression.day === undefined) return date
  const step = readStep(reader, at)
  if (step && (step.unit === 'year' || step.unit === 'week' || step.unit === 'decade' || step.unit === 'century'))
    return { expression: stepExpression(step.unit, step.step), end: step.end }
  const unit = look(unitNames, reader.tokens[at])
  if (unit?.article && unit.entry.number === 'one' && wholeUnits.has(unit.entry.unit) && unit.prep === '')
    return { expression: stepExpression(unit.entry.unit, 0), end: at + 1 }
  const bare = readYear(reader, at)
  return bare && !bare.calendar
    ? { expression: { is: 'calendar', calendar: 'gregorian', year: bare.year }, end: bare.end }
    : undefined
}

/** The expression of a unit with its step. */
export function stepExpression(unit: PeriodUnit, step: Step): DateExpression {
  if (step === 'next') return { is: 'next', unit }
  if (step === 'same')
    return unit === 'year'
      ? { is: 'calendar', calendar: 'gregorian', yearStep: 'same' }
      : unit === 'month'
        ? { is: 'calendar', calendar: 'gregorian', monthStep: 'same' }
        : { is: 'then', ofDay: unit === 'day' }
  return { is: 'relative', unit, step }
}

function stepOf(step: Step): { yearStep: Step } {
  return { yearStep: step }
}
