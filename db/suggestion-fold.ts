import { foldFields } from './fold.ts'
import type { Db } from './open.ts'
import { listOps, type Op } from './ops.ts'
import { statement, upsertById } from './statement.ts'

/** A decision as its row holds it; undefined where it was taken back. Pure. */
export function foldSuggestion(ops: readonly Op[]): Readonly<Record<string, string | number | null>> | undefined {
  const made = foldFields(ops, ({ kind, change }) => (kind === 'suggestion.decide' ? { decision: change } : undefined))
  const shown = made.get('decision')?.by
  if (shown?.change === undefined) return undefined
  const { change, author, target, wallMs } = shown
  return {
    id: target,
    article_id: String(change.articleId),
    article_sha256: String(change.articleSha256),
    author,
    label: String(change.label),
    start_code_point: Number(change.startCodePoint),
    end_code_point: Number(change.endCodePoint),
    rule: String(change.rule),
    rule_set: String(change.ruleSet),
    decision: String(change.decision),
    annotation_id: (change.annotationId ?? null) as string | null,
    decided_ms: wallMs,
  }
}

/** True where the article that was decided about is here: only then a decision has a row. */
export function hasArticle(db: Db, { article_id }: NonNullable<ReturnType<typeof foldSuggestion>>): boolean {
  return statement(db, 'SELECT 1 FROM article WHERE id = ?').get(article_id) !== undefined
}

/** Folds the decisions on one suggestion and writes the row of the one that stands, or takes it away. */
export function refoldSuggestion(db: Db, id: string, ops = listOps(db, id)): void {
  const row = foldSuggestion(ops)
  if (row === undefined || !hasArticle(db, row)) statement(db, 'DELETE FROM suggestion_decision WHERE id = ?').run(id)
  else statement(db, UPSERT).run(row)
}

const COLUMNS = [
  'id',
  'article_id',
  'article_sha256',
  'author',
  'label',
  'start_code_point',
  'end_code_point',
  'rule',
  'rule_set',
  'decision',
  'annotation_id',
  'decided_ms',
]
const UPSERT = upsertById('suggestion_decision', COLUMNS)
