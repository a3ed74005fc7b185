import { foldFields } from './fold.ts'
import type { Db } from './open.ts'
import { listOps, type Op } from './ops.ts'
import { statement, upsertById } from './statement.ts'

/** A decision about a case as its row holds it; undefined where it was taken back. A later decision replaces it whole. Pure. */
export function foldAdjudication(ops: readonly Op[]): Readonly<Record<string, string | number | null>> | undefined {
  const made = foldFields(ops, ({ kind, change }) =>
    kind === 'adjudication.decide' ? { decision: change } : undefined,
  )
  const shown = made.get('decision')?.by
  if (shown?.change === undefined) return undefined
  const { change, author, target, wallMs } = shown
  return {
    id: target,
    article_id: String(change.articleId),
    outcome: String(change.outcome),
    annotation_id: (change.annotationId ?? null) as string | null,
    label: String(change.label),
    start_code_point: Number(change.startCodePoint),
    end_code_point: Number(change.endCodePoint),
    considered: JSON.stringify(change.considered ?? []),
    why: (change.why ?? null) as string | null,
    author,
    decided_ms: wallMs,
  }
}

/** Folds the decisions about one case and writes the row of the one that stands, or takes it away. */
export function refoldAdjudication(db: Db, id: string): void {
  const row = foldAdjudication(listOps(db, id))
  if (row === undefined) statement(db, 'DELETE FROM adjudication WHERE id = ?').run(id)
  else statement(db, UPSERT).run(row)
}

const COLUMNS = [
  'id',
  'article_id',
  'outcome',
  'annotation_id',
  'label',
  'start_code_point',
  'end_code_point',
  'considered',
  'why',
  'author',
  'decided_ms',
]
const UPSERT = upsertById('adjudication', COLUMNS)
