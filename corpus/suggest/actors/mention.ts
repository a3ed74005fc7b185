import type { Span } from '../../span.ts'
import type { Page } from '../grammar/page.ts'
import { spanTo, startOfReading } from '../spans.ts'
import type { Reading } from '../tokens.ts'

/** What sort of actor a mention names. `state` acts for its government, `reference` is a bare definite one. */
export type MentionKind = 'person' | 'role' | 'organisation' | 'group' | 'state' | 'reference' | 'source'

/** An actor in a text: its tokens, its span without proclitics, and what found it. */
export type Mention = Readonly<{
  from: number
  to: number
  span: Span
  kind: MentionKind
  rule: string
  confidence: number
  /** Folded head noun without the article, for mentions that have one. */
  head?: string
  /** Tokens of the personal or quoted name in it. */
  name?: Readonly<{ from: number; to: number }>
  definite: boolean
  plural: boolean
}>

/** How a first word was read: which clitics are cut from it. */
export type Clitics = Pick<Reading, 'conj' | 'prep' | 'article'>

export const noClitics: Clitics = { conj: '', prep: '', article: false }

/** A mention of tokens with its span; definite and singular unless said otherwise. */
export function createMention(
  page: Page,
  from: number,
  to: number,
  clitics: Clitics,
  found: Readonly<{ kind: MentionKind; rule: string; confidence: number }> & Partial<Mention>,
): Mention {
  return { definite: true, plural: false, ...found, from, to, span: mentionSpan(page, from, to, clitics) }
}

/** Span of a mention whose first word was read with clitics. */
export function mentionSpan(page: Page, from: number, to: number, clitics: Clitics): Span {
  return spanTo(page, startOfReading(page, from, clitics), to)
}
