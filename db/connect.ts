import Database from 'better-sqlite3'

/** Opens a connection with the native binding that fits this runtime (the set-up names it in ISNAD_SQLITE_BINDING). */
export function connect(file: string, options: Database.Options = {}): Database.Database {
  const nativeBinding = process.env.ISNAD_SQLITE_BINDING
  return new Database(file, { timeout: 1500, ...options, ...(nativeBinding ? { nativeBinding } : {}) })
}
