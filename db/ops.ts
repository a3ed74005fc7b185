import type { Db } from './open.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'
import { statement } from './statement.ts'

/** Kinds of op, `noun.verb`; further kinds are listed in ARCHITECTURE.md. */
export type OpKind =
  | 'project.set'
  | 'member.add'
  | 'member.key'
  | 'member.confirm'
  | 'article.add'
  | 'article.describe'
  | 'article.segment'
  | 'article.decode'
  | 'article.assign'
  | 'article.remove'
  | 'annotation.create'
  | 'annotation.change'
  | 'annotation.delete'
  | 'annotation.restore'
  | 'claim.set'
  | 'rating.set'
  | 'suggestion.decide'
  | 'layer.done'
  | 'layer.reopen'
  | 'layer.open'
  | 'adjudication.decide'
  | 'entity.create'
  | 'entity.change'
  | 'entity.delete'
  | 'entity.merge'
  | 'entity.split'
  | 'mention.link'
  | 'mention.unlink'
  | 'mention.refuse'
  | 'link.set'
  | 'link.remove'
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
  /** Undefined when the payload was erased, or when a newer program wrote what this one cannot read. */
  change: Change | undefined
}>

/** What a change asks of the log: who, what kind, on what, and which act it belongs to. */
export type OpDraft = Readonly<{ kind: OpKind; target: string; change: Change; group?: string }>

const PAGE = 500

/** Version of the envelope that `appendOp` writes. */
export const OP_VERSION = 1

/** Every op on one target in fold order: by lamport, then hash. */
export function listOps(db: Db, target: string): Op[] {
  return statement<StoredOp>(db, OPS_OF_TARGET).all(target).map(readOp)
}

/**
 * Each of several targets with every op on it in fold order, in the order in which they are named; some hundreds are read
 * at once. Nothing may be appended to a target before its turn.
 */
export function* listOpsOfEach(db: Db, targets: readonly string[]): Generator<readonly [target: string, ops: Op[]]> {
  for (let at = 0; at < targets.length; at += PAGE) {
    const page = targets.slice(at, at + PAGE)
    const rows = statement<StoredOp & { target: string }>(db, OPS_OF_TARGETS).all(JSON.stringify(page))
    const found = Map.groupBy(rows, ({ target }) => target)
    for (const target of page) yield [target, (found.get(target) ?? []).map(readOp)]
  }
}

/** Every op in the file in fold order. */
export function* iterateOps(db: Db): Generator<Op> {
  for (const row of statement<StoredOp>(db, ALL_OPS).iterate()) yield readOp(row)
}

/** Every op of one kind in fold order. */
export function listOpsOfKind(db: Db, kind: OpKind): Op[] {
  return statement<StoredOp>(db, OPS_OF_KIND).all(kind).map(readOp)
}

/** Ops of a replica above a sequence number, oldest first. */
export function listOpsOfReplica(db: Db, replica: string, above: number): Op[] {
  return statement<StoredOp>(db, OPS_OF_REPLICA).all(replica, above).map(readOp)
}

/** The last ops of the file, the newest first; with an article only those on it and on its annotations. */
export function listLastOps(db: Db, limit: number, articleId?: string): Op[] {
  const rows =
    articleId === undefined
      ? statement<StoredOp>(db, LAST_OPS).all(limit)
      : statement<StoredOp>(db, LAST_OPS_OF_ARTICLE).all(...Array(5).fill(articleId), limit)
  return rows.map(readOp)
}

/** The op with this hash; undefined for an unknown one. */
export function findOp(db: Db, hash: string): Op | undefined {
  const row = statement<StoredOp>(db, OP_OF_HASH).get(Buffer.from(hash, 'hex'))
  return row === undefined ? undefined : readOp(row)
}

/** The ops that no other op of the list names as its parent. */
export function headsOf(ops: readonly Op[]): string[] {
  const seen = new Set(ops.flatMap(({ parents }) => parents))
  return ops.filter(({ hash }) => !seen.has(hash)).map(({ hash }) => hash)
}

/** What ops in fold order are about, `annotation`, `article` and so on: the noun of the first; undefined for none. */
export function nounIn(ops: readonly Op[]): string | undefined {
  return ops.find(({ kind }) => kind !== 'op.undo')?.kind.split('.')[0]
}

/** A row of the log as the table `op` holds it; `prev` is the entry before it of the same replica. */
export type OpRow = {
  hash: Buffer
  replica: string
  seq: number
  lamport: number
  author: string
  wall_ms: number
  kind: string
  target: string
  body: Buffer
  prev: Buffer
  sig: Buffer | null
}

/** An op's bytes: hash, body, and what it says unless that was erased. */
export type StoredOp = { hash: Buffer; body: Buffer; data: Buffer | null }

/** Reads an op from its exact bytes; an envelope of a newer version keeps what it says to itself. */
export function readOp({ hash, body, data }: StoredOp): Op {
  const envelope = JSON.parse(body.toString('utf8')) as Record<string, unknown>
  const readable = data !== null && Number(envelope.version) <= OP_VERSION
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
    change: readable ? (JSON.parse(data.toString('utf8')) as Change) : undefined,
  }
}

const READ_OP = `SELECT op.hash, op.body, payload.data FROM op LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH}`
const OP_OF_HASH = `${READ_OP} WHERE op.hash = ?`
const OPS_OF_TARGET = `${READ_OP} WHERE op.target = (SELECT ?) ORDER BY op.lamport, op.hash`
const OPS_OF_TARGETS = `SELECT op.target, op.hash, op.body, payload.data FROM op
LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH}
WHERE op.target IN (SELECT value FROM json_each(?)) ORDER BY op.lamport, op.hash`
const OPS_OF_KIND = `${READ_OP} WHERE op.kind = (SELECT ?) ORDER BY op.lamport, op.hash`
const ALL_OPS = `${READ_OP} ORDER BY op.lamport, op.hash`
const LAST_OPS = `${READ_OP} ORDER BY op.lamport DESC, op.hash DESC LIMIT ?`
const LAST_OPS_OF_ARTICLE = `${READ_OP}
WHERE op.target = ? OR op.target IN (SELECT id FROM annotation WHERE article_id = ?)
OR op.target IN (SELECT id FROM suggestion_decision WHERE article_id = ?)
OR op.target IN (SELECT id FROM adjudication WHERE article_id = ?)
OR op.target IN (SELECT l.id FROM link l JOIN annotation n ON n.id = l.from_id WHERE n.article_id = ?)
ORDER BY op.lamport DESC, op.hash DESC LIMIT ?`
const OPS_OF_REPLICA = `${READ_OP} WHERE op.replica = (SELECT ?) AND op.seq > (SELECT ?) ORDER BY op.seq`
