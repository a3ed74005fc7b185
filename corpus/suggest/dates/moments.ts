import { readOrdinal } from '../numbers/ordinals.ts'
import { readPhrase } from '../phrases.ts'
import { isForm, look, type Reader, wordSet } from '../reader.ts'
import type { DateExpression, DateMode, Read } from './expression.ts'
import { dayParts, unitNames } from './lexicon.ts'

type ReadPoint = (reader: Reader, at: number, mode: DateMode) => Read | undefined

const heads = wordSet('وقت ساعة ساعات فترة مرحلة تاريخ')
const hints = wordSet('سابق سابقة لاحق لاحقة متأخر متأخرة متاخر متاخرة مبكر مبكرة متقدم متقدمة')
const clockHeads = wordSet('ساعة ساعات')
const countable = new Set(['day', 'week', 'month', 'year'])
const spans = wordSet('فترة')
const spells = wordSet('فترة مدة برهة')
/** A period of what is spoken of: `يومها`, `أسبوعه`. */
export const ownedUnits = wordSet('يومها يومه أسبوعها أسبوعه شهرها شهره عامها عامه سنتها سنته عقدها عقده')
const around = wordSet('منذ بعد قبل')
const following = wordSet('من في على عن إلى قبل بعد ثم حتى لكن قال قالت')
const general = wordSet(
  'النائب المدعي الأمين المدير القائد المفتي المفوض القنصل المراقب المفتش الحاكم المنسق السكرتير المحامي الكاتب الرأي القطاع',
)

/** Reads what says a time loosely, with the day or period that it lies in: `وقت متأخر من ليل الاثنين`, `الساعات الأولى من فجر السبت`, `الأسبوع الأول`. */
export function readMoment(reader: Reader, at: number, mode: DateMode, readPoint: ReadPoint): Read | undefined {
  return readHinted(reader, at, mode, readPoint) ?? readFirst(reader, at, mode, readPoint) ?? readSpell(reader, at)
}

/** `وقت سابق هذا الشهر`, `وقت لاحق من العام نفسه`, `ساعة متأخرة من الليل`. */
function readHinted(reader: Reader, at: number, mode: DateMode, readPoint: ReadPoint): Read | undefined {
  const head = reader.tokens[at]?.readings.find(({ rest, article }) => !article && heads.has(rest))
  const hint = reader.tokens[at + 1]
  if (!head || !hint || !hints.has(hint.form)) return undefined
  const within = readWithin(reader, at + 2, mode, readPoint)
  if (within) return within
  return clockHeads.has(head.rest) && !/ه$/.test(hint.form) ? undefined : { expression: { is: 'unknown' }, end: at + 2 }
}

/** The day or period behind a loose time, with or without من: `من مساء الأحد`, `اليوم`, `من الليل`. */
function readWithin(reader: Reader, at: number, mode: DateMode, readPoint: ReadPoint): Read | undefined {
  const said = isForm(reader, at, 'من')
  const from = said ? at + 1 : at
  const token = reader.tokens[from]
  const date = token && /^[وف](?!جر)/.test(token.form) ? undefined : readPoint(reader, from, mode)
  if (date && isPlaced(date.expression)) return { expression: date.expression, end: date.end }
  const part = said ? readPhrase(reader, from, dayParts) : undefined
  return part && !part.conj && !part.prep && /^ال/.test(token?.form ?? '')
    ? { expression: { is: 'unknown' }, end: part.end }
    : undefined
}

function isPlaced(expression: DateExpression): boolean {
  return expression.is !== 'clock' && expression.is !== 'duration' && expression.is !== 'range'
}

/** `اليوم الثاني`, `العام الأول`, `الفترة الأولى`, `الساعات الأولى من صباح السبت`, `السنوات العشر الأولى`. */
function readFirst(reader: Reader, at: number, mode: DateMode, readPoint: ReadPoint): Read | undefined {
  const token = reader.tokens[at]
  // دخلت الحرب عامها السابع
  if (token?.readings.some(({ rest, article }) => !article && ownedUnits.has(rest))) {
    const turn = readOrdinal(reader, at + 1)
    return turn?.article ? { expression: { is: 'unknown' }, end: turn.end } : undefined
  }
  const name = look(unitNames, token)
  const span = token?.readings.some(({ rest, article }) => article && spans.has(rest))
  if (!span && !name?.article) return undefined
  const ordinal = readOrdinal(reader, at + 1)
  if (!ordinal?.article) return undefined
  if (name?.entry.number === 'plural') {
    if (ordinal.value !== 1) return undefined
    return readWithin(reader, ordinal.end, mode, readPoint) ?? { expression: { is: 'unknown' }, end: ordinal.end }
  }
  const counts = span || (name?.entry.number === 'one' && countable.has(name.entry.unit))
  return counts && !isGeneral(reader, at) ? { expression: { is: 'unknown' }, end: ordinal.end } : undefined
}

/** `منذ فترة`, `لفترة`, `بعد مدة`: a spell that nothing measures. */
function readSpell(reader: Reader, at: number): Read | undefined {
  const token = reader.tokens[at]
  const name = token?.readings.find(({ rest, article }) => !article && spells.has(rest))
  if (!name || (name.prep !== 'ل' && !(name.prep === '' && around.has(reader.tokens[at - 1]?.form ?? ''))))
    return undefined
  const next = reader.tokens[at + 1]
  const ends = next === undefined || next.kind === 'mark' || next.kind === 'newline' || following.has(next.form)
  return ends ? { expression: { is: 'unknown' }, end: at + 1 } : undefined
}

/** `النائب العام السابق`: عام means general behind a title, and the adjective is the title's. */
export function isGeneral(reader: Reader, at: number): boolean {
  if (!isForm(reader, at, 'العام')) return false
  const title = reader.tokens[at - 1]
  return title?.readings.some(({ rest, article }) => article && general.has(`ال${rest}`)) ?? false
}
