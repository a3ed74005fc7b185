import { DomainError } from '../corpus/errors.ts'
import { toDomainError } from './errors.ts'
import { describeMoment, gatherFindings, MEND, type Problem, type Report } from './findings.ts'
import { assertKnownSchema } from './fingerprint.ts'
import { sha256Hex } from './hash.ts'
import { findMissing } from './high-water.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'
import { verifyCheckpoints } from './verify-checkpoints.ts'
import { verifyFold } from './verify-fold.ts'
import { verifyLog } from './verify-log.ts'

/** What was checked and found. `unsigned` entries were made before entries were signed: no problem, but no proof either. */
export type Verification = Readonly<{
  ok: boolean
  checked: Readonly<{ ops: number; articles: number; annotations: number; unsigned: number }>
  problems: readonly Problem[]
}>

/** Called now and then with how much is done; may pause the work and may throw to cancel it. */
export type OnProgress = (done: number, total: number) => Promise<void>

/**
 * Verifies the whole file: structure, hash and signature of every op, payloads, texts and sources, each replica's chain
 * and its signed checkpoints, every quote, that the tables are exactly the fold of the log, and that nothing is gone that
 * this user saved here. Changes nothing.
 */
export async function verifyProject(db: Db, onProgress: OnProgress = async () => {}): Promise<Verification> {
  const findings = gatherFindings(db)
  const { report } = findings
  const checked = { ops: 0, articles: 0, annotations: 0, unsigned: 0 }
  try {
    verifyStructure(db, report)
    Object.assign(checked, await verifyLog(db, findings, onProgress))
    verifyCheckpoints(db, findings)
    verifyHighWater(db, report)
    checked.articles = verifyTexts(db, report)
    checked.annotations = verifyQuotes(db, report)
    // A log that was altered cannot say what the tables should hold.
    if (!findings.list().some(({ code }) => LOG_CODES.has(code))) verifyFold(db, report)
  } catch (error) {
    // Some damage stops SQLite itself: that is a finding too, and what was found before it stays.
    const known = toDomainError(error, db.file)
    const unreadable =
      error instanceof SyntaxError || (known instanceof DomainError && known.code === 'project-damaged')
    if (!unreadable) throw error
    report('structure', 'file', known instanceof DomainError ? known.message : UNREADABLE)
  }
  const problems = findings.list()
  return { ok: problems.length === 0, checked, problems }
}

const UNREADABLE = `an entry of the log cannot be read: ${MEND}`
const LOG_CODES = new Set(['op-hash', 'op-columns', 'payload-hash', 'payload-missing'])

function verifyHighWater(db: Db, report: Report): void {
  const missing = findMissing(db)
  if (missing === undefined) return
  const since = missing.since === null ? '' : ` since ${describeMoment(missing.since)}`
  report('entries-missing', missing.replica, `${missing.count} saved entries are missing${since}: ${MEND}`)
}

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

const TEXTS = 'SELECT sha256, text FROM canonical_text'
const SOURCES = 'SELECT sha256, bytes FROM source_file'
// Bytes may be left out only where the canonical text has the very same hash.
const LOST_SOURCES = `SELECT sha256 FROM source_file s WHERE bytes IS NULL
AND NOT EXISTS (SELECT 1 FROM canonical_text t WHERE t.sha256 = s.sha256)`
const WRONG_QUOTES = `SELECT n.id FROM annotation n LEFT JOIN article a ON a.id = n.article_id
LEFT JOIN canonical_text t ON t.sha256 = a.sha256
WHERE n.quote IS NOT substr(t.text, n.start_code_point + 1, n.end_code_point - n.start_code_point)`
