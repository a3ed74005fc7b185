import { fractionWords, numberWords, vagueWords } from '../numbers/lexicon.ts'
import { readNumber } from '../numbers/number.ts'
import { behindAnd, isForm, isGlued, lexiconOf, look, type Reader, wordSet } from '../reader.ts'
import { startOf, startOfReading } from '../spans.ts'
import { type AmountFound, type Core, finish } from './finish.ts'
import { readNounFirst } from './noun-first.ts'
import { behindAdjective, readCounted, readOthers, readPartitive } from './nouns.ts'
import { type Quantity, readQuantity } from './quantity.ts'
import { minorShare, readUnit, type Unit } from './units.ts'

/** `region` settles a bare ليرة; `loose` reads a whole expression rather than running text. */
export type AmountOptions = Readonly<{ region?: string | undefined; loose?: boolean }>

const ratioWords = lexiconOf([['نسبة', true]])
const rangeLinks = wordSet('إلى الى حتى لغاية - ~')

/** Reads the longest amount that starts at a token: number and unit in either order, vague plurals, duals, ranges, rates. */
export function readAmount(reader: Reader, at: number, options: AmountOptions = {}): AmountFound | undefined {
  return (
    readPrefixed(reader, at, options) ??
    readCountedQuantity(reader, at, options) ??
    readUnitFirst(reader, at, options) ??
    readNounFirst(reader, at)
  )
}

/** `$10,000`, `٪50`, `USD 5`, `بالمئة 10` */
function readPrefixed(reader: Reader, at: number, options: AmountOptions): AmountFound | undefined {
  const token = reader.tokens[at]
  if (token?.kind !== 'mark' && token?.kind !== 'latin' && !options.loose) return undefined
  const unit = readUnit(reader, at, options.region)
  if (!unit || unit.unit.dual || (unit.unit.kind !== 'currency' && unit.unit.kind !== 'part')) return undefined
  if (unit.unit.kind === 'currency' && (unit.prep || unit.conj)) return undefined
  const quantity = readQuantity(reader, unit.end, options.loose ?? false)
  if (!quantity || reader.tokens[unit.end]!.kind !== 'number') return undefined
  const core = {
    end: quantity.end,
    unit: unit.unit.name ?? null,
    rule: ruleOf(unit.unit),
    confidence: 0.95,
    money: unit.unit.kind === 'currency',
  }
  return finish(
    reader,
    at,
    quantity,
    core,
    startOf(reader, at, () => true),
  )
}

function readCountedQuantity(reader: Reader, at: number, options: AmountOptions): AmountFound | undefined {
  const quantity = readQuantity(reader, at, options.loose ?? false)
  if (!quantity) return undefined
  const ratio = readRatio(reader, at, quantity)
  if (ratio) return ratio
  const core = readTail(reader, quantity, options)
  if (!core) return undefined
  const spanStart = startOf(reader, quantity.start, (rest) => isNumberForm(rest))
  const whole = readUpperEnd(reader, quantity, core, options)
  return finish(reader, quantity.start, whole?.quantity ?? quantity, whole?.core ?? core, spanStart, at)
}

/** `نسبة 20`: the word says percent where no sign does, and is part of the amount then. */
function readRatio(reader: Reader, at: number, quantity: Quantity): AmountFound | undefined {
  const word = look(ratioWords, reader.tokens[at - 1])
  if (
    !word ||
    readUnit(reader, quantity.end) ||
    !quantity.number ||
    readCounted(reader, quantity.end, undefined, false)?.known
  )
    return undefined
  const core: Core = { end: quantity.end, unit: 'percent', rule: 'amount.percent', confidence: 0.7, money: false }
  return finish(reader, at - 1, quantity, core, startOfReading(reader, at - 1, word))
}

function readTail(reader: Reader, quantity: Quantity, options: AmountOptions): Core {
  return (
    readMeasured(reader, quantity, options) ??
    readBelowZero(reader, quantity.end) ??
    readCountedNoun(reader, quantity) ??
    ({
      end: quantity.end,
      unit: null,
      rule: quantity.vague ? 'amount.vague' : 'amount.number',
      confidence: 0.5,
      money: false,
    } as const)
  )
}

/** `10$-20$`, `من 5 كيلومترات إلى 10 كيلومترات`: the upper end repeats the unit. */
function readUpperEnd(
  reader: Reader,
  lower: Quantity,
  core: Core,
  options: AmountOptions,
): { quantity: Quantity; core: Core } | undefined {
  const link = reader.tokens[core.end]
  const joined =
    reader.tokens[lower.start - 1]?.readings.some(({ rest }) => rest === 'بين') && isForm(reader, core.end, 'و')
  if (
    lower.value === null ||
    core.unit === null ||
    core.add !== undefined ||
    !link ||
    (!rangeLinks.has(link.form) && !joined)
  )
    return undefined
  const upper = readQuantity(reader, core.end + 1, options.loose ?? false)
  const tail = upper && readTail(reader, upper, options)
  if (!upper || typeof upper.value !== 'number' || tail?.unit !== core.unit || upper.value < lower.value)
    return undefined
  return {
    quantity: { ...lower, value: null, min: lower.value, max: upper.value, end: upper.end },
    core: { ...core, end: tail.end },
  }
}

function readMeasured(reader: Reader, quantity: Quantity, { region }: AmountOptions): Core | undefined {
  const at = quantity.end
  const found = readUnit(reader, at, region) ?? readRepeated(reader, at, region)
  if (!found || found.conj || (found.prep && found.unit.kind !== 'part') || found.unit.dual) return undefined
  const { unit } = found
  if (unit.kind === 'person') return undefined
  const core: Core = {
    end: found.end,
    unit: unit.name ?? unit.noun ?? null,
    rule: ruleOf(unit),
    confidence: 0.95,
    money: unit.kind === 'currency',
  }
  return readBelowZeroBehind(reader, readMinor(reader, core) ?? readHalf(reader, core) ?? core)
}

/** `مليون ونصف المليون دولار` leaves nothing between; `نصف مليون من الدولارات` puts من there. */
function readRepeated(reader: Reader, at: number, region: string | undefined): ReturnType<typeof readUnit> {
  if (!isForm(reader, at, 'من')) return undefined
  const found = readUnit(reader, at + 1, region)
  return found?.article && found.unit.kind !== 'person' && found.unit.kind !== 'part' ? found : undefined
}

/** `دولار و42 سنتا`, `20$ 43c` */
function readMinor(reader: Reader, core: Core): Core | undefined {
  if (!core.money || core.unit === null) return undefined
  const number = readNumber(reader, behindAnd(reader, core.end))
  const minor = number && readUnit(reader, number.end)
  const share = minor?.unit.name && minorShare(core.unit, minor.unit.name)
  return number && minor && share ? { ...core, end: minor.end, add: number.value * share } : undefined
}

/** `لتر ونصف`, `3 كيلومترات وربع` */
function readHalf(reader: Reader, core: Core): Core | undefined {
  const behind = behindAnd(reader, core.end)
  const word = look(fractionWords, reader.tokens[behind], behind > core.end ? 'none' : 'joined')
  if (!word || word.entry.number === 'plural' || word.entry.of > 4) return undefined
  const own = reader.tokens[behind + 1]?.readings.some(({ article }) => article)
    ? readUnit(reader, behind + 1)
    : undefined
  const end = own?.unit.name !== undefined && own.unit.name === core.unit ? own.end : behind + 1
  return { ...core, end, add: (word.entry.number === 'dual' ? 2 : 1) / word.entry.of }
}

/** `2 تحت الصفر`, `5 درجات تحت الصفر` */
function readBelowZero(reader: Reader, at: number): Core | undefined {
  if (!isForm(reader, at, 'تحت') || !isForm(reader, at + 1, 'الصفر')) return undefined
  return { end: at + 2, unit: 'degree', factor: -1, rule: 'amount.measure', confidence: 0.9, money: false }
}

function readBelowZeroBehind(reader: Reader, core: Core): Core {
  const below = core.unit === 'degree' || core.unit === 'celsius' ? readBelowZero(reader, core.end) : undefined
  return below ? { ...core, end: below.end, factor: -1 } : core
}

function readCountedNoun(reader: Reader, quantity: Quantity): Core | undefined {
  const definite = quantity.vague || (quantity.number?.fraction ?? false)
  const count = quantity.value ?? quantity.max ?? undefined
  const noun =
    readOthers(reader, quantity.end) ??
    (isDefiniteVague(reader, quantity) ? undefined : readCounted(reader, quantity.end, count, definite)) ??
    readPartitive(reader, quantity.end, quantity.vague)
  if (!noun) return undefined
  const factor = hasDotGroup(reader, quantity) ? { factor: 1000 } : {}
  return {
    end: behindAdjective(reader, noun.end),
    unit: noun.name,
    rule: 'amount.counted',
    confidence: noun.known ? 0.9 : 0.75,
    money: false,
    ...factor,
  }
}

/** `المئات عقاباً`: behind the article nothing is counted without من. */
function isDefiniteVague(reader: Reader, { start, end, vague }: Quantity): boolean {
  return vague && end === start + 1 && look(vagueWords, reader.tokens[start])?.article === true
}

/** `14.600 قارورة`: things that are counted come whole, so the dot groups. */
function hasDotGroup(reader: Reader, { start, end, number }: Quantity): boolean {
  if (number?.form !== 'digits' || end - start !== 3 || Number.isInteger(number.value)) return false
  return (
    isForm(reader, start + 1, '.') &&
    reader.tokens[start + 2]!.form.length === 3 &&
    !reader.tokens[start]!.form.startsWith('0')
  )
}

/** `لترين`, `لتر وربع`, `ريال واحد`, `نصف لتر` apart, which begins with its number. */
function readUnitFirst(reader: Reader, at: number, { region, loose }: AmountOptions): AmountFound | undefined {
  const found = readUnit(reader, at, region)
  if (!found || found.unit.kind === 'part' || isGlued(reader, at)) return undefined
  const { unit, end } = found
  const next = look(numberWords, reader.tokens[end], 'article')
  const one = next?.entry.class === 'unit' && next.entry.value === 1 && !next.article && !found.article
  const two = next?.entry.class === 'unit' && next.entry.value === 2
  const base: Core = {
    end,
    unit: unit.name ?? unit.noun ?? null,
    rule: ruleOf(unit),
    confidence: 0.85,
    money: unit.kind === 'currency',
  }
  const value = unit.dual ? 2 : 1
  const core =
    one || (two && unit.dual)
      ? { ...base, end: end + 1 }
      : unit.kind === 'person'
        ? undefined
        : (readMinor(reader, base) ?? readHalf(reader, base))
  if (!core && loose && unit.kind === 'measure' && !found.article && !found.prep)
    return finish(reader, at, { start: at, end, value, vague: false }, base, startOfReading(reader, at, found))
  if (!core && (!unit.dual || unit.kind === 'person' || (!loose && foundInName(reader, at)))) return undefined
  if (found.article && !one) return undefined
  const quantity: Quantity = { start: at, end, value, vague: false }
  return finish(reader, at, quantity, core ?? base, startOfReading(reader, at, found))
}

// A dual that follows a preposition-like noun of place is still a quantity; one behind a definite noun is its adjective.
function foundInName(reader: Reader, at: number): boolean {
  return reader.tokens[at]!.form.startsWith('ال')
}

function ruleOf({ kind }: Unit): string {
  return { currency: 'amount.money', measure: 'amount.measure', person: 'amount.counted', part: 'amount.percent' }[kind]
}

function isNumberForm(rest: string): boolean {
  return numberWords.has(rest) || fractionWords.has(rest) || vagueWords.has(rest)
}
