import { dayNumber } from './calendar.ts'
import type { Clock } from './clock.ts'
import { type DateContext, type Now, type Resolved, unresolved } from './context.ts'
import { isoDay } from './hijri.ts'
import { pad } from './resolve-calendar.ts'

type ClockExpression = Readonly<{ clock: Clock; until?: Clock; bound?: 'BEFORE' | 'AFTER' }>

/** A clock time on its day. Without a day it stays a time, unless `windows` asks for the day of now. */
export function resolveClock(
  { clock, until, bound }: ClockExpression,
  day: Resolved | undefined,
  context: DateContext,
): Resolved {
  const { now, windows, prefer } = context
  const sure = settle(clock, until, day === undefined && windows ? now : undefined, prefer)
  const time = timeOf(sure)
  const date =
    day?.edtf && /^-?\d{4}-\d{2}-\d{2}$/.test(day.edtf)
      ? day.edtf
      : day === undefined && windows && now
        ? isoDay(now.day)
        : undefined
  const mod = bound ? { mod: bound } : {}
  if (date === undefined) return { edtf: null, time, ...mod }
  const seconds = pad(sure.second ?? 0)
  const local = toLocal(sure, date, now)
  const edtf = `${local.date}T${local.time}:${seconds}`
  const { first, last, year, month, day: number } = day ?? {}
  return { edtf, time, ...mod, ...present({ first, last, year, month, day: number }) }
}

/** A time said in universal time, on the clock of the reference where its zone is known. */
function toLocal(clock: Clock, date: string, now: Now | undefined): { date: string; time: string } {
  const minutes = clock.hour * 60 + clock.minute + (clock.universal ? (now?.zone ?? 0) : 0)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const shifted = Math.floor(minutes / 1440)
  const rest = minutes - shifted * 1440
  const time = `${pad(Math.floor(rest / 60))}:${pad(rest % 60)}`
  return { date: shifted === 0 ? date : isoDay(dayNumber({ year, month, day }) + shifted), time }
}

/** An hour that may be either half of the day: the half of a range's end, else the next after now where the future is preferred. */
function settle(clock: Clock, until: Clock | undefined, now: Now | undefined, prefer: 'past' | 'future'): Clock {
  if (clock.sure || clock.hour > 12) return clock
  if (until?.part)
    return clock.hour < 12 && until.hour >= 12 && clock.hour + 12 <= until.hour
      ? { ...clock, hour: clock.hour + 12 }
      : clock
  if (now?.minute === undefined || prefer !== 'future') return clock
  const minutes = clock.hour * 60 + clock.minute
  return minutes < now.minute && clock.hour < 12 ? { ...clock, hour: clock.hour + 12 } : clock
}

/** `HH:MM`, with seconds where they are said. */
export function timeOf({ hour, minute, second }: Clock): string {
  return `${pad(hour % 24)}:${pad(minute)}${second === undefined ? '' : `:${pad(second)}`}`
}

/** `الليلة`, `الليلة الماضية`: the evening of a day. */
export function resolveNight(now: Now, step: number): Resolved {
  const edtf = isoDay(now.day + step)
  return { edtf, first: now.day + step, last: now.day + step, time: '18:00' }
}

/** Now moved by minutes; unresolved where its clock is unknown. */
export function withMinutes(now: Now, minutes: number): Resolved {
  if (now.minute === undefined) return unresolved
  const whole = Math.floor(minutes + 1e-9)
  const seconds = Math.round((minutes - whole) * 60)
  const total = now.minute + whole
  const day = now.day + Math.floor(total / 1440)
  const minute = ((total % 1440) + 1440) % 1440
  const time = `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
  return { edtf: `${isoDay(day)}T${time}:${pad(seconds)}`, time, first: day, last: day }
}

function present(
  fields: Readonly<Record<string, number | undefined>>,
): Partial<Record<'first' | 'last' | 'year' | 'month' | 'day', number>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
