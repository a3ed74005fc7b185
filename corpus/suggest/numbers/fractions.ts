import { behindAnd, look, type Reader } from '../reader.ts'
import { type Cardinal, clean } from './cardinals.ts'
import { fractionWords, numberWords, spokenFractions } from './lexicon.ts'

type Part = Readonly<{ value: number; end: number }>

const ambiguous = new Set([5, 7, 8, 9, 10])
const vulgar = new Map([
  ['½', 1 / 2],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
  ['¼', 1 / 4],
  ['¾', 3 / 4],
  ['⅕', 1 / 5],
  ['⅖', 2 / 5],
  ['⅗', 3 / 5],
  ['⅘', 4 / 5],
  ['⅙', 1 / 6],
  ['⅛', 1 / 8],
  ['⅜', 3 / 8],
  ['⅝', 5 / 8],
  ['⅞', 7 / 8],
])

/**
 * Reads `نصف`, `ثلثا`, `ثلاثة أرباع`, `½`, with the scale that it divides (`نصف مليون`). خمس to عشر are fractions only
 * before a definite noun (`خمس السكان`), ثمن (also: price) and they only where `loose`.
 */
export function readFraction(reader: Reader, at: number, loose = false): Part | undefined {
  const sign = vulgar.get(reader.tokens[at]?.form ?? '')
  if (sign !== undefined) return { value: sign, end: at + 1 }
  const part = readCounted(reader, at, 'any') ?? readSingle(reader, at, loose)
  return part && multiply(reader, part)
}

/** The fraction behind a number: `مليون ونصف (المليون)`, `خمسة وربع`, `مئة وثلاثة أرباع`. Returns the sum. */
export function addFraction(reader: Reader, number: Cardinal): Part | undefined {
  const behind = behindAnd(reader, number.end)
  const cut = behind > number.end ? 'article' : 'joined'
  const counted = readCounted(reader, behind, cut)
  const word = look(fractionWords, reader.tokens[behind], cut)
  const single = word && word.entry.number !== 'plural' && isUnambiguous(word.entry, number) ? word.entry : undefined
  const part = counted ?? (single && { value: (single.number === 'dual' ? 2 : 1) / single.of, end: behind + 1 })
  if (!part) return undefined
  const scale = scaleBehind(reader, part.end)
  const size = scale === number.scale ? scale : single && number.scale >= 1000 && isBare(number) ? number.scale : 1
  return { value: clean(number.value + part.value * size), end: scale === size && size > 1 ? part.end + 1 : part.end }
}

// After tens another pair of tens cannot follow, so مئة وثلاثون وخمسين says two fifths; خمس alone would be a new number.
function isUnambiguous({ of, number }: { of: number; number: string }, whole: Cardinal): boolean {
  return !ambiguous.has(of) || (number === 'dual' && whole.value % 100 >= 20)
}

/** True when the number ends in its scale: مليونين, 3 ملايين, but not 1,200,000 in digits. */
function isBare(number: Cardinal): boolean {
  return number.scale > 1
}

function readCounted(reader: Reader, at: number, cut: 'any' | 'article' | 'joined'): Part | undefined {
  const count = look(numberWords, reader.tokens[at], cut)
  const digits = reader.tokens[at]?.kind === 'number' && cut !== 'joined' ? Number(reader.tokens[at]!.form) : undefined
  const times = count?.entry.class === 'unit' ? count.entry.value : digits
  const word = look(fractionWords, reader.tokens[at + 1], 'article')
  if (times === undefined || times < 1 || times > 10 || word?.entry.number !== 'plural') return undefined
  return { value: times / word.entry.of, end: at + 2 }
}

function readSingle(reader: Reader, at: number, loose: boolean): Part | undefined {
  const word = look(fractionWords, reader.tokens[at])
  if (!word || word.entry.number === 'plural') return undefined
  if (!loose && spokenFractions.has(word.rest)) return undefined
  const { of, number } = word.entry
  const next = reader.tokens[at + 1]
  const definite = next?.readings.some(({ article, conj, prep }) => article && !conj && !prep) ?? false
  if (ambiguous.has(of) && !(definite && (loose || of !== 8))) return undefined
  if (ambiguous.has(of) && (look(numberWords, next, 'article') || isTens(reader, at))) return undefined
  return { value: (number === 'dual' ? 2 : 1) / of, end: at + 1 }
}

function multiply(reader: Reader, part: Part): Part {
  const scale = scaleBehind(reader, part.end)
  return scale ? { value: clean(part.value * scale), end: part.end + 1 } : part
}

function scaleBehind(reader: Reader, at: number): number | undefined {
  const word = look(numberWords, reader.tokens[at], 'article')
  return word?.entry.class === 'scale' && word.entry.number !== 'dual' ? word.entry.value : undefined
}

function isTens(reader: Reader, at: number): boolean {
  return look(numberWords, reader.tokens[at])?.entry.class === 'tens'
}
