import { DomainError } from '../../corpus/errors.ts'
import { type Db, inTransaction } from '../../db/open.ts'
import type { Progress } from './job.ts'

const running = new WeakSet<Db>()

/**
 * Refuses with DomainError `bulk-running` while a step over many things is being written: an edit or an undo in between
 * would cut it in two, and one undo would no longer take it back.
 */
export function assertNoBulk(db: Db): void {
  if (running.has(db))
    throw new DomainError('bulk-running', 'a step over many annotations is being written: wait for it, or stop it')
}

/**
 * Writes parts of one act, each part in a transaction of its own, and lets other requests through in between. Stopped, it
 * keeps what is written: the parts share a group, so one undo takes them back. Returns how many parts are written.
 */
export async function writeBulk<T>(
  db: Db,
  parts: readonly T[],
  write: (part: T) => void,
  progress: Progress,
): Promise<number> {
  return holdBulk(db, async () => {
    try {
      for (const [at, part] of parts.entries()) {
        await progress.report(at, parts.length)
        if (progress.cancelled()) return at
        inTransaction(db, () => write(part))
      }
      return parts.length
    } finally {
      await progress.report(parts.length, parts.length)
    }
  })
}

/** Keeps all other edits out for as long as a step over many things is written. */
export async function holdBulk<T>(db: Db, run: () => Promise<T>): Promise<T> {
  assertNoBulk(db)
  running.add(db)
  try {
    return await run()
  } finally {
    running.delete(db)
  }
}

/** Rows cut into parts that are each written at once without anybody noticing. */
export function cutIntoParts<T>(rows: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < rows.length; at += PART) parts.push(rows.slice(at, at + PART))
  return parts
}

const PART = 40
