import { basename } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { checkCopy, compareLogs, readFacts } from '../../db/backup-check.ts'
import { assertWrites, closeProject, type Db } from '../../db/open.ts'
import { restoreFile } from '../../db/restore.ts'
import { backupAutomatically, backupFolder, listBackups } from '../../db/rotation.ts'
import type { BackupSummary } from '../contract/backup.ts'
import type { Handlers } from './context.ts'

export const backupHandlers = {
  'backup.list': (_, { db, backups }) => {
    const { counts, newest } = readFacts(db.raw)
    return {
      backups: listBackups(db.readOnly?.original ?? db.file).map(summarizeBackup),
      current: { counts, newest },
      failure: backups.failure(),
      folder: basename(backupFolder(db.file)),
    }
  },
  'backup.inspect': ({ name }, { db }) => {
    const file = findBackup(db, name)
    const { counts, newest } = checkCopy(file)
    return { counts, newest, ...compareLogs(db.raw, file) }
  },
  'backup.restore': ({ name }, { db, backups, replaceProject }) => {
    assertWrites(db)
    const file = findBackup(db, name)
    checkCopy(file)
    backups.stop()
    const kept = backupAutomatically(db, 'restore')!
    closeProject(db)
    restoreFile(db.file, file)
    replaceProject()
    return { kept: basename(kept) }
  },
} satisfies Partial<Handlers>

/** What the window may know of a backup. */
export function summarizeBackup({ name, time, reason, bytes }: BackupSummary): BackupSummary {
  return { name, time, reason, bytes }
}

function findBackup(db: Db, name: string): string {
  const found = listBackups(db.readOnly?.original ?? db.file).find((backup) => backup.name === name)
  if (found) return found.file
  throw new DomainError('file-missing', `${name} is not among the backups any more: choose another`, { file: name })
}
