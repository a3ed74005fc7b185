import { readCardinal } from '../numbers/cardinals.ts'
import { fractionWords, ordinalWords } from '../numbers/lexicon.ts'
import { readOrdinal } from '../numbers/ordinals.ts'
import { phrasesOf, readPhrase } from '../phrases.ts'
import { behindAnd, isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'
import { type DayPart, dayParts, unitNames } from './lexicon.ts'

/** A time of day as said. `part` is what the text adds to it; `sure` is false for an hour that might be either half of the day. */
export type Clock = Readonly<{
  hour: number
  minute: number
  second?: number
  part?: DayPart
  sure: boolean
  /** Said in universal time, not in the local one. */
  universal?: boolean
}>

/** A clock time found: the index behind it, and whether الساعة or a part of the day marks it as one. */
export type ClockFound = Readonly<{ clock: Clock; end: number; marked: boolean }>

const zoneWords = wordSet('بتوقيت بالتوقيت توقيت')
const universalNames = wordSet('gmt utc غرينتش جرينتش غرينيتش جرينيتش')
const namedClocks = phrasesOf([
  ['منتصف الليل', 24],
  ['منتصف النهار', 12],
  ['منتصف ليل', 24],
  ['منتصف نهار', 12],
])
const hourWords = wordSet('الساعة ساعة')

/** Reads `الساعة السادسة والنصف صباحاً`, `5:30 مساءً`, `15:15`, `الثالثة فجراً`, `الساعة 12 إلا ربعاً`. */
export function readClock(reader: Reader, at: number): ClockFound | undefined {
  const named = readPhrase(reader, at, namedClocks)
  if (named && !named.article)
    return { clock: { hour: named.entry, minute: 0, sure: true }, end: named.end, marked: true }
  const marked = reader.tokens[at]?.readings.some(({ rest, prep }) => hourWords.has(rest) && prep !== 'ك') ?? false
  const definite = marked && /ال|لل/.test(reader.tokens[at]!.form)
  const from = marked ? at + 1 : at
  const digits = readDigitClock(reader, from, marked)
  if (digits) return withZone(reader, withPart(reader, { ...digits, marked }))
  if (marked && !definite) return undefined
  const hour = readHour(reader, from)
  if (!hour) return undefined
  const minutes = readMinutes(reader, hour.end)
  const total = hour.value * 60 + (minutes?.value ?? 0)
  const clock = { hour: Math.floor(total / 60), minute: total % 60, sure: hour.value > 12 || hour.value === 0 }
  const found = withZone(reader, withPart(reader, { clock, end: minutes?.end ?? hour.end, marked }))
  const halved = minutes !== undefined && hour.definite === true
  return marked || halved || found.clock.part !== undefined ? { ...found, marked: marked || halved } : undefined
}

// 08,30 is a time behind الساعة only.
function readDigitClock(reader: Reader, at: number, said: boolean): { clock: Clock; end: number } | undefined {
  const { tokens } = reader
  const parts: number[] = []
  let end = at
  while (parts.length < 3 && tokens[end]?.kind === 'number' && tokens[end]!.form.length <= 2) {
    parts.push(Number(tokens[end]!.form))
    end++
    const mark = tokens[end]?.form
    if (
      (mark !== ':' && !(said && (mark === ',' || mark === '.'))) ||
      !isGlued(reader, end) ||
      !isGlued(reader, end + 1)
    )
      break
    end++
  }
  if (parts.length < 2 || tokens[end - 1]?.kind !== 'number' || isGlued(reader, at)) return undefined
  const [hour, minute, second] = parts as [number, number, number | undefined]
  if (hour > 24 || minute > 59 || (second ?? 0) > 59 || tokens[at + 2]!.form.length < 2) return undefined
  const clock = {
    hour,
    minute,
    ...(second === undefined ? {} : { second }),
    sure: hour > 12 || hour === 0 || tokens[at]!.form.startsWith('0'),
  }
  return { clock, end }
}

function readHour(reader: Reader, at: number): { value: number; end: number; definite?: boolean } | undefined {
  const ordinal = readOrdinal(reader, at)
  if (ordinal?.article && ordinal.value <= 12) return { ...ordinal, definite: reader.tokens[at]!.form.endsWith('ه') }
  // الرابعة وأربعون دقيقة: the tens count minutes.
  const unit = look(ordinalWords, reader.tokens[at])
  if (ordinal?.article && unit && ordinal.value > 20) return { value: unit.entry, end: at + 1 }
  const one = reader.tokens[at]?.form === 'الواحده' ? { value: 1, end: at + 1 } : undefined
  if (one) return one
  const cardinal = hourCardinal(reader, at)
  return cardinal && Number.isInteger(cardinal.value) && cardinal.value <= 24 ? cardinal : undefined
}

// ثلاثة وثمانية عشرة دقيقة: the hour is the first number only.
function hourCardinal(reader: Reader, at: number): { value: number; end: number } | undefined {
  const token = reader.tokens[at]
  const glued = reader.tokens[at]?.kind === 'word' && token?.form === 'ال' ? at + 1 : at
  const cardinal = readCardinal(reader, glued)
  if (!cardinal || cardinal.value > 24) return undefined
  return cardinal
}

function readMinutes(reader: Reader, at: number): { value: number; end: number } | undefined {
  if (isForm(reader, at, 'الا')) return readShare(reader, at + 1, -1, 'any')
  const behind = behindAnd(reader, at)
  return readShare(reader, behind, 1, behind > at ? 'any' : 'joined')
}

/** A share of the hour (`ربع`, `ثلث`, `النصف`) or minutes (`خمس دقائق`, `15 دقيقة`). */
function readShare(
  reader: Reader,
  at: number,
  sign: 1 | -1,
  cut: 'any' | 'joined',
): { value: number; end: number } | undefined {
  const form = reader.tokens[at]?.form.replace(/^و(?=ال)/, '').replace(/^و?ال/, '') ?? ''
  const share = accusativeShare(form) ?? look(fractionWords, reader.tokens[at], cut)
  const dual = look(unitNames, reader.tokens[at], cut)
  if (dual?.entry.unit === 'minute' && dual.entry.number !== 'plural')
    return { value: sign * (dual.entry.number === 'dual' ? 2 : 1), end: at + 1 }
  const number =
    cut === 'joined' && !reader.tokens[at]?.readings.some(({ conj }) => conj) ? undefined : readCardinal(reader, at)
  const unit = number && look(unitNames, reader.tokens[number.end], 'article')
  if (number && unit?.entry.unit === 'minute' && number.value < 60)
    return { value: sign * number.value, end: number.end + 1 }
  if (share?.entry.number !== 'one' || share.entry.of > 4) return undefined
  const minutes = { value: (sign * 60) / share.entry.of, end: at + 1 }
  return minutes.value === 30 ? readFiveMore(reader, minutes) : minutes
}

function accusativeShare(form: string): { entry: { of: number; number: 'one' | 'dual' | 'plural' } } | undefined {
  const entry = form.endsWith('ا') ? fractionWords.get(form.slice(0, -1)) : fractionWords.get(form)
  return entry?.number === 'one' ? { entry } : undefined
}

/** `ونصف وخمس دقائق` */
function readFiveMore(reader: Reader, half: { value: number; end: number }): { value: number; end: number } {
  const behind = behindAnd(reader, half.end)
  const number =
    behind > half.end || reader.tokens[behind]?.readings.some(({ conj }) => conj)
      ? readCardinal(reader, behind)
      : undefined
  const unit = number && look(unitNames, reader.tokens[number.end], 'article')
  return number && unit?.entry.unit === 'minute' && number.value < 30
    ? { value: half.value + number.value, end: number.end + 1 }
    : half
}

function withPart(reader: Reader, found: ClockFound): ClockFound {
  const at = isForm(reader, found.end, 'من') || isForm(reader, found.end, 'في') ? found.end + 1 : found.end
  const part = readPhrase(reader, at, dayParts)
  if (!part || part.conj || (part.prep && part.prep !== 'ب') || tooShort(reader, at)) return found
  const { clock } = found
  return {
    clock: { ...clock, part: part.entry, hour: inPart(clock.hour, part.entry), sure: true },
    end: part.end,
    marked: found.marked,
  }
}

/** `بتوقيت غرينتش`, `بتوقيت دمشق`: named, and settled only where it is the universal time. */
function withZone(reader: Reader, found: ClockFound): ClockFound {
  const end = behindZone(reader, found.end)
  if (end === found.end) return found
  const universal = universalNames.has(reader.tokens[end - 1]!.form)
  return { ...found, clock: { ...found.clock, ...(universal ? { universal } : {}) }, end }
}

/** Index behind `بتوقيت بروكسل`, `بالتوقيت المحلي`, else `at`. */
export function behindZone(reader: Reader, at: number): number {
  const word = reader.tokens[at]
  const name = reader.tokens[at + 1]
  return !word || !zoneWords.has(word.form) || !name || name.kind === 'mark' || name.kind === 'newline' ? at : at + 2
}

// م and ص stand for مساء and صباحا only behind a clock with minutes or الساعة, never before a dot of an abbreviation.
function tooShort(reader: Reader, at: number): boolean {
  return reader.tokens[at]!.form.length === 1 && isForm(reader, at + 1, '.') && isGlued(reader, at + 2)
}

function inPart(hour: number, part: DayPart): number {
  if (hour > 12) return hour
  if (part === 'am') return hour === 12 ? 0 : hour
  if (part === 'noon') return hour < 6 ? hour + 12 : hour
  if (part === 'night') return hour === 12 ? 0 : hour < 6 ? hour : hour + 12
  return hour === 12 ? 12 : hour + 12
}
