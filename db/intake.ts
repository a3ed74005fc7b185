import { copyFileSync, existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { readBundle } from './bundle-read.ts'
import { listCheckpoints } from './checkpoint.ts'
import { connect } from './connect.ts'
import { draftPath, dropDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import { isDatabase } from './header.ts'
import type { IncomingOp, Intake, Omission } from './incoming.ts'
import { forgetHolder, heldError, isNoted } from './lock.ts'
import { closeProject, type Db, isOpenFile, openProject } from './open.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'
import { statement } from './statement.ts'

/** A file to bring in, and the name under which a person knows it where it was opened under another. */
export type SourceFile = Readonly<{ path: string; name?: string }>

/**
 * Opens a project file or a bundle whose changes are to come into `db`. A project is opened on a private copy in the
 * folder of `db`, where an older one is migrated; the file and its log are only read. Throws DomainError `project-held`,
 * `project-damaged`, `project-newer`, `not-a-project`, `bundle-damaged`, `merge-itself` and the like.
 */
export function openIntake(db: Db, { path, name = basename(path) }: SourceFile): Intake {
  try {
    if (isOpenFile(db, path))
      throw new DomainError('merge-itself', `${name} is the project itself: name another copy of it`, {
        file: name,
      })
    return isDatabase(path) ? openCopy(db, path, name) : readBundle(path, name)
  } catch (error) {
    throw toDomainError(error, path)
  }
}

function openCopy(db: Db, path: string, name: string): Intake {
  assertNotHeld(path)
  const copy = draftPath(db.file)
  try {
    copyWhole(path, copy)
    const opened = openProject(copy, () => {})
    return intakeOf(opened, name, () => {
      closeProject(opened)
      forgetHolder(copy)
      dropDraft(copy)
    })
  } catch (error) {
    dropDraft(copy)
    throw rename(toDomainError(error, path), basename(copy), name)
  }
}

/** An open project as something to merge; `close` closes it and takes its file away where it is a private copy. */
export function intakeOf(copy: Db, name: string, close: () => void = () => {}): Intake {
  const project = statement<{ id: string }>(copy, 'SELECT id FROM project').get()
  return {
    name,
    // A file without a project is of no project: it is refused as another one.
    projectId: project?.id ?? '',
    count: statement<{ n: number }>(copy, 'SELECT count(*) AS n FROM op').get()!.n,
    ops: () => readOps(copy),
    text: (sha256) => statement<{ text: string }>(copy, TEXT).get(sha256)?.text,
    source: (sha256) => statement<{ bytes: Buffer | null }>(copy, SOURCE).get(sha256),
    checkpoints: () => listCheckpoints(copy),
    omitted: () => statement<Omission>(copy, 'SELECT hash, replica, seq FROM omitted').all(),
    close,
  }
}

type Row = {
  hash: Buffer
  body: Buffer
  sig: Buffer | null
  prev: Buffer
  present: 0 | 1
  data: Buffer | null
}

function* readOps(copy: Db): Generator<IncomingOp> {
  for (const row of statement<Row>(copy, OPS).iterate()) {
    const { hash, body, data, sig, present, ...columns } = row
    yield { hash, body, data, sig, present: present === 1, columns: { ...columns, prev: columns.prev.toString('hex') } }
  }
}

/** The file and what its write-ahead log holds; a file that changes meanwhile is being written by somebody. */
function copyWhole(path: string, copy: string): void {
  const parts = ['', '-wal'].filter((end) => existsSync(path + end))
  const before = parts.map((end) => describe(path + end))
  for (const end of parts) copyFileSync(path + end, copy + end)
  if (parts.some((end, at) => describe(path + end) !== before[at])) throw heldError(path)
}

function describe(file: string): string {
  const { size, mtimeMs } = statSync(file)
  return `${size} ${mtimeMs}`
}

/**
 * Whoever holds a project notes it beside the file; a note may be left from a crash, so the lock itself is asked then.
 * Without a note the file is not touched at all.
 */
function assertNotHeld(path: string): void {
  if (!isNoted(path)) return
  const raw = connect(path, { readonly: true, fileMustExist: true, timeout: 200 })
  try {
    raw.pragma('schema_version')
  } catch (error) {
    const known = toDomainError(error, path)
    if (known instanceof DomainError && known.code === 'project-held') throw heldError(path)
  } finally {
    raw.close()
  }
}

/** A message about the private copy speaks of the file that the person named. */
function rename(error: unknown, copy: string, name: string): unknown {
  if (!(error instanceof DomainError)) return error
  const details = 'file' in error.details ? { ...error.details, file: name } : error.details
  return new DomainError(error.code, error.message.replaceAll(copy, name), details)
}

const OPS = `SELECT op.hash, op.body, op.sig, op.replica, op.seq, op.lamport, op.author, op.wall_ms, op.kind, op.target,
op.prev, payload.hash IS NOT NULL AS present, payload.data FROM op
LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH} ORDER BY op.lamport, op.hash`
const TEXT = 'SELECT text FROM canonical_text WHERE sha256 = ?'
const SOURCE = 'SELECT bytes FROM source_file WHERE sha256 = ?'
