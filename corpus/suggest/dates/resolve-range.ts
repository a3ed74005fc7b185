import { dayOf } from './calendar.ts'
import { type DateContext, type Resolved, unresolved } from './context.ts'
import type { CalendarFields, DateExpression } from './expression.ts'
import { dayStretch, monthStretch } from './resolve-calendar.ts'

type Resolve = (expression: DateExpression, context: DateContext) => Resolved

/** Both ends; what the first leaves out it takes from the second, and it never lies after it. */
export function resolveRange(
  from: DateExpression,
  to: DateExpression,
  context: DateContext,
  resolve: Resolve,
): Resolved {
  const end = resolve(to, context)
  const filled =
    from.is === 'calendar' && to.is === 'calendar'
      ? fillFrom(from, to)
      : from.is === 'season' && to.is === 'season'
        ? { ...to, ...from }
        : from
  const start = resolve(filled, context)
  if (start.first !== undefined && end.first !== undefined && start.first > end.first)
    return reorder(from, start, end, context, resolve)
  return interval(start, end)
}

function fillFrom(from: CalendarFields, to: CalendarFields): CalendarFields {
  const { year, yearStep, monthStep, step, calendar } = to
  const said =
    from.year !== undefined || from.yearStep !== undefined || from.step !== undefined || from.monthStep !== undefined
  const month = from.month ?? (from.day !== undefined && from.monthStep === undefined ? to.month : undefined)
  return {
    ...from,
    calendar: from.year === undefined ? calendar : from.calendar,
    ...(month === undefined ? {} : { month }),
    ...(said || year === undefined ? {} : { year }),
    ...(said || yearStep === undefined ? {} : { yearStep }),
    ...(said || step === undefined ? {} : { step }),
    ...(from.month === undefined && monthStep !== undefined && from.monthStep === undefined ? { monthStep } : {}),
  }
}

/** `من نوفمبر إلى فبراير 2015` begins the year before; an end that the first did not wait for lies a year on. */
function reorder(
  from: DateExpression,
  start: Resolved,
  end: Resolved,
  context: DateContext,
  resolve: Resolve,
): Resolved {
  if (start.year === undefined || end.year === undefined || from.is !== 'calendar') return unresolved
  if (from.year === undefined) return interval(resolve({ ...from, year: end.year - 1 }, context), end)
  const later =
    end.day === undefined
      ? monthStretch(start.year + 1, end.month ?? 1)
      : dayStretch({ year: start.year + 1, month: end.month!, day: end.day })
  return end.year >= start.year ? unresolved : interval(start, later)
}

/** From the start of the first to the end of the second; ends that are intervals themselves give their outer bound. */
export function interval(from: Resolved, to: Resolved): Resolved {
  if (from.edtf === null || to.edtf === null || from.edtf.startsWith('P') || to.edtf.startsWith('P')) return unresolved
  const start = from.edtf.split('/')[0]!.replace(/T.*/, '')
  const end = to.edtf.split('/').at(-1)!.replace(/T.*/, '')
  const { year, month, day } = to
  const hijri = from.calendar === 'hijri' ? { calendar: 'hijri' as const } : {}
  return {
    edtf: `${start}/${end}`,
    ...(from.first === undefined ? {} : { first: from.first }),
    ...(to.last === undefined ? {} : { last: to.last }),
    ...(year === undefined ? {} : { year }),
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
    ...hijri,
  }
}

export function openEnd(of: Resolved, open: (edtf: string) => string): Resolved {
  return of.edtf === null || of.edtf.includes('/') ? of : { ...of, edtf: open(of.edtf) }
}

export function stretchOf(day: number): Resolved {
  return dayStretch(dayOf(day))
}
