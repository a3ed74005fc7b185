import { basename } from 'node:path'
import type Database from 'better-sqlite3'
import { DomainError } from '../corpus/errors.ts'
import { connect } from './connect.ts'
import { sha256Hex } from './hash.ts'
import { migrations } from './migrate.ts'

/**
 * Refuses a file whose tables, views or triggers are not exactly those of its schema version: a project that was sent to
 * us is untrusted input. Throws DomainError `project-damaged`.
 */
export function assertKnownSchema(raw: Database.Database, file: string): void {
  const version = Number(raw.pragma('user_version', { simple: true }))
  if (fingerprint(raw) === expected(version)) return
  const name = basename(file)
  throw new DomainError(
    'project-damaged',
    `${name} has tables that no Isnad wrote: it was changed by another program; restore a backup`,
    { file: name },
  )
}

/** SHA-256 over every statement of the schema, sorted by kind and name. */
export function fingerprint(raw: Database.Database): string {
  const rows = raw
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    .all()
  return sha256Hex(JSON.stringify(rows))
}

const known = new Map<number, string>()

function expected(version: number): string {
  const found = known.get(version)
  if (found) return found
  const empty = connect(':memory:')
  try {
    for (const step of migrations.slice(0, version)) empty.exec(step.sql)
    const print = fingerprint(empty)
    known.set(version, print)
    return print
  } finally {
    empty.close()
  }
}
