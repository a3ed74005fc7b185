import { formAt, isWordAt, opensQuote, type Page, type Range } from '../grammar/page.ts'
import { isFunctionWord } from '../grammar/vocabulary.ts'
import { spanTo } from '../spans.ts'
import { addDraft, type Reading } from './reading.ts'
import { type Cast, isDocument, nounPhraseAt, type Source } from './sources.ts'

const longestSource = 12

/** `SRC: C` in a line without a full stop: the source is an actor that ends at the colon, no place and no heading. */
export function readHeadline(reading: Reading): boolean {
  const { page, cast, sentence } = reading
  if (!isLine(page, sentence) || formAt(page, sentence.to - 1) === '.') return false
  const from = /^[-•*]$/.test(formAt(page, sentence.from)) ? sentence.from + 1 : sentence.from
  const index = cast.startingAt.get(from)
  const mention = index === undefined ? documentAt(page, cast, from) : cast.mentions[index]
  const colon = mention && colonBehind(page, mention.to, sentence.to)
  if (!mention || colon === undefined || mention.to - mention.from > longestSource) return false
  if (('kind' in mention && mention.kind === 'state') || countWords(page, colon + 1, sentence.to) < 3) return false
  addDraft(reading, {
    from: colon + 1,
    to: sentence.to,
    source: mention,
    speech: 'headline',
    rule: 'claim.headline',
    confidence: 0.75,
  })
  return true
}

/** The colon behind a source, its last adjective, or whom it spoke to: مسؤول إيراني رفيع:, مصدر لـ"الصحيفة":. */
function colonBehind(page: Page, at: number, to: number): number | undefined {
  if (formAt(page, at) === ':') return at
  if (isWordAt(page, at) && formAt(page, at + 1) === ':' && !isFunctionWord(page.tokens[at])) return at + 1
  const quote = formAt(page, at) === 'ل' ? at + 1 : at
  const closing = page.partnerOf[quote] ?? -1
  if (closing > quote && closing - quote < 6 && formAt(page, closing + 1) === ':') return closing + 1
  if (!/^ل/.test(formAt(page, at))) return undefined
  for (let next = at + 1; next < Math.min(to, at + 5); next++) if (formAt(page, next) === ':') return next
  return undefined
}

/** تقرير: …, دراسة أميركية: …, "نيويورك تايمز": …. */
function documentAt(page: Page, cast: Cast, from: number): Source | undefined {
  const closing = opensQuote(page, from) ? page.partnerOf[from]! : -1
  if (closing > from && closing - from < 6 && formAt(page, closing + 1) === ':')
    return { from, to: closing + 1, span: spanTo(page, page.tokens[from + 1]!.start, closing) }
  return isDocument(page, from) ? nounPhraseAt(page, cast, from, false) : undefined
}

/** True when a sentence has its line to itself. */
function isLine(page: Page, { from, to }: Range): boolean {
  const before = page.tokens[from - 1]
  const behind = page.tokens[to]
  return (before === undefined || before.kind === 'newline') && (behind === undefined || behind.kind === 'newline')
}

function countWords(page: Page, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (isWordAt(page, at)) count++
  return count
}
