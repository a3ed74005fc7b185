import type { Direction } from '../value.ts'
import type { Clock } from './clock.ts'
import type { DayPart } from './lexicon.ts'

export type CalendarName = 'gregorian' | 'hijri'
export type PeriodUnit =
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'decade'
  | 'century'
export type Part = 'START' | 'MID' | 'END'

/** A count of calendar units, as a duration says them. */
export type Period = Readonly<Partial<Record<PeriodUnit, number>>>

/** Fields of a calendar date, those that are said. `step` moves the smallest missing one (`مايو الماضي` −1, `نفس العام` same). */
export type CalendarFields = Readonly<{
  is: 'calendar'
  calendar: CalendarName
  year?: number
  /** A relative year or month: `من العام الماضي`, `من هذا الشهر`; `same` is that of the date before. */
  yearStep?: number | 'same' | 'next'
  month?: number
  /** The other month where the two names of a pair disagree. */
  otherMonth?: number
  monthStep?: number | 'same' | 'next'
  day?: number | 'last'
  step?: number
  weekday?: number
  /** The day is an ordinal of at most five behind a weekday: that day of the month, or else that weekday's turn in it. */
  ordinal?: boolean
}>

/** What a date expression says, before it is resolved against the text or a reference. */
export type DateExpression =
  | CalendarFields
  | Readonly<{ is: 'part'; part: Part; of: DateExpression }>
  | Readonly<{ is: 'blurred'; mark: '~' | '?'; of: DateExpression }>
  | Readonly<{ is: 'season'; season: number; year?: number; nextYear?: boolean; yearStep?: number | 'same' | 'next' }>
  | Readonly<{ is: 'portion'; code: number; year?: number; yearStep?: number | 'same' | 'next' }>
  | Readonly<{ is: 'decade'; decade: number; century?: number }>
  | Readonly<{ is: 'century'; century: number; beforeChrist: boolean }>
  | Readonly<{ is: 'weekday'; weekday: number; step?: number; week?: number | 'next' }>
  | Readonly<{ is: 'relative'; unit: PeriodUnit; step: number }>
  | Readonly<{ is: 'window'; unit: PeriodUnit; count: number | null; direction: -1 | 1 }>
  | Readonly<{ is: 'offset'; period: Period; direction: -1 | 1 }>
  | Readonly<{ is: 'within'; period: Period }>
  | Readonly<{ is: 'duration'; period: Period | null }>
  | Readonly<{ is: 'next'; unit: PeriodUnit }>
  | Readonly<{ is: 'then'; ofDay?: boolean }>
  | Readonly<{ is: 'unknown' }>
  | Readonly<{ is: 'night'; step: number }>
  | Readonly<{ is: 'nth'; nth: number; what: 'day' | 'week' | number; of: DateExpression; after?: boolean }>
  | Readonly<{ is: 'holiday'; kind: 'gregorian' | 'hijri' | 'easter'; on: string; year?: number }>
  | Readonly<{ is: 'dayPart'; part: DayPart; day: DateExpression }>
  | Readonly<{ is: 'range'; from: DateExpression; to: DateExpression }>
  | Readonly<{ is: 'since' | 'until' | 'rest'; of: DateExpression }>
  | Readonly<{ is: 'clock'; clock: Clock; day?: DateExpression; until?: Clock; bound?: 'BEFORE' | 'AFTER' }>

/** A date expression found in a text. Token indexes; `spanStart` is a UTF-16 offset. */
export type DateFound = Readonly<{
  start: number
  end: number
  spanStart: number
  expression: DateExpression
  rule: string
  confidence: number
}>

/** `strict` rules are for running text; a whole expression may be read more freely. */
export type DateMode = Readonly<{ loose: boolean; prefer: Direction }>

/** An expression with the index behind it. */
export type Read<T = DateExpression> = Readonly<{ expression: T; end: number }>
