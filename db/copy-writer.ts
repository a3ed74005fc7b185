import type { Choice } from './hand-out-choice.ts'
import { writeLocal } from './local.ts'
import { type Db, inTransaction } from './open.ts'
import type { Change, OpRow } from './ops.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'
import { refoldEach } from './refold.ts'
import { statement } from './statement.ts'

/** Carries a choice of the log, with all that it refers to, from one project file into another. */
export type CopyWriter = Readonly<{
  /** How many entries of the log are still to be looked at. */
  pending(): number
  /** Takes everything that is there now; says now and then how far it is, and may be cancelled by what it calls. */
  takeAll(onProgress: (done: number, total: number) => Promise<void>): Promise<void>
  /** Takes at once what came since. */
  takeRest(): void
  /** Says whose copy it is. */
  address(memberId: string): void
}>

const PAGE = 1000

/** Writes into an empty project file `to`. Ops and payloads go over byte for byte; the rows are folded from them. */
export function createCopyWriter(from: Db, to: Db, choice: Choice): CopyWriter {
  let seen = 0
  const take = (page: readonly Entry[]): string[] => {
    const targets: string[] = []
    for (const entry of page) {
      const change = entry.data === null ? undefined : (JSON.parse(entry.data.toString('utf8')) as Change)
      const { group } = JSON.parse(entry.body.toString('utf8')) as { group: string }
      if (!choice({ ...entry, group, change })) {
        statement(to, OMIT).run(entry.hash, entry.replica, entry.seq)
        continue
      }
      if (entry.kind.startsWith('article.')) copyTexts(from, to, change)
      // An erased payload leaves its empty row.
      if (entry.present === 1) statement(to, INSERT_PAYLOAD).run(entry.payloadHash, entry.data)
      statement(to, INSERT_OP).run(entry)
      targets.push(entry.target)
    }
    return targets
  }
  return {
    pending: () => count(from) - seen,
    takeAll: async (onProgress) => {
      const last = count(from)
      let done = 0
      for (
        let page = readPage(from, seen, last, NONE);
        page.length > 0;
        page = readPage(from, seen, last, page.at(-1)!)
      ) {
        inTransaction(to, () => take(page))
        done += page.length
        await onProgress(done, 2 * last)
      }
      seen = last
      inTransaction(to, () => copyNames(from, to))
      await foldAll(to, (folded, total) => onProgress(last + (folded / Math.max(1, total)) * last, 2 * last))
    },
    takeRest: () =>
      inTransaction(to, () => {
        const last = count(from)
        const targets = new Set<string>()
        for (
          let page = readPage(from, seen, last, NONE);
          page.length > 0;
          page = readPage(from, seen, last, page.at(-1)!)
        )
          for (const target of take(page)) targets.add(target)
        seen = last
        refoldEach(to, [...targets])
      }),
    address: (memberId) => {
      writeLocal(to, 'handout', memberId)
      writeLocal(to, 'member', memberId)
    },
  }
}

type Entry = OpRow & {
  rowid: number
  payloadHash: Buffer | null
  /** 1 where the payload's row is there, erased or not. */
  present: 0 | 1
  data: Buffer | null
}

type After = Pick<Entry, 'lamport' | 'hash'>
const NONE: After = { lamport: -1, hash: Buffer.alloc(0) }

function readPage(db: Db, above: number, upTo: number, { lamport, hash }: After): Entry[] {
  return statement<Entry>(db, ENTRIES).all(above, upTo, lamport, hash, PAGE)
}

/** The log only grows, so the number of its last row stands for all that is there. */
function count(db: Db): number {
  return statement<{ last: number | null }>(db, 'SELECT max(rowid) AS last FROM op').get()?.last ?? 0
}

/** The text that an op names, and the bytes it was read from. */
function copyTexts(from: Db, to: Db, change: Change | undefined): void {
  for (const sha256 of [change?.sha256, change?.sourceSha256]) {
    if (typeof sha256 !== 'string') continue
    const text = statement<{ text: string }>(from, TEXT).get(sha256)
    if (text) statement(to, INSERT_TEXT).run(sha256, text.text)
  }
  if (typeof change?.sourceSha256 !== 'string') return
  const source = statement<{ bytes: Buffer | null }>(from, SOURCE).get(change.sourceSha256)
  if (source) statement(to, INSERT_SOURCE).run(change.sourceSha256, source.bytes)
}

/** What says of ops that are not here that they exist: omissions of before, and what replicas signed. */
function copyNames(from: Db, to: Db): void {
  for (const { hash, replica, seq } of statement<Entry>(from, 'SELECT hash, replica, seq FROM omitted').all())
    statement(to, OMIT).run(hash, replica, seq)
  const insert = statement(to, INSERT_CHECKPOINT)
  for (const row of statement<Record<string, unknown>>(from, 'SELECT * FROM checkpoint').all()) insert.run(row)
}

async function foldAll(db: Db, onProgress: (done: number, total: number) => Promise<void>): Promise<void> {
  const targets = statement<{ target: string }>(db, TARGETS).all()
  for (let at = 0; at < targets.length; at += PAGE) {
    const page = targets.slice(at, at + PAGE).map(({ target }) => target)
    inTransaction(db, () => refoldEach(db, page))
    await onProgress(Math.min(at + PAGE, targets.length), targets.length)
  }
}

// The plus keeps SQLite from looking for rows by number, which would sort the whole log for each page.
const ENTRIES = `SELECT op.rowid, op.*, ${PAYLOAD_HASH} AS payloadHash, payload.hash IS NOT NULL AS present,
payload.data FROM op
LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH}
WHERE +op.rowid > ? AND +op.rowid <= ? AND (op.lamport, op.hash) > (?, ?) ORDER BY op.lamport, op.hash LIMIT ?`
const INSERT_OP = `INSERT INTO op (hash, replica, seq, lamport, author, wall_ms, kind, target, body, prev, sig)
VALUES (@hash, @replica, @seq, @lamport, @author, @wall_ms, @kind, @target, @body, @prev, @sig)`
const INSERT_PAYLOAD = 'INSERT OR IGNORE INTO payload (hash, data) VALUES (?, ?)'
const OMIT = 'INSERT OR IGNORE INTO omitted (hash, replica, seq) VALUES (?, ?, ?)'
const TEXT = 'SELECT text FROM canonical_text WHERE sha256 = ?'
const SOURCE = 'SELECT bytes FROM source_file WHERE sha256 = ?'
const INSERT_TEXT = 'INSERT OR IGNORE INTO canonical_text (sha256, text) VALUES (?, ?)'
const INSERT_SOURCE = 'INSERT OR IGNORE INTO source_file (sha256, bytes) VALUES (?, ?)'
const INSERT_CHECKPOINT = `INSERT OR IGNORE INTO checkpoint
(replica, seq, chain_hash, merkle_root, op_count, wall_ms, key_id, sig)
VALUES (@replica, @seq, @chain_hash, @merkle_root, @op_count, @wall_ms, @key_id, @sig)`
// In the order of rebuild: an annotation finds its article, a mention its annotation.
const TARGETS = 'SELECT target, min(lamport) AS first FROM op GROUP BY target ORDER BY first, target'
