import { readCounted } from '../amounts/nouns.ts'
import { readUnit } from '../amounts/units.ts'
import { fractionWords, numberWords, ordinalWords, vagueWords } from '../numbers/lexicon.ts'
import { readPhrase } from '../phrases.ts'
import { isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'
import { startOf } from '../spans.ts'
import { readCalendarDate, readDay } from './calendar-dates.ts'
import { behindZone, readClock } from './clock.ts'
import { readDuration } from './durations.ts'
import type { CalendarFields, DateExpression, DateFound, DateMode, Read } from './expression.ts'
import {
  type DayPart,
  dayParts,
  dayPhrases,
  decades,
  holidays,
  monthNames,
  nightPhrases,
  partWords,
  seasons,
  stepWords,
  thenPhrases,
  unitNames,
  unknownPhrases,
  weekdays,
  yearlyWords,
} from './lexicon.ts'
import { ownedUnits, readMoment } from './moments.ts'
import { readNumericDate } from './numeric.ts'
import { readPart, readPeriod } from './periods.ts'
import { readRange } from './ranges.ts'
import { readBareYear, readNth, readOffset, readRelative, readWeekdayAlone } from './relative.ts'

type Ruled = Read & Readonly<{ rule: string; confidence: number; from?: number }>

const yearPrepositions = wordSet('في فى منذ حتى قبل بعد خلال بحلول بين من إلى سنة صيف ربيع خريف شتاء')
const yearWords = wordSet('عامي عام سنتي سنة أعوام سنوات العامين الأعوام')
const nightLinks = wordSet('/ - إلى على')
const blurs = new Map<string, '~' | '?'>([
  ['نحو', '~'],
  ['حوالي', '~'],
  ['قرابه', '~'],
  ['زهاء', '~'],
  ['تقريبا', '~'],
  ['ربما', '?'],
])

/** Reads the longest date, time or duration that starts at a token. */
export function readDate(reader: Reader, at: number, mode: DateMode): DateFound | undefined {
  const token = reader.tokens[at]
  if (token === undefined || token.kind === 'newline' || token.kind === 'latin') return undefined
  let best: Ruled | undefined
  for (const found of candidates(reader, at, mode)) if (found && (!best || found.end > best.end)) best = found
  if (!best) return undefined
  const { expression, end, rule, confidence } = blurred(reader, at, best)
  const start = best.from ?? at
  return { start: at, end, spanStart: startOf(reader, start, isDateForm), expression, rule, confidence }
}

function* candidates(reader: Reader, at: number, mode: DateMode): Generator<Ruled | undefined> {
  yield ruled(readRange(reader, at, mode, readPoint), 'date.range', 0.9)
  yield readPoint(reader, at, mode)
  if (mode.loose) {
    yield ruled(readOffset(reader, at), 'date.offset', 0.8)
    yield ruled(readLooseDay(reader, at), 'date.day', 0.5)
    yield ruled(readOpenEnd(reader, at, mode), 'date.open', 0.8)
  }
  const duration = readDuration(reader, at, false)
  if (duration) yield ruled(duration, 'date.duration', duration.expression.period ? 0.85 : 0.6)
}

/** The longest single point or period that starts at a token, clock times on it included. */
export function readPoint(reader: Reader, at: number, mode: DateMode): Ruled | undefined {
  let best: Ruled | undefined
  for (const found of points(reader, at, mode)) if (found && (!best || found.end > best.end)) best = found
  const clocked = readClocked(reader, at, best, mode)
  return clocked && (!best || clocked.end > best.end) ? clocked : best
}

function* points(reader: Reader, at: number, mode: DateMode): Generator<Ruled | undefined> {
  yield ruled(readNumericDate(reader, at, mode), 'date.numeric', 0.95)
  const date = readCalendarDate(reader, at, mode)
  if (date) yield ruled(readEquivalent(reader, date, mode), ruleOf(date.expression), 0.95)
  yield ruled(readPart(reader, at, mode), 'date.part', 0.9)
  yield ruled(readPeriod(reader, at, mode), 'date.period', 0.9)
  yield ruled(readNth(reader, at, mode), 'date.nth', 0.9)
  yield ruled(readRelative(reader, at, mode), 'date.relative', 0.85)
  yield ruled(readMoment(reader, at, mode, readPoint), 'date.relative', 0.8)
  yield ruled(readWeekdayAlone(reader, at), 'date.weekday', 0.85)
  yield ruled(readPlainYear(reader, at, mode), 'date.year', 0.85)
}

/** `12 ربيع الأول 1443 هـ الموافق 18 أكتوبر 2021`: one date, the Gregorian one counts. */
function readEquivalent(reader: Reader, date: Read, mode: DateMode): Read {
  const mark = reader.tokens[date.end]
  const linked =
    mark && (/^(?:ال)?موافقه?$/.test(mark.form) || mark.form === '/' || mark.form === '(' || mark.form === '-')
  if (!linked || date.expression.is !== 'calendar') return date
  const from =
    isForm(reader, date.end + 1, 'ل') || /^(?:ال)?موافقه?$/.test(reader.tokens[date.end + 1]?.form ?? '')
      ? date.end + 2
      : date.end + 1
  const other = readCalendarDate(reader, from, mode) ?? readNumericDate(reader, from, { ...mode, loose: true })
  if (!other || other.expression.calendar === date.expression.calendar || other.expression.year === undefined)
    return date
  const end = mark.form === '(' && isForm(reader, other.end, ')') ? other.end + 1 : other.end
  return { expression: date.expression.calendar === 'gregorian' ? date.expression : other.expression, end }
}

function readPlainYear(reader: Reader, at: number, mode: DateMode): Read | undefined {
  const year = readBareYear(reader, at, mode.loose)
  if (
    !year ||
    (isGlued(reader, at) && !/^["(«[/-]$/.test(reader.tokens[at - 1]!.form) && reader.tokens[at - 1]!.kind !== 'word')
  )
    return undefined
  const next = reader.tokens[year.end]
  if (
    next &&
    isGlued(reader, year.end) &&
    (next.kind === 'latin' || next.form === '%' || next.form === '/' || next.form === '-')
  )
    return undefined
  if (mode.loose) return year
  const before = reader.tokens[at - 1]?.form.replace(/^[وف](?=في$|منذ$|حتي$|بعد$|قبل$|بين$|خلال$)/, '') ?? ''
  const bracketed = before === '(' && isForm(reader, year.end, ')')
  if (!yearPrepositions.has(before) && !bracketed && !isJoinedYear(reader, at) && !namesYear(reader, at))
    return undefined
  const counted = readUnit(reader, year.end) ?? readCounted(reader, year.end, 2000, false)
  return counted && !bracketed ? undefined : year
}

/** `حرب 1948`, `الانتفاضة الأولى 1987`: an event that its year tells from others. */
function namesYear(reader: Reader, at: number): boolean {
  const year = Number(reader.tokens[at]!.form)
  if (!(year >= 1900 && year <= 2100)) return false
  const named = (index: number) => reader.tokens[index]?.readings.some(({ rest }) => yearlyWords.has(rest)) ?? false
  return named(at - 1) || (/^ال/.test(reader.tokens[at - 1]?.form ?? '') && named(at - 2))
}

/** `عامي 2003 و2005`, `في 2015 و2016`, `أعوام 2011 و2012 و2013`: the later years of a row. */
function isJoinedYear(reader: Reader, at: number, left = 6): boolean {
  const year = reader.tokens[at - 2]
  const link = reader.tokens[at - 1]?.form
  if ((link !== 'و' && link !== ',') || year?.kind !== 'number' || year.form.length !== 4 || left === 0) return false
  const before = reader.tokens[at - 3]?.form ?? ''
  return (
    (link === 'و' && (yearWords.has(before) || yearPrepositions.has(before))) || isJoinedYear(reader, at - 2, left - 1)
  )
}

/** A clock time, with the day before or behind it: `الساعة 3 عصراً`, `مساء الثلاثاء`, `الخميس الساعة 8`, `السادسة صباح أمس`. */
function readClocked(reader: Reader, at: number, day: Ruled | undefined, mode: DateMode): Ruled | undefined {
  const clock = readClock(reader, at)
  if (clock && (clock.marked || clock.clock.part || mode.loose || isClockDigits(reader, at)))
    return withDayBehind(reader, at, clock.clock, clock.end, mode)
  const part = readPhrase(reader, at, dayParts)
  if (part && !part.article && !day) return readPartOfDay(reader, part, mode)
  if (!day || !isDayExpression(day.expression)) return undefined
  const from =
    isForm(reader, day.end, ',') || isForm(reader, day.end, 'في') || isForm(reader, day.end, 'عند')
      ? day.end + 1
      : day.end
  const behind = readClock(reader, from)
  if (behind?.marked || behind?.clock.part || (behind && isClockDigits(reader, from)))
    return {
      ...day,
      expression: { is: 'clock', clock: behind.clock, day: day.expression },
      end: behind.end,
      rule: 'date.clock',
    }
  const partBehind = readPhrase(reader, day.end, dayParts)
  return partBehind && !partBehind.conj && reader.tokens[day.end]!.form.length > 1 && !partBehind.article
    ? { ...day, expression: { is: 'dayPart', part: partBehind.entry, day: day.expression }, end: partBehind.end }
    : undefined
}

function withDayBehind(
  reader: Reader,
  at: number,
  clock: NonNullable<ReturnType<typeof readClock>>['clock'],
  end: number,
  mode: DateMode,
): Ruled {
  const from = isForm(reader, end, 'من') || isForm(reader, end, ',') || isForm(reader, end, 'في') ? end + 1 : end
  const day = points(reader, from, mode)
  let best: Ruled | undefined
  for (const found of day)
    if (found && isDayExpression(found.expression) && (!best || found.end > best.end)) best = found
  const bound = boundOf(reader, at)
  const expression: DateExpression = {
    is: 'clock',
    clock,
    ...(best ? { day: best.expression } : {}),
    ...(bound ? { bound } : {}),
  }
  return { expression, end: best ? behindZone(reader, best.end) : end, rule: 'date.clock', confidence: 0.9 }
}

function boundOf(reader: Reader, at: number): 'BEFORE' | 'AFTER' | undefined {
  const form = reader.tokens[at - 1]?.form
  return form === 'قبل' ? 'BEFORE' : form === 'بعد' ? 'AFTER' : undefined
}

/** `مساء الثلاثاء`, `فجر اليوم`, `صباح 15 آذار` */
function readPartOfDay(reader: Reader, part: { end: number; entry: DayPart }, mode: DateMode): Ruled | undefined {
  for (const found of points(reader, part.end, mode))
    if (found && isDayExpression(found.expression))
      return {
        ...found,
        expression: { is: 'dayPart', part: part.entry, day: found.expression },
        end: behindNextDay(reader, part.entry, found),
      }
  return undefined
}

/** `ليل الاثنين الثلاثاء`, `ليلة السبت - الأحد`: a night between two days, known by the first. */
function behindNextDay(reader: Reader, part: DayPart, { expression, end }: Read): number {
  if (part !== 'night' || expression.is !== 'weekday' || expression.step !== undefined) return end
  const link = reader.tokens[end]?.form ?? ''
  const from = nightLinks.has(link) ? end + 1 : end
  const next = look(weekdays, reader.tokens[from])
  return next?.article && !next.conj && !next.prep && next.entry === (expression.weekday + 1) % 7 ? from + 1 : end
}

function isClockDigits(reader: Reader, at: number): boolean {
  return (
    reader.tokens[at]?.kind === 'number' &&
    isForm(reader, at + 1, ':') &&
    (reader.tokens[at]!.spaced || isForm(reader, at - 1, '('))
  )
}

function isDayExpression(expression: DateExpression): boolean {
  if (expression.is === 'calendar') return expression.day !== undefined
  if (expression.is === 'relative') return expression.unit === 'day'
  if (expression.is === 'next') return expression.unit === 'day'
  return (
    expression.is === 'weekday' ||
    expression.is === 'holiday' ||
    (expression.is === 'then' && expression.ofDay === true) ||
    (expression.is === 'nth' && expression.what !== 'week')
  )
}

/** A whole expression that is only a day of the month: `15`, `الثاني والعشرين`, `20 من الشهر القادم`. */
function readLooseDay(reader: Reader, at: number): Read | undefined {
  const day = readDay(reader, at)
  if (!day) return undefined
  const next = reader.tokens[day.end]
  const glued = next && isGlued(reader, day.end) && next.kind !== 'mark'
  // 15 من الشهر
  const ofMonth = next?.form === 'من' && isForm(reader, day.end + 1, 'الشهر') ? day.end + 2 : day.end
  return glued || isGlued(reader, at)
    ? undefined
    : { expression: { is: 'calendar', calendar: 'gregorian', day: day.value }, end: ofMonth }
}

/** `منذ عام 2011`, `حتى عام 2014`: open intervals, of whole expressions only. */
function readOpenEnd(reader: Reader, at: number, mode: DateMode): Ruled | undefined {
  const form = reader.tokens[at]?.form
  if (form !== 'منذ' && form !== 'حتي') return undefined
  const of = readPoint(reader, at + 1, mode)
  if (of?.expression.is !== 'calendar') return undefined
  return { ...of, expression: { is: form === 'منذ' ? 'since' : 'until', of: of.expression } }
}

function blurred(reader: Reader, at: number, found: Ruled): Ruled {
  const before = reader.tokens[at - 1]?.readings.at(-1)?.rest ?? ''
  const mark = blurs.get(reader.tokens[at - 1]?.form ?? '') ?? blurs.get(before)
  if (!mark || found.expression.is !== 'calendar' || found.expression.year === undefined) return found
  return { ...found, expression: { is: 'blurred', mark, of: found.expression } }
}

function ruleOf({ day, month, weekday, monthStep, yearStep }: Partial<Record<keyof CalendarFields, unknown>>): string {
  if (weekday !== undefined) return 'date.weekday-day'
  if (monthStep !== undefined || yearStep !== undefined) return 'date.relative'
  return day !== undefined
    ? month !== undefined
      ? 'date.day-month'
      : 'date.day'
    : month !== undefined
      ? 'date.month-year'
      : 'date.year'
}

function ruled(found: Read | undefined, rule: string, confidence: number): Ruled | undefined {
  return found && { rule, confidence, ...found }
}

const lexicons: readonly ReadonlyMap<string, unknown>[] = [
  unitNames,
  monthNames,
  weekdays,
  seasons,
  partWords,
  decades,
  dayParts,
  stepWords,
  numberWords,
  ordinalWords,
  fractionWords,
  vagueWords,
]
const otherForms = wordSet(
  'أمس الأمس غدا بعد أول هذا هذه ذلك تلك نفس حينها آنذاك وقت فترة مؤخرا حاليا الآن لاحقا سابقا السابق عيد رأس آخر الليلة قريبا اليوم بكرة البارحة الوقت الفترة الآونة المرحلة يومها وقتها حينئذ عدة فصل قرن القرن الساعة ساعة ساعات أحد إحدى ذات مدة برهة زمن أمد بعض يومنا وقتنا عصرنا أيامنا المدة الألفية العصر المستقبل القريب الماضي الغد الحين',
)

/** Folded first words of everything that dates begin with. */
export const dateOpeners: ReadonlySet<string> = new Set([
  ...lexicons.flatMap((lexicon) => [...lexicon.keys()]),
  ...[dayPhrases, nightPhrases, thenPhrases, unknownPhrases, holidays].flatMap((phrases) => [...phrases.keys()]),
  ...otherForms,
  ...ownedUnits,
  ...['بين', 'من', 'ال', 'باقي', 'بقيه', 'موافق'],
])

/** True for the folded rest of a word that dates begin with: where the clitics before it are cut. */
export function isDateForm(rest: string): boolean {
  return otherForms.has(rest) || ownedUnits.has(rest) || lexicons.some((lexicon) => lexicon.has(rest))
}
