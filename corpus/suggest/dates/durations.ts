import { fractionWords, numberWords } from '../numbers/lexicon.ts'
import { readNumber } from '../numbers/number.ts'
import { readVague } from '../numbers/vague.ts'
import { behindAnd, type Cut, isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'
import type { Period, PeriodUnit, Read } from './expression.ts'
import { indefiniteWords, spanningWords, unitNames, wholeWords } from './lexicon.ts'

type DurationRead = Read<Readonly<{ is: 'duration'; period: Period | null }>>

const severalWords = wordSet('عدة بضع بضعة')
const rangeLinks = wordSet('إلى الى حتى أو -')
const named = wordSet('حرب الحرب هدنة')
const partsOf: Readonly<Record<PeriodUnit, readonly [PeriodUnit, number] | undefined>> = {
  century: ['year', 100],
  decade: ['year', 10],
  year: ['month', 12],
  quarter: ['month', 3],
  month: ['day', 30],
  week: ['day', 7],
  day: ['hour', 24],
  hour: ['minute', 60],
  minute: ['second', 60],
  second: undefined,
}

/**
 * Reads a duration: `سبع سنوات`, `عامين`, `6 أشهر`, `نصف عام`, `عام ونصف`, `سنة وثلاثة أشهر`, `الـ24 ساعة`.
 * A single bare unit (`عام` is also: general) counts only with واحد or كامل, behind a word of duration, or where `loose`.
 */
export function readDuration(reader: Reader, at: number, loose: boolean): DurationRead | undefined {
  const first = readPiece(reader, at, 'any', loose) ?? readIndefinite(reader, at)
  if (!first) return undefined
  let { period, end } = first
  while (period && end - at < 24) {
    const behind = behindAnd(reader, end)
    const comma = isForm(reader, end, ',') && loose ? end + 1 : behind
    const half = readHalf(reader, behind, behind > end ? 'none' : 'joined', first.unit)
    const next = half ?? readPiece(reader, comma, comma > end ? 'article' : 'joined', loose)
    if (!next?.period || (!half && order(next.unit) >= order(first.unit) && !loose)) break
    period = add(period, next.period)
    end = next.end
  }
  return { expression: { is: 'duration', period }, end }
}

type Piece = Readonly<{ period: Period | null; end: number; unit: PeriodUnit }>

function readPiece(reader: Reader, at: number, cut: Cut, loose: boolean): Piece | undefined {
  return (
    readCounted(reader, at, cut) ??
    readUnitCounted(reader, at, cut) ??
    readDual(reader, at, cut) ??
    readSingle(reader, at, cut, loose)
  )
}

/** Number and unit, or unit and number in the definite (`الأشهر الثلاثة`). */
function readCounted(reader: Reader, at: number, cut: Cut): Piece | undefined {
  if (cut === 'joined' && !reader.tokens[at]?.readings.some(({ conj }) => conj === 'و')) return undefined
  const vague = readVague(reader, at)
  const unit = vague && look(unitNames, reader.tokens[vague.end], 'article')
  if (unit) return { period: null, end: vague.end + 1, unit: unit.entry.unit }
  const number = readNumber(reader, at)
  if (
    !number ||
    number.value < 0 ||
    (isGlued(reader, at) && reader.tokens[at - 1]!.kind === 'mark' && !/["([]/.test(reader.tokens[at - 1]!.form))
  )
    return undefined
  const name = look(unitNames, reader.tokens[number.end], 'article')
  if (!name) return readUpTo(reader, number.value, number.end)
  if (name.entry.number === 'dual' && !isAccusative(name.rest)) return undefined
  return { period: times(name.entry.unit, number.value), end: number.end + 1, unit: name.entry.unit }
}

/** `3 إلى 5 سنوات`, `خمس أو ست سنوات`; of `90 و180 يوماً` the first number alone: what is joined stays apart. */
function readUpTo(reader: Reader, first: number, at: number): Piece | undefined {
  const glued = look(numberWords, reader.tokens[at], 'joined') !== undefined
  const joined = glued || isForm(reader, at, 'و')
  if (!joined && !rangeLinks.has(reader.tokens[at]?.form ?? '')) return undefined
  const last = readNumber(reader, glued ? at : at + 1)
  const unit = last && last.value > first ? look(unitNames, reader.tokens[last.end], 'none') : undefined
  if (!last || !unit || (unit.entry.number === 'dual' && !isAccusative(unit.rest))) return undefined
  return joined
    ? { period: times(unit.entry.unit, first), end: at, unit: unit.entry.unit }
    : { period: null, end: last.end + 1, unit: unit.entry.unit }
}

/** `الأيام الثلاثة`, `السنوات الخمس`; `حرب الأيام الستة` is a name. */
function readUnitCounted(reader: Reader, at: number, cut: Cut): Piece | undefined {
  const name = look(unitNames, reader.tokens[at], cut)
  if (!name?.article || name.entry.number !== 'plural') return undefined
  if (reader.tokens[at - 1]?.readings.some(({ rest }) => named.has(rest))) return undefined
  const word = look(numberWords, reader.tokens[at + 1], 'article')
  const number = word?.article || reader.tokens[at + 1]?.kind === 'number' ? readNumber(reader, at + 1) : undefined
  if (!number || !Number.isInteger(number.value) || number.value < 3) return undefined
  return { period: times(name.entry.unit, number.value), end: number.end, unit: name.entry.unit }
}

// 15 يوما: the accusative of the singular, not a dual.
function isAccusative(form: string): boolean {
  return form === 'يوما'
}

function readDual(reader: Reader, at: number, cut: Cut): Piece | undefined {
  const name = look(unitNames, reader.tokens[at], cut)
  if (name?.entry.number !== 'dual' || /ي$|ا$/.test(name.rest)) return undefined
  const { unit } = name.entry
  const two = look(
    new Map([
      ['اثنين', 2],
      ['اثنتين', 2],
      ['اثنان', 2],
      ['كاملين', 2],
      ['كاملتين', 2],
      ['متتاليين', 2],
    ]),
    reader.tokens[at + 1],
    'none',
  )
  return { period: times(unit, 2), end: two ? at + 2 : at + 1, unit }
}

/** `شهراً واحداً`, `يوم كامل`, `لمدة عام`, `عام ونصف`. */
function readSingle(reader: Reader, at: number, cut: Cut, loose: boolean): Piece | undefined {
  const name = look(unitNames, reader.tokens[at], cut)
  if (name?.entry.number !== 'one') return undefined
  const { unit } = name.entry
  const next = reader.tokens[at + 1]
  const one = next && /^واحد(?:ه|ا)?$/.test(next.form)
  if (!name.article && (one || wholeWords.has(next?.form ?? ''))) return { period: times(unit, 1), end: at + 2, unit }
  const behind = behindAnd(reader, at + 1)
  const half = readHalf(reader, behind, behind > at + 1 ? 'none' : 'joined', unit)
  const spanned = cut === 'joined' || isSpanned(reader, at, name.prep)
  if ((name.article && !loose) || !(half || spanned || loose)) return undefined
  // عقد is also: to hold, a contract.
  if (unit === 'decade' && !loose && !half && next?.kind === 'word' && next.form !== 'من') return undefined
  return { period: times(unit, 1), end: at + 1, unit }
}

function isSpanned(reader: Reader, at: number, prep: string): boolean {
  const before = reader.tokens[at - 1]
  const compared = before?.form === 'من' && /^(?:اقل|اكثر)$/.test(reader.tokens[at - 2]?.form ?? '')
  const word = compared || before?.readings.some(({ rest }) => spanningWords.has(rest))
  const next = reader.tokens[at + 1]
  return prep === '' && word === true && next?.kind !== 'number' && !/^ال/.test(next?.form ?? '')
}

/** `ونصف`, `وربع`, `ونصف العام` behind a unit: that share of the unit. */
function readHalf(reader: Reader, at: number, cut: 'none' | 'joined', unit: PeriodUnit): Piece | undefined {
  const word =
    look(fractionWords, reader.tokens[at], cut) ??
    (cut === 'none' ? look(fractionWords, reader.tokens[at], 'article') : undefined)
  const entry = word?.entry ?? fractionWords.get((reader.tokens[at]?.form ?? '').replace(/^وال/, ''))
  if (entry?.number !== 'one' || entry.of > 4) return undefined
  const own = look(unitNames, reader.tokens[at + 1], 'article')
  return { period: times(unit, 1 / entry.of), end: own?.article && own.entry.unit === unit ? at + 2 : at + 1, unit }
}

/** `شهور طويلة`, `أعوام خلت`, `عدة أسابيع`, `أيام`: a plural that nothing counts. */
function readIndefinite(reader: Reader, at: number): Piece | undefined {
  const several = reader.tokens[at]?.readings.some(({ rest, article }) => !article && severalWords.has(rest))
  const from = several ? at + 1 : at
  const name = look(unitNames, reader.tokens[from])
  if (!name || name.article || name.entry.number !== 'plural') return undefined
  const next = reader.tokens[from + 1]
  if (indefiniteWords.has(next?.form ?? '')) return { period: null, end: from + 2, unit: name.entry.unit }
  const genitive = next?.kind === 'word' && /^ال/.test(next.form)
  return genitive && !several ? undefined : { period: null, end: from + 1, unit: name.entry.unit }
}

/** A share of a unit in whole smaller units: half a year is six months, a third of an hour twenty minutes. */
function times(unit: PeriodUnit, count: number): Period {
  if (Number.isInteger(count) || unit === 'second') return { [unit]: count }
  const whole = Math.trunc(count)
  const part = partsOf[unit]
  if (!part) return { [unit]: count }
  const [smaller, size] = part
  const rest = Number(((count - whole) * size).toPrecision(9))
  return add(whole === 0 ? {} : { [unit]: whole }, times(smaller, rest))
}

function add(a: Period, b: Period): Period {
  const sum: Partial<Record<PeriodUnit, number>> = { ...a }
  for (const [unit, count] of Object.entries(b) as [PeriodUnit, number][]) sum[unit] = (sum[unit] ?? 0) + count
  return sum
}

const sizes: readonly PeriodUnit[] = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'decade',
  'century',
]

function order(unit: PeriodUnit): number {
  return sizes.indexOf(unit)
}

/** ISO 8601: decades and centuries in years, quarters in months; weeks stay weeks where nothing else is said. */
export function isoDuration(period: Period): string {
  const years = (period.year ?? 0) + 10 * (period.decade ?? 0) + 100 * (period.century ?? 0)
  const months = (period.month ?? 0) + 3 * (period.quarter ?? 0)
  const alone = Object.keys(period).length === 1
  const days = (period.day ?? 0) + (alone ? 0 : 7 * (period.week ?? 0))
  const date = part(years, 'Y') + part(months, 'M') + (alone ? part(period.week ?? 0, 'W') : '') + part(days, 'D')
  const time = part(period.hour ?? 0, 'H') + part(period.minute ?? 0, 'M') + part(period.second ?? 0, 'S')
  const all = date + (time ? `T${time}` : '')
  return `P${all || 'T0S'}`
}

function part(count: number, letter: string): string {
  return count === 0 ? '' : `${count}${letter}`
}
