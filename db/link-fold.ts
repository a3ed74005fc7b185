import { LinkDraft } from '../corpus/link.ts'
import { foldFields } from './fold.ts'
import type { Db } from './open.ts'
import { type Change, listOps, type Op } from './ops.ts'
import { statement } from './statement.ts'

/**
 * A link as its row holds it; undefined where it was taken away or its making undone, and where a newer program says of
 * it what this one cannot read. Pure. Whoever set it again without having seen the removal keeps it.
 */
export function foldLink(ops: readonly Op[]): Readonly<Record<string, string | number>> | undefined {
  const fields = foldFields(ops, readLinkOp)
  const removed = fields.get('removed')
  const shown = fields.get('link')
  const link = LinkDraft.safeParse(shown?.value)
  if (shown === undefined || !link.success || (removed?.value === true && !removed.contested)) return undefined
  const { change, author, wallMs, target } = shown.by
  return {
    id: target,
    from_id: link.data.from,
    to_id: link.data.to,
    kind: link.data.kind,
    author: String(change?.author ?? author),
    created_ms: Number(change?.createdMs ?? wallMs),
  }
}

/** Folds one link and writes its row, or takes it away. */
export function refoldLink(db: Db, id: string): void {
  const row = foldLink(listOps(db, id))
  if (row === undefined) statement(db, 'DELETE FROM link WHERE id = ?').run(id)
  else statement(db, UPSERT).run(row)
}

/** What an op says of a link: its ends and kind, and whether it was taken away. */
export function readLinkOp({ kind, change }: Op): Change | undefined {
  if (kind === 'link.remove') return { removed: true }
  if (kind !== 'link.set' || change === undefined) return undefined
  const { from, to, kind: how } = change
  return { link: { from, to, kind: how }, removed: false }
}

const UPSERT = `INSERT INTO link (id, from_id, to_id, kind, author, created_ms)
VALUES (@id, @from_id, @to_id, @kind, @author, @created_ms)
ON CONFLICT(id) DO UPDATE SET from_id = excluded.from_id, to_id = excluded.to_id, kind = excluded.kind,
author = excluded.author, created_ms = excluded.created_ms`
