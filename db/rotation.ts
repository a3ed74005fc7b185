import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { DomainError } from '../corpus/errors.ts'
import { type BackupSource, backupInSteps, backupProject } from './backup.ts'
import { type CopyFacts, readFacts } from './backup-check.ts'
import { type BackupName, type BackupReason, chooseToKeep, nameBackup, readBackupName } from './backup-choice.ts'
import { connect } from './connect.ts'
import { syncFolder } from './draft.ts'
import { toDomainError } from './errors.ts'
import { sweepBeside, sweepFolder } from './sweep.ts'

/** A backup in a project's own folder of backups; only what passed its check ever gets such a name. */
export type Backup = BackupName & Readonly<{ file: string; bytes: number }>

/** The folder that holds a project's automatic backups, beside it. */
export function backupFolder(file: string): string {
  return `${file}-backups`
}

/** The automatic backups of a project file, open or not, the latest first. */
export function listBackups(file: string): Backup[] {
  const folder = backupFolder(file)
  if (!existsSync(folder)) return []
  const known = readdirSync(folder).flatMap((name) => readBackupName(name) ?? [])
  const found = known.flatMap((backup) => {
    const stat = statSync(join(folder, backup.name), { throwIfNoEntry: false })
    return stat?.isFile() ? [{ ...backup, file: join(folder, backup.name), bytes: stat.size }] : []
  })
  return found.toSorted((a, b) => b.time - a.time || (a.name < b.name ? 1 : -1))
}

/**
 * Makes a verified backup of an open project in its folder of backups, then takes away those that need not be kept.
 * When idle and at the end only where something changed since the last one: undefined where nothing did. Before a
 * migration, a merge, a bulk change or a restoration always. Returns the file. Throws DomainError `disk-full`,
 * `folder-read-only`, `backup-failed`; older backups are then as they were. Not inside a transaction.
 */
export function backupAutomatically(db: BackupSource, reason: BackupReason): string | undefined {
  if (isQuiet(reason) && !isChanged(db)) return undefined
  try {
    const file = freeName(makeFolder(db.file), reason)
    backupProject(db, file)
    rotate(db, file)
    return file
  } catch (error) {
    throw noteFailure(db, error)
  }
}

/**
 * The same while the project is in use: the connection answers in between, and `check` (that is `finishCopy`) may run in
 * another thread.
 */
export async function backupInBackground(
  db: BackupSource,
  reason: BackupReason,
  check: (draft: string) => Promise<CopyFacts>,
): Promise<string | undefined> {
  if (isQuiet(reason) && !isChanged(db)) return undefined
  try {
    const file = freeName(makeFolder(db.file), reason)
    const { stamp } = readFacts(db.raw)
    await backupInSteps(db, file, check)
    rotate(db, file, stamp)
    return file
  } catch (error) {
    throw noteFailure(db, error)
  }
}

/** What somebody at a command line can do about a damaged project, naming its newest backup where there is one. */
export function describeMend(file: string): string {
  const [newest] = listBackups(file)
  if (newest === undefined) return 'restore a backup (isnad restore PROJECT FILE)'
  const place = `${basename(backupFolder(file))}/${newest.name}`
  return `restore a backup, the newest is “${place}” (isnad restore PROJECT FILE)`
}

/** True while a project is known to be damaged: none of its backups is taken away. */
export function isSuspect(file: string): boolean {
  return existsSync(join(backupFolder(file), MARK))
}

/** Stops the rotation of a project's backups, until it is found whole again. */
export function markSuspect(file: string): void {
  if (existsSync(backupFolder(file))) writeFileSync(join(backupFolder(file), MARK), '')
}

/** Lets backups rotate again: the project was verified whole, or another file took its place. */
export function clearSuspect(file: string): void {
  rmSync(join(backupFolder(file), MARK), { force: true })
}

/** Takes away what work that was cut off left beside a project and in its folder of backups. Only its holder may. */
export function sweepDrafts(file: string): void {
  sweepBeside(file)
  sweepFolder(backupFolder(file), Date.now(), (of) => readBackupName(of) !== undefined)
}

const MARK = 'project-is-damaged'
const SUSPECT = ['project-damaged', 'backup-failed']

function isQuiet(reason: BackupReason): boolean {
  return reason === 'idle' || reason === 'quit'
}

function makeFolder(file: string): string {
  const folder = backupFolder(file)
  if (existsSync(folder)) return folder
  mkdirSync(folder, { mode: 0o700 })
  syncFolder(dirname(folder))
  return folder
}

/** A project that cannot be copied whole keeps all the backups it has. */
function noteFailure({ file }: BackupSource, error: unknown): unknown {
  const known = toDomainError(error, backupFolder(file))
  if (known instanceof DomainError && SUSPECT.includes(known.code)) markSuspect(file)
  return known
}

const lastStamps = new WeakMap<Database.Database, string>()

/** Compares with the last backup made here, or else with the newest one that can be read. */
function isChanged({ raw, file }: BackupSource): boolean {
  const { stamp, counts } = readFacts(raw)
  if (counts.ops === 0) return false
  if (!lastStamps.has(raw)) lastStamps.set(raw, newestStamp(file))
  return lastStamps.get(raw) !== stamp
}

function newestStamp(file: string): string {
  const [newest] = listBackups(file)
  if (newest === undefined) return ''
  let copy: Database.Database | undefined
  try {
    copy = connect(newest.file, { readonly: true, fileMustExist: true })
    return readFacts(copy).stamp
  } catch (error) {
    // A backup that cannot be read is no reason to make none.
    if (error instanceof Error) return ''
    throw error
  } finally {
    copy?.close()
  }
}

function freeName(folder: string, reason: BackupReason): string {
  for (let time = Date.now(); ; time++) {
    const file = join(folder, nameBackup(time, reason))
    if (!existsSync(file)) return file
  }
}

/** `made` has just passed its check: whatever the clock says, one good backup stays. */
function rotate({ raw, file }: BackupSource, made: string, stamp = readFacts(raw).stamp): void {
  lastStamps.set(raw, stamp)
  if (isSuspect(file)) return
  const backups = listBackups(file)
  const kept = chooseToKeep(backups, Date.now())
  for (const backup of backups) if (backup.file !== made && !kept.has(backup.name)) rmSync(backup.file, { force: true })
  syncFolder(backupFolder(file))
}
