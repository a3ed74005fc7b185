import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../corpus/errors.ts'
import { keepCheckpoint } from './checkpoint.ts'
import { listForks } from './forks.ts'
import { sha256Hex } from './hash.ts'
import type { Intake } from './incoming.ts'
import { dropLocal, readLocal } from './local.ts'
import type { Checked, NewOp } from './merge-check.ts'
import type { Db } from './open.ts'
import { listQuarantine, type Quarantined } from './quarantine.ts'
import { listRowless, refoldAll, refoldEach } from './refold.ts'
import { statement } from './statement.ts'

/** Which merge brought it, from which files, and the backup that was made just before. */
export type Coming = Readonly<{ sources: string; backup: string | null; wallMs: number }>

/**
 * Adds to the log what was checked, quarantines what is not trusted, and folds again what was touched. Runs inside one
 * transaction. Returns the id of the merge, undefined where nothing came.
 */
export function applyIncoming(
  db: Db,
  checked: Checked,
  intakes: readonly Intake[],
  coming: Coming,
): string | undefined {
  const released = listQuarantine(db).filter(({ op }) => !checked.distrust.has(op.hash))
  const trusted = checked.news.filter(({ op }) => !checked.distrust.has(op.hash))
  const waiting = checked.news.filter(({ op }) => checked.distrust.has(op.hash))
  const mergeId = checked.news.length + released.length > 0 ? uuidv7() : undefined
  if (mergeId !== undefined)
    statement(db, INSERT_MERGE).run(
      mergeId,
      coming.sources,
      coming.backup,
      trusted.length + released.length,
      coming.wallMs,
    )
  keepTexts(db, checked)
  for (const one of waiting) quarantine(db, one, checked.distrust.get(one.op.hash)!, coming)
  for (const one of trusted) insertOp(db, one, mergeId)
  for (const one of released) releaseOp(db, one, mergeId)
  keepNames(db, intakes)
  leaveForkedChain(db)
  foldTouched(
    db,
    [...trusted, ...released].map(({ op }) => op.target),
  )
  return mergeId
}

/** Adds one op to the log, as it is; `mergeId` names the merge that brought it. */
export function insertOp(
  db: Db,
  { op, body, data, sig, prev, payloadHash }: Omit<NewOp, 'from'>,
  mergeId: string | undefined,
): void {
  const hash = Buffer.from(op.hash, 'hex')
  statement(db, INSERT_PAYLOAD).run(payloadHash, data)
  const columns = [op.replica, op.seq, op.lamport, op.author, op.wallMs, op.kind, op.target]
  statement(db, INSERT_OP).run(hash, ...columns, body, prev, sig)
  if (mergeId !== undefined)
    statement(db, 'INSERT OR IGNORE INTO arrival (hash, merge_id) VALUES (?, ?)').run(hash, mergeId)
}

/** Moves ops that are trusted now from quarantine into the log and folds them; returns how many. Inside a transaction. */
export function releaseOps(db: Db, released: readonly Quarantined[]): number {
  for (const one of released) releaseOp(db, one, mergeOf(db, one))
  foldTouched(
    db,
    released.map(({ op }) => op.target),
  )
  return released.length
}

/**
 * Folds again what ops came to, and what waited for it. An entry that nothing can be made of refuses the merge: DomainError
 * `merge-altered`.
 */
export function foldTouched(db: Db, targets: readonly string[]): void {
  try {
    refoldAll(db, targets)
    refoldEach(db, listRowless(db))
  } catch (error) {
    if (!isUnfoldable(error)) throw error
    throw new DomainError('merge-altered', 'what came holds an entry that nothing can be made of; nothing was merged')
  }
}

function isUnfoldable(error: unknown): boolean {
  if (error instanceof DomainError || !(error instanceof Error)) return false
  const code = String((error as { code?: unknown }).code ?? '')
  return error instanceof TypeError || error instanceof RangeError || code.startsWith('SQLITE_CONSTRAINT')
}

function releaseOp(db: Db, { op, body, data, sig }: Quarantined, mergeId: string | undefined): void {
  const envelope = JSON.parse(body.toString('utf8')) as { prev: string; payload_hash: string }
  const prev = Buffer.from(envelope.prev, 'hex')
  insertOp(db, { op, body, data, sig, prev, payloadHash: Buffer.from(envelope.payload_hash, 'hex') }, mergeId)
  statement(db, 'DELETE FROM quarantine WHERE hash = ?').run(Buffer.from(op.hash, 'hex'))
  statement(db, 'DELETE FROM omitted WHERE hash = ?').run(Buffer.from(op.hash, 'hex'))
}

/** The merge that brought an op into quarantine: both carry its moment. */
function mergeOf(db: Db, { cameMs }: Quarantined): string | undefined {
  return statement<{ id: string }>(db, 'SELECT id FROM merge WHERE wall_ms = ?').get(cameMs)?.id
}

function quarantine(db: Db, { op, body, data, sig, from }: NewOp, reason: string, { wallMs }: Coming): void {
  statement(db, QUARANTINE).run(Buffer.from(op.hash, 'hex'), body, data, sig, reason, from, wallMs)
}

function keepTexts(db: Db, { texts, sources }: Checked): void {
  for (const [hash, text] of texts) statement(db, INSERT_TEXT).run(hash, text)
  for (const [hash, bytes] of sources) statement(db, INSERT_SOURCE).run(hash, bytes)
}

/** Who signed what, and what others left out; a gap closes when its entry comes. */
function keepNames(db: Db, intakes: readonly Intake[]): void {
  for (const intake of intakes) {
    for (const one of intake.checkpoints()) keepCheckpoint(db, one)
    for (const { hash, replica, seq } of intake.omitted()) statement(db, INSERT_OMITTED).run(hash, replica, seq)
  }
  statement(db, 'DELETE FROM omitted WHERE hash IN (SELECT hash FROM op)').run()
}

/** Where this copy's own chain has a twin, another copy goes on in it too: this one begins a new one. */
function leaveForkedChain(db: Db): void {
  const own = readLocal(db, 'replica')
  if (listForks(db).some(({ replica }) => replica === own)) dropLocal(db, 'replica', 'replica-home', 'replica-key')
}

/** SHA-256 over the hashes of all entries of the log, in order (hex): equal in two copies that know the same. */
export function digestLog(db: Db): string {
  const hashes = statement<{ hash: Buffer }>(db, 'SELECT hash FROM op ORDER BY hash').all()
  return sha256Hex(Buffer.concat(hashes.map(({ hash }) => hash)))
}

const INSERT_MERGE = 'INSERT INTO merge (id, source, backup, ops, wall_ms) VALUES (?, ?, ?, ?, ?)'
const INSERT_PAYLOAD = `INSERT INTO payload (hash, data) VALUES (?, ?)
ON CONFLICT(hash) DO UPDATE SET data = excluded.data WHERE payload.data IS NULL`
const INSERT_OP = `INSERT OR IGNORE INTO op (hash, replica, seq, lamport, author, wall_ms, kind, target, body, prev, sig)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const QUARANTINE = `INSERT OR IGNORE INTO quarantine (hash, body, data, sig, reason, source, came_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)`
const INSERT_TEXT = 'INSERT OR IGNORE INTO canonical_text (sha256, text) VALUES (?, ?)'
const INSERT_SOURCE = 'INSERT OR IGNORE INTO source_file (sha256, bytes) VALUES (?, ?)'
const INSERT_OMITTED = `INSERT OR IGNORE INTO omitted (hash, replica, seq) SELECT ?, ?, ?`
