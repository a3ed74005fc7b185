import { appendOp } from './append.ts'
import { foldFields } from './fold.ts'
import { type Db, inTransaction } from './open.ts'
import { listOps, type Op } from './ops.ts'
import { statement } from './statement.ts'

/** That an article is somebody's to annotate: who gave it to them and when (milliseconds since 1970). */
export type Assignment = Readonly<{ articleId: string; memberId: string; setBy: string; assignedAt: number }>

/** Gives articles to a member, or takes them back. Those that are as wanted already stay untouched. */
export function assignArticles(
  db: Db,
  articleIds: readonly string[],
  memberId: string,
  by: string,
  { assigned = true, group }: { assigned?: boolean; group?: string } = {},
): void {
  inTransaction(db, () => {
    for (const articleId of articleIds) {
      const known = statement(db, 'SELECT 1 FROM assignment WHERE article_id = ? AND member_id = ?')
      if ((known.get(articleId, memberId) !== undefined) === assigned) continue
      const change = { memberId, assigned }
      appendOp(db, by, { kind: 'article.assign', target: articleId, change, ...(group ? { group } : {}) })
      refoldAssignments(db, articleId)
    }
  })
}

/** Every assignment of the project, in the order in which they were made. */
export function listAssignments(db: Db): Assignment[] {
  return statement<Assignment>(db, LIST).all()
}

/** The assignments of one article as the log has them, by member. Pure. */
export function foldAssignments(ops: readonly Op[]): Readonly<Record<string, string | number>>[] {
  const fields = foldFields(ops, ({ kind, change }) =>
    kind === 'article.assign' && change !== undefined ? { [String(change.memberId)]: change.assigned } : undefined,
  )
  return [...fields]
    .filter(([, { value }]) => value === true)
    .map(([memberId, { by }]) => ({
      article_id: by.target,
      member_id: memberId,
      set_by: by.author,
      assigned_ms: by.wallMs,
    }))
    .sort((a, b) => (a.member_id < b.member_id ? -1 : 1))
}

/** Folds the assignments of one article and writes its rows. */
export function refoldAssignments(db: Db, articleId: string): void {
  statement(db, 'DELETE FROM assignment WHERE article_id = ?').run(articleId)
  const insert = statement(db, INSERT)
  for (const row of foldAssignments(listOps(db, articleId))) insert.run(row)
}

const LIST = `SELECT article_id AS articleId, member_id AS memberId, set_by AS setBy, assigned_ms AS assignedAt
FROM assignment ORDER BY assigned_ms, article_id, member_id`
const INSERT = `INSERT INTO assignment (article_id, member_id, set_by, assigned_ms)
VALUES (@article_id, @member_id, @set_by, @assigned_ms)`
