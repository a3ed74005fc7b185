import { authorLayer, layerAuthor } from '../corpus/layer.ts'
import type { MemberRow } from './member.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** How far an author is with an article: done is a person's word, progress where there are annotations. */
export type ArticleState = 'none' | 'progress' | 'done'

/** With whose eyes articles are listed: whose state is said, and which layers count. Without either, all of them. */
export type Look = Readonly<{
  author?: Pick<MemberRow, 'id' | 'role'> | undefined
  sees?: ((articleId: string, layer: string) => boolean) | undefined
}>

/** Live annotations of an article by layer and label. */
export type LayerCount = Readonly<{ articleId: string; layer: string; label: string; n: number }>

/** What is known of one author and one article. */
export type AuthorState = Readonly<{ articleId: string; author: string; state: 'progress' | 'done' | 'open' }>

/** What members said about articles, and which are theirs; of one article where it is given. */
export type StateFacts = Readonly<{
  said: readonly AuthorState[]
  assigned: readonly Readonly<{ articleId: string; memberId: string }>[]
}>

/** Reads what is known of states, of one article or of all. */
export function readStateFacts(db: Db, articleId?: string): StateFacts {
  const of = articleId ?? null
  const said = statement<AuthorState>(db, SAID).all(of, of)
  const assigned = statement<{ articleId: string; memberId: string }>(db, ASSIGNED).all(of, of)
  return { said, assigned }
}

/** Groups rows by their article. */
export function groupByArticle<T extends Readonly<{ articleId: string }>>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const some = groups.get(row.articleId)
    if (some) some.push(row)
    else groups.set(row.articleId, [row])
  }
  return groups
}

/** How far one author is, by what they said and by what is in their layer. */
export function stateOfAuthor(
  author: string,
  counts: readonly LayerCount[],
  said: readonly AuthorState[],
): ArticleState {
  const word = said.find((one) => one.author === author)?.state
  if (word === 'done') return 'done'
  const layer = authorLayer(author)
  return word === 'progress' || counts.some((count) => count.layer === layer && count.n > 0) ? 'progress' : 'none'
}

/**
 * An article's state as it is listed. An annotator's own; for whoever leads or audits, and for somebody with nothing of
 * their own here, that of all who work on it: done when every one of them is.
 */
export function stateOfArticle(
  { author, sees = () => true }: Look,
  articleId: string,
  counts: readonly LayerCount[],
  said: readonly AuthorState[],
  assigned: readonly string[],
): ArticleState {
  if (author) {
    const own = stateOfAuthor(author.id, counts, said)
    if (own !== 'none' || assigned.includes(author.id)) return own
  }
  const seen = counts.filter(({ layer }) => sees(articleId, layer))
  const shown = (id: string): boolean => sees(articleId, authorLayer(id))
  const annotators = seen.flatMap(({ layer }) => layerAuthor(layer) ?? [])
  const speakers = said.filter(({ state }) => state !== 'open').map((one) => one.author)
  const at = new Set([...annotators, ...speakers, ...assigned].filter(shown))
  const states = [...at].map((id) => stateOfAuthor(id, counts, said))
  if (states.length > 0 && states.every((state) => state === 'done')) return 'done'
  return seen.length > 0 || states.some((state) => state !== 'none') ? 'progress' : 'none'
}

const SAID = `SELECT article_id AS articleId, author, state FROM layer_state WHERE ? IS NULL OR article_id = ?`
const ASSIGNED = `SELECT article_id AS articleId, member_id AS memberId FROM assignment
WHERE ? IS NULL OR article_id = ?`
