import { createHash } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../corpus/errors.ts'
import { sha256 } from './hash.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** Kinds of op, `noun.verb`; further kinds are listed in ARCHITECTURE.md. */
export type OpKind =
  | 'project.set'
  | 'member.add'
  | 'article.add'
  | 'article.describe'
  | 'article.segment'
  | 'article.decode'
  | 'annotation.create'
  | 'annotation.change'
  | 'annotation.delete'
  | 'annotation.restore'
  | 'claim.set'
  | 'rating.set'
  | 'suggestion.decide'
  | 'labelset.set'
  | 'guideline.set'
  | 'op.undo'

/** What an op says beyond its envelope; its JSON bytes are the payload. */
export type Change = Readonly<Record<string, unknown>>

/** One entry of the log as read back. `parents` are the heads of its target that its author saw. */
export type Op = Readonly<{
  hash: string
  replica: string
  seq: number
  lamport: number
  author: string
  wallMs: number
  kind: string
  target: string
  parents: readonly string[]
  /** Ops of one act share a group and are undone together. */
  group: string
  /** Undefined when the payload was erased. */
  change: Change | undefined
}>

/** What a change asks of the log: who, what kind, on what, and which act it belongs to. */
export type OpDraft = Readonly<{ kind: OpKind; target: string; change: Change; group?: string }>

/** Version of the envelope that `appendOp` writes. */
export const OP_VERSION = 1

const NOTHING = Buffer.alloc(32)

/**
 * Appends one op to the log of this replica and returns it as stored. Runs inside the caller's transaction, so that the
 * op and its fold become durable together. The hash is SHA-256 over the exact bytes of the body. Throws DomainError
 * `bad-input` where a text of the change holds half of a surrogate pair, which no file can keep.
 */
export function appendOp(db: Db, author: string, { kind, target, change, group }: OpDraft): Op {
  const data = writePayload(change)
  const payloadHash = sha256(data)
  const replica = currentReplica(db)
  const last = statement<{ seq: number; hash: Buffer }>(db, LAST_OF_REPLICA).get(replica)
  const top = statement<{ top: number | null }>(db, 'SELECT max(lamport) AS top FROM op').get()
  const op = {
    replica,
    seq: (last?.seq ?? 0) + 1,
    lamport: (top?.top ?? 0) + 1,
    author,
    wallMs: Date.now(),
    kind,
    target,
    parents: headsOf(listOps(db, target)),
    group: group ?? uuidv7(),
  }
  const prev = last?.hash ?? NOTHING
  const body = writeBody({ ...op, prev: prev.toString('hex'), payload: payloadHash.toString('hex') })
  const hash = sha256(body)
  statement(db, 'INSERT OR IGNORE INTO payload (hash, data) VALUES (?, ?)').run(payloadHash, data)
  statement(db, INSERT_OP).run(
    hash,
    op.replica,
    op.seq,
    op.lamport,
    author,
    op.wallMs,
    kind,
    target,
    body,
    prev,
    null,
    null,
  )
  return { ...op, hash: hash.toString('hex'), change }
}

/** Every op on one target in fold order: by lamport, then hash. */
export function listOps(db: Db, target: string): Op[] {
  return statement<StoredOp>(db, OPS_OF_TARGET).all(target).map(readOp)
}

/** Every op in the file in fold order. */
export function* iterateOps(db: Db): Generator<Op> {
  for (const row of statement<StoredOp>(db, ALL_OPS).iterate()) yield readOp(row)
}

/** Ops of this replica above a sequence number, oldest first. */
export function listOwnOps(db: Db, above: number): Op[] {
  const replica = readLocal(db, 'replica')
  return replica === undefined ? [] : statement<StoredOp>(db, OWN_OPS).all(replica, above).map(readOp)
}

/** The last ops of the file, the newest first; with an article only those on it and on its annotations. */
export function listLastOps(db: Db, limit: number, articleId?: string): Op[] {
  const rows =
    articleId === undefined
      ? statement<StoredOp>(db, LAST_OPS).all(limit)
      : statement<StoredOp>(db, LAST_OPS_OF_ARTICLE).all(articleId, articleId, articleId, limit)
  return rows.map(readOp)
}

/** The ops that no other op of the list names as its parent. */
export function headsOf(ops: readonly Op[]): string[] {
  const seen = new Set(ops.flatMap(({ parents }) => parents))
  return ops.filter(({ hash }) => !seen.has(hash)).map(({ hash }) => hash)
}

/**
 * The id under which this machine and user write to this file. A copy that was opened elsewhere gets a new one before its
 * first op, so that two copies never continue one chain (record.md, Who).
 */
export function currentReplica(db: Db): string {
  const here = createHash('sha256').update(`${hostname()}\n${userInfo().username}\n${db.file}`).digest('hex')
  const found = readLocal(db, 'replica')
  if (found !== undefined && readLocal(db, 'replica-home') === here) return found
  const replica = uuidv7()
  writeLocal(db, 'replica', replica)
  writeLocal(db, 'replica-home', here)
  return replica
}

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

// JSON.stringify escapes lone surrogates, and only them, as \ud800 to \udfff.
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

function writePayload(change: Change): Buffer {
  const json = JSON.stringify(change)
  if (LONE_SURROGATE.test(json))
    throw new DomainError('bad-input', 'the text holds half of a character (a lone surrogate): remove it')
  return Buffer.from(json)
}

type Envelope = Omit<Op, 'hash' | 'change'> & { prev: string; payload: string }

function writeBody({ replica, seq, lamport, author, wallMs, kind, target, parents, group, prev, payload }: Envelope) {
  return Buffer.from(
    JSON.stringify({
      version: OP_VERSION,
      replica,
      seq,
      lamport,
      author,
      wall_ms: wallMs,
      kind,
      target,
      group,
      parents,
      prev,
      payload_hash: payload,
    }),
  )
}

type StoredOp = { hash: Buffer; body: Buffer; data: Buffer | null }

function readOp({ hash, body, data }: StoredOp): Op {
  const envelope = JSON.parse(body.toString('utf8')) as Record<string, unknown>
  return {
    hash: hash.toString('hex'),
    replica: String(envelope.replica),
    seq: Number(envelope.seq),
    lamport: Number(envelope.lamport),
    author: String(envelope.author),
    wallMs: Number(envelope.wall_ms),
    kind: String(envelope.kind),
    target: String(envelope.target),
    parents: envelope.parents as string[],
    group: String(envelope.group),
    change: data === null ? undefined : (JSON.parse(data.toString('utf8')) as Change),
  }
}

const LAST_OF_REPLICA = 'SELECT seq, hash FROM op WHERE replica = ? ORDER BY seq DESC LIMIT 1'
const INSERT_OP = `INSERT INTO op (hash, replica, seq, lamport, author, wall_ms, kind, target, body, prev, sig, local_rowid)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
/** SQL for the hash of an op's payload, which its body names; null where the body is no JSON any more. */
export const PAYLOAD_HASH = `CASE WHEN json_valid(CAST(op.body AS TEXT))
THEN unhex(json_extract(CAST(op.body AS TEXT), '$.payload_hash')) END`
const READ_OP = `SELECT op.hash, op.body, payload.data FROM op LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH}`
const OPS_OF_TARGET = `${READ_OP} WHERE op.target = ? ORDER BY op.lamport, op.hash`
const ALL_OPS = `${READ_OP} ORDER BY op.lamport, op.hash`
const LAST_OPS = `${READ_OP} ORDER BY op.lamport DESC, op.hash DESC LIMIT ?`
const LAST_OPS_OF_ARTICLE = `${READ_OP}
WHERE op.target = ? OR op.target IN (SELECT id FROM annotation WHERE article_id = ?)
OR op.target IN (SELECT id FROM suggestion_decision WHERE article_id = ?)
ORDER BY op.lamport DESC, op.hash DESC LIMIT ?`
const OWN_OPS = `${READ_OP} WHERE op.replica = ? AND op.seq > ? ORDER BY op.seq`
