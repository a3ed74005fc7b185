import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { showFileName } from '../../corpus/text/invisible.ts'
import { toDomainError } from '../../db/errors.ts'
import { refoldForVersion } from '../../db/fold-version.ts'
import { readLocal } from '../../db/local.ts'
import { findMember, findOrAddMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { closeRead, openToRead } from '../../db/read-only.ts'
import { sweepDrafts } from '../../db/rotation.ts'
import { defaultAuthor, writeProfile } from '../profile.ts'

/** Opens a project for one command and closes it however the command ends. */
export async function withProject<T>(file: string, work: (db: Db) => T | Promise<T>): Promise<T> {
  const db = openProject(file)
  sweepDrafts(db.file)
  try {
    refoldForVersion(db)
    return await work(db)
  } finally {
    closeProject(db)
  }
}

/**
 * The same for a command that only reads: where the file or its folder cannot be written, a private copy is read, and
 * said so on stderr.
 */
export async function readProject<T>(file: string, work: (db: Db) => T | Promise<T>): Promise<T> {
  const db = openToRead(file)
  if (db.readOnly) process.stderr.write(`${showFileName(basename(file))} cannot be written: reading a copy of it\n`)
  else sweepDrafts(db.file)
  try {
    if (!db.readOnly) refoldForVersion(db)
    return await work(db)
  } finally {
    closeRead(db)
  }
}

/**
 * The member who writes: named by `--as`, else the one whom this copy was handed to, else the last author on this
 * machine, else the system's user.
 */
export function authorId(db: Db, as: string | undefined): string {
  const receiver = as === undefined ? readLocal(db, 'handout') : undefined
  if (receiver !== undefined && findMember(db, receiver)) return receiver
  return findOrAddMember(db, authorName(as)).id
}

/** Keeps the name that `--as` gave as the last author on this machine, once the command is done. */
export function rememberAuthor(as: string | undefined): void {
  if (as !== undefined) writeProfile({ author: authorName(as) })
}

/** The author's name by the same rule, without a project; `option` is where the name was given. */
export function authorName(as: string | undefined, option = '--as'): string {
  const name = (as ?? defaultAuthor()).normalize('NFC').trim()
  if (name === '' || name.length > 100)
    throw new DomainError('bad-input', `${option} wants a name of 1 to 100 characters`)
  return name
}

/** Reads a file, or standard input for `-`. Throws DomainError `file-missing` and the like. */
export function readInput(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch (error) {
    throw toDomainError(error, path)
  }
}

/** Reads a file or standard input as UTF-8 without its BOM. Throws DomainError `encoding-unknown` for anything else. */
export function readInputText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readInput(path))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new DomainError('encoding-unknown', `${basename(path)} is not UTF-8: save it as UTF-8 and try again`)
  }
}

/** Prints one JSON document on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Prints lines on stdout. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}
