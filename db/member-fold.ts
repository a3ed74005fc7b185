import { effectiveOps, foldFields } from './fold.ts'
import type { Db } from './open.ts'
import { listOps, type Op } from './ops.ts'
import { statement } from './statement.ts'

/** A key of a member: public key, the replica that announced it, the older key that vouched, who confirmed it. */
export type MemberKey = Readonly<{ key: string; replica: string; vouchedBy: string | null; confirmedBy: string | null }>

/**
 * One member as the log has it; undefined where no effective op adds it. Pure. Keys only gather: none takes another's
 * place, and `keys` is their list as JSON, in fold order.
 */
export function foldMember(ops: readonly Op[]): Readonly<Record<string, string>> | undefined {
  const fields = foldFields(ops, ({ kind, change }) => (kind === 'member.add' ? change : undefined))
  const shown = (name: string): unknown => fields.get(name)?.value
  if (shown('name') === undefined) return undefined
  return {
    id: ops[0]!.target,
    name: String(shown('name')),
    role: String(shown('role') ?? 'annotator'),
    keys: JSON.stringify(foldKeys(ops)),
  }
}

/** Folds one member and writes its row. */
export function refoldMember(db: Db, id: string): void {
  const folded = foldMember(listOps(db, id))
  if (folded === undefined) statement(db, 'DELETE FROM member WHERE id = ?').run(id)
  else statement(db, UPSERT_MEMBER).run(folded)
}

// A confirmation may stand before the announcement in fold order: the key then waited in quarantine for it.
function foldKeys(ops: readonly Op[]): MemberKey[] {
  const effective = effectiveOps(ops)
  const keys = new Map<string, MemberKey>()
  for (const { change } of effective.filter(({ kind }) => kind === 'member.key')) {
    const key = String(change?.key)
    const vouch = change?.vouch as { by: string } | null | undefined
    if (!keys.has(key))
      keys.set(key, { key, replica: String(change?.replica), vouchedBy: vouch?.by ?? null, confirmedBy: null })
  }
  for (const { change, author } of effective.filter(({ kind }) => kind === 'member.confirm')) {
    const known = keys.get(String(change?.key))
    if (known) keys.set(known.key, { ...known, confirmedBy: author })
  }
  return [...keys.values()]
}

const UPSERT_MEMBER = `INSERT INTO member (id, name, role, keys) VALUES (@id, @name, @role, @keys)
ON CONFLICT(id) DO UPDATE SET name = excluded.name, role = excluded.role, keys = excluded.keys`
