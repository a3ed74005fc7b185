import { unitNames } from '../dates/lexicon.ts'
import nouns from '../lexicon/nouns.json' with { type: 'json' }
import { fractionWords, negativeWords, numberWords, ordinalWords, vagueWords } from '../numbers/lexicon.ts'
import { isForm, isGlued, look, type Reader, wordSet } from '../reader.ts'
import type { Token } from '../tokens.ts'
import type { AmountFound } from './finish.ts'
import { indefiniteNoun } from './nouns.ts'
import { opensUnit } from './units.ts'

const naming = wordSet(nouns.bareContexts)
const denying = wordSet('لم لن لا ما ليس ليست ولم ولن ولا وما فلم دون بدون أي ولو')
const excepting = wordSet('سوى إلا غير')
const frames = wordSet('بين من نسبة')
const idiomatic = new Set([
  'foot',
  'cup',
  'degree',
  'horsepower',
  'piastre',
  'fils',
  'body',
  'clause',
  'neighbourhood',
  'millime',
])
const clitics = wordSet('و ف ب ك ل ال بال وال فال لل وب ول')

/** True when a token may begin an amount: a cheap test before the rules. */
export function opensAmount(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]!
  if (token.kind === 'number') return true
  if (token.kind !== 'word') return token.kind === 'mark' || reader.tokens[at + 1]?.kind === 'number'
  const known = ({ rest }: { rest: string }) =>
    numberWords.has(rest) ||
    fractionWords.has(rest) ||
    vagueWords.has(rest) ||
    negativeWords.has(rest) ||
    frames.has(rest)
  if (token.readings.some((reading) => known(reading) || opensUnit(reading.rest))) return true
  const next = reader.tokens[at + 1]
  return (next !== undefined && look(numberWords, next, 'article') !== undefined) || isForm(reader, at + 2, 'واحده')
}

/** What counts as an amount in running text: no years, list marks, scores, names with numbers, bare articles or small bare words. */
export function isAmountInText(reader: Reader, amount: AmountFound): boolean {
  const { tokens } = reader
  const first = firstNumber(reader, amount)
  if (tokens[first]?.kind === 'number' && isPartOfName(reader, first, amount.end)) return false
  if (isTime(reader, amount) || isPortion(reader, first)) return false
  if (standsAlone(reader, amount) && idiomatic.has(amount.value.unit ?? '')) return false
  if (amount.value.unit !== null)
    return amount.value.value !== 1 || !/counted|noun-first/.test(amount.rule) || isOne(reader, amount)
  // بين 2012 و2014
  if (amount.value.value === null && isYear(amount.value.min) && isYear(amount.value.max)) return false
  if (amount.value.value === null) return amount.value.min !== undefined && amount.value.min >= 20
  if (tokens[first]?.kind === 'number') return isPlainAmount(reader, first, amount)
  // ربع مليون
  if (look(fractionWords, tokens[first]) && amount.value.value >= 1000) return true
  const word = look(numberWords, tokens[first])
  if (!word || word.article || amount.value.value < 3 || !Number.isInteger(amount.value.value)) return false
  // خمس, ست, تسع alone are more often something else than a feminine number without its noun.
  return amount.value.value > 10 || (tokens[first]!.form.endsWith('ه') && amount.end === first + 1)
}

/** `قتل شخص واحد`, but neither `رجل واحد` nor `لم يطلق رصاصة واحدة`, which says none. */
function isOne(reader: Reader, { start, end }: AmountFound): boolean {
  if (end - start < 2 || indefiniteNoun(reader.tokens[start]) === undefined) return false
  for (let at = start - 1; at >= Math.max(0, start - 5); at--) {
    const { form, kind } = reader.tokens[at]!
    if (kind === 'newline' || kind === 'mark' || excepting.has(form)) return true
    if (denying.has(form)) return false
  }
  return true
}

/** `3 إلى 5 سنوات`, `الأيام الستة`: what lasts is a date and no amount. */
function isTime({ tokens }: Reader, { start, end, rule, value }: AmountFound): boolean {
  if (value.rate !== undefined || (rule !== 'amount.counted' && rule !== 'amount.noun-first')) return false
  return (
    look(unitNames, tokens[end - 1], 'none') !== undefined ||
    look(unitNames, tokens[end - 2], 'none') !== undefined ||
    look(unitNames, tokens[start], 'article')?.article === true
  )
}

/** `النصف الثاني`, `الثلث الأخير`: a part told from the others counts nothing. */
function isPortion({ tokens }: Reader, first: number): boolean {
  if (!look(fractionWords, tokens[first])?.article) return false
  return (
    look(ordinalWords, tokens[first + 1], 'article')?.article === true ||
    /^الاخيره?$/.test(tokens[first + 1]?.form ?? '')
  )
}

/** `على قدمين`: duals of these units are more often the things themselves. */
function standsAlone(reader: Reader, { start, end, value }: AmountFound): boolean {
  return value.value === 2 && end - start === 1 && reader.tokens[start]!.kind === 'word'
}

function firstNumber({ tokens }: Reader, { start, end }: AmountFound): number {
  for (let at = start; at < end; at++)
    if (tokens[at]!.kind === 'number' || look(numberWords, tokens[at]) || look(fractionWords, tokens[at])) return at
  return start
}

/** `إف-16`, `تي-72`, `المادة 5`, `1-`, `3/4/5`: digits that name or number something. */
function isPartOfName(reader: Reader, at: number, end: number): boolean {
  const before = reader.tokens[at - 1]
  const after = reader.tokens[end]
  if (isGlued(reader, at) && (before!.kind === 'latin' || (before!.kind === 'word' && !clitics.has(before!.form))))
    return true
  if (isGlued(reader, at) && /^[-/:.,_#@]$/.test(before!.form) && reader.tokens[at - 2] && isGlued(reader, at - 1))
    return true
  if (after && isGlued(reader, end) && (after.kind === 'latin' || /^[/:_]$/.test(after.form))) return true
  if (after?.form === '-' && isGlued(reader, end) && isLetterOrDigit(reader.tokens[end + 1], reader, end + 1))
    return true
  return isListMark(reader, at)
}

function isYear(value: number | null | undefined): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1800 && value <= 2100
}

function isLetterOrDigit(token: Token | undefined, reader: Reader, at: number): boolean {
  return token !== undefined && token.kind !== 'mark' && isGlued(reader, at)
}

/** `2.5 مليار` at the start of a line. */
function isDecimal(reader: Reader, at: number): boolean {
  return isForm(reader, at + 1, '.') && reader.tokens[at + 2]?.kind === 'number' && isGlued(reader, at + 2)
}

function isListMark(reader: Reader, at: number): boolean {
  const opens = at === 0 || reader.tokens[at - 1]!.kind === 'newline'
  const mark = reader.tokens[at + 1]
  return (
    opens &&
    (mark === undefined ||
      mark.kind === 'newline' ||
      (isGlued(reader, at + 1) && /^[-.):]$/.test(mark.form) && !isDecimal(reader, at)) ||
      /^[-)]$/.test(mark.form))
  )
}

/** A number in digits without a unit: not a year, not in brackets, not behind a colon or a noun that it names. */
function isPlainAmount(reader: Reader, at: number, { end, value }: AmountFound): boolean {
  const before = reader.tokens[at - 1]
  const after = reader.tokens[end]
  if (value.value === null || value.value < 0) return false
  if (isYear(value.value) && end === at + 1) return false
  // مجموعة الـ20
  if (before?.form === 'ال' && isGlued(reader, at)) return false
  if (
    before &&
    (/^[:([#]$/.test(before.form) || naming.has(before.form) || before.readings.some(({ rest }) => naming.has(rest)))
  )
    return false
  if (after && isForm(reader, end, ')') && before?.kind === 'mark') return false
  return before?.kind === 'word' && before.form.length > 1
}
