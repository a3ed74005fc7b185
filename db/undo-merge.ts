import { copyFileSync, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { finishCopy } from './backup.ts'
import { checkCopy } from './backup-check.ts'
import { type Checkpoint, keepCheckpoint, listCheckpoints } from './checkpoint.ts'
import { connect } from './connect.ts'
import { draftPath, dropDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import type { Omission } from './incoming.ts'
import { memberNames } from './member.ts'
import { foldTouched, insertOp } from './merge-apply.ts'
import { closeProject, type Db, inTransaction, openProject } from './open.ts'
import { type Op, readOp, type StoredOp } from './ops.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'
import { backupAutomatically, backupFolder } from './rotation.ts'
import { statement } from './statement.ts'
import { swapIn } from './swap.ts'

/** One merge of this copy; `undoable` where it is the last one and its backup is still there. */
export type MergeRow = Readonly<{ id: string; source: string; ops: number; wall: number; undoable: boolean }>

/** An entry that was made here after the merge; `loose` where what it is about went with the merge. */
export type KeptOp = Readonly<{
  hash: string
  kind: string
  target: string
  author: string
  wall: number
  loose: boolean
}>

/** What undoing a merge did: the entries made here since, which stay, how many went, and the backup of before. */
export type UndoneMerge = Readonly<{ kept: readonly KeptOp[]; gone: number; backup: string }>

/** The merges of this copy, the latest first. */
export function listMerges(db: Db): MergeRow[] {
  const rows = statement<StoredMerge>(db, MERGES).all()
  return rows.map(({ id, source, backup, ops, wall_ms }, at) => {
    const there = backup !== null && existsSync(join(backupFolder(db.file), backup))
    return { id, source, ops, wall: wall_ms, undoable: at === 0 && there }
  })
}

/**
 * Undoes the last merge as one act: the backup made before it takes the project's place, with everything added that was
 * written here since. The project as it was becomes a backup itself. Closes the project: it is opened anew, under a new
 * replica. Throws DomainError `merge-none` or `merge-backup-missing`; the project is then as it was.
 */
export function undoMerge(db: Db, id: string): UndoneMerge {
  const last = statement<StoredMerge>(db, MERGES).get()
  if (last?.id !== id) throw new DomainError('merge-none', 'only the last merge can be undone, and this is not it')
  const backup = join(backupFolder(db.file), last.backup ?? '')
  if (last.backup === null || !existsSync(backup))
    throw new DomainError('merge-backup-missing', 'the backup made before this merge is not there any more', {
      file: last.backup ?? '',
    })
  checkCopy(backup)
  const draft = draftPath(db.file)
  try {
    copyFileSync(backup, draft)
    const since = listSince(db, backup, id)
    const kept = addSince(db, draft, since)
    finishCopy(draft)
    const gone = countOps(db) - countIn(draft)
    const made = backupAutomatically(db, 'restore')!
    closeProject(db)
    swapIn(draft, db.file)
    return { kept, gone, backup: basename(made) }
  } catch (error) {
    throw toDomainError(error, db.file)
  } finally {
    dropDraft(draft)
  }
}

type StoredMerge = { id: string; source: string; backup: string | null; ops: number; wall_ms: number }

type Since = Readonly<{
  op: Op
  body: Buffer
  data: Buffer | null
  sig: Buffer | null
  prev: Buffer
  payloadHash: Buffer
}>

/** What this copy has that neither the backup has nor the merge brought. */
function listSince(db: Db, backup: string, id: string): Since[] {
  const copy = connect(backup, { readonly: true, fileMustExist: true })
  try {
    const held = new Set(copy.prepare('SELECT hex(hash) FROM op').pluck().all())
    const rows = statement<StoredOp & Omit<Since, 'op'>>(db, OPS).all(id)
    const since = rows.filter(({ hash }) => !held.has(hash.toString('hex').toUpperCase()))
    return since.map(({ hash, body, data, ...rest }) => ({ op: readOp({ hash, body, data }), body, data, ...rest }))
  } finally {
    copy.close()
  }
}

function addSince(db: Db, draft: string, since: readonly Since[]): KeptOp[] {
  const names = memberNames(db)
  const copy = openProject(draft, () => {})
  try {
    return inTransaction(copy, () => {
      for (const one of since) {
        copyTexts(db, copy, one.op)
        insertOp(copy, one, undefined)
      }
      nameGone(db, copy)
      for (const one of listCheckpoints(db)) if (holds(copy, one)) keepCheckpoint(copy, one)
      foldTouched(
        copy,
        since.map(({ op }) => op.target),
      )
      return since.map(({ op: { hash, kind, target, author, wallMs } }) => ({
        hash,
        kind,
        target,
        author: names.get(author) ?? author,
        wall: wallMs,
        loose: isLoose(copy, target),
      }))
    })
  } finally {
    closeProject(copy)
  }
}

/** What goes is named, as in a hand-out copy: an entry that stays may have been made after one that goes. */
function nameGone(db: Db, copy: Db): void {
  const held = statement(copy, 'SELECT 1 FROM op WHERE hash = ?')
  const omit = statement(copy, 'INSERT OR IGNORE INTO omitted (hash, replica, seq) VALUES (?, ?, ?)')
  for (const { hash, replica, seq } of statement<Omission>(db, 'SELECT hash, replica, seq FROM op').all())
    if (held.get(hash) === undefined) omit.run(hash, replica, seq)
}

function holds(copy: Db, { replica, seq, chainHash }: Checkpoint): boolean {
  return (
    statement(copy, 'SELECT 1 FROM op WHERE replica = ? AND seq = ? AND hash = ?').get(replica, seq, chainHash) !==
    undefined
  )
}

/** Changes of an annotation or an article whose beginning is not here say nothing any more. */
function isLoose(copy: Db, target: string): boolean {
  const kinds = statement<{ kind: string }>(copy, 'SELECT DISTINCT kind FROM op WHERE target = ?').all(target)
  const nouns = new Set(kinds.map(({ kind }) => kind.split('.')[0]))
  const begins = kinds.some(({ kind }) => kind === 'annotation.create' || kind === 'article.add')
  return (nouns.has('annotation') || nouns.has('article') || nouns.has('op')) && !begins
}

function copyTexts(from: Db, to: Db, { kind, change }: Op): void {
  if (kind !== 'article.add' && kind !== 'article.decode') return
  for (const hash of [change?.sha256, change?.sourceSha256]) {
    const text = statement<{ text: string }>(from, 'SELECT text FROM canonical_text WHERE sha256 = ?').get(hash)
    if (text) statement(to, 'INSERT OR IGNORE INTO canonical_text (sha256, text) VALUES (?, ?)').run(hash, text.text)
  }
  const source = statement<{ bytes: Buffer | null }>(from, 'SELECT bytes FROM source_file WHERE sha256 = ?').get(
    change?.sourceSha256,
  )
  if (source)
    statement(to, 'INSERT OR IGNORE INTO source_file (sha256, bytes) VALUES (?, ?)').run(
      change?.sourceSha256,
      source.bytes,
    )
}

function countOps(db: Db): number {
  return statement<{ n: number }>(db, 'SELECT count(*) AS n FROM op').get()!.n
}

function countIn(file: string): number {
  return checkCopy(file).counts.ops
}

const MERGES = 'SELECT * FROM merge ORDER BY wall_ms DESC, id DESC'
const OPS = `SELECT op.hash, op.body, op.sig, op.prev, ${PAYLOAD_HASH} AS payloadHash, payload.data FROM op
LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH}
WHERE op.hash NOT IN (SELECT hash FROM arrival WHERE merge_id = ?) ORDER BY op.lamport, op.hash`
