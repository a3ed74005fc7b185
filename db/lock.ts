import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { basename } from 'node:path'
import { DomainError } from '../corpus/errors.ts'

// SQLite's own exclusive lock decides; this file beside the project only says whose it is.

/** Notes beside the project who holds it. Failing to write the note is no reason to refuse the project. */
export function noteHolder(file: string): void {
  const holder = { host: hostname(), user: userInfo().username, pid: process.pid, since: new Date().toISOString() }
  try {
    writeFileSync(lockPath(file), JSON.stringify(holder), { mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}

/** Takes the note away again. */
export function forgetHolder(file: string): void {
  rmSync(lockPath(file), { force: true })
}

/** True where a note lies beside the project: somebody holds it, or ended without taking the note away. */
export function isNoted(file: string): boolean {
  return existsSync(lockPath(file))
}

/** The error for a project that another process holds, naming the holder where the note can be read. */
export function heldError(file: string): DomainError {
  const name = basename(file)
  const holder = readHolder(file)
  const who = holder ? `open on ${holder.host} by ${holder.user} since ${holder.since}` : 'open in another program'
  return new DomainError('project-held', `${name} is ${who}: close it there first`, { file: name, ...holder })
}

function readHolder(file: string): { host: string; user: string; since: string } | undefined {
  try {
    const { host, user, since } = JSON.parse(readFileSync(lockPath(file), 'utf8')) as Record<string, unknown>
    return { host: String(host), user: String(user), since: String(since) }
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

function lockPath(file: string): string {
  return `${file}.lock`
}
