import { type Entry, type Findings, MEND } from './findings.ts'
import { sha256 } from './hash.ts'
import { type Known, readElsewhere } from './known-hashes.ts'
import type { Db } from './open.ts'
import type { OpRow } from './ops.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'
import { statement } from './statement.ts'
import { checkSignature, replicaKeys } from './trust.ts'
import type { OnProgress } from './verify.ts'
import { followCauses } from './verify-causes.ts'

/** What was looked at: entries, and those that were made before entries were signed. */
export type LogFigures = Readonly<{ ops: number; unsigned: number }>

/** Checks every entry's bytes, columns, content and signature, and that each replica's chain is whole. */
export async function verifyLog(db: Db, findings: Findings, onProgress: OnProgress): Promise<LogFigures> {
  const total = statement<{ n: number }>(db, 'SELECT count(*) AS n FROM op').get()!.n
  const keys = readKeys(db)
  const elsewhere = readElsewhere(db)
  const chains = followChains(elsewhere, findings)
  const causes = followCauses(db, elsewhere, findings)
  const figures = { ops: 0, unsigned: 0 }
  for (let last: OpRecord | undefined, page = readOps(db, undefined); page.length > 0; page = readOps(db, last)) {
    for (const op of page) {
      const body = verifyOp(op, findings)
      if (body !== undefined) {
        if (verifySignature(op, keys, findings)) figures.unsigned++
        causes.add(op, body)
      }
      chains.add(op)
      last = op
    }
    figures.ops += page.length
    await onProgress(figures.ops, total)
  }
  causes.end()
  verifyPayloads(db, findings)
  return figures
}

type OpRecord = OpRow & { present: number }

const PAGE = 2000

/** Undefined where an announcement cannot be read any more: it is named as altered, and signatures say nothing then. */
function readKeys(db: Db): ReturnType<typeof replicaKeys> | undefined {
  try {
    return replicaKeys(db)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function readOps(db: Db, after: OpRecord | undefined): OpRecord[] {
  const from = [after?.replica ?? '', after?.seq ?? -1, after?.hash ?? Buffer.alloc(0)]
  return statement<OpRecord>(db, PAGE_OF_OPS).all(...from, PAGE)
}

function entryOf({ hash, replica, seq, author, kind, wall_ms }: OpRecord): Entry {
  return { hash, replica, seq, author, kind, wall: wall_ms }
}

/** The entry's body; undefined where the entry is not what its hash says. */
function verifyOp(op: OpRecord, findings: Findings): Record<string, unknown> | undefined {
  const body = sha256(op.body).equals(op.hash) ? readBody(op.body) : undefined
  if (body === undefined) {
    findings.reportEntry('op-hash', entryOf(op), 'was altered', MEND)
    return undefined
  }
  const columns = { ...op, prev: op.prev.toString('hex') }
  for (const name of ['replica', 'seq', 'lamport', 'author', 'wall_ms', 'kind', 'target', 'prev'] as const)
    if (body[name] !== columns[name])
      findings.reportEntry('op-columns', entryOf(op), `was altered (its column ${name})`, MEND)
  if (!op.present) findings.reportEntry('payload-missing', entryOf(op), 'has lost its content', MEND)
  return body
}

/** True for an entry of before signatures. */
function verifySignature(op: OpRecord, keys: ReturnType<typeof readKeys>, findings: Findings): boolean {
  if (keys === undefined) return false
  const state = checkSignature(op, keys)
  if (state === 'missing') findings.reportEntry('signature-missing', entryOf(op), 'has lost its signature', MEND)
  if (state === 'wrong') findings.reportEntry('signature-wrong', entryOf(op), 'is not signed by its author’s key', MEND)
  return state === 'unsigned'
}

function readBody(body: Buffer): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Follows each replica's chain, entries coming in order of number. Entries that are known to be elsewhere leave no gap. */
function followChains(elsewhere: Known, findings: Findings): { add(op: OpRecord): void } {
  let replica = ''
  let seq = 0
  let before: Buffer[] = [NOTHING]
  let here: Buffer[] = []
  return {
    add: (op) => {
      if (op.replica !== replica) [replica, seq, before, here] = [op.replica, 0, [], [NOTHING]]
      if (op.seq === seq) {
        findings.reportEntry('fork', entryOf(op), FORKED, FORK_MEND)
        here.push(op.hash)
      } else {
        before = passGap(op, seq, here)
        here = [op.hash, ...(elsewhere.at(replica, op.seq) ?? [])]
        seq = op.seq
      }
      if (before.length > 0 && !before.some((hash) => hash.equals(op.prev)))
        findings.reportEntry('chain-broken', entryOf(op), 'does not follow the one before it', MEND)
    },
  }

  /** What the entry may follow; empty where that is not known, and the gap is then named. */
  function passGap(op: OpRecord, from: number, last: Buffer[]): Buffer[] {
    let held: readonly Buffer[] | undefined = last
    for (let at = from + 1; at < op.seq; at++) {
      held = elsewhere.at(op.replica, at)
      if (held !== undefined) continue
      const entry = { ...entryOf(op), seq: at }
      findings.reportEntry(
        'chain-gap',
        { replica: entry.replica, seq: at, author: op.author },
        missing(at, op.seq),
        MEND,
      )
      return []
    }
    return [...(held ?? [])]
  }
}

function missing(from: number, next: number): string {
  return next - from > 1 ? `and those after it up to ${next - 1} are missing` : 'is missing'
}

function verifyPayloads(db: Db, { report }: Findings): void {
  for (const { hash, data } of statement<{ hash: Buffer; data: Buffer | null }>(db, PAYLOADS).iterate())
    if (data !== null && !sha256(data).equals(hash))
      report('payload-hash', hash.toString('hex'), `the content of a log entry was altered: ${MEND}`)
  for (const { hash } of statement<{ hash: Buffer }>(db, LOST_OPS).iterate())
    report('op-missing', hash.toString('hex'), `the log entry that this content belongs to is missing: ${MEND}`)
}

const NOTHING = Buffer.alloc(32)
const FORKED = 'has a twin with the same number and other content'
const FORK_MEND = 'this copy was doubled or rewritten; compare it with a colleague’s copy'
const PAGE_OF_OPS = `SELECT op.*, payload.hash IS NOT NULL AS present FROM op
LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH}
WHERE (op.replica, op.seq, op.hash) > (?, ?, ?) ORDER BY op.replica, op.seq, op.hash LIMIT ?`
const PAYLOADS = 'SELECT hash, data FROM payload'
// Content and entry are written together, so content alone tells of an entry that was cut off the end.
const LOST_OPS = `SELECT hash FROM payload WHERE hash NOT IN
(SELECT payload_hash FROM (SELECT ${PAYLOAD_HASH} AS payload_hash FROM op) WHERE payload_hash IS NOT NULL)`
