import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { toDomainError } from '../../db/errors.ts'
import { findOrAddMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { defaultAuthor, writeProfile } from '../profile.ts'

/** Opens a project for one command and closes it however the command ends. */
export async function withProject<T>(file: string, work: (db: Db) => T | Promise<T>): Promise<T> {
  const db = openProject(file)
  try {
    return await work(db)
  } finally {
    closeProject(db)
  }
}

/** The member who writes: named by `--as`, else the last author on this machine, else the system's user. */
export function authorId(db: Db, as: string | undefined): string {
  const name = authorName(as)
  const { id } = findOrAddMember(db, name)
  if (as !== undefined) writeProfile({ author: name })
  return id
}

/** The author's name by the same rule, without a project. */
export function authorName(as: string | undefined): string {
  const name = (as ?? defaultAuthor()).normalize('NFC').trim()
  if (name === '' || name.length > 100) throw new DomainError('bad-input', '--as wants a name of 1 to 100 characters')
  return name
}

/** Reads a file, or standard input for `-`. Throws DomainError `file-missing` and the like. */
export function readInput(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch (error) {
    if (error instanceof Error && (error as { code?: string }).code === 'EISDIR')
      throw new DomainError('bad-input', `${basename(path)} is a folder, not a file`)
    throw toDomainError(error, path)
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
