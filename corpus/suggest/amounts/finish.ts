import type { AmountValue } from '../../value.ts'
import { isForm, isGlued, type Reader } from '../reader.ts'
import { type Bound, boundAfter, boundBefore } from './approximators.ts'
import type { Quantity } from './quantity.ts'
import { readRate } from './rates.ts'

/** An amount in a text: token indexes of what was understood, the UTF-16 offset where its span begins, its value. */
export type AmountFound = Readonly<{
  start: number
  end: number
  spanStart: number
  /** Index behind the last token that was understood, approximators behind the span included. */
  readEnd: number
  value: AmountValue
  rule: string
  confidence: number
}>

/** What stands behind or before a count: its unit, what is added or multiplied, and the rule that found it. */
export type Core = Readonly<{
  end: number
  unit: string | null
  factor?: number
  add?: number
  rule: string
  confidence: number
  money: boolean
}>

/** Puts count and unit together with the rate behind them and the approximators around them. */
export function finish(
  reader: Reader,
  start: number,
  quantity: Quantity,
  core: Core,
  spanStart: number,
  readStart = start,
): AmountFound {
  const rate = readRate(reader, core.end, core.money) ?? readRateBehindStuff(reader, core)
  const end = rate?.end ?? core.end
  const before = boundBefore(reader, behindGlued(reader, readStart))
  const after = boundAfter(reader, end)
  const bound = before?.bound ?? after?.bound
  const value = amountOf(quantity, core, bound, rate?.rate)
  return {
    start: before?.start ?? readStart,
    end,
    spanStart,
    readEnd: after?.end ?? end,
    value,
    rule: core.rule,
    confidence: core.confidence,
  }
}

/** `90 ألف طن من القمح سنوياً`, `150 ألف برميل نفط يومياً`: the stuff stands between the unit and the rate. */
function readRateBehindStuff(reader: Reader, core: Core): ReturnType<typeof readRate> {
  if (core.rule !== 'amount.measure') return undefined
  const stuff = isForm(reader, core.end, 'من') ? core.end + 1 : core.end
  if (reader.tokens[stuff]?.kind !== 'word') return undefined
  const rate = readRate(reader, stuff + 1, false)
  return stuff > core.end || rate?.end === stuff + 2 ? rate : undefined
}

/** A clitic written apart from its digits (`بـ250`) stands between them and the approximator. */
function behindGlued(reader: Reader, at: number): number {
  const clitic = reader.tokens[at - 1]
  return clitic && isGlued(reader, at) && /^(?:[وفبكل]|ال|بال)$/.test(clitic.form) ? at - 1 : at
}

function amountOf(quantity: Quantity, core: Core, bound: Bound | undefined, rate: string | undefined): AmountValue {
  const add = core.add ?? 0
  const factor = core.factor ?? 1
  const value = quantity.value === null ? null : trim(quantity.value * factor + add * (quantity.vague ? 0 : 1))
  return {
    value,
    unit: core.unit,
    vague: quantity.vague || bound !== undefined,
    ...(bound && bound !== 'about' ? { cmp: bound } : {}),
    ...(quantity.min === undefined ? {} : { min: quantity.min }),
    ...(quantity.max === undefined ? {} : { max: quantity.max }),
    ...(rate === undefined ? {} : { rate }),
  }
}

function trim(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12))
}
