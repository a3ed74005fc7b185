import { isForm, type Reader, wordSet } from '../reader.ts'
import type { DateFound } from './expression.ts'

const ageWord = /^[وفبل]?(?:ال)?(?:عمر|اعمار)(?:ه|ها|هم|هن|هما|ي|نا)?$/
const reaching = wordSet(
  'البالغ البالغة البالغين بالغ يبلغ تبلغ ويبلغ وتبلغ السن سن بسن ابن ابنة وابن ذو ذي ذات ذا دون تحت',
)
const between = wordSet(
  'نحو حوالي قرابة من أكثر أقل حينها آنذاك الآن حاليا اليوم لا لم يتجاوز تتجاوز يتعدى يتعد يزيد يقل على عن يناهز يقارب الـ ال',
)
const terms = wordSet('سجن حكم مدة فترة عقوبة طويلة قصيرة كاملة سنوات أعوام')

/** True for the years or months that somebody has lived: `عمره 16 عاماً`, `البالغ 82 عاماً`, `سعيد (50 عاماً)`, `سعيد، 50 عاماً،`. They date nothing. */
export function isAge(reader: Reader, { start, end, expression }: DateFound): boolean {
  // في الثلاثينيات من عمره
  if (expression.is === 'decade') return isLived(reader, end)
  if (expression.is !== 'duration' || expression.period === null) return false
  const units = Object.keys(expression.period)
  if (!units.every((unit) => unit === 'year' || unit === 'month')) return false
  if (isLived(reader, end)) return true
  return isToldAge(reader, start) || isSetOff(reader, start, end)
}

function isLived(reader: Reader, end: number): boolean {
  return isForm(reader, end, 'من') && ageWord.test(reader.tokens[end + 1]?.form ?? '')
}

/** `يبلغ من العمر نحو 13 عاماً`, `ابن الـ16 عاماً` */
function isToldAge(reader: Reader, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 5); before--) {
    const { form } = reader.tokens[before]!
    if (ageWord.test(form) || reaching.has(form)) return true
    if (!between.has(form)) return false
  }
  return false
}

/** `(50 عاماً)`, `، 50 عاماً،` behind a name. */
function isSetOff(reader: Reader, start: number, end: number): boolean {
  const open = reader.tokens[start - 1]?.form
  const close = reader.tokens[end]?.form
  const set = (open === '(' && (close === ')' || close === ',')) || (open === ',' && close === ',')
  const named = reader.tokens[start - 2]
  return set && named?.kind === 'word' && !named.readings.some(({ rest }) => terms.has(rest))
}
