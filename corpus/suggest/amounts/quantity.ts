import { numberWords } from '../numbers/lexicon.ts'
import { type NumberFound, readNumber } from '../numbers/number.ts'
import { readVague } from '../numbers/vague.ts'
import { isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'

/** A count without its unit: a number, a range, or a vague plural. Token indexes; `start` is the first number's token. */
export type Quantity = Readonly<{
  start: number
  end: number
  value: number | null
  min?: number
  max?: number
  vague: boolean
  number?: NumberFound
}>

const upTo = wordSet('إلى الى حتى لغاية')
const between = new Set(['بين', 'مابين'])

/** Reads a count that starts at a token; `بين X وY` and `من X إلى Y` start at their first word. */
export function readQuantity(reader: Reader, at: number, loose: boolean): Quantity | undefined {
  return (
    readFramed(reader, at, loose) ??
    readOpenRange(reader, at, loose) ??
    readVagueQuantity(reader, at) ??
    readSingle(reader, at, loose)
  )
}

function readSingle(reader: Reader, at: number, loose: boolean): Quantity | undefined {
  const number = readNumber(reader, at, { loose })
  return number && { start: at, end: number.end, value: number.value, vague: false, number }
}

function readVagueQuantity(reader: Reader, at: number): Quantity | undefined {
  const vague = readVague(reader, at)
  if (!vague) return undefined
  const { min, max } = vague
  return { start: at, end: vague.end, value: null, min, ...(max === undefined ? {} : { max }), vague: true }
}

/** `بين خمسة وعشرة`, `من عشرة لعشرين`, `من 3 إلى 5 ملايين` */
function readFramed(reader: Reader, at: number, loose: boolean): Quantity | undefined {
  const word = reader.tokens[at]
  if (word?.kind !== 'word') return undefined
  const frame = word.readings.find(({ rest, article }) => !article && (between.has(rest) || rest === 'من'))
  if (!frame) return undefined
  const first = readNumber(reader, at + 1, { loose })
  if (!first) return undefined
  const second = frame.rest === 'من' ? readUpper(reader, first.end, loose) : readSecond(reader, first, loose)
  return second && asRange(at + 1, first, second)
}

/** The second number of `بين X وY`; `بين خمسة وعشرين` would be read as one number, so X may be given back. */
function readSecond(reader: Reader, first: NumberFound, loose: boolean): NumberFound | undefined {
  const token = reader.tokens[first.end]
  if (token?.form === 'و') return readNumber(reader, first.end + 1, { loose })
  if (token?.form === '-' || upTo.has(token?.form ?? '')) return readUpper(reader, first.end, loose)
  return token?.readings.some(({ conj }) => conj === 'و') ? readNumber(reader, first.end, { loose }) : undefined
}

function readUpper(reader: Reader, at: number, loose: boolean): NumberFound | undefined {
  const token = reader.tokens[at]
  if (token === undefined) return undefined
  if (token.form === '-' || token.form === '~') return readNumber(reader, at + 1, { loose })
  if (upTo.has(token.form)) return readNumber(reader, at + 1, { loose })
  if (token.form === 'ل' && isGlued(reader, at + 1)) return readNumber(reader, at + 1, { loose })
  return look(numberWords, token)?.prep === 'ل' ? readNumber(reader, at, { loose }) : undefined
}

/** `10-20`, `خمسة إلى عشرة`, `3 أو 4` */
function readOpenRange(reader: Reader, at: number, loose: boolean): Quantity | undefined {
  const first = readNumber(reader, at, { loose })
  const link = first && reader.tokens[first.end]
  if (!first || !link) return undefined
  const dash = (link.form === '-' || link.form === '~') && first.form !== 'words'
  if (!dash && !upTo.has(link.form) && link.form !== 'او') return undefined
  const second = readNumber(reader, first.end + 1, { loose })
  if (!second || second.value <= first.value) return undefined
  return isForm(reader, second.end, '-') ? undefined : asRange(at, first, second)
}

function asRange(start: number, first: NumberFound, second: NumberFound): Quantity | undefined {
  // The scale of the upper end counts for both: من 3 إلى 5 ملايين.
  const shared = second.scale > 1 && first.scale === 1 && first.value < second.value / second.scale ? second.scale : 1
  const min = first.value * shared
  if (second.value < min) return undefined
  return { start, end: second.end, value: null, min, max: second.value, vague: false }
}
