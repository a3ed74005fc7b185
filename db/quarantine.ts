import type { Db } from './open.ts'
import { type Op, readOp } from './ops.ts'
import { statement } from './statement.ts'

/** An op that waits because its name and its key do not belong together; no part of the log. */
export type Quarantined = Readonly<{
  op: Op
  body: Buffer
  data: Buffer | null
  sig: Buffer | null
  reason: string
  source: string
  cameMs: number
}>

/** What waits in quarantine, in fold order. */
export function listQuarantine(db: Db): Quarantined[] {
  const rows = statement<Row>(db, 'SELECT * FROM quarantine').all()
  const read = rows.map(({ hash, body, data, sig, reason, source, came_ms }) => ({
    op: readOp({ hash, body, data }),
    body,
    data,
    sig,
    reason,
    source,
    cameMs: came_ms,
  }))
  return read.toSorted((a, b) => a.op.lamport - b.op.lamport || (a.op.hash < b.op.hash ? -1 : 1))
}

type Row = {
  hash: Buffer
  body: Buffer
  data: Buffer | null
  sig: Buffer | null
  reason: string
  source: string
  came_ms: number
}
