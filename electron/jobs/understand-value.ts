import type { AnnotationDraft } from '../../corpus/annotation.ts'
import { findDateline } from '../../corpus/suggest/dates/dateline.ts'
import { isoDay } from '../../corpus/suggest/dates/hijri.ts'
import { parseValue } from '../../corpus/suggest/parse.ts'
import { createReader } from '../../corpus/suggest/reader.ts'
import { suggestionKey } from '../../corpus/suggestion.ts'
import { DateValue, type Value } from '../../corpus/value.ts'
import { readKnownText } from '../../db/known-text.ts'
import type { Db } from '../../db/open.ts'
import { findKept, referenceOf } from './suggest-article.ts'

/**
 * What the words of a new date or amount say: as the rules understood them in their place, where those were asked for
 * already, else by themselves, counted from the dateline or the article's day. Null for other labels and other words.
 */
export function understandValue(db: Db, draft: AnnotationDraft): Value | null {
  const { label, articleId, startCodePoint, endCodePoint, quote } = draft
  if (label !== 'date' && label !== 'amount') return null
  const key = suggestionKey(label, startCodePoint, endCodePoint)
  const inPlace = findKept(db, articleId)?.find((row) => row.key === key)
  if (inPlace !== undefined) return inPlace.value
  const { text } = readKnownText(db, articleId)
  if (label === 'amount') return parseAmount(quote)
  const dateline = findDateline(createReader(text))
  return parseDate(quote, dateline === undefined ? referenceOf(db, articleId) : isoDay(dateline.day))
}

function parseAmount(quote: string): Value | null {
  const { value, covers } = parseValue('amount', quote)
  return covers ? (value as Value | null) : null
}

function parseDate(quote: string, reference: string | undefined): Value | null {
  const options = reference === undefined ? {} : { reference }
  const date = parseValue('date', quote, options)
  if (date.covers) return DateValue.parse(date.value)
  const duration = parseValue('duration', quote)
  return duration.covers && typeof duration.value === 'string' ? { edtf: duration.value } : null
}
