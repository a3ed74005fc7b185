import { readAmount } from './amounts/amount.ts'
import { isAmountInText, opensAmount } from './amounts/in-text.ts'
import { findRegion } from './amounts/units.ts'
import { type Before, type DateContext, type Resolved, readReference } from './dates/context.ts'
import { readDate } from './dates/date.ts'
import { findDateline } from './dates/dateline.ts'
import type { DateExpression, DateFound } from './dates/expression.ts'
import { isDateInText, isTimeOnly, leanOnNext, opensDate, pointsAhead } from './dates/in-text.ts'
import { resolve, valueOfDate } from './dates/resolve.ts'
import { readOrdinal } from './numbers/ordinals.ts'
import { createReader, type Reader } from './reader.ts'
import { spanTo } from './spans.ts'
import type { Direction, ValueSuggestion } from './value.ts'

/** `reference` is the day that a text without a dateline counts from; `labels` limits what is looked for. */
export type SuggestOptions = Readonly<{ reference?: string; labels?: readonly string[]; prefer?: Direction }>

/**
 * Finds every date and amount of a text, in order and without overlaps, with their values and UTF-16 spans. Dates lean on the
 * dateline and the dates before them, then on the reference. Time grows with the length of the text only.
 */
export function suggestValues(text: string, options: SuggestOptions = {}): ValueSuggestion[] {
  return suggestValuesIn(createReader(text), options)
}

/** As `suggestValues`, over a text whose tokens are at hand. */
export function suggestValuesIn(
  reader: Reader,
  { reference, labels, prefer = 'past' }: SuggestOptions = {},
): ValueSuggestion[] {
  const wants = (label: string) => labels === undefined || labels.includes(label)
  const region = findRegion(reader)
  const anchors = new Anchors(reader, reference, prefer)
  const found: ValueSuggestion[] = []
  for (let at = 0; at < reader.tokens.length; at++) {
    if (reader.tokens[at]!.kind === 'newline') {
      anchors.endParagraph()
      continue
    }
    const said = opensDate(reader, at) ? readDate(reader, at, { loose: false, prefer }) : undefined
    if (said && isTimeOnly(reader, said)) {
      at = said.end - 1
      continue
    }
    const date = said && isDateInText(reader, said) ? said : undefined
    const amount = amountAt(reader, at, region)
    if (date && (!amount || date.end >= amount.end)) {
      const suggestion = anchors.suggest(date)
      if (wants('date')) found.push(suggestion)
      at = date.end - 1
    } else if (amount) {
      const { rule, confidence, value } = amount
      if (wants('amount'))
        found.push({ label: 'amount', span: spanTo(reader, amount.spanStart, amount.end), rule, confidence, value })
      at = amount.end - 1
    } else at = behindOrdinal(reader, at) - 1
  }
  return found
}

/** `السادسة عشرة`: the second word of an ordinal begins no amount. */
function behindOrdinal(reader: Reader, at: number): number {
  const ordinal = reader.tokens[at]!.kind === 'word' ? readOrdinal(reader, at) : undefined
  return Math.max(at + 1, ordinal?.end ?? 0)
}

function amountAt(reader: Reader, at: number, region: string | undefined): ReturnType<typeof readAmount> {
  if (!opensAmount(reader, at)) return undefined
  const amount = readAmount(reader, at, { region })
  return amount && isAmountInText(reader, amount) ? amount : undefined
}

/** What the dates of one text lean on, as the reading goes on. */
class Anchors {
  readonly #reader: Reader
  readonly #context: DateContext
  #before: Before | undefined
  #latest: { year: number; month: number } | undefined
  #paragraphs = Number.POSITIVE_INFINITY

  constructor(reader: Reader, reference: string | undefined, prefer: Direction) {
    this.#reader = reader
    this.#context = { now: findDateline(reader) ?? readReference(reference), prefer, windows: false }
  }

  endParagraph(): void {
    this.#paragraphs++
  }

  suggest(date: DateFound): ValueSuggestion {
    // A dateline reigns outside the paragraph that named a date; without one the date before lends its year for longer.
    const reach = this.#context.now || this.#before?.month === undefined ? 0 : 4
    const prefer = pointsAhead(this.#reader, date.start) ? 'future' : this.#context.prefer
    const context = {
      ...this.#context,
      prefer,
      before: this.#before,
      latest: this.#latest,
      narrative: this.#paragraphs <= reach,
    }
    const resolved = resolve(leanOnNext(this.#reader, date), context)
    this.#remember(date, resolved, prefer === 'past')
    return {
      label: 'date',
      span: spanTo(this.#reader, date.spanStart, date.end),
      rule: date.rule,
      confidence: resolved.edtf === null ? Math.min(date.confidence, 0.6) : date.confidence,
      value: valueOfDate(resolved),
    }
  }

  #remember(
    { expression }: DateFound,
    { edtf, year, month, day, calendar = 'gregorian' }: Resolved,
    past: boolean,
  ): void {
    if (
      edtf === null ||
      year === undefined ||
      expression.is === 'century' ||
      expression.is === 'decade' ||
      expression.is === 'then'
    )
      return
    this.#before = {
      year,
      edtf,
      calendar,
      ...(month === undefined ? {} : { month }),
      ...(day === undefined ? {} : { day }),
    }
    this.#paragraphs = 0
    if (past && month !== undefined && !isAhead(expression) && isLater({ year, month }, this.#latest))
      this.#latest = { year, month }
  }
}

function isLater(date: { year: number; month: number }, than: { year: number; month: number } | undefined): boolean {
  return than === undefined || date.year > than.year || (date.year === than.year && date.month > than.month)
}

/** A date that says itself that it is to come tells nothing about when the text was written. */
function isAhead(expression: DateExpression): boolean {
  if (expression.is === 'part') return isAhead(expression.of)
  if (expression.is === 'range') return isAhead(expression.to)
  return expression.is === 'calendar' && expression.step === 1
}
