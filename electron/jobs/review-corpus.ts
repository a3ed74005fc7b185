import type { SuggestionRow } from '../../corpus/suggestion.ts'
import { listArticles } from '../../db/article.ts'
import { isDone } from '../../db/layer.ts'
import type { Db } from '../../db/open.ts'
import { listSettledKeys } from '../../db/suggestion.ts'
import type { Progress } from './job.ts'
import { findListed, type Listed, suggestForArticle } from './suggest-article.ts'

/** What is open in one article. */
export type OpenIn = Readonly<{ articleId: string; rows: readonly SuggestionRow[] }>

/**
 * What is still to be decided in articles, one after the other: those named, else all that this person is not done with.
 * It ends early, with what it has, when it is cancelled.
 */
export async function* reviewCorpus(
  db: Db,
  by: string | undefined,
  progress: Progress,
  articleIds?: readonly string[],
): AsyncGenerator<OpenIn> {
  const all = listArticles(db).filter(({ id }) => articleIds?.includes(id) ?? true)
  const open = all.filter(({ id }) => by === undefined || !isDone(db, id, by))
  for (const [at, { id, title }] of open.entries()) {
    await progress.report(at, open.length, title)
    if (progress.cancelled()) break
    yield { articleId: id, rows: await listOpen(db, id, by) }
  }
  await progress.report(open.length, open.length)
}

/** What is still to be decided in one article; what was settled is read after the thread answered, since it may have changed. */
export async function listOpen(db: Db, articleId: string, by: string | undefined): Promise<SuggestionRow[]> {
  const found = await suggestForArticle(db, articleId)
  const settled = listSettledKeys(db, articleId, by)
  return found.filter(({ key }) => !settled.has(key))
}

/** What waits in articles that were read already, counted without reading them again; nothing of any other. */
export function recount(db: Db, by: string | undefined, articleIds: readonly string[]) {
  return articleIds.flatMap((articleId) => {
    const listed = findListed(articleId)
    if (listed === undefined) return []
    const settled = listSettledKeys(db, articleId, by)
    const isOver = by !== undefined && isDone(db, articleId, by)
    return [{ articleId, groups: isOver ? [] : groupRows(listed.filter(({ key }) => !settled.has(key))) }]
  })
}

/** How many suggestions of one label, rule and confidence wait in an article. */
export type Group = { label: SuggestionRow['label']; rule: string; confidence: number; count: number }

/** Counts suggestions by what a queue filters them by. */
export function groupRows(rows: readonly Listed[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { label, rule, confidence } of rows) {
    const key = `${label} ${rule} ${confidence}`
    const known = groups.get(key)
    if (known) known.count++
    else groups.set(key, { label, rule, confidence, count: 1 })
  }
  return [...groups.values()]
}
