import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { draftPath } from './draft.ts'
import { toDomainError } from './errors.ts'
import { inspectHeader } from './header.ts'
import { profileFolder } from './key-store.ts'
import { heldError } from './lock.ts'
import { closeProject, type Db, openProject, type ReadOnly } from './open.ts'
import { sweepFolder } from './sweep.ts'

/**
 * Opens a project, or, where its file or folder cannot be written, a private copy of it that only reads: SQLite itself
 * reads no such file with a log beside it. Throws as `openProject` otherwise.
 */
export function openToRead(path: string): Db {
  try {
    return openProject(path)
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'folder-read-only')) throw error
    return openCopy(path)
  }
}

/** Closes what `openToRead` opened; the copy goes away with it. */
export function closeRead(db: Db): void {
  if (db.readOnly === undefined) closeProject(db)
  else {
    db.raw.close()
    rmSync(dirname(db.file), { recursive: true, force: true })
  }
}

function openCopy(path: string): Db {
  const original = inspectHeader(path)
  const folder = makeFolder()
  try {
    const copy = join(folder, basename(original))
    copyQuietly(original, copy)
    // The copy is thrown away: nothing of it needs a backup.
    const db = openProject(copy, () => {})
    db.raw.pragma('query_only = ON')
    return { ...db, home: original, readOnly: { why: explain(original), original } }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw toDomainError(error, original)
  }
}

/** In the profile, which is one person's; what a killed process left there goes away after a day. */
function makeFolder(): string {
  const parent = join(profileFolder(), 'reading')
  try {
    mkdirSync(parent, { recursive: true, mode: 0o700 })
    sweepFolder(parent, Date.now())
    const folder = draftPath(join(parent, 'copy'))
    mkdirSync(folder, { mode: 0o700 })
    return folder
  } catch (error) {
    throw toDomainError(error, parent)
  }
}

/** Copies a file and its log that somebody else may be writing: only what did not change meanwhile is a copy. */
function copyQuietly(original: string, copy: string): void {
  const parts = ['', '-wal'].filter((end) => existsSync(original + end))
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = parts.map((end) => stampOf(original + end)).join()
    for (const end of parts) {
      copyFileSync(original + end, copy + end)
      chmodSync(copy + end, 0o600)
    }
    if (before === parts.map((end) => stampOf(original + end)).join()) return
  }
  throw heldError(original)
}

function stampOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path)
  return `${mtimeMs} ${size} ${ino}`
}

function explain(original: string): ReadOnly['why'] {
  const [file, folder] = [refusal(original), refusal(dirname(realpathSync(original)))]
  if (file === 'EROFS' || folder === 'EROFS') return 'medium'
  return file === undefined ? 'folder' : 'file'
}

/** The code with which the file system refuses to let a path be written; undefined where it does not. */
function refusal(path: string): string | undefined {
  try {
    accessSync(path, constants.W_OK)
    return undefined
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return String((error as { code?: unknown }).code)
  }
}
