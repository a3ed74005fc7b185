import { chmodSync, statfsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { type CopyFacts, checkCopy, readFacts } from './backup-check.ts'
import { signCheckpoint } from './checkpoint.ts'
import { connect } from './connect.ts'
import { assertFree, draftPath, dropDraft, publishDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import type { Db } from './open.ts'

/** What a backup holds, counted in the copy itself. */
export type BackupReport = Readonly<{ file: string; counts: CopyFacts['counts'] }>

/** An open project, as far as a backup needs it: also one whose schema is older than this program's. */
export type BackupSource = Pick<Db, 'raw' | 'file'>

/**
 * Writes a copy of the open project, checks it and only then gives it its name (reliability.md §5.4). Refuses an
 * existing file. Throws DomainError `file-exists`, `disk-full`, `folder-read-only`, `backup-failed`; nothing is left
 * behind then. Not inside a transaction.
 */
export function backupProject(db: BackupSource, path: string): BackupReport {
  const file = resolve(path)
  assertFree(file)
  const draft = draftPath(file)
  try {
    // An older schema has no place for it.
    if ('orm' in db) signCheckpoint(db as Db)
    assertRoom(db, dirname(file))
    vacuumInto(db, draft)
    const facts = finishCopy(draft)
    if (facts.stamp !== readFacts(db.raw).stamp) throw notTheSame(db)
    publishDraft(draft, file)
    return { file, counts: facts.counts }
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    dropDraft(draft)
  }
}

/** SQLite counts this as writing, also where a project is only read; nothing of the project itself is written. */
function vacuumInto({ raw }: BackupSource, draft: string): void {
  const onlyReads = raw.pragma('query_only', { simple: true })
  raw.pragma('query_only = OFF')
  try {
    raw.prepare('VACUUM INTO ?').run(draft)
  } finally {
    raw.pragma(`query_only = ${onlyReads}`)
  }
}

/**
 * The same without keeping the connection busy: the copy is made a little at a time, edits that come meanwhile are in it
 * or not, and `check` (that is `finishCopy`) may run elsewhere.
 */
export async function backupInSteps(
  db: BackupSource,
  file: string,
  check: (draft: string) => Promise<CopyFacts>,
): Promise<void> {
  assertFree(file)
  const draft = draftPath(file)
  try {
    assertRoom(db, dirname(file))
    await db.raw.backup(draft, { progress: () => PAGES_A_STEP })
    const facts = await check(draft)
    if (!isEarlierState(db, facts)) throw notTheSame(db)
    publishDraft(draft, file)
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    dropDraft(draft)
  }
}

/** Makes a raw copy a backup: private, without the replica it was made by, and checked. */
export function finishCopy(draft: string): CopyFacts {
  // Whoever may not read the project may not read its copy.
  chmodSync(draft, 0o600)
  forgetReplica(draft)
  return checkCopy(draft)
}

/** About a millisecond's work. */
const PAGES_A_STEP = 256

function isEarlierState({ raw }: BackupSource, { counts, head }: CopyFacts): boolean {
  const known = head === null || raw.prepare('SELECT 1 FROM op WHERE hash = unhex(?)').get(head) !== undefined
  return known && counts.ops <= readFacts(raw).counts.ops
}

function notTheSame({ file }: BackupSource): DomainError {
  return new DomainError('backup-failed', `${basename(file)}: the backup is not the same and was not kept`, {
    file: basename(file),
  })
}

/** How much room a backup must find, beside the copy's own size. */
const ROOM = 1.2

function assertRoom(db: BackupSource, folder: string): void {
  const pages = Number(db.raw.pragma('page_count', { simple: true }))
  const size = pages * Number(db.raw.pragma('page_size', { simple: true }))
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < size * ROOM) throw Object.assign(new Error('no room'), { code: 'ENOSPC' })
}

/** A backup that is put in its project's place must not go on in the chain that the project itself goes on in. */
function forgetReplica(draft: string): void {
  const copy = connect(draft)
  try {
    copy.pragma('journal_mode = DELETE')
    copy.pragma('synchronous = FULL')
    copy.prepare("DELETE FROM local WHERE key IN ('replica', 'replica-home', 'replica-key')").run()
  } finally {
    copy.close()
  }
}
