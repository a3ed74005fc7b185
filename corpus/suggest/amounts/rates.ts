import rates from '../lexicon/rates.json' with { type: 'json' }
import { isForm, lexiconOf, look, type Reader, wordSet } from '../reader.ts'
import { readCounted } from './nouns.ts'
import { readUnit } from './units.ts'

/** What a quantity is per: a period, or the counted noun. */
export type Rate = Readonly<{ rate: string; end: number }>

const adverbs: ReadonlyMap<string, string> = lexiconOf(entriesOf(rates.adverbs))
const periods: ReadonlyMap<string, string> = lexiconOf(entriesOf(rates.periods))
const single = wordSet('الواحد الواحدة')
const qualified = wordSet(
  'الماضي الماضية المقبل المقبلة القادم القادمة التالي التالية الحالي الحالية الجاري الجارية نفسه نفسها ذاته ذاتها الأول الأولى الثاني الثانية الأخير الأخيرة السابق السابقة',
)

/** Reads `شهرياً`, `في اليوم`, `لكل شخص`, `للبرميل`, `للشخص الواحد` behind a quantity. `money` allows the bare `لل…`. */
export function readRate(reader: Reader, at: number, money: boolean): Rate | undefined {
  const token = reader.tokens[at]
  if (token?.kind !== 'word') return undefined
  const adverb = look(adverbs, token, 'none')
  if (adverb) return { rate: adverb.entry, end: at + 1 }
  if (token.form === 'في' || token.form === 'كل' || token.form === 'لكل') return readPeriod(reader, at + 1, token.form)
  if (token.form === 'علي' && isForm(reader, at + 1, 'كل')) return readPeriod(reader, at + 2, 'لكل')
  const found = token.readings.find(({ conj, prep, article }) => !conj && prep === 'ل' && article)
  if (!found || (!money && !periods.has(found.rest))) return undefined
  const period = periods.get(found.rest)
  const unit = readUnit(reader, at)
  const behind = at + 1
  const singled = reader.tokens[behind] && single.has(reader.tokens[behind]!.form)
  const name =
    period ?? (unit?.unit.kind !== 'currency' ? unit?.unit.name : undefined) ?? (singled ? found.rest : undefined)
  return name === undefined
    ? undefined
    : { rate: name, end: singled ? behind + 1 : Math.max(behind, period ? 0 : (unit?.end ?? 0)) }
}

function readPeriod(reader: Reader, at: number, by: string): Rate | undefined {
  const period = look(periods, reader.tokens[at], 'article')
  if (period && period.article === (by === 'في')) {
    const next = reader.tokens[at + 1]
    if (next && single.has(next.form)) return { rate: period.entry, end: at + 2 }
    return next && (qualified.has(next.form) || next.kind === 'number')
      ? undefined
      : { rate: period.entry, end: at + 1 }
  }
  if (by !== 'لكل' || isForm(reader, at, 'من')) return undefined
  const noun = readCounted(reader, at, undefined, false)
  return noun && { rate: noun.name, end: noun.end }
}

function* entriesOf(byPeriod: Readonly<Record<string, readonly string[]>>): Generator<[string, string]> {
  for (const [period, words] of Object.entries(byPeriod)) for (const word of words) yield [word, period]
}
