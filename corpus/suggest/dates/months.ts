import { readCardinal } from '../numbers/cardinals.ts'
import { readOrdinal } from '../numbers/ordinals.ts'
import { readPhrase } from '../phrases.ts'
import { isForm, isGlued, type Reader, wordSet } from '../reader.ts'
import type { CalendarName } from './expression.ts'
import { monthNames } from './lexicon.ts'
import { readStep, type Step } from './steps.ts'

/**
 * A month as written: its number, or a step from another (`الشهر الماضي`). `sure` is false for names that are other words too;
 * `said` tells that شهر or a second name of the pair removes the doubt.
 */
export type MonthFound = Readonly<{
  calendar: CalendarName
  month?: number
  otherMonth?: number
  step?: Step
  end: number
  sure: boolean
  prep: string
  thisYear?: boolean
}>

const monthWords = wordSet('شهر الشهر بشهر لشهر وشهر')
const these = wordSet('هذا')
const separators = new Set(['/', '-', '\\', 'او', '|'])

/** Reads a month: `آذار`, `مارس/آذار`, `نيسان (أبريل)`, `شهر نيسان`, `شهر عشرة`, `الشهر التاسع`, `هذا الشهر`, `الشهر الماضي`. */
export function readMonth(reader: Reader, at: number): MonthFound | undefined {
  const step = readStep(reader, at)
  if (step?.unit === 'month')
    return { calendar: 'gregorian', step: step.step, end: step.end, sure: true, prep: step.prep }
  const named = these.has(reader.tokens[at]?.form ?? '') ? readNamed(reader, at + 1) : undefined
  if (named && !named.prep) return { ...named, sure: true, thisYear: true }
  const word = reader.tokens[at]?.readings.find(({ rest, conj }) => rest === 'شهر' && !conj)
  if (word) return readSaid(reader, at, word)
  return readNamed(reader, at)
}

/** `شهر نيسان`, `شهر 9`, `الشهر التاسع` */
function readSaid(
  reader: Reader,
  at: number,
  { article, prep }: { article: boolean; prep: string },
): MonthFound | undefined {
  const named = article ? undefined : readNamed(reader, at + 1)
  if (named) return { ...named, sure: true, prep }
  const ordinal = article ? readOrdinal(reader, at + 1) : undefined
  const number = ordinal ?? (article ? undefined : readCardinal(reader, at + 1))
  if (!number || !Number.isInteger(number.value) || number.value < 1 || number.value > 12) return undefined
  // شهر واحد is one month.
  if (number.value === 1 && !ordinal && reader.tokens[at + 1]!.kind === 'word') return undefined
  return { calendar: 'gregorian', month: number.value, end: number.end, sure: true, prep }
}

function readNamed(reader: Reader, at: number): MonthFound | undefined {
  const found = readPhrase(reader, at, monthNames)
  if (!found || found.article) return undefined
  const { entry, end } = found
  const other = readOtherName(reader, end, entry.calendar, entry.month)
  const sure = entry.sure && reader.tokens[at]!.plain !== 'أب'
  const month = { calendar: entry.calendar, month: entry.month, prep: found.prep }
  if (!other) return { ...month, end, sure }
  return { ...month, end: other.end, sure: true, ...(other.month === entry.month ? {} : { otherMonth: other.month }) }
}

/** `/آذار`, ` / آذار`, `(مارس)`, `أو مارس`: the second name of a pair. */
function readOtherName(
  reader: Reader,
  at: number,
  calendar: CalendarName,
  month: number,
): { month: number; end: number } | undefined {
  const mark = reader.tokens[at]
  if (!mark) return undefined
  const bracket = mark.form === '(' || mark.form === '['
  if (!bracket && !separators.has(mark.form)) return readNameBeside(reader, at, calendar, month)
  const name = readPhrase(reader, at + 1, monthNames)
  if (!name || name.conj || name.prep || name.article || name.entry.calendar !== calendar) return undefined
  if (!bracket) return { month: name.entry.month, end: name.end }
  const close = reader.tokens[name.end]?.form
  return close === ')' || close === ']' ? { month: name.entry.month, end: name.end + 1 } : undefined
}

/** `أبريل نيسان`: the second name of the same month with nothing between. */
function readNameBeside(
  reader: Reader,
  at: number,
  calendar: CalendarName,
  month: number,
): { month: number; end: number } | undefined {
  const name = reader.tokens[at]?.kind === 'word' ? readPhrase(reader, at, monthNames) : undefined
  const same = name && !name.conj && !name.prep && !name.article && name.entry.month === month
  return same && name.entry.calendar === calendar ? { month, end: name.end } : undefined
}

/** True where a month's name that is also another word can only be the month: behind a preposition of time. */
export function standsInTime(reader: Reader, at: number): boolean {
  const before = reader.tokens[at - 1]
  return before !== undefined && timePrepositions.has(before.form.replace(/^[وف](?=في$|منذ$|خلال$|حتي$)/, ''))
}

const timePrepositions = wordSet('في فى منذ خلال حتى بحلول قبل بعد أوائل أواخر مطلع منتصف نهاية بداية طوال طيلة')

/** True when the token at `at` begins with the word شهر. */
export function isMonthWord(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]
  return token !== undefined && monthWords.has(token.form)
}

/** Index behind a separator between a day and its month: `من`, `-`, `/`, `.`, `من شهر`. */
export function behindDaySeparator(reader: Reader, at: number): number {
  if (isForm(reader, at, 'من') || isForm(reader, at, 'ل')) return at + 1
  const mark = reader.tokens[at]
  const joins =
    mark?.kind === 'mark' && (mark.form === '-' || mark.form === '/' || mark.form === '.' || mark.form === ',')
  return joins && isGlued(reader, at) ? at + 1 : at
}
