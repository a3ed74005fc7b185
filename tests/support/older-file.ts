import Database from 'better-sqlite3'
import { migrate, migrations, SCHEMA_VERSION } from '../../db/migrate.ts'
import { openRaw } from './raw.ts'

/** Takes a closed project file back to the schema before the newest, as the program before wrote it. */
export function makeOlder(file: string): void {
  const before = new Database(':memory:')
  migrate(before, migrations.slice(0, -1))
  const known = new Set(before.prepare('SELECT name FROM sqlite_schema').pluck().all())
  before.close()
  const raw = openRaw(file)
  raw.pragma('foreign_keys = OFF')
  const added = raw.prepare("SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'table'").all()
  for (const { type, name } of added as { type: string; name: string }[])
    if (!known.has(name)) raw.exec(`DROP ${type} IF EXISTS ${name}`)
  raw.prepare('DELETE FROM schema_migration WHERE version = ?').run(SCHEMA_VERSION)
  raw.pragma(`user_version = ${SCHEMA_VERSION - 1}`)
  raw.close()
}
