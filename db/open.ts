import { accessSync, constants, existsSync, realpathSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { DomainError } from '../corpus/errors.ts'
import type { BackupSource } from './backup.ts'
import { signCheckpoint } from './checkpoint.ts'
import { connect } from './connect.ts'
import { assertFree, draftPath, dropDraft, publishDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import { assertKnownSchema } from './fingerprint.ts'
import { APPLICATION_ID, inspectHeader } from './header.ts'
import { findMissing, noteHighWater } from './high-water.ts'
import { keepDamaged } from './keep-damaged.ts'
import { forgetHolder, heldError, noteHolder } from './lock.ts'
import { migrate } from './migrate.ts'
import { backupAutomatically, describeMend } from './rotation.ts'
import { finishSwap } from './swap.ts'

/** An open project file. One process holds it, and only through this connection. */
export type Db = Readonly<{
  orm: BetterSQLite3Database
  raw: Database.Database
  /** Real path of the project file. */
  file: string
  /** Device and inode when it was opened: a file that was moved away must not swallow writes. */
  identity: string
  /** The name that a file will have which is still written under another: what it writes belongs to that name. */
  home?: string
  /** Set where this is a private copy of a file that cannot be written: nothing can be changed in it. */
  readOnly?: ReadOnly
}>

/** Why a project cannot be written, and the real path of the file that is only read. */
export type ReadOnly = Readonly<{ why: 'file' | 'folder' | 'medium'; original: string }>

/**
 * Opens a project for reading and writing (reliability.md §5.1). `beforeMigration` is called before an older file is
 * changed: a verified backup, unless told otherwise. Throws DomainError: `file-missing`, `not-a-project`,
 * `project-newer`, `project-held`, `project-damaged`, `folder-read-only`; the file is then as it was.
 */
export function openProject(path: string, beforeMigration: (db: BackupSource) => void = backupFirst): Db {
  carryOutSwap(path)
  const file = inspectHeader(path)
  assertWritable(file)
  const inspected = inspectLog(file)
  const raw = connect(file)
  try {
    configure(raw, CAUTIONS)
    const check = raw.pragma(inspected ? 'quick_check(1)' : 'integrity_check(1)', { simple: true })
    if (check !== 'ok') throw damaged(file)
    if (raw.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw damaged(file)
    assertKnownSchema(raw, file)
    configure(raw, WRITING)
    migrate(raw, undefined, () => beforeMigration({ raw, file }))
    assertDurable(raw)
  } catch (error) {
    raw.close()
    throw toOpeningError(error, file)
  }
  noteHolder(file)
  return { orm: drizzle(raw), raw, file, identity: identityOf(file) }
}

/** Creates a project file with `fill` as its first content, whole or not at all; refuses an existing file. */
export function createProject(path: string, fill: (db: Db) => void): Db {
  const file = resolve(path)
  assertFree(file)
  const draft = draftPath(file)
  try {
    writeDraft(draft, file, fill)
    publishDraft(draft, file)
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    dropDraft(draft)
  }
  return openProject(file)
}

/**
 * Closes a project: the write-ahead log is folded into the file and the holder's note taken away. Where the disk is full
 * or fails the log stays beside the file: what was acknowledged is in it, and the next start folds it.
 */
export function closeProject(db: Db): void {
  distrusted.delete(db)
  if (!db.raw.open) return
  try {
    signCheckpoint(db)
    checkpoint(db)
  } catch (error) {
    if (!isOfDisk(toDomainError(error, db.file))) throw error
  } finally {
    db.raw.close()
    if (existsSync(db.file) && identityOf(db.file) === db.identity) forgetHolder(db.file)
  }
}

/**
 * True when a path leads to the open project itself. Reading it through `fs` would let go of SQLite's lock when the
 * handle is closed (POSIX), so whoever reads files that a person named asks first.
 */
export function isOpenFile(db: Db, path: string): boolean {
  return existsSync(path) && identityOf(path) === db.identity
}

/** Moves what the write-ahead log holds into the file itself. */
export function checkpoint(db: Db): void {
  db.raw.pragma('wal_checkpoint(TRUNCATE)')
}

/** The same where the disk lets it: on a full or failing disk the log stays beside the file, which loses nothing. */
export function tryCheckpoint(db: Db): void {
  try {
    if (db.raw.open) checkpoint(db)
  } catch (error) {
    const known = toDomainError(error, db.file)
    if (!isOfDisk(known)) throw error
    if (known.code === 'disk-error') distrust(db)
  }
}

/**
 * Runs `change` in one transaction: all of it is durable when this returns, or nothing is. Nested calls join the outer
 * one, and what they did is taken back where they fail. Throws DomainError `disk-full`, `disk-error`, `project-moved` and the like.
 */
export function inTransaction<T>(db: Db, change: () => T): T {
  assertWrites(db)
  reconnect(db)
  const run = runnerOf<T>(db)
  if (db.raw.inTransaction) return run(change)
  try {
    const done = run.immediate(() => {
      const result = change()
      assertStillThere(db)
      return result
    })
    noteHighWater(db)
    return done
  } catch (error) {
    const known = toDomainError(error, db.file)
    if (known instanceof DomainError && known.code === 'disk-error' && db.home === undefined) distrust(db)
    throw known
  }
}

type Runner<T> = Database.Transaction<(work: () => T) => T>
const runners = new WeakMap<Database.Database, Runner<unknown>>()

/** Runs work in a transaction, or in a savepoint of the one that is open; made once a connection. */
function runnerOf<T>({ raw }: Db): Runner<T> {
  const found = runners.get(raw) ?? raw.transaction((work: () => unknown) => work())
  runners.set(raw, found)
  return found as Runner<T>
}

function isOfDisk(error: unknown): error is DomainError {
  return error instanceof DomainError && ['disk-full', 'disk-error'].includes(error.code)
}

const distrusted = new WeakSet<Db>()

/**
 * After an error of the disk nobody knows what SQLite's memory and the file still have in common: the connection is
 * closed, and the file opened and checked again, at once or before it is used next.
 */
function distrust(db: Db): void {
  distrusted.add(db)
  db.raw.close()
  try {
    reconnect(db)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
  }
}

/** Opens and checks a project again that an error of the disk closed; does nothing to any other. Throws as `openProject`. */
export function reconnect(db: Db): void {
  if (!distrusted.has(db)) return
  assertStillThere(db)
  const { raw, orm } = openProject(db.file)
  // The one place where an open project changes: whoever holds it goes on with the new connection.
  Object.assign(db, { raw, orm })
  distrusted.delete(db)
}

/**
 * Looks at what an unclean end left before it is replayed: a log that does not belong to the file would be written into
 * it. Where saved entries are missing, the files as they were found are kept. A connection that only reads changes
 * neither. False where there is no room to look.
 */
function inspectLog(file: string): boolean {
  if (!existsSync(`${file}-wal`) || statSync(`${file}-wal`).size === 0) return true
  const shared = existsSync(`${file}-shm`)
  const found = readAndForget(file, shared)
  if (found === 'cut') keepDamaged(file)
  return found !== 'unreadable'
}

function readAndForget(file: string, shared: boolean): ReturnType<typeof readLog> {
  try {
    return readLog(file)
  } finally {
    // Our own connections share no memory, and would leave what this one made.
    if (!shared) rmSync(`${file}-shm`, { force: true })
  }
}

function readLog(file: string): 'whole' | 'cut' | 'unreadable' {
  const raw = connect(file, { readonly: true, fileMustExist: true })
  try {
    if (raw.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw damaged(file)
    assertKnownSchema(raw, file)
    const missing = findMissing({ orm: drizzle(raw), raw, file, identity: identityOf(file) })
    return missing ? 'cut' : 'whole'
  } catch (error) {
    // A full disk has no room for the memory that connections share.
    if (isSqliteError(error, 'SQLITE_IOERR_SHM')) return 'unreadable'
    throw toOpeningError(error, file)
  } finally {
    raw.close()
  }
}

function toOpeningError(error: unknown, file: string): unknown {
  const mapped = toDomainError(error, file)
  if (mapped instanceof DomainError && mapped.code === 'project-held') return heldError(file)
  // Statements of ours fail otherwise only where the file's own schema was changed: a function of no name, say.
  const unknown = !(mapped instanceof DomainError) || mapped.code === 'project-damaged'
  return unknown && isSqliteError(error) ? damaged(file) : mapped
}

function backupFirst(db: BackupSource): void {
  backupAutomatically(db, 'migration')
}

/** A restoration that was cut off after it was decided is carried through before the file is looked at. */
function carryOutSwap(path: string): void {
  try {
    finishSwap(existsSync(path) ? realpathSync(path) : resolve(path))
  } catch (error) {
    throw toDomainError(error, path)
  }
}

function writeDraft(draft: string, home: string, fill: (db: Db) => void): void {
  const raw = connect(draft)
  try {
    raw.pragma(`application_id = ${APPLICATION_ID}`)
    configure(raw, [...CAUTIONS, ...WRITING])
    migrate(raw)
    const db = { orm: drizzle(raw), raw, file: draft, identity: identityOf(draft), home }
    inTransaction(db, () => fill(db))
    checkpoint(db)
  } finally {
    raw.close()
  }
}

type Setting = readonly [pragma: string, value: string | number, answer: string | number]

// These change nothing in the file; the others wait until it is known to be a project.
const CAUTIONS: readonly Setting[] = [
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', 0, 0],
  // 64 MB of pages, so that the text of a long article stays in memory while it is annotated.
  ['cache_size', -65_536, -65_536],
]
const WRITING: readonly Setting[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['fullfsync', 1, 1],
]

function configure(raw: Database.Database, settings: readonly Setting[]): void {
  for (const [pragma, value] of settings) raw.pragma(`${pragma} = ${value}`)
  for (const [pragma, , answer] of settings) {
    const found = raw.pragma(pragma, { simple: true }) ?? answer
    if (found !== answer) throw new RangeError(`${pragma} is ${String(found)}, not ${answer}`)
  }
}

// SQLite itself would open the file for reading and complain of the disk at the first write.
function assertWritable(file: string): void {
  try {
    for (const path of [file, dirname(file)]) accessSync(path, constants.W_OK)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new DomainError(
      'folder-read-only',
      `${basename(file)}: the file or its folder cannot be written: copy it to another folder and open it there`,
      { file: basename(file) },
    )
  }
}

// This build of SQLite answers FULL until the first write in WAL mode and NORMAL after it,
// unless FULL was set outright: so it is read again behind a write, which is taken back, for
// opening a file must not change a byte of it.
function assertDurable(raw: Database.Database): void {
  raw.exec('BEGIN IMMEDIATE')
  try {
    raw.prepare("INSERT OR REPLACE INTO local (key, value) VALUES ('opened', '')").run()
    if (raw.pragma('synchronous', { simple: true }) !== 2) throw new RangeError('writes would not be durable')
  } finally {
    raw.exec('ROLLBACK')
  }
}

/** Refuses with DomainError `read-only` to change a project that can only be read. */
export function assertWrites({ readOnly }: Db): void {
  if (readOnly === undefined) return
  const file = basename(readOnly.original)
  throw new DomainError('read-only', `${file} can only be read here: save a copy and edit that`, { file })
}

function assertStillThere(db: Db): void {
  if (existsSync(db.file) && identityOf(db.file) === db.identity) return
  throw new DomainError(
    'project-moved',
    `${basename(db.file)} was moved, replaced or deleted while it was open: the change was not saved`,
    { file: basename(db.file) },
  )
}

function identityOf(file: string): string {
  const { dev, ino } = statSync(file)
  return `${dev}:${ino}`
}

function isSqliteError(error: unknown, kind = 'SQLITE_'): boolean {
  return error instanceof Error && String((error as { code?: unknown }).code ?? '').startsWith(kind)
}

function damaged(file: string): DomainError {
  const name = basename(file)
  const mend = describeMend(file)
  return new DomainError('project-damaged', `${name} is damaged: ${mend}; the file was not changed`, { file: name })
}
