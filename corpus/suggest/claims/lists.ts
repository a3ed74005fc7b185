import { formAt, type Page, type Range } from '../grammar/page.ts'
import { trimmedSpan } from './content.ts'
import { demandNouns } from './lexicon.ts'
import type { Reading } from './reading.ts'

const longestList = 60

/** A claim that ends at a colon goes on in the list behind it: each numbered or bulleted line is a claim of the same source. */
export function continueList(reading: Reading, index: number): void {
  const { page, sentence, claims } = reading
  const last = claims.at(-1)
  if (
    !last ||
    formAt(page, sentence.to - 1) !== ':' ||
    last.span.end < page.tokens[Math.max(sentence.from, sentence.to - 2)]!.end
  )
    return
  if (last.span.start < page.tokens[sentence.from]!.start || demands(page, sentence)) return
  for (let next = index + 1; next < Math.min(page.sentences.length, index + longestList); next++) {
    const row = page.sentences[next]!
    const from = behindBullet(page, row)
    if (from === undefined) return
    const span = trimmedSpan(page, from, row.to)
    if (span) claims.push({ ...last, span, rule: 'claim.list' })
  }
}

/** Index behind `1-`, `2.`, `-` or `•` at the start of a line, or undefined. */
function behindBullet(page: Page, { from, to }: Range): number | undefined {
  const first = page.tokens[from]
  if (!first || to - from < 3) return undefined
  if (first.kind === 'number' && /^[-.)/]$/.test(formAt(page, from + 1))) return from + 2
  return first.kind === 'mark' && /^[-•*●▪]$/.test(first.form) ? from + 1 : undefined
}

function demands(page: Page, { from, to }: Range): boolean {
  for (let at = Math.max(from, to - 5); at < to; at++)
    if (page.tokens[at]!.readings.some(({ rest }) => demandNouns.has(rest))) return true
  return false
}
