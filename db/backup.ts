import { resolve } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { connect } from './connect.ts'
import { assertFree, draftPath, dropDraft, publishDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** What a backup holds, counted in the copy itself. */
export type BackupReport = Readonly<{ file: string; counts: { ops: number; articles: number; annotations: number } }>

/**
 * Writes a copy of the open project, checks it and only then gives it its name (reliability.md §5.4). Refuses an
 * existing file. Throws DomainError `file-exists`, `disk-full`, `folder-read-only`; nothing is left behind then.
 */
export function backupProject(db: Db, path: string): BackupReport {
  const file = resolve(path)
  assertFree(file)
  const draft = draftPath(file)
  try {
    statement(db, 'VACUUM INTO ?').run(draft)
    forgetReplica(draft)
    const counts = check(db, draft)
    publishDraft(draft, file)
    return { file, counts }
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    dropDraft(draft)
  }
}

/** A backup that is put in its project's place must not go on in the chain that the project itself goes on in. */
function forgetReplica(draft: string): void {
  const copy = connect(draft)
  try {
    copy.pragma('journal_mode = DELETE')
    copy.pragma('synchronous = FULL')
    copy.prepare("DELETE FROM local WHERE key IN ('replica', 'replica-home')").run()
  } finally {
    copy.close()
  }
}

function check(db: Db, draft: string): BackupReport['counts'] {
  const copy = connect(draft, { readonly: true })
  try {
    if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok')
      throw new DomainError('backup-failed', 'the backup did not pass its check and was not kept')
    const counts = copy.prepare(COUNTS).get() as BackupReport['counts']
    const head = 'SELECT hash FROM op ORDER BY lamport DESC, hash DESC LIMIT 1'
    const mine = statement<{ hash: Buffer }>(db, head).get()?.hash.toString('hex')
    const theirs = (copy.prepare(head).get() as { hash: Buffer } | undefined)?.hash.toString('hex')
    if (mine !== theirs || counts.ops !== statement<BackupReport['counts']>(db, COUNTS).get()?.ops)
      throw new DomainError('backup-failed', 'the backup is not the same as the project and was not kept')
    return counts
  } finally {
    copy.close()
  }
}

const COUNTS = `SELECT (SELECT count(*) FROM op) AS ops, (SELECT count(*) FROM article WHERE removed = 0) AS articles,
(SELECT count(*) FROM annotation WHERE status <> 'deleted') AS annotations`
