import { DomainError } from '../corpus/errors.ts'
import { toDomainError } from './errors.ts'
import { assertKnownSchema } from './fingerprint.ts'
import { sha256, sha256Hex } from './hash.ts'
import type { Db } from './open.ts'
import { PAYLOAD_HASH } from './ops.ts'
import { statement } from './statement.ts'
import { verifyFold } from './verify-fold.ts'

/** One thing that is wrong: a stable code, where (an id or a hash), and a sentence a person can act on. */
export type Problem = Readonly<{ code: string; where: string; message: string }>

export type Verification = Readonly<{
  ok: boolean
  checked: Readonly<{ ops: number; articles: number; annotations: number }>
  problems: readonly Problem[]
}>

/** Called now and then with how much is done; may pause the work and may throw to cancel it. */
export type OnProgress = (done: number, total: number) => Promise<void>

/**
 * Verifies the whole file: structure, the hash of every op, payload, text and source, each replica's chain, every quote,
 * and that the tables are exactly the fold of the log. Changes nothing.
 */
export async function verifyProject(db: Db, onProgress: OnProgress = async () => {}): Promise<Verification> {
  const problems: Problem[] = []
  const checked = { ops: 0, articles: 0, annotations: 0 }
  const report: Report = (code, where, message) => problems.push({ code, where, message })
  try {
    verifyStructure(db, report)
    checked.ops = await verifyLog(db, report, onProgress)
    checked.articles = verifyTexts(db, report)
    checked.annotations = verifyQuotes(db, report)
    // A log that was altered cannot say what the tables should hold.
    if (!problems.some(({ code }) => LOG_CODES.has(code))) verifyFold(db, report)
  } catch (error) {
    // Some damage stops SQLite itself: that is a finding too, and what was found before it stays.
    const known = toDomainError(error, db.file)
    if (!(known instanceof DomainError && known.code === 'project-damaged')) throw error
    report('structure', 'file', known.message)
  }
  return { ok: problems.length === 0, checked, problems }
}

const LOG_CODES = new Set(['op-hash', 'op-columns', 'payload-hash', 'payload-missing'])

/** Takes one thing that is wrong. */
export type Report = (code: string, where: string, message: string) => unknown

function verifyStructure(db: Db, report: Report): void {
  for (const row of db.raw.pragma('integrity_check(20)') as { integrity_check: string }[])
    if (row.integrity_check !== 'ok') report('structure', 'file', `the file is damaged: ${row.integrity_check}`)
  for (const row of db.raw.pragma('foreign_key_check') as { table: string; rowid: number }[])
    report('structure', `${row.table} ${row.rowid}`, 'a row refers to something that is not there')
  try {
    assertKnownSchema(db.raw, db.file)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    report('structure', 'schema', error.message)
  }
}

async function verifyLog(db: Db, report: Report, onProgress: OnProgress): Promise<number> {
  const total = statement<{ n: number }>(db, 'SELECT count(*) AS n FROM op').get()!.n
  const chains = new Map<string, { seq: number; hash: Buffer }>()
  let done = 0
  for (let last: OpRecord | undefined, page = readOps(db, undefined); page.length > 0; page = readOps(db, last)) {
    for (const op of page) {
      verifyOp(op, report)
      verifyChain(op, chains.get(op.replica), (above, below) => readOmitted(db, op.replica, above, below), report)
      chains.set(op.replica, { seq: op.seq, hash: op.hash })
      last = op
    }
    done += page.length
    await onProgress(done, total)
  }
  for (const { hash, data } of statement<{ hash: Buffer; data: Buffer | null }>(db, PAYLOADS).iterate())
    if (data !== null && !sha256(data).equals(hash))
      report('payload-hash', hash.toString('hex'), 'the content of a log entry was altered')
  for (const { hash } of statement<{ hash: Buffer }>(db, LOST_OPS).iterate())
    report('op-missing', hash.toString('hex'), 'the log entry that this content belongs to is missing')
  return done
}

type OpRecord = {
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
  present: number
}

const PAGE = 2000

function readOps(db: Db, after: OpRecord | undefined): OpRecord[] {
  return statement<OpRecord>(db, PAGE_OF_OPS).all(after?.replica ?? '', after?.seq ?? -1, PAGE)
}

function verifyOp(op: OpRecord, report: Report): void {
  const where = op.hash.toString('hex')
  if (!sha256(op.body).equals(op.hash)) {
    report('op-hash', where, `log entry ${op.seq} of ${op.replica} was altered`)
    return
  }
  const body = readBody(op.body)
  if (body === undefined) {
    report('op-hash', where, `log entry ${op.seq} of ${op.replica} is no entry`)
    return
  }
  const columns = { ...op, prev: op.prev.toString('hex') }
  for (const name of ['replica', 'seq', 'lamport', 'author', 'wall_ms', 'kind', 'target', 'prev'] as const)
    if (body[name] !== columns[name]) report('op-columns', where, `${name} of log entry ${op.seq} was altered`)
  if (!op.present) report('payload-missing', where, `the content of log entry ${op.seq} (${op.kind}) is missing`)
}

function readBody(body: Buffer): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

type Link = Readonly<{ seq: number; hash: Buffer }>

/** Each entry follows the one before it, or what a hand-out copy names as left out. */
function verifyChain(
  op: OpRecord,
  before: Link = { seq: 0, hash: Buffer.alloc(32) },
  omittedBetween: (above: number, below: number) => Link[],
  report: Report,
): void {
  const where = op.hash.toString('hex')
  const omitted = op.seq === before.seq + 1 ? [] : omittedBetween(before.seq, op.seq)
  if (op.seq !== before.seq + omitted.length + 1)
    report('chain-gap', where, `log entries of ${op.replica} are missing before number ${op.seq}`)
  else if (!op.prev.equals((omitted.at(-1) ?? before).hash))
    report('chain-broken', where, `log entry ${op.seq} of ${op.replica} does not follow the one before it`)
}

function readOmitted(db: Db, replica: string, above: number, below: number): Link[] {
  return statement<Link>(db, OMITTED).all(replica, above, below)
}

function verifyTexts(db: Db, report: Report): number {
  for (const { sha256: hash, text } of statement<{ sha256: string; text: string }>(db, TEXTS).iterate())
    if (sha256Hex(text) !== hash) report('text-hash', hash, 'the text of an article was altered')
  for (const { sha256: hash, bytes } of statement<{ sha256: string; bytes: Buffer | null }>(db, SOURCES).iterate())
    if (bytes !== null && sha256Hex(bytes) !== hash) report('source-hash', hash, 'a source file was altered')
  for (const { sha256: hash } of statement<{ sha256: string }>(db, LOST_SOURCES).iterate())
    report('source-missing', hash, 'a source file is missing')
  return statement<{ n: number }>(db, 'SELECT count(*) AS n FROM article WHERE removed = 0').get()!.n
}

function verifyQuotes(db: Db, report: Report): number {
  for (const { id } of statement<{ id: string }>(db, WRONG_QUOTES).iterate())
    report('quote', id, 'the quote of an annotation is not the text at its offsets')
  return statement<{ n: number }>(db, "SELECT count(*) AS n FROM annotation WHERE status <> 'deleted'").get()!.n
}

const PAGE_OF_OPS = `SELECT op.*, payload.hash IS NOT NULL AS present FROM op
LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH}
WHERE (op.replica, op.seq) > (?, ?) ORDER BY op.replica, op.seq LIMIT ?`
const OMITTED = `SELECT DISTINCT seq, hash FROM omitted WHERE replica = ? AND seq > ? AND seq < ?
ORDER BY seq`
const PAYLOADS = 'SELECT hash, data FROM payload'
// Content and entry are written together, so content alone tells of an entry that was cut off the end.
const LOST_OPS = `SELECT hash FROM payload WHERE hash NOT IN
(SELECT payload_hash FROM (SELECT ${PAYLOAD_HASH} AS payload_hash FROM op) WHERE payload_hash IS NOT NULL)`
const TEXTS = 'SELECT sha256, text FROM canonical_text'
const SOURCES = 'SELECT sha256, bytes FROM source_file'
// Bytes may be left out only where the canonical text has the very same hash.
const LOST_SOURCES = `SELECT sha256 FROM source_file s WHERE bytes IS NULL
AND NOT EXISTS (SELECT 1 FROM canonical_text t WHERE t.sha256 = s.sha256)`
const WRONG_QUOTES = `SELECT n.id FROM annotation n LEFT JOIN article a ON a.id = n.article_id
LEFT JOIN canonical_text t ON t.sha256 = a.sha256
WHERE n.quote IS NOT substr(t.text, n.start_code_point + 1, n.end_code_point - n.start_code_point)`
