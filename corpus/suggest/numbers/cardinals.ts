import { behindAnd, type Cut, isForm, isGlued, look, type Reader } from '../reader.ts'
import { readDigits } from './digits.ts'
import { constructDuals, fractionWords, hundredWords, type NumberWord, numberWords } from './lexicon.ts'

/** A whole number as read: `scale` is the size of its last part (1, or 1000 in `ثلاثة آلاف`), `digits` tells how it begins. */
export type Cardinal = Readonly<{ value: number; end: number; scale: number; digits: boolean; words: number }>

const bareHundreds = new Set(['مئه', 'مائه'])

type Part = Readonly<{ value: number; end: number }>

/**
 * Reads a number in words, digits or both: parts joined by و, each a count of 1 to 999 times its scales, sizes falling.
 * Stops before a و that belongs to another quantity (`ثلاثة مدنيين وخمسة جنود`).
 */
export function readCardinal(reader: Reader, at: number): Cardinal | undefined {
  const first = readTerm(reader, at, 'any')
  if (!first) return undefined
  let { value, end, scale } = first
  while (scale > 1) {
    const next = readJoinedTerm(reader, end, scale)
    if (!next) break
    value += next.value
    end = next.end
    scale = next.scale
  }
  return { value, end, scale, digits: reader.tokens[at]!.kind !== 'word', words: end - at }
}

type Term = Part & Readonly<{ scale: number }>

function readJoinedTerm(reader: Reader, at: number, below: number): Term | undefined {
  const behind = behindAnd(reader, at)
  const term = readTerm(reader, behind, behind > at ? 'article' : 'joined')
  if (!term || term.value >= below || term.value === 0) return undefined
  return Number.isInteger(term.value) ? term : undefined
}

/** A count with its scales (`مئة وخمسون ألف`), a bare scale (`ألف`) or a dual one (`مليونين`). */
function readTerm(reader: Reader, at: number, cut: Cut): Term | undefined {
  const dual = readConstructDual(reader, at, cut)
  const count: (Part & { scale?: number }) | undefined =
    dual ?? readCount(reader, at, cut) ?? readBareScale(reader, at, cut)
  if (!count) return undefined
  let { value, end } = count
  if (value > 9 && value < 100 && bareHundreds.has(reader.tokens[end]?.form ?? '')) {
    value *= 100
    end++
  }
  let scale = count.scale ?? 1
  for (let word = scaleAt(reader, end); word && end - at < 8; word = scaleAt(reader, end)) {
    value *= word.number === 'dual' ? word.value * 2 : word.value
    scale *= word.value
    end++
  }
  return { value: clean(value), end, scale }
}

function readCount(reader: Reader, at: number, cut: Cut): Part | undefined {
  if (reader.tokens[at]?.kind === 'word') return readBelowThousand(reader, at, cut)
  // Digits are joined by a free و only: 5 ملايين و300 ألف.
  if (cut === 'joined') return undefined
  const digits = readDigits(reader, at)
  return digits && (readDigitHundreds(reader, at, digits.end, digits.value) ?? digits)
}

/** `3 مئة و21` */
function readDigitHundreds(reader: Reader, at: number, end: number, value: number): Part | undefined {
  const word = reader.tokens[end]
  if (!word || !hundredWords.has(word.form) || isForm(reader, at - 1, 'و') || value > 99) return undefined
  const behind = behindAnd(reader, end + 1)
  const rest =
    behind > end + 1 ? (readDigits(reader, behind) ?? readBelowHundred(reader, behind, 'article')) : undefined
  return rest && rest.value < 100
    ? { value: value * 100 + rest.value, end: rest.end }
    : { value: value * 100, end: end + 1 }
}

function readBareScale(reader: Reader, at: number, cut: Cut): Term | undefined {
  const word = look(numberWords, reader.tokens[at], cut)
  if (word?.entry.class !== 'scale' || word.entry.number === 'plural') return undefined
  const { value, number } = word.entry
  return { value: number === 'dual' ? value * 2 : value, end: at + 1, scale: value }
}

/** `ألفا مقاتل`, `مليونا دولار`: a dual in the construct, written as the accusative `ألفاً` is without its marks. */
function readConstructDual(reader: Reader, at: number, cut: Cut): Term | undefined {
  const token = reader.tokens[at]
  const word = look(numberWords, token, cut)
  if (!token || word?.entry.class !== 'scale' || !constructDuals.has(word.rest)) return undefined
  if (/[\u064b\u064d]/.test(reader.text.slice(token.start, token.end))) return undefined
  const next = reader.tokens[at + 1]
  if (next?.kind !== 'word' || next.readings.some(({ conj }) => conj)) return undefined
  return { value: word.entry.value * 2, end: at + 1, scale: word.entry.value }
}

function scaleAt(reader: Reader, at: number): (NumberWord & { class: 'scale' }) | undefined {
  const word = look(numberWords, reader.tokens[at], 'article')
  return word?.entry.class === 'scale' && !isGlued(reader, at + 1) ? word.entry : asGluedScale(reader, at, word?.entry)
}

// A scale may touch a mark (`5 ملايين،`), never more letters or digits.
function asGluedScale(
  reader: Reader,
  at: number,
  word: NumberWord | undefined,
): (NumberWord & { class: 'scale' }) | undefined {
  return word?.class === 'scale' && reader.tokens[at + 1]?.kind === 'mark' ? word : undefined
}

function readBelowThousand(reader: Reader, at: number, cut: Cut): Part | undefined {
  const hundreds = readHundreds(reader, at, cut)
  if (!hundreds) return readBelowHundred(reader, at, cut)
  const behind = behindAnd(reader, hundreds.end)
  const rest = readBelowHundred(reader, behind, behind > hundreds.end ? 'article' : 'joined')
  return rest && rest.value > 0 ? { value: hundreds.value + rest.value, end: rest.end } : hundreds
}

function readHundreds(reader: Reader, at: number, cut: Cut): Part | undefined {
  const word = look(numberWords, reader.tokens[at], cut)
  if (word?.entry.class === 'hundred')
    return word.rest === 'مئات' || word.rest === 'مائات' ? undefined : { value: word.entry.value, end: at + 1 }
  if (word?.entry.class !== 'unit' || word.entry.value < 3) return undefined
  const next = look(numberWords, reader.tokens[at + 1], 'article')
  if (next?.entry.class !== 'hundred' || next.entry.value !== 100) return undefined
  return { value: word.entry.value * 100, end: at + 2 }
}

function readBelowHundred(reader: Reader, at: number, cut: Cut): Part | undefined {
  const word = look(numberWords, reader.tokens[at], cut)
  if (!word || word.entry.class === 'scale' || word.entry.class === 'hundred') return undefined
  const { class: kind, value } = word.entry
  if (kind !== 'unit' && kind !== 'joined') return { value, end: at + 1 }
  // مئة وثلاثة أرباع: the three count quarters, not ones.
  if (cut !== 'any' && look(fractionWords, reader.tokens[at + 1], 'article')?.entry.number === 'plural')
    return undefined
  const compound = readCompound(reader, at, value)
  if (compound) return compound
  // `وأحد عشر` folds to `واحد عشر`, so a joined one may hide in واحد; it never stands alone.
  return kind === 'unit' ? { value, end: at + 1 } : undefined
}

/** `خمسة عشر`, `خمسة وعشرون`: the second part behind a unit. */
function readCompound(reader: Reader, at: number, unit: number): Part | undefined {
  const ten = look(numberWords, reader.tokens[at + 1], 'article')
  if (ten?.entry.class === 'ten') return { value: 10 + unit, end: at + 2 }
  const behind = behindAnd(reader, at + 1)
  const tens = look(numberWords, reader.tokens[behind], behind > at + 1 ? 'article' : 'joined')
  return tens?.entry.class === 'tens' ? { value: tens.entry.value + unit, end: behind + 1 } : undefined
}

/** Products of decimals carry noise of binary fractions; twelve digits are more than any text says. */
export function clean(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12))
}
