import { copyFileSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { toDomainError } from './errors.ts'
import { inspectHeader } from './header.ts'
import { closeProject, type Db, openProject } from './open.ts'

/**
 * Opens a temporary copy of a project file or backup for as long as `work` runs, so that the file itself is never
 * changed: not by a migration, not by a write-ahead log that is folded in. Throws what `openProject` throws.
 */
export async function withCopy<T>(path: string, work: (db: Db) => T | Promise<T>): Promise<T> {
  inspectHeader(path)
  const file = realpathSync(path)
  const folder = mkdtempSync(join(tmpdir(), 'isnad-look-'))
  try {
    const copy = join(folder, basename(file))
    for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end)
    // The copy is thrown away: nothing of it needs a backup.
    const db = openProject(copy, () => {})
    try {
      return await work(db)
    } finally {
      closeProject(db)
    }
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
