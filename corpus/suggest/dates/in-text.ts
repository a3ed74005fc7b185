import { isForm, look, type Reader, wordSet } from '../reader.ts'
import { isAge } from './ages.ts'
import { dateOpeners, readDate } from './date.ts'
import type { DateExpression, DateFound } from './expression.ts'
import { indefiniteWords, spanningWords, unitNames } from './lexicon.ts'

const several = wordSet('عدة بضع بضعة')
const adverbial = wordSet('أياما شهورا أعواما أشهرا عقودا قرونا')
const agreeing = wordSet('و ثم أو')

/** True when a token may begin a date: a cheap test before the rules. */
export function opensDate(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]!
  if (token.kind === 'number') return true
  return token.kind === 'word' && token.readings.some(({ rest }) => dateOpeners.has(rest))
}

/** An hour without its day, or an age: what reads like a date and in running text is neither date nor amount. */
export function isTimeOnly(reader: Reader, date: DateFound): boolean {
  return isHour(date.expression) || isAge(reader, date)
}

function isHour(expression: DateExpression): boolean {
  return expression.is === 'clock' && expression.day === undefined
}

/** What counts as a date in running text and not only as a whole expression. */
export function isDateInText(reader: Reader, { start, end, expression }: DateFound): boolean {
  if (expression.is === 'duration') return expression.period !== null || isLooseDuration(reader, start, end)
  return true
}

/** `لأسابيع`, `منذ سنوات`, `شهور طويلة`: a plural without a count needs something that makes it a time. */
function isLooseDuration(reader: Reader, start: number, end: number): boolean {
  if (end - start > 1) return true
  const name = look(unitNames, reader.tokens[start])
  if (name?.prep || adverbial.has(name?.rest ?? '')) return true
  const before = reader.tokens[start - 1]
  return (
    before !== undefined &&
    (several.has(before.form) ||
      before.readings.some(({ rest }) => several.has(rest) || spanningWords.has(rest) || indefiniteWords.has(rest)))
  )
}

/** `في شباط وآذار 2014`: a month without a year takes that of the one that is joined to it. */
export function leanOnNext(reader: Reader, date: DateFound): DateExpression {
  const { expression, end } = date
  if (expression.is !== 'calendar' || expression.month === undefined || expression.year !== undefined) return expression
  if (expression.step !== undefined || expression.yearStep !== undefined) return expression
  const link = reader.tokens[end]
  const free = link !== undefined && agreeing.has(link.form)
  if (!free && !isForm(reader, end, ',') && !link?.readings.some(({ conj }) => conj === 'و')) return expression
  const next = readDate(reader, free || isForm(reader, end, ',') ? end + 1 : end, { loose: false, prefer: 'past' })
  if (next?.expression.is !== 'calendar' || next.expression.month === undefined || next.expression.year === undefined)
    return expression
  const turn = next.expression.calendar === expression.calendar && next.expression.month < expression.month ? 1 : 0
  return { ...expression, year: next.expression.year - turn }
}

const aheadWords = wordSet(
  'سوف المقرر مقررا مقررة المتوقع المرتقب المنتظر يتوقع ويتوقع فيتوقع يعتزم تعتزم ينوي تنوي المزمع',
)
const future = /^[وف]?س[يتن][^ه]/
const notFuture = /^[وف]?(?:سيا|سيد|سيط|سين|سير|سيف|سيل|سيم|سيول|سيب|سيئ|ستا|ستو|ستي|ستر|سته|سنو|سند|سنه|سني|سنت|سنج)/

/** True where a verb in the future, or a word that plans, stands shortly before a date in its sentence. */
export function pointsAhead(reader: Reader, at: number): boolean {
  for (let before = at - 1; before >= 0 && before >= at - 14; before--) {
    const token = reader.tokens[before]!
    if (token.kind === 'newline' || (token.kind === 'mark' && /^[.?!]$/.test(token.form))) return false
    if (token.kind !== 'word') continue
    if (
      aheadWords.has(token.form) ||
      (token.form.length >= 5 && future.test(token.form) && !notFuture.test(token.form))
    )
      return true
  }
  return false
}
