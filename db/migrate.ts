import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type Database from 'better-sqlite3'
import { DomainError } from '../corpus/errors.ts'
import { sha256Hex } from './hash.ts'
import { project } from './migrations/0001-project.ts'
import { labelSet } from './migrations/0002-label-set.ts'
import { suggestionDecision } from './migrations/0003-suggestion-decision.ts'
import { team } from './migrations/0004-team.ts'

/** One step from a schema version to the next; `loses` names the tables that may have fewer rows afterwards. */
export type Migration = Readonly<{ version: number; name: string; sql: string; loses?: readonly string[] }>

/** Every released step, in order, without gaps. */
export const migrations: readonly Migration[] = [project, labelSet, suggestionDecision, team]

/** The schema version that this program writes. */
export const SCHEMA_VERSION = migrations.length

/**
 * Brings a file to the newest schema, one exclusive transaction a step (reliability.md §5.6; never drizzle's runner,
 * which loses child rows). `beforeFirst` runs once before an existing file is changed: make the backup there.
 * Throws DomainError `project-newer` or `project-damaged`; the file is then as it was.
 */
export function migrate(db: Database.Database, steps = migrations, beforeFirst: () => void = () => {}): void {
  const from = userVersion(db)
  if (from > steps.length) throw newer(basename(db.name), from, steps.length)
  assertRecorded(db, from, steps)
  if (from === steps.length) return
  if (from > 0) beforeFirst()
  // SQLite ignores this pragma inside a transaction, and dropping a table would then cascade.
  db.pragma('foreign_keys = OFF')
  if (db.pragma('foreign_keys', { simple: true }) !== 0) throw new RangeError('foreign keys could not be switched off')
  try {
    for (const step of steps.slice(from)) runStep(db, step)
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

/** The error for a file whose schema is newer than this program. */
export function newer(name: string, schema: number, known: number): DomainError {
  return new DomainError(
    'project-newer',
    `${name} was written by a newer Isnad (schema ${schema}, this program knows ${known}): update Isnad to open it`,
    { file: name, schema, known },
  )
}

function userVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

function runStep(db: Database.Database, step: Migration): void {
  db.transaction(() => {
    const before = countRows(db)
    const log = digestLog(db)
    db.exec(step.sql)
    db.prepare('INSERT INTO schema_migration (version, name, sha256, applied_ms) VALUES (?, ?, ?, ?)').run(
      step.version,
      step.name,
      sha256Hex(step.sql),
      Date.now(),
    )
    db.pragma(`user_version = ${step.version}`)
    assertNothingLost(db, step, before, log)
  }).exclusive()
}

function assertNothingLost(db: Database.Database, step: Migration, before: Map<string, number>, log: string): void {
  const after = countRows(db)
  for (const [table, rows] of before) {
    if (table === 'schema_migration' || step.loses?.includes(table)) continue
    if ((after.get(table) ?? 0) < rows) throw failed(step, `table ${table} would lose rows`)
  }
  if ((db.pragma('foreign_key_check') as unknown[]).length > 0) throw failed(step, 'rows would lose what they refer to')
  if (log !== '' && digestLog(db) !== log) throw failed(step, 'the log would change')
  if (db.pragma('quick_check', { simple: true }) !== 'ok') throw failed(step, 'the file is damaged')
}

function failed({ version, name }: Migration, why: string): DomainError {
  return new DomainError('project-damaged', `migration ${version} (${name}) was not applied: ${why}`)
}

function assertRecorded(db: Database.Database, version: number, steps: readonly Migration[]): void {
  if (version === 0) return
  const rows = db.prepare('SELECT version, sha256 FROM schema_migration ORDER BY version').all() as {
    version: number
    sha256: string
  }[]
  const expected = steps.slice(0, version)
  const same =
    rows.length === version &&
    rows.every((row, at) => row.version === at + 1 && row.sha256 === sha256Hex(expected[at]!.sql))
  if (!same)
    throw new DomainError(
      'project-damaged',
      `${basename(db.name)} was migrated by unknown steps: restore a backup to open it`,
      { file: basename(db.name) },
    )
}

function countRows(db: Database.Database): Map<string, number> {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'")
    .all()
  return new Map(
    (tables as { name: string }[]).map(({ name }) => [
      name,
      (db.prepare(`SELECT count(*) AS n FROM "${name}"`).get() as { n: number }).n,
    ]),
  )
}

/** Hash over every entry of the log; empty where there is no log yet. */
function digestLog(db: Database.Database): string {
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'op'").get()
  if (!exists) return ''
  const digest = createHash('sha256')
  for (const row of db.prepare('SELECT hash, body FROM op ORDER BY hash').iterate()) {
    const { hash, body } = row as { hash: Buffer; body: Buffer }
    digest.update(hash).update(body)
  }
  return digest.digest('hex')
}
