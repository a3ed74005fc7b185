import type { DateValue } from '../../value.ts'
import type { Direction } from '../value.ts'
import { type Day, dayNumber, isDay } from './calendar.ts'

/** The moment that relative expressions count from: the dateline or the reference. `minute` is of the day and
 * `zone` the minutes that its clock is ahead of universal time, where known. */
export type Now = Readonly<{ day: number; minute?: number; zone?: number }>

/** The date before in the same text: what `في الشهر التالي`, `حينها` and months without a year lean on. */
export type Before = Readonly<{
  year: number
  month?: number
  day?: number
  edtf: string
  calendar: 'gregorian' | 'hijri'
}>

/** What dates are resolved against. `windows` resolves `الأشهر الثلاثة الماضية` to days; without, they are durations. */
export type DateContext = Readonly<{
  now?: Now | undefined
  before?: Before | undefined
  /** The latest date that the text has named so far: where there is no `now`, it was written after that. */
  latest?: Readonly<{ year: number; month: number }> | undefined
  /** True where the date before stands near enough to lend its year although there is a `now`. */
  narrative?: boolean
  prefer: Direction
  windows: boolean
}>

/** What an expression comes to: its value, the days that it covers, and the fields that a later date may lean on. */
export type Resolved = Readonly<{
  edtf: string | null
  first?: number
  last?: number
  year?: number
  month?: number
  day?: number
  time?: string
  calendar?: 'gregorian' | 'hijri'
  mod?: NonNullable<DateValue['mod']>
}>

export const unresolved: Resolved = { edtf: null }

/** Reads a reference `YYYY-MM-DD` or `YYYY-MM-DDThh:mm…`; the clock is taken as local; its zone is kept for times said in another. */
export function readReference(reference: string | undefined): Now | undefined {
  const match = /^(-?\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})[^Z+-]*(Z|[+-]\d{2}:?\d{2})?)?/.exec(reference ?? '')
  if (!match) return undefined
  const [year, month, day, hour, minute] = match
    .slice(1, 6)
    .map((part) => (part === undefined ? undefined : Number(part)))
  const date: Day = { year: year!, month: month!, day: day! }
  if (!isDay(date)) return undefined
  return { day: dayNumber(date), ...(hour === undefined ? {} : { minute: hour * 60 + minute! }), ...zoneOf(match[6]) }
}

function zoneOf(zone: string | undefined): { zone?: number } {
  if (zone === undefined) return {}
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? ['', '+', '0', '0']
  return { zone: (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1) }
}
