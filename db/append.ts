import { sign } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../corpus/errors.ts'
import { CHECKPOINT_EVERY, signCheckpoint } from './checkpoint.ts'
import { sha256 } from './hash.ts'
import { leaveCutChain } from './high-water.ts'
import { keyStore } from './key-store.ts'
import { readLocal } from './local.ts'
import { refoldMember } from './member-fold.ts'
import type { Db } from './open.ts'
import { type Change, headsOf, listOps, OP_VERSION, type Op, type OpDraft } from './ops.ts'
import { currentSigner, opMessage, type Signer, vouchMessage } from './replica.ts'
import { statement } from './statement.ts'

const NOTHING = Buffer.alloc(32)

/**
 * Appends one op to the log of this replica and returns it as stored. Runs inside the caller's transaction, so that the
 * op and its fold become durable together. The hash is SHA-256 over the exact bytes of the body; `sig` is the replica's
 * signature of it. Before an author's first op on a replica its key is announced (`member.key`). Throws DomainError
 * `bad-input` where a text of the change holds half of a surrogate pair, which no file can keep.
 */
export function appendOp(db: Db, author: string, draft: OpDraft): Op {
  leaveCutChain(db)
  const signer = currentSigner(db)
  // A member begins with the op that adds it; a signature without its key could not be told from a forged one.
  const begins = draft.kind === 'member.add' && draft.target === author
  if (!begins) announceKey(db, author, signer)
  const { op } = append(db, author, draft, signer)
  if (begins) announceKey(db, author, signer)
  return op
}

/**
 * The same for any target but a member, whose key may be announced behind it. Returns all ops on the target in fold
 * order, the new one last, so that its fold need not read again what is known.
 */
export function appendTo(db: Db, author: string, draft: OpDraft): Op[] {
  leaveCutChain(db)
  const signer = currentSigner(db)
  announceKey(db, author, signer)
  const { before, op } = append(db, author, draft, signer)
  return [...before, op]
}

/** The key that an op announces for its author: under which replica, and which older key vouches for it. */
export type KeyAnnouncement = Readonly<{
  key: string
  replica: string
  /** Whom this copy was handed to, where it was. */
  handout: string | null
  vouch: Readonly<{ by: string; sig: string }> | null
}>

/** Announces the key of this copy's replica under an author where that is still to be done, and returns the signer. */
export function announceSigner(db: Db, author: string): Signer {
  leaveCutChain(db)
  const signer = currentSigner(db)
  announceKey(db, author, signer)
  return signer
}

function announceKey(db: Db, author: string, signer: Signer): void {
  const { replica, publicKey } = signer
  if (statement(db, ANNOUNCED).get(author, replica)) return
  const handout = readLocal(db, 'handout') ?? null
  const change: KeyAnnouncement = { key: publicKey, replica, handout, vouch: vouchFor(db, author, publicKey, handout) }
  append(db, author, { kind: 'member.key', target: author, change }, signer)
  refoldMember(db, author)
}

/** An older key of the same author that this user has vouches for the new one; never in a copy handed to somebody else. */
function vouchFor(db: Db, author: string, publicKey: string, handout: string | null): KeyAnnouncement['vouch'] {
  if (handout !== null && handout !== author) return null
  const older = listOps(db, author).filter(({ kind, change }) => kind === 'member.key' && change?.key !== publicKey)
  for (const { change } of older.toReversed()) {
    const key = keyStore().find(String(change?.key))
    if (key === undefined) continue
    const sig = sign(null, vouchMessage(author, publicKey), key)
    return { by: String(change?.key), sig: sig.toString('base64url') }
  }
  return null
}

type Appended = Readonly<{ op: Op; before: readonly Op[] }>

function append(db: Db, author: string, { kind, target, change, group }: OpDraft, signer: Signer): Appended {
  const data = writePayload(change)
  const before = listOps(db, target)
  const payloadHash = sha256(data)
  const { replica } = signer
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
    parents: headsOf(before),
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
    signer.sign(opMessage(hash)),
    null,
  )
  if (op.seq % CHECKPOINT_EVERY === 0) signCheckpoint(db)
  // As it will be read: JSON keeps no undefined.
  return { op: { ...op, hash: hash.toString('hex'), change: JSON.parse(data.toString()) as Change }, before }
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

const LAST_OF_REPLICA = 'SELECT seq, hash FROM op WHERE replica = (SELECT ?) ORDER BY seq DESC LIMIT 1'
const INSERT_OP = `INSERT INTO op (hash, replica, seq, lamport, author, wall_ms, kind, target, body, prev, sig, local_rowid)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const ANNOUNCED = "SELECT 1 FROM op WHERE target = ? AND replica = ? AND kind = 'member.key'"
