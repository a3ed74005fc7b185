import type { Db } from './open.ts'
import { statement } from './statement.ts'
import { articleOfDecision } from './suggestion.ts'

/** The articles that annotations and decisions about suggestions belong to, each once; other targets have none. */
export function articlesOf(db: Db, targets: readonly string[]): string[] {
  const found = new Set<string>()
  const unknown: string[] = []
  for (const target of targets) {
    const row = statement<{ articleId: string }>(db, OF_ANNOTATION).get(target)
    if (row === undefined) unknown.push(target)
    else found.add(row.articleId)
  }
  for (const target of unknown) {
    // A decision that was taken back has no row any more.
    const of = statement<{ articleId: string }>(db, OF_DECISION).get(target)?.articleId ?? articleOfDecision(db, target)
    if (of !== undefined) found.add(of)
  }
  return [...found]
}

const OF_ANNOTATION = 'SELECT article_id AS articleId FROM annotation WHERE id = ?'
const OF_DECISION = 'SELECT article_id AS articleId FROM suggestion_decision WHERE id = ?'
