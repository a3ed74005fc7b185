import { formAt, isWordAt, type Page, type Range } from '../grammar/page.ts'
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
  if (!mention || mention.to - mention.from > longestSource || formAt(page, mention.to) !== ':') return false
  if (('kind' in mention && mention.kind === 'state') || countWords(page, mention.to + 1, sentence.to) < 3) return false
  addDraft(reading, {
    from: mention.to + 1,
    to: sentence.to,
    source: mention,
    speech: 'headline',
    rule: 'claim.headline',
    confidence: 0.75,
  })
  return true
}

/** تقرير: …, دراسة أميركية: …. */
function documentAt(page: Page, cast: Cast, from: number): Source | undefined {
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
