import type Database from 'better-sqlite3'
import { sha256, sha256Hex } from './hash.ts'
import { type Db, inTransaction } from './open.ts'
import { rebuild, refold } from './refold.ts'
import { statement } from './statement.ts'

/** How many entries came over, how many of them were new, and how many targets could not be folded again. */
export type Salvage = Readonly<{ ops: number; added: number; unfolded: number }>

/**
 * Pours into an open project whatever can still be read of a damaged one: row by row, and only what its own hash proves
 * whole. The log is united with what is there, nothing of it is replaced, and the tables are folded anew.
 */
export function pour(db: Db, damaged: Database.Database): Salvage {
  return inTransaction(db, () => {
    for (const { table, accepts } of CONTENT) {
      const columns = columnsOf(damaged, table)
      for (const row of readRows(damaged, table)) if (accepts(row)) insert(db, table, columns, row)
    }
    let ops = 0
    let added = 0
    for (const row of readRows(damaged, 'op')) {
      const op = readEntry(row)
      if (op === undefined || statement(db, HAS_PAYLOAD).get(op.payload) === undefined) continue
      ops++
      added += insert(db, 'op', OP_COLUMNS, op.columns)
    }
    return { ops, added, unfolded: added === 0 ? 0 : refoldAll(db) }
  })
}

type Row = Readonly<Record<string, unknown>>

/** Bytes and texts first: entries refer to them. */
const CONTENT: readonly Readonly<{ table: string; accepts: (row: Row) => boolean }>[] = [
  {
    table: 'canonical_text',
    accepts: ({ sha256: hash, text }) => typeof text === 'string' && sha256Hex(text) === hash,
  },
  {
    table: 'source_file',
    accepts: ({ sha256: hash, bytes }) => bytes === null || (Buffer.isBuffer(bytes) && sha256Hex(bytes) === hash),
  },
  { table: 'payload', accepts: ({ hash, data }) => isHash(hash) && (data === null || isContentOf(data, hash)) },
]

function isHash(value: unknown): value is Buffer {
  return Buffer.isBuffer(value) && value.length === 32
}

function isContentOf(data: unknown, hash: Buffer): boolean {
  return Buffer.isBuffer(data) && sha256(data).equals(hash)
}

/** An entry as its body tells it, which its hash vouches for: the columns beside it may be damaged. */
function readEntry({ hash, body, sig }: Row): { columns: Row; payload: Buffer } | undefined {
  if (!isHash(hash) || !isContentOf(body, hash)) return undefined
  const said = JSON.parse((body as Buffer).toString('utf8')) as Record<string, unknown>
  const { replica, seq, lamport, author, wall_ms, kind, target } = said
  const prev = Buffer.from(String(said.prev), 'hex')
  const columns = { hash, replica, seq, lamport, author, wall_ms, kind, target, body, prev, sig: sig ?? null }
  return { columns, payload: Buffer.from(String(said.payload_hash), 'hex') }
}

const OP_COLUMNS = ['hash', 'replica', 'seq', 'lamport', 'author', 'wall_ms', 'kind', 'target', 'body', 'prev', 'sig']
const HAS_PAYLOAD = 'SELECT 1 FROM payload WHERE hash = ?'

function insert(db: Db, table: string, columns: readonly string[], row: Row): number {
  const marks = columns.map(() => '?').join(', ')
  const values = columns.map((column) => row[column])
  const sql = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${marks})`
  return statement(db, sql).run(...values).changes
}

function columnsOf(raw: Database.Database, table: string): string[] {
  return (raw.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
}

/** A target whose article is lost cannot be folded: its entries stay in the log. */
function refoldAll(db: Db): number {
  try {
    inTransaction(db, () => rebuild(db))
    return 0
  } catch (error) {
    if (!(error instanceof Error)) throw error
    let unfolded = 0
    for (const { target } of statement<{ target: string }>(db, TARGETS).all()) if (!tryRefold(db, target)) unfolded++
    return unfolded
  }
}

function tryRefold(db: Db, target: string): boolean {
  try {
    inTransaction(db, () => refold(db, target))
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

const TARGETS = 'SELECT target FROM op GROUP BY target ORDER BY min(lamport), target'

/** Every row of a table that can be read, though pages between them cannot. */
export function* readRows(raw: Database.Database, table: string): Generator<Row> {
  let read: Database.Statement<unknown[], Row & { at: number }>
  try {
    read = raw.prepare(`SELECT rowid AS at, * FROM ${table} WHERE rowid >= ? ORDER BY rowid LIMIT ?`)
  } catch (error) {
    if (error instanceof Error) return
    throw error
  }
  const last = readLast(raw, table)
  let step = PAGE
  for (let from = 0; from <= last; ) {
    const rows = tryRead(() => read.all(from, step))
    if (rows !== undefined) {
      if (rows.length === 0) return
      yield* rows
      from = rows.at(-1)!.at + 1
      step = PAGE
    } else if (step > 1) step = 1
    // One unreadable page holds few rows or very many: the steps over it grow as long as nothing can be read.
    else from += Math.max(1, Math.floor(skip(raw, table, from, last)))
  }
}

const PAGE = 500

/** How far it is to the next row that can be read. */
function skip(raw: Database.Database, table: string, from: number, last: number): number {
  const read = raw.prepare(`SELECT 1 FROM ${table} WHERE rowid = ?`)
  for (let ahead = 1; from + ahead <= last; ahead++)
    if (tryRead(() => read.get(from + ahead)) !== undefined) return ahead
  return last - from + 1
}

function readLast(raw: Database.Database, table: string): number {
  const last = tryRead(() => raw.prepare(`SELECT max(rowid) FROM ${table}`).pluck().get() as number | null)
  return last ?? FARTHEST
}

/** Where not even the last row can be read: as far as rows are looked for one by one. */
const FARTHEST = 300_000

function tryRead<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
