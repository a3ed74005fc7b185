import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { profileFolder } from './key-store.ts'
import { dropLocal, readLocal, writeLocal } from './local.ts'
import type { Db } from './open.ts'
import { findReplica } from './replica.ts'
import { statement } from './statement.ts'

// A file cannot tell that its own newest part is gone: what was saved last is noted outside it, in the
// profile of whoever saved it. No word of an article: a number, a hash and a time.

/** Saved entries that the file does not hold any more: how many, and when the last that is still there was made. */
export type MissingEntries = Readonly<{ replica: string; from: number; count: number; since: number | null }>

type Mark = Readonly<{ seq: number; hash: string; wall: number }>

/** The last number that was noted for an open file, so that a commit without ops of its own writes nothing. */
const noted = new WeakMap<Db, string>()
/** Connections whose chain was found whole: nobody else writes to the file while it is open. */
const looked = new WeakSet<Db['raw']>()

/** Notes the newest entry of this copy's own replica, once it is durable. Where the profile cannot be written nothing is noted. */
export function noteHighWater(db: Db): void {
  const replica = db.raw.readonly ? undefined : findReplica(db)
  const last = replica && statement<LastOp>(db, LAST).get(replica)
  if (!replica || !last || noted.get(db) === `${replica} ${last.seq}`) return
  noted.set(db, `${replica} ${last.seq}`)
  const path = markPath(db, replica)
  if (path === undefined || (readMark(path)?.seq ?? 0) > last.seq) return
  try {
    mkdirSync(join(profileFolder(), 'marks'), { recursive: true, mode: 0o700 })
    const mark: Mark = { seq: last.seq, hash: last.hash.toString('hex'), wall: last.wall_ms }
    const draft = `${path}.${process.pid}.new`
    writeFileSync(draft, JSON.stringify(mark), { mode: 0o600 })
    renameSync(draft, path)
  } catch (error) {
    // A full or read-only profile is no reason to refuse an edit that is saved.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

/**
 * What this user saved in this very file and it does not hold any more; undefined where all is there, where the file is
 * another copy, or where what was missing came back.
 */
export function findMissing(db: Db): MissingEntries | undefined {
  const left = readLeft(db)
  return left && !isHere(db, left.hash) ? left.missing : findCut(db)?.missing
}

/**
 * A replica whose own newest entries are gone must not go on in its chain, for their numbers are taken: this copy then
 * forgets it, and keeps what is missing. Runs before an op is appended, inside its transaction.
 */
export function leaveCutChain(db: Db): void {
  if (noted.has(db) || looked.has(db.raw)) return
  const cut = findCut(db)
  if (cut === undefined) {
    looked.add(db.raw)
    return
  }
  writeLocal(db, 'missing', JSON.stringify(cut))
  dropLocal(db, 'replica', 'replica-home', 'replica-key')
}

type Cut = Readonly<{ hash: string; missing: MissingEntries }>

function findCut(db: Db): Cut | undefined {
  const replica = findReplica(db)
  const path = replica && markPath(db, replica)
  const mark = path ? readMark(path) : undefined
  if (!replica || !mark || isHere(db, mark.hash)) return undefined
  const last = statement<LastOp>(db, LAST).get(replica)
  const seq = Math.min(last?.seq ?? 0, mark.seq - 1)
  const since = last?.wall_ms ?? statement<{ wall: number | null }>(db, NEWEST).get()?.wall ?? null
  return { hash: mark.hash, missing: { replica, from: seq + 1, count: mark.seq - seq, since } }
}

function isHere(db: Db, hash: string): boolean {
  return statement(db, BY_HASH).get(Buffer.from(hash, 'hex')) !== undefined
}

/** What was missing when the chain was left. */
function readLeft(db: Db): Cut | undefined {
  const stored = readLocal(db, 'missing')
  if (stored === undefined) return undefined
  try {
    const { hash, missing } = JSON.parse(stored) as { hash: unknown; missing: Record<string, unknown> }
    const { replica, from, count, since } = missing
    const named = { replica: String(replica), from: Number(from), count: Number(count) }
    return { hash: String(hash), missing: { ...named, since: typeof since === 'number' ? since : null } }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

type LastOp = { seq: number; hash: Buffer; wall_ms: number }

function markPath(db: Db, replica: string): string | undefined {
  const project = statement<{ id: string }>(db, 'SELECT id FROM project').get()?.id
  const name = `${project}.${replica}`
  // Both come from the file, which somebody else may have written.
  return /^[\w-]+\.[\w-]+$/.test(name) ? join(profileFolder(), 'marks', `${name}.json`) : undefined
}

function readMark(path: string): Mark | undefined {
  try {
    const { seq, hash, wall } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    return typeof seq === 'number' && typeof hash === 'string' ? { seq, hash, wall: Number(wall) } : undefined
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

const LAST = 'SELECT seq, hash, wall_ms FROM op WHERE replica = (SELECT ?) ORDER BY seq DESC LIMIT 1'
const BY_HASH = 'SELECT 1 FROM op WHERE hash = ?'
const NEWEST = 'SELECT max(wall_ms) AS wall FROM op'
