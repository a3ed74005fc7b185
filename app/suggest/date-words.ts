import i18next from 'i18next'
import { dayNumber, daysInMonth } from '../../corpus/suggest/dates/calendar.ts'
import { isEdtf } from '../../corpus/suggest/dates/edtf.ts'
import { hijriMonth, hijriOf, hijriYear } from '../../corpus/suggest/dates/hijri.ts'
import { DURATION_PARTS, readIsoDuration } from '../../corpus/suggest/dates/iso-duration.ts'
import type { DateValue } from '../../corpus/value.ts'
import { locale } from '../shell/i18n/numbers.ts'

/** True for what the `edtf` of a date may hold: EDTF level 0 to 2, or an ISO 8601 duration. */
export function isDateText(text: string): boolean {
  return isEdtf(text) || readIsoDuration(text) !== undefined
}

/** What a date's value says, in the words and digits of the interface. */
export function describeDate({ edtf, time, calendar, mod }: DateValue): string {
  const clock = time === undefined ? undefined : describeTime(time)
  if (edtf === null)
    return clock === undefined ? i18next.t('value.unresolved') : i18next.t('value.timeOnly', { time: clock })
  const said = calendar === 'hijri' ? withHijri(edtf) : describeEdtf(edtf)
  return mod === undefined ? said : i18next.t(`value.mod.${mod}`, { date: said })
}

/** What an EDTF string or a duration says; as it is written where there are no words for it. */
export function describeEdtf(text: string): string {
  const duration = readIsoDuration(text)
  if (duration !== undefined) return describeDuration(duration)
  if (/^[[{]/.test(text)) return describeSet(text)
  const ends = text.split('/')
  return ends.length === 2 ? describeInterval(ends[0]!, ends[1]!) : describeSingle(text)
}

function describeDuration(duration: NonNullable<ReturnType<typeof readIsoDuration>>): string {
  const parts = DURATION_PARTS.flatMap((part) => {
    const count = duration[part]
    if (count === undefined) return []
    return [new Intl.NumberFormat(locale(), { style: 'unit', unit: part, unitDisplay: 'long' }).format(count)]
  })
  return new Intl.ListFormat(locale(), { style: 'long', type: 'conjunction' }).format(parts)
}

function describeSet(text: string): string {
  const type = text.startsWith('[') ? 'disjunction' : 'conjunction'
  const members = text.slice(1, -1).split(',')
  const said = members.map((member) => {
    const [from, to] = member.split('..')
    return to === undefined
      ? describeSingle(member)
      : describeInterval(from === '' ? '..' : from!, to === '' ? '..' : to)
  })
  return new Intl.ListFormat(locale(), { style: 'long', type }).format(said)
}

/** `..` is an open end, an empty one is not known. */
function describeInterval(from: string, to: string): string {
  if (from === '..') return i18next.t('value.until', { date: describeSingle(to) })
  if (to === '..') return i18next.t('value.since', { date: describeSingle(from) })
  const unknown = i18next.t('value.unknownDay')
  const last = to === '' ? unknown : describeSingle(to)
  const sameMonth =
    /^\d{4}-(?:0\d|1[0-2])-\d{2}$/.test(from) && /^\d{4}-\d{2}-\d{2}$/.test(to) && from.slice(0, 7) === to.slice(0, 7)
  const first = sameMonth ? writeNumber(Number(from.slice(8))) : from === '' ? unknown : describeSingle(from)
  return i18next.t('value.fromTo', { from: first, to: last })
}

/** One date with what qualifies it: `?` is uncertain, `~` approximate, `%` both; wherever they stand. */
function describeSingle(text: string): string {
  const plain = describePlain(text.replaceAll(/[?~%]/g, ''))
  const about = /[~%]/.test(text) ? i18next.t('value.about', { what: plain }) : plain
  return /[?%]/.test(text) ? i18next.t('value.uncertain', { what: about }) : about
}

function describePlain(text: string): string {
  const [day = '', clock] = text.split('T')
  if (clock !== undefined) {
    const [time = '', zone] = [clock.slice(0, 8), clock.slice(8)]
    const said = i18next.t('value.atTime', { date: describePlain(day), time: describeTime(time) })
    return zone ? `${said} (${zone === 'Z' ? i18next.t('value.utc') : `⁦${zone}⁩`})` : said
  }
  const long = /^Y(-?\d+)(?:E(\d+))?(?:S(\d+))?$/.exec(text) ?? /^(-?\d{4})()S(\d+)$/.exec(text)
  if (long) {
    const year = describeYear(Number(long[1]) * 10 ** Number(long[2] || 0))
    return long[3] === undefined ? year : i18next.t('value.significant', { year, digits: Number(long[3]) })
  }
  const parts = /^(-?[0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?$/.exec(text)
  return parts ? describeParts(parts[1]!, parts[2], parts[3]) : `⁦${text}⁩`
}

function describeParts(year: string, month: string | undefined, day: string | undefined): string {
  const inYear = describeYearText(year)
  if (month === undefined) return inYear
  if (month.includes('X')) return i18next.t(day === undefined ? 'value.someMonth' : 'value.someDay', { of: inYear })
  const number = Number(month)
  if (number > 12)
    return i18next.t('value.partOfYear', { part: i18next.t(`value.season.${month as Season}`), year: inYear })
  const inMonth = `${describeMonth(number)} ${inYear}`
  if (day === undefined) return inMonth
  if (day.includes('X')) return i18next.t('value.someDay', { of: inMonth })
  return `${writeNumber(Number(day))} ${inMonth}`
}

type Season = '21'

/** `201X` is a decade, `20XX` a century; the year 0 is 1 BC. */
function describeYearText(year: string): string {
  if (/^\d{3}X$/.test(year)) return i18next.t('value.decade', { year: writeNumber(Number(year.replace('X', '0'))) })
  if (/^\d{2}XX$/.test(year)) return i18next.t('value.century', { number: Number(year.slice(0, 2)) + 1 })
  return year.includes('X') ? `⁦${year}⁩` : describeYear(Number(year))
}

function describeYear(year: number): string {
  return year > 0 ? writeNumber(year) : i18next.t('value.beforeChrist', { year: writeNumber(1 - year) })
}

/** A month by both of its names where Arabs call it differently: آب/أغسطس. */
export function describeMonth(month: number): string {
  const name = (of: string): string =>
    new Intl.DateTimeFormat(of, { month: 'long', timeZone: 'UTC', calendar: 'gregory' }).format(
      Date.UTC(2000, month - 1, 1),
    )
  if (i18next.language !== 'ar') return name('en-GB')
  const [levant, egypt] = [name('ar-SY'), name('ar-EG')]
  return levant === egypt ? levant : `${levant}/${egypt}`
}

function describeTime(time: string): string {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  const two = (value: number): string => new Intl.NumberFormat(locale(), { minimumIntegerDigits: 2 }).format(value)
  return [hours, minutes, ...(seconds > 0 ? [seconds] : [])].map(two).join(':')
}

function withHijri(edtf: string): string {
  const hijri = describeHijri(edtf)
  const said = describeEdtf(edtf)
  return hijri === undefined ? said : i18next.t('value.hijri', { hijri, date: said })
}

/** The Hijri day, month or year that a Gregorian day or interval covers exactly. */
function describeHijri(edtf: string): string | undefined {
  const [from = '', to = from] = edtf.replaceAll(/[?~%]/g, '').split('/')
  const [first, last] = [readDay(from), readDay(to)]
  if (first === undefined || last === undefined) return undefined
  const { year, month, day } = hijriOf(first)
  const inYear = i18next.t('value.hijriYear', { year: writeNumber(year) })
  const name = new Intl.DateTimeFormat(`${i18next.language}-u-ca-islamic-umalqura`, { month: 'long', timeZone: 'UTC' })
  const inMonth = `${name.format(hijriMonth(year, month).first * 86_400_000 + 43_200_000)} ${inYear}`
  if (first === last) return `${writeNumber(day)} ${inMonth}`
  const whole = hijriYear(year)
  if (first === whole.first && last === whole.last) return inYear
  const { first: begin, last: end } = hijriMonth(year, month)
  return first === begin && last === end ? inMonth : undefined
}

function readDay(text: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return undefined
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  return day <= daysInMonth(year, month) ? dayNumber({ year, month, day }) : undefined
}

function writeNumber(value: number): string {
  return new Intl.NumberFormat(locale(), { useGrouping: false }).format(value)
}
