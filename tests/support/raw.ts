import Database from 'better-sqlite3'

/** Opens a file as another program would: no settings of ours, no checks. */
export function openRaw(file: string): Database.Database {
  return new Database(file)
}

/**
 * Changes a closed project behind the program's back: triggers are dropped first and put back afterwards, so that the
 * schema stays known and only the content is wrong.
 */
export function alterRaw(file: string, change: (raw: Database.Database) => void): void {
  const raw = openRaw(file)
  try {
    raw.pragma('foreign_keys = OFF')
    const triggers = raw.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as Trigger[]
    for (const { name } of triggers) raw.exec(`DROP TRIGGER ${name}`)
    change(raw)
    for (const { sql } of triggers) raw.exec(sql)
  } finally {
    raw.close()
  }
}

type Trigger = { name: string; sql: string }
