import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** A fact about this copy of the file; never merged. */
export function readLocal(db: Db, key: string): string | undefined {
  return statement<{ value: string }>(db, 'SELECT value FROM local WHERE key = ?').get(key)?.value
}

/** Sets a fact about this copy of the file. */
export function writeLocal(db: Db, key: string, value: string): void {
  statement(db, 'INSERT INTO local (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(
    key,
    value,
  )
}

/** Takes facts about this copy away. */
export function dropLocal(db: Db, ...keys: readonly string[]): void {
  for (const key of keys) statement(db, 'DELETE FROM local WHERE key = ?').run(key)
}
