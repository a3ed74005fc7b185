import { isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'
import { type Cardinal, clean, readCardinal } from './cardinals.ts'
import { readDigits } from './digits.ts'
import { addFraction, readFraction } from './fractions.ts'
import { negativeWords, numberWords, pointWords } from './lexicon.ts'

/**
 * A number as read from `start` to behind `end` (token indexes). `form` tells digits from words and mixtures,
 * `plainDigits` that it is one bare run of digits, as a year, a day or a page is.
 */
export type NumberFound = Readonly<{
  start: number
  end: number
  value: number
  form: 'digits' | 'words' | 'mixed'
  plainDigits: boolean
  fraction: boolean
  scale: number
}>

/** `ratios` reads `٣ على ٤`, `جزء من مئة`; `loose` takes ambiguous fraction words and a sign that stands apart. */
export type NumberOptions = Readonly<{ ratios?: boolean; loose?: boolean }>

const partWords = wordSet('جزء جزءا أجزاء اجزاء')
const divided = wordSet('على من')

/** Reads the longest number that starts at a token: sign, digits or words, fractions, powers, decimals said with فاصلة. */
export function readNumber(reader: Reader, at: number, options: NumberOptions = {}): NumberFound | undefined {
  const sign = readSign(reader, at, options)
  const begin = sign ?? at
  const found =
    (options.ratios ? readPartOf(reader, begin) : undefined) ??
    readFractionFirst(reader, begin, options) ??
    readWhole(reader, begin, options)
  if (!found) return undefined
  const ratio = options.ratios ? readRatio(reader, found) : found
  const value = sign === undefined ? ratio.value : -ratio.value
  return { ...ratio, start: at, value: value === 0 ? 0 : value, plainDigits: ratio.plainDigits && sign === undefined }
}

/** Index behind a sign. A minus must touch its number and no letter or digit before it. */
function readSign(reader: Reader, at: number, { loose }: NumberOptions): number | undefined {
  const token = reader.tokens[at]
  if (token?.kind === 'word') return negativeWords.has(token.form) ? at + 1 : undefined
  if (token?.form !== '-' && token?.form !== '+') return undefined
  const before = reader.tokens[at - 1]
  const apart = token.spaced || before === undefined || before.kind === 'mark'
  if (!apart || (!loose && !isGlued(reader, at + 1)) || token.form === '+') return undefined
  return reader.tokens[at + 1]?.kind === 'number' || reader.tokens[at + 1]?.form === '.' ? at + 1 : undefined
}

function readFractionFirst(reader: Reader, at: number, { loose }: NumberOptions): NumberFound | undefined {
  const fraction = readFraction(reader, at, loose)
  if (!fraction) return undefined
  const form = reader.tokens[at]!.kind === 'word' ? 'words' : 'digits'
  return { ...fraction, start: at, form, plainDigits: false, fraction: true, scale: 1 }
}

function readWhole(reader: Reader, at: number, { loose }: NumberOptions): NumberFound | undefined {
  const cardinal = readCardinal(reader, at)
  if (!cardinal) return undefined
  if (cardinal.digits) {
    const special = readPower(reader, at) ?? readSlash(reader, at, loose)
    if (special) return { ...special, start: at, form: 'digits', plainDigits: false, scale: 1 }
  }
  const sum = readPoint(reader, cardinal) ?? addFraction(reader, cardinal)
  const end = sum?.end ?? cardinal.end
  const mixed = cardinal.digits && reader.tokens[end - 1]!.kind === 'word'
  return {
    start: at,
    end,
    value: sum?.value ?? cardinal.value,
    form: mixed ? 'mixed' : cardinal.digits ? 'digits' : 'words',
    plainDigits: cardinal.digits && end === at + 1,
    fraction: sum !== undefined,
    scale: cardinal.scale,
  }
}

/** `1e10`, `12,32e+14`, `1.1^23` */
function readPower(reader: Reader, at: number): { value: number; end: number; fraction: boolean } | undefined {
  const base = readDigits(reader, at)
  const operator = base && reader.tokens[base.end]
  if (!base || !operator || (operator.form !== 'e' && operator.form !== '^') || !isGlued(reader, base.end))
    return undefined
  const mark = reader.tokens[base.end + 1]
  const signed = mark?.form === '-' || mark?.form === '+'
  const exponent = readDigits(reader, base.end + (signed ? 2 : 1))
  if (!exponent || !isGlued(reader, base.end + 1)) return undefined
  const power = mark!.form === '-' ? -exponent.value : exponent.value
  const value = operator.form === 'e' ? base.value * 10 ** power : base.value ** power
  return Number.isFinite(value) ? { value: clean(value), end: exponent.end, fraction: false } : undefined
}

/** `3/4`, and with its whole before or behind it `2 1/4`. Three parts are no fraction. */
function readSlash(
  reader: Reader,
  at: number,
  loose = false,
): { value: number; end: number; fraction: boolean } | undefined {
  const simple = readRatioSigns(reader, at)
  if (!simple) {
    const whole = readDigits(reader, at)
    const part = loose && whole && whole.end === at + 1 ? readRatioSigns(reader, whole.end) : undefined
    return part && part.value < 1 ? { ...part, value: clean(whole!.value + part.value) } : undefined
  }
  const next = reader.tokens[simple.end]
  if (next && !next.spaced && (next.form === '/' || next.kind === 'number')) return undefined
  const whole = loose && simple.value < 1 && next?.kind === 'number' ? readDigits(reader, simple.end) : undefined
  return whole ? { ...simple, value: clean(whole.value + simple.value), end: whole.end } : simple
}

function readRatioSigns(reader: Reader, at: number): { value: number; end: number; fraction: boolean } | undefined {
  const { tokens } = reader
  const above = tokens[at]
  const below = tokens[at + 2]
  if (above?.kind !== 'number' || below?.kind !== 'number' || !isForm(reader, at + 1, '/')) return undefined
  if (below.spaced || tokens[at + 1]!.spaced || Number(below.form) === 0) return undefined
  return { value: clean(Number(above.form) / Number(below.form)), end: at + 3, fraction: true }
}

/** `ثلاثة فاصلة خمسة وعشرون`, `1 فاصلة 5`: zeros that are said count as digits. */
function readPoint(reader: Reader, whole: Cardinal): { value: number; end: number } | undefined {
  const word = reader.tokens[whole.end]
  if (word?.kind !== 'word' || !pointWords.has(word.form)) return undefined
  let digits = ''
  let end = whole.end + 1
  for (
    let token = reader.tokens[end];
    look(numberWords, token, 'none')?.entry.class === 'zero' && digits.length < 12;
    token = reader.tokens[end]
  ) {
    digits += '0'
    end++
  }
  const rest = readCardinal(reader, end)
  if (rest) digits += reader.tokens[end]!.kind === 'number' ? reader.tokens[end]!.form : String(rest.value)
  if (digits === '' || !/^\d+$/.test(digits)) return undefined
  return { value: Number(`${whole.value}.${digits}`), end: rest?.end ?? end }
}

/** `جزء من مئة`: one part. */
function readPartOf(reader: Reader, at: number): NumberFound | undefined {
  const word = reader.tokens[at]
  if (word?.kind !== 'word' || !partWords.has(word.form) || !isForm(reader, at + 1, 'من')) return undefined
  const whole = readCardinal(reader, at + 2)
  if (!whole || whole.value === 0) return undefined
  return {
    start: at,
    end: whole.end,
    value: clean(1 / whole.value),
    form: 'words',
    plainDigits: false,
    fraction: true,
    scale: 1,
  }
}

/** `٣ على ٤`, `واحد من ثلاثة`, `عشرون جزءا من مئة` */
function readRatio(reader: Reader, above: NumberFound): NumberFound {
  const behind =
    reader.tokens[above.end]?.kind === 'word' && partWords.has(reader.tokens[above.end]!.form)
      ? above.end + 1
      : above.end
  const word = reader.tokens[behind]
  if (word?.kind !== 'word' || !divided.has(word.form)) return above
  const below = readCardinal(reader, behind + 1)
  if (!below || below.value === 0 || reader.tokens[behind + 1]!.readings[0]!.article) return above
  return {
    ...above,
    end: below.end,
    value: clean(above.value / below.value),
    plainDigits: false,
    fraction: true,
    scale: 1,
  }
}
