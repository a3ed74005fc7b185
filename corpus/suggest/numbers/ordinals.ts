import { behindAnd, isForm, look, type Reader } from '../reader.ts'
import { type NumberWord, numberWords, ordinalOnes, ordinalWords } from './lexicon.ts'

/** An ordinal as read; `article` is true for `الثاني`, false for `ثاني`. */
export type Ordinal = Readonly<{ value: number; end: number; article: boolean; conj: string; prep: string }>

/** Reads an ordinal of any gender and case: `أول`, `الثالثة عشرة`, `الخامسة والعشرون`, `المئة والخامسة`, `الثاني بعد المئة`. */
export function readOrdinal(reader: Reader, at: number): Ordinal | undefined {
  return readOverHundred(reader, at) ?? readBelowHundred(reader, at)
}

function readBelowHundred(reader: Reader, at: number): Ordinal | undefined {
  const unit = look(ordinalWords, reader.tokens[at])
  const one = look(ordinalOnes, reader.tokens[at])
  const first = unit ?? one
  if (!first) return readTens(reader, at)
  const { article, conj, prep } = first
  const compound = readCompound(reader, at + 1, first.entry)
  if (compound) return readAfterHundred(reader, { ...compound, article, conj, prep })
  if (!unit) return undefined
  return readAfterHundred(reader, { value: unit.entry, end: at + 1, article, conj, prep })
}

function readCompound(reader: Reader, at: number, unit: number): { value: number; end: number } | undefined {
  const ten = look(numberWords, reader.tokens[at], 'article')
  if (ten?.entry.class === 'ten') return { value: 10 + unit, end: at + 1 }
  const behind = behindAnd(reader, at)
  const tens = look(numberWords, reader.tokens[behind], behind > at ? 'article' : undefined)
  if (tens?.entry.class !== 'tens' || tens.prep || (behind === at && tens.conj !== 'و')) return undefined
  return { value: unit + tens.entry.value, end: behind + 1 }
}

/** `العشرون`, `المئة`, `الألف`: round ordinals need the article. */
function readTens(reader: Reader, at: number): Ordinal | undefined {
  const word = look(numberWords, reader.tokens[at])
  if (!word?.article || !isRound(word.entry)) return undefined
  const { article, conj, prep } = word
  return { value: word.entry.value, end: at + 1, article, conj, prep }
}

/** `المئة والخامسة والعشرون` */
function readOverHundred(reader: Reader, at: number): Ordinal | undefined {
  const word = look(numberWords, reader.tokens[at])
  if (!word?.article || (word.entry.class !== 'hundred' && word.entry.class !== 'scale')) return undefined
  const behind = behindAnd(reader, at + 1)
  const rest = readBelowHundred(reader, behind)
  if (!rest?.article || rest.prep || (behind === at + 1 && rest.conj !== 'و')) return undefined
  return { value: word.entry.value + rest.value, end: rest.end, article: true, conj: word.conj, prep: word.prep }
}

/** `الثاني بعد المئة` */
function readAfterHundred(reader: Reader, below: Ordinal): Ordinal {
  if (!isForm(reader, below.end, 'بعد')) return below
  const word = look(numberWords, reader.tokens[below.end + 1], 'article')
  if (!word?.article || !isRound(word.entry) || word.entry.value < 100) return below
  return { ...below, value: below.value + word.entry.value, end: below.end + 2 }
}

function isRound({ class: kind, value }: NumberWord): boolean {
  return kind === 'tens' || kind === 'hundred' || (kind === 'scale' && value >= 1000)
}
