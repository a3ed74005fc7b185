import { readCardinal } from '../numbers/cardinals.ts'
import { isForm, isGlued, type Reader, wordSet } from '../reader.ts'
import type { CalendarName } from './expression.ts'
import { readStep, type Step } from './steps.ts'

/** A year as written: `marked` where عام, سنة, م or هـ shows it to be one. Years before Christ count 1 BC as 0. */
export type YearFound = Readonly<{
  year: number
  calendar?: CalendarName
  end: number
  marked: boolean
  prep: string
  conj: string
}>

const eras = new Map<string, CalendarName>([
  ['م', 'gregorian'],
  ['ميلادي', 'gregorian'],
  ['ميلاديه', 'gregorian'],
  ['للميلاد', 'gregorian'],
  ['ه', 'hijri'],
  ['هجري', 'hijri'],
  ['هجريه', 'hijri'],
  ['للهجره', 'hijri'],
])
const yearWords = wordSet('عام سنة عامي سنتي أعوام سنوات')

/** Reads `عام 2012`, `سنة ألفين وثمانية عشر`, `2012 م`, `1440 هـ`, `عام 500 ق.م`, `2012`. A bare number needs four digits. */
export function readYear(reader: Reader, at: number): YearFound | undefined {
  const word = reader.tokens[at]?.readings.find(({ rest }) => yearWords.has(rest))
  const bracket = word !== undefined && isForm(reader, at + 1, '(') && isForm(reader, at + 3, ')')
  const from = word ? at + (bracket ? 2 : 1) : at
  const bare = readYearNumber(reader, from, word !== undefined)
  if (!bare) return undefined
  const number = bracket ? { ...bare, end: bare.end + 1 } : bare
  const era = readEra(reader, number.end)
  const plain = { marked: word !== undefined || era !== undefined, prep: word?.prep ?? '', conj: word?.conj ?? '' }
  if (era === 'bc') return { ...plain, year: 1 - number.value, end: eraEnd(reader, number.end) }
  if (!era && (number.value < 100 || (number.value < 1000 && !word))) return undefined
  return { ...plain, year: number.value, end: era ? number.end + 1 : number.end, ...(era ? { calendar: era } : {}) }
}

/** Reads a year behind a month: `[من] عام 2014`, `، 2014`, `العام الماضي`, `من نفس العام`, `ألفين وثمانية عشر`. */
export function readYearBehind(reader: Reader, at: number): { year?: YearFound; step?: Step; end: number } | undefined {
  const comma = isForm(reader, at, ',') ? at + 1 : at
  const dashed =
    isForm(reader, comma, '/') || isForm(reader, comma, '-') || isForm(reader, comma, '.') ? comma + 1 : comma
  const from =
    isForm(reader, dashed, 'من') || isForm(reader, dashed, 'في') || isForm(reader, dashed, 'ل') ? dashed + 1 : dashed
  const step = readStep(reader, from)
  if (step?.unit === 'year') return { step: step.step, end: step.end }
  const year = readYear(reader, from)
  if (
    !year ||
    (from !== at && !year.marked && reader.tokens[from]!.kind !== 'number' && from === dashed && comma === at)
  )
    return undefined
  if (dashed > comma && !isGlued(reader, from)) return undefined
  return { year, end: year.end }
}

function readYearNumber(reader: Reader, at: number, said: boolean): { value: number; end: number } | undefined {
  const token = reader.tokens[at]
  if (token?.kind === 'number') {
    const dated = said || readEra(reader, at + 1) !== undefined
    const fits = dated ? token.form.length >= 2 && token.form.length <= 4 : token.form.length === 4
    if (!fits || isDecimal(reader, at)) return undefined
    const value = Number(token.form)
    return value >= 1 && value <= 2999 && (dated || value >= 1000) ? { value, end: at + 1 } : undefined
  }
  const cardinal = readCardinal(reader, at)
  if (!cardinal || !Number.isInteger(cardinal.value)) return undefined
  if (cardinal.value >= 1000 && cardinal.value <= 2999 && !cardinal.digits) return cardinal
  return cardinal.value > 9 && cardinal.value < 21 ? readTwoPairs(reader, cardinal) : undefined
}

/** `تسعة عشر ثمانية وعشرون`: 1928. */
function readTwoPairs(
  reader: Reader,
  first: { value: number; end: number },
): { value: number; end: number } | undefined {
  const second = readCardinal(reader, first.end)
  if (!second || second.digits || second.value < 10 || second.value > 99) return undefined
  return { value: first.value * 100 + second.value, end: second.end }
}

function isDecimal(reader: Reader, at: number): boolean {
  const mark = reader.tokens[at + 1]
  const joins = mark?.form === '.' || mark?.form === ',' || mark?.form === '٫'
  return joins && isGlued(reader, at + 1) && isGlued(reader, at + 2) && reader.tokens[at + 2]?.kind === 'number'
}

function readEra(reader: Reader, at: number): CalendarName | 'bc' | undefined {
  const token = reader.tokens[at]
  if (token === undefined) return undefined
  if (eraEnd(reader, at) > at) return 'bc'
  const era = eras.get(token.form)
  // A single letter that begins an abbreviation or another unit is no era.
  return era &&
    token.form.length === 1 &&
    isForm(reader, at + 1, '.') &&
    isGlued(reader, at + 2) &&
    reader.tokens[at + 2]!.kind === 'word'
    ? undefined
    : era
}

/** Index behind `ق.م`, `ق م` or `قبل الميلاد`, else `at`. */
function eraEnd(reader: Reader, at: number): number {
  if (isForm(reader, at, 'قبل') && isForm(reader, at + 1, 'الميلاد')) return at + 2
  if (!isForm(reader, at, 'ق')) return at
  if (isForm(reader, at + 1, '.') && isForm(reader, at + 2, 'م')) return at + 3
  return isForm(reader, at + 1, 'م') ? at + 2 : at
}
