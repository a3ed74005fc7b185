import { basename } from 'node:path'
import type Database from 'better-sqlite3'
import { DomainError } from '../corpus/errors.ts'
import { connect } from './connect.ts'
import { sha256Hex } from './hash.ts'
import { migrations, newer, SCHEMA_VERSION } from './migrate.ts'

/**
 * Refuses a file whose tables, views or triggers are not exactly those of its schema version: a project that was sent to
 * us is untrusted input. Throws DomainError `project-damaged` or `project-newer`.
 */
export function assertKnownSchema(raw: Database.Database, file: string): void {
  const version = Number(raw.pragma('user_version', { simple: true }))
  const name = basename(file)
  // The header may be older than what the write-ahead log holds.
  if (version > SCHEMA_VERSION) throw newer(name, version, SCHEMA_VERSION)
  if (fingerprint(raw) === expected(version)) return
  throw new DomainError(
    'project-damaged',
    `${name} has tables that no Isnad wrote: it was changed by another program; restore a backup`,
    { file: name },
  )
}

/** SHA-256 over every statement of the schema, sorted by kind and name. */
export function fingerprint(raw: Database.Database): string {
  const rows = raw
    .prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_' ORDER BY type, name",
    )
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
