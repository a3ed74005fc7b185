import { readCardinal } from '../numbers/cardinals.ts'
import { readOrdinal } from '../numbers/ordinals.ts'
import { readPhrase } from '../phrases.ts'
import { isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'
import { readWeekday } from './calendar-dates.ts'
import { readDuration } from './durations.ts'
import type { DateExpression, DateMode, PeriodUnit, Read } from './expression.ts'
import {
  dayParts,
  dayPhrases,
  holidays,
  nightPhrases,
  sameWords,
  thenPhrases,
  unitNames,
  unknownPhrases,
  weekdays,
} from './lexicon.ts'
import { isGeneral } from './moments.ts'
import { readWholePeriod, stepExpression } from './periods.ts'
import { readStep, readStepWord, readWindowWord } from './steps.ts'
import { readYear, readYearBehind } from './years.ts'

const ago = wordSet('قبل منذ من')
const within = wordSet('خلال غضون')
const fewWords = wordSet('القليلة القلائل المعدودة')
const nowWords = wordSet('الآن الان اليوم')
const lastWords = wordSet('آخر الأخير الأخيرة اخر')
const restWords = wordSet('باقي بقية')
const longUnits = new Set<PeriodUnit>(['week', 'month', 'year', 'decade', 'century'])
const thatDay = wordSet('اليوم يومها يومئذ')
const every = wordSet('كل في')

/** Reads what points from now or from the date before: `أمس`, `العام الماضي`, `الأشهر الثلاثة الماضية`, `حينها`, `مؤخراً`. */
export function readRelative(reader: Reader, at: number, mode: DateMode): Read | undefined {
  return (
    readNight(reader, at) ??
    readNow(reader, at, mode) ??
    readWindow(reader, at) ??
    readLast(reader, at) ??
    readStepped(reader, at, mode) ??
    readMorning(reader, at) ??
    readThen(reader, at, mode) ??
    readHoliday(reader, at, mode)
  )
}

function readNight(reader: Reader, at: number): Read | undefined {
  const night = readPhrase(reader, at, nightPhrases)
  if (night && sameWords.has(reader.tokens[night.end]?.form ?? ''))
    return { expression: { is: 'then', ofDay: true }, end: night.end + 1 }
  return night && { expression: { is: 'night', step: night.entry }, end: night.end }
}

/** `أمس`, `اليوم`, `هذا اليوم`, `يوم غد`; `في اليوم` and `كل يوم` are rates. */
function readNow(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const said = reader.tokens[at]?.form === 'هذا' ? at + 1 : at
  const day = readPhrase(reader, said, dayPhrases)
  if (!day || day.article) return undefined
  if (day.entry === 0 && said === at && !mode.loose && (every.has(reader.tokens[at - 1]?.form ?? '') || day.prep))
    return undefined
  if (day.entry === 0 && (readStepWord(reader, day.end) || isForm(reader, day.end, 'الذي'))) return undefined
  return { expression: { is: 'relative', unit: 'day', step: day.entry }, end: behindWeekday(reader, day.end) }
}

/** `أمس السبت`, `بعد غد الأحد`: the weekday says the same day again. */
function behindWeekday(reader: Reader, at: number): number {
  const weekday = readWeekday(reader, at)
  return weekday && !weekday.prep && !reader.tokens[at]!.readings[0]!.conj ? weekday.end : at
}

/** `الأشهر الثلاثة الماضية`, `الثلاثة أشهر الماضية`, `العامين الماضيين`, `الـ24 ساعة الماضية`, `الأيام القليلة المقبلة`, `السنوات الأخيرة`. */
function readWindow(reader: Reader, at: number): Read | undefined {
  const counted = readCountedUnit(reader, at) ?? readUnitCounted(reader, at)
  if (!counted) return undefined
  const step = readWindowWord(reader, counted.end)
  // السنوات العشر الأولى
  if (!step && counted.count !== null && /^الاول[يه]?$/.test(reader.tokens[counted.end]?.form ?? ''))
    return { expression: { is: 'unknown' }, end: counted.end + 1 }
  if (!step) return undefined
  return {
    expression: { is: 'window', unit: counted.unit, count: counted.count, direction: step.direction },
    end: step.end,
  }
}

/** `آخر 3 أيام`, `آخر أسبوعين` */
function readLast(reader: Reader, at: number): Read | undefined {
  if (!lastWords.has(reader.tokens[at]?.form ?? '') || /^ال/.test(reader.tokens[at]!.form)) return undefined
  const dual = look(unitNames, reader.tokens[at + 1], 'none')
  const counted =
    dual?.entry.number === 'dual' ? { unit: dual.entry.unit, count: 2, end: at + 2 } : readCountedUnit(reader, at + 1)
  return (
    counted && {
      expression: { is: 'window', unit: counted.unit, count: counted.count, direction: -1 },
      end: counted.end,
    }
  )
}

type CountedUnit = Readonly<{ unit: PeriodUnit; count: number | null; end: number }>

function readCountedUnit(reader: Reader, at: number): CountedUnit | undefined {
  const from = reader.tokens[at]?.form === 'ال' && isGlued(reader, at + 1) ? at + 1 : at
  const number = readCardinal(reader, from)
  const unit = number && look(unitNames, reader.tokens[number.end], 'article')
  if (!number || !unit || !Number.isInteger(number.value) || number.value < 1) return undefined
  if (unit.article && unit.entry.number !== 'plural') return undefined
  return { unit: unit.entry.unit, count: number.value, end: number.end + 1 }
}

function readUnitCounted(reader: Reader, at: number): CountedUnit | undefined {
  const name = look(unitNames, reader.tokens[at])
  if (!name?.article || (name.entry.number === 'one' && !isCardinal(reader, at + 1))) return undefined
  const { unit, number } = name.entry
  if (number === 'dual') return { unit, count: 2, end: at + 1 }
  const from = reader.tokens[at + 1]?.form === 'ال' && isGlued(reader, at + 2) ? at + 2 : at + 1
  const count = readCardinal(reader, from)
  if (count && Number.isInteger(count.value) && count.value > 0) return { unit, count: count.value, end: count.end }
  return { unit, count: null, end: fewWords.has(reader.tokens[at + 1]?.form ?? '') ? at + 2 : at + 1 }
}

function isCardinal(reader: Reader, at: number): boolean {
  return readCardinal(reader, at) !== undefined
}

/** `الشهر الماضي`, `هذا الأسبوع`, `العام نفسه`; weeks with a weekday (`الجمعة من الأسبوع المقبل`). */
function readStepped(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const step = readStep(reader, at)
  if (!step) return readDefiniteUnit(reader, at, mode)
  if (step.step !== 0 && isForm(reader, at + 1, 'السابق') && isGeneral(reader, at)) return undefined
  if (step.step === 0 && isGeneral(reader, at)) return undefined
  if (step.unit === 'week' && step.step !== 'same') {
    const weekday = readWeekday(reader, step.end)
    if (weekday && !weekday.prep)
      return { expression: { is: 'weekday', weekday: weekday.weekday, week: step.step }, end: weekday.end }
  }
  const year =
    step.unit === 'month' && typeof step.step === 'number' && mode.loose ? readYearBehind(reader, step.end) : undefined
  return { expression: stepExpression(step.unit, step.step), end: year?.step === undefined ? step.end : year.end }
}

/** A whole expression may be a unit alone (`الأسبوع`) or its rest (`باقي الشهر`). */
function readDefiniteUnit(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const rest = restWords.has(reader.tokens[at]?.form ?? '')
  const step = rest ? readStep(reader, at + 1) : undefined
  const unit = look(unitNames, reader.tokens[rest ? at + 1 : at])
  const plain = unit?.article && unit.entry.number === 'one' && (rest || mode.loose) && longUnits.has(unit.entry.unit)
  if (!step && !plain) return undefined
  const of = step ? stepExpression(step.unit, step.step) : stepExpression(unit!.entry.unit, 0)
  const end = step?.end ?? (rest ? at + 2 : at + 1)
  return { expression: rest ? { is: 'rest', of } : of, end }
}

/** `هذا الصباح`: of today. */
function readMorning(reader: Reader, at: number): Read | undefined {
  if (!/^[وف]?هذا$/.test(reader.tokens[at]?.form ?? '') || !/^ال/.test(reader.tokens[at + 1]?.form ?? ''))
    return undefined
  const part = readPhrase(reader, at + 1, dayParts)
  return part && part.end === at + 2
    ? { expression: { is: 'dayPart', part: part.entry, day: { is: 'relative', unit: 'day', step: 0 } }, end: part.end }
    : undefined
}

/** `وزير الداخلية سابقاً،`: the adverb at the end of a title says former. */
function isFormer(reader: Reader, at: number): boolean {
  const next = reader.tokens[at + 1]
  return (
    /^[وب]?(?:ال|لل)/.test(reader.tokens[at - 1]?.plain ?? '') &&
    (next === undefined || next.kind === 'mark' || next.kind === 'newline')
  )
}

function readThen(reader: Reader, at: number, mode: DateMode): Read | undefined {
  if (reader.tokens[at]?.readings.some(({ rest }) => rest === 'الان'))
    return { expression: { is: 'relative', unit: 'second', step: 0 }, end: at + 1 }
  const then = readPhrase(reader, at, thenPhrases)
  if (then && !then.article)
    return { expression: { is: 'then', ofDay: thatDay.has(reader.tokens[at]!.form) }, end: then.end }
  // في السابق is a time, السابق behind a noun its adjective.
  if (isForm(reader, at, 'السابق') && /^[وف]?في$/.test(reader.tokens[at - 1]?.form ?? ''))
    return { expression: { is: 'unknown' }, end: at + 1 }
  const unknown = readPhrase(reader, at, unknownPhrases)
  if (unknown && isForm(reader, unknown.end - 1, 'سابقا') && !mode.loose && isFormer(reader, at)) return undefined
  return unknown && !unknown.article ? { expression: { is: 'unknown' }, end: unknown.end } : undefined
}

/** `عيد الفطر`, `رأس السنة الهجرية 2019`, `عيد الميلاد العام المقبل`. */
function readHoliday(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const feast = readPhrase(reader, at, holidays)
  if (!feast || feast.article) return undefined
  const year = readYearBehind(reader, feast.end)
  if (year?.year) return { expression: { is: 'holiday', ...feast.entry, year: year.year.year }, end: year.end }
  return mode.loose || feast.entry.kind !== 'gregorian'
    ? { expression: { is: 'holiday', ...feast.entry }, end: feast.end }
    : undefined
}

/** `الثلاثاء`, `يوم الأحد الماضي`, `الجمعة من الأسبوع المقبل`, `اثنين الأسبوع الحالي`, `الثلاثاء القادم`. */
export function readWeekdayAlone(reader: Reader, at: number): Read | undefined {
  const said = reader.tokens[at]?.form === 'هذا' || reader.tokens[at]?.form === 'هذه' ? at + 1 : at
  const weekday = readWeekday(reader, said) ?? readBareWeekday(reader, said)
  if (!weekday) return undefined
  const from = isForm(reader, weekday.end, 'من') || isForm(reader, weekday.end, 'في') ? weekday.end + 1 : weekday.end
  const week = readStep(reader, from)
  if (week?.unit === 'week' && week.step !== 'same')
    return { expression: { is: 'weekday', weekday: weekday.weekday, week: week.step }, end: week.end }
  if ('bare' in weekday) return undefined
  const step = readStepWord(reader, weekday.end)
  const near = said > at ? { step: 0 } : {}
  const told = step && step.step !== 'same' ? { step: step.step === 'next' ? 1 : step.step } : near
  return {
    expression: { is: 'weekday', weekday: weekday.weekday, ...told },
    end: told === near ? weekday.end : step!.end,
  }
}

function readBareWeekday(reader: Reader, at: number): { weekday: number; end: number; bare: true } | undefined {
  const name = look(weekdays, reader.tokens[at])
  return name && !name.article ? { weekday: name.entry, end: at + 1, bare: true } : undefined
}

/** `أول يوم جمعة في هذا الشهر`, `الثلاثاء الأخير من شهر مارس`, `ثالث ثلاثاء في أيلول`, `آخر يوم من 2015`, `الأسبوع الأول من عام 2015`. */
export function readNth(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const found = readNthBefore(reader, at) ?? readNthBehind(reader, at)
  if (!found) return undefined
  const { nth, what, end } = found
  const next = reader.tokens[end]
  if (next?.form === 'بعد') {
    const feast = readHoliday(reader, end + 1, { ...mode, loose: true })
    return feast && { expression: { is: 'nth', nth, what, of: feast.expression, after: true }, end: feast.end }
  }
  const from = next && /^(?:من|في|ل)$/.test(next.form) ? end + 1 : end
  const of = readWholePeriod(reader, from, mode) ?? readMonthStep(reader, from)
  if (!of) return mode.loose && typeof what === 'number' && nth > 0 && found.behind ? nthOfMonth(found) : undefined
  return { expression: { is: 'nth', nth, what, of: of.expression }, end: of.end }
}

type Nth = Readonly<{ nth: number; what: 'day' | 'week' | number; end: number; behind: boolean }>

function nthOfMonth({ nth, what, end }: Nth): Read {
  return { expression: { is: 'nth', nth, what, of: { is: 'calendar', calendar: 'gregorian', monthStep: 0 } }, end }
}

function readMonthStep(reader: Reader, at: number): Read | undefined {
  const step = readStep(reader, at)
  return step?.unit === 'month'
    ? { expression: { is: 'calendar', calendar: 'gregorian', monthStep: step.step }, end: step.end }
    : undefined
}

function readNthBefore(reader: Reader, at: number): Nth | undefined {
  const last = lastWords.has(reader.tokens[at]?.form ?? '') && !/^ال/.test(reader.tokens[at]!.form)
  const ordinal = last ? { value: -1, end: at + 1, article: false } : readOrdinal(reader, at)
  if (!ordinal || ordinal.article || ordinal.value > 53) return undefined
  const what = readThing(reader, ordinal.end, false)
  return what && { nth: ordinal.value, ...what, behind: false }
}

function readNthBehind(reader: Reader, at: number): Nth | undefined {
  const what = readThing(reader, at, true)
  if (!what) return undefined
  const last = lastWords.has(reader.tokens[what.end]?.form ?? '')
  const ordinal = last ? { value: -1, end: what.end + 1, article: true } : readOrdinal(reader, what.end)
  if (!ordinal?.article || ordinal.value > 53 || (what.what !== 'week' && ordinal.value > 5)) return undefined
  return what.what === 'day' && ordinal.value > 0
    ? undefined
    : { nth: ordinal.value, what: what.what, end: ordinal.end, behind: true }
}

function readThing(
  reader: Reader,
  at: number,
  definite: boolean,
): { what: 'day' | 'week' | number; end: number } | undefined {
  const unit = look(unitNames, reader.tokens[at])
  const day = unit?.entry.unit === 'day' && unit.entry.number === 'one'
  const name = look(weekdays, reader.tokens[day ? at + 1 : at])
  if (name && (definite ? name.article : true) && !name.conj) return { what: name.entry, end: day ? at + 2 : at + 1 }
  if (!unit || unit.article !== definite || unit.entry.number !== 'one') return undefined
  return day ? { what: 'day', end: at + 1 } : unit.entry.unit === 'week' ? { what: 'week', end: at + 1 } : undefined
}

/** Whole expressions only: `قبل ثلاثة أشهر`, `منذ عامين`, `بعد أسبوع`, `خلال أسبوعين`, `2 عام و21 يوماً من الآن`. */
export function readOffset(reader: Reader, at: number): Read | undefined {
  const word = reader.tokens[at]
  if (word === undefined) return undefined
  const after = word.form === 'بعد'
  const spanning = within.has(word.form.replace(/^ب/, '')) || (word.form === 'في' && isForm(reader, at + 1, 'غضون'))
  const before = ago.has(word.form) && word.form !== 'من'
  const from = spanning && word.form === 'في' ? at + 2 : after || before || spanning ? at + 1 : at
  const duration = readDuration(reader, from, true)
  if (!duration || (duration.expression.period === null && from === at)) return undefined
  const tail = readTail(reader, duration.end)
  if (from === at && !tail) return undefined
  const period = duration.expression.period ?? fewOf(reader, duration.end)
  if (!period) return undefined
  if (spanning) return { expression: { is: 'within', period }, end: tail?.end ?? duration.end }
  const expression: DateExpression = { is: 'offset', period, direction: after || tail?.future ? 1 : -1 }
  return { expression, end: tail?.end ?? duration.end }
}

/** `من الآن`, `في المستقبل`, `مضت` */
function readTail(reader: Reader, at: number): { end: number; future: boolean } | undefined {
  if (isForm(reader, at, 'من') && nowWords.has(reader.tokens[at + 1]?.form ?? '')) return { end: at + 2, future: false }
  return isForm(reader, at, 'في') && isForm(reader, at + 1, 'المستقبل') ? { end: at + 2, future: true } : undefined
}

// بضعة أشهر counts three to nine; as a point in time it is read as its least, three.
function fewOf(reader: Reader, end: number): Partial<Record<PeriodUnit, number>> | undefined {
  const unit = look(unitNames, reader.tokens[end - 1], 'article')
  return unit && { [unit.entry.unit]: 3 }
}

/** A year that only its preposition shows to be one: `في 2012`, `منذ 2011`, `(2014)`. */
export function readBareYear(reader: Reader, at: number, words = false): Read | undefined {
  const year = readYear(reader, at)
  if (!year || year.marked || (reader.tokens[at]!.kind !== 'number' && !words) || year.year < 1500 || year.year > 2199)
    return undefined
  return { expression: { is: 'calendar', calendar: 'gregorian', year: year.year }, end: year.end }
}
