import { behindAnd, look, type Reader } from '../reader.ts'
import { readCardinal } from './cardinals.ts'
import { numberWords, oddWords, vagueWords } from './lexicon.ts'

/** A count that names no number: the least and, for `بضعة`, the most that it says. */
export type Vague = Readonly<{ end: number; min: number; max?: number }>

const few = new Set(['بضع', 'بضعه'])

/** Reads `عشرات`, `مئات الآلاف`, `بضعة آلاف`, `نيف وثلاثون`, `مئة ونيف`. */
export function readVague(reader: Reader, at: number): Vague | undefined {
  const word = look(vagueWords, reader.tokens[at])
  if (!word) return readOdd(reader, at)
  if (oddWords.has(word.rest)) return readOddFirst(reader, at)
  const next = look(vagueWords, reader.tokens[at + 1], 'article')
  const scale = next && !oddWords.has(next.rest) && !few.has(next.rest) ? next.entry.min / 2 : 1
  const one = look(numberWords, reader.tokens[at + 1], 'article')
  const size = one?.entry.class === 'scale' && one.entry.number === 'one' ? one.entry.value : scale
  const { min, max } = word.entry
  return { end: size > 1 ? at + 2 : at + 1, min: min * size, ...(max === undefined ? {} : { max: max * size }) }
}

/** `نيف وثلاثون` */
function readOddFirst(reader: Reader, at: number): Vague | undefined {
  const behind = behindAnd(reader, at + 1)
  if (behind === at + 1 && !reader.tokens[behind]?.readings.some(({ conj }) => conj === 'و')) return undefined
  const number = readCardinal(reader, behind)
  return number && number.value >= 20 ? { end: number.end, min: number.value + 1, max: number.value + 9 } : undefined
}

/** `مئة ونيف` */
function readOdd(reader: Reader, at: number): Vague | undefined {
  const number = readCardinal(reader, at)
  if (!number || number.value < 20) return undefined
  const behind = behindAnd(reader, number.end)
  const odd = look(vagueWords, reader.tokens[behind], behind > number.end ? 'none' : 'joined')
  if (!odd || !oddWords.has(odd.rest)) return undefined
  return { end: behind + 1, min: number.value + 1, max: number.value + 9 }
}
