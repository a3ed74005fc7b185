import { basename } from 'node:path'
import type Database from 'better-sqlite3'
import { DomainError } from '../corpus/errors.ts'
import { connect } from './connect.ts'
import { toDomainError } from './errors.ts'
import { sha256 } from './hash.ts'
import { APPLICATION_ID } from './header.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'

/** What a copy holds: counts, the hash of its newest entry (hex) and when that was made (milliseconds since 1970). */
export type CopyFacts = Readonly<{
  counts: { ops: number; articles: number; annotations: number }
  head: string | null
  newest: number | null
  /** Changes with everything that a backup is there for; equal in a project and its backup. */
  stamp: string
}>

/** Counts what a connection's file holds, of any schema this program knows; checks nothing. */
export function readFacts(raw: Database.Database): CopyFacts {
  const counts = raw.prepare(COUNTS).get() as CopyFacts['counts']
  const head = raw.prepare(HEAD).get() as { hash: Buffer; wall_ms: number } | undefined
  const beside = BESIDE_THE_LOG.map((table) => countRows(raw, table))
  const hash = head?.hash.toString('hex') ?? null
  return { counts, head: hash, newest: head?.wall_ms ?? null, stamp: [counts.ops, hash, ...beside].join(' ') }
}

/**
 * Reads a closed copy and checks it: structure, and the hashes of a hundred entries taken at random with what they
 * say. Changes nothing. Throws DomainError `backup-failed` naming the file and what is wrong with it.
 */
export function checkCopy(file: string): CopyFacts {
  let copy: Database.Database | undefined
  try {
    copy = connect(file, { readonly: true, fileMustExist: true })
    if (copy.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw bad(file, 'it is no Isnad project')
    if (copy.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw bad(file, 'its structure is damaged')
    if ((copy.prepare(SAMPLE).all() as Entry[]).some((entry) => !isWhole(entry)))
      throw bad(file, 'an entry was altered')
    return readFacts(copy)
  } catch (error) {
    const known = toDomainError(error, file)
    if (known instanceof DomainError && known.code !== 'project-damaged') throw known
    if (known instanceof Error)
      throw bad(file, known instanceof DomainError ? 'its structure is damaged' : known.message)
    throw known
  } finally {
    copy?.close()
  }
}

/** How many entries of an open project a closed copy does not have, and how many it has that the project has not. */
export function compareLogs(raw: Database.Database, file: string): { missing: number; extra: number } {
  const copy = connect(file, { readonly: true, fileMustExist: true })
  try {
    const held = new Set(copy.prepare('SELECT hex(hash) FROM op').pluck().all())
    let missing = 0
    for (const hash of raw.prepare('SELECT hex(hash) FROM op').pluck().iterate()) if (!held.delete(hash)) missing++
    return { missing, extra: held.size }
  } finally {
    copy.close()
  }
}

type Entry = Readonly<{ hash: Buffer; body: Buffer; payload: string; data: Buffer | null; present: number }>

/** Content that was erased on purpose leaves its hash behind; content that is not there at all was lost. */
function isWhole({ hash, body, payload, data, present }: Entry): boolean {
  if (!sha256(body).equals(hash)) return false
  return present === 1 && (data === null || sha256(data).toString('hex') === payload)
}

function bad(file: string, why: string): DomainError {
  const name = basename(file)
  return new DomainError('backup-failed', `${name} did not pass its check: ${why}; choose another backup`, {
    file: name,
    why,
  })
}

function countRows(raw: Database.Database, table: string): number {
  const known = raw.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  return known ? Number(raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get()) : 0
}

const BESIDE_THE_LOG = ['quarantine', 'omitted', 'merge', 'model']
const COUNTS = `SELECT (SELECT count(*) FROM op) AS ops, (SELECT count(*) FROM article WHERE removed = 0) AS articles,
(SELECT count(*) FROM annotation WHERE status <> 'deleted') AS annotations`
const HEAD = 'SELECT hash, wall_ms FROM op ORDER BY lamport DESC, hash DESC LIMIT 1'
const SAMPLE = `SELECT op.hash, op.body, lower(hex(${PAYLOAD_HASH})) AS payload, p.data, p.hash IS NOT NULL AS present
FROM (SELECT hash, body FROM op ORDER BY random() LIMIT 100) op LEFT JOIN payload p ON p.hash = ${PAYLOAD_HASH}`
