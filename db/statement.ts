import type Database from 'better-sqlite3'
import { type Db, reconnect } from './open.ts'

const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/**
 * A prepared statement, compiled once a connection: for the writing path and for hot reads, where drizzle's ad hoc
 * queries cost three times as much. `Row` names what a row of it looks like. Where a parameter is compared in a
 * statement that sorts or joins, it is written `(SELECT ?)`: this build of SQLite (STAT4) plans such a statement anew
 * whenever a bare parameter is bound, which costs ten times what the statement does.
 */
export function statement<Row = unknown>(db: Db, sql: string): Database.Statement<unknown[], Row> {
  reconnect(db)
  const known = prepared.get(db.raw) ?? new Map<string, Database.Statement>()
  prepared.set(db.raw, known)
  const found = known.get(sql) ?? db.raw.prepare(sql)
  known.set(sql, found)
  return found as Database.Statement<unknown[], Row>
}

/** The SQL that writes a folded row under its id, `columns[0]`, in place of the one that is there; parameters by name. */
export function upsertById(table: string, columns: readonly string[]): string {
  const [id, ...rest] = columns
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})
ON CONFLICT(${id}) DO UPDATE SET ${rest.map((name) => `${name} = excluded.${name}`).join(', ')}`
}
