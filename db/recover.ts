import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { finishCopy } from './backup.ts'
import { type CopyFacts, checkCopy, readFacts } from './backup-check.ts'
import { connect } from './connect.ts'
import { draftPath, dropDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import { isDatabase } from './header.ts'
import { keepDamaged } from './keep-damaged.ts'
import { closeProject, createProject, type Db, openProject } from './open.ts'
import { type Backup, clearSuspect, listBackups, markSuspect } from './rotation.ts'
import { pour } from './salvage.ts'
import { swapIn } from './swap.ts'
import { verifyProject } from './verify.ts'

// The damage state machine of reliability.md §5.5: the file as it was found is kept and never touched; everything is
// tried on copies of it, in a folder that goes away; a person picks.

export type CandidateKind = 'with-log' | 'without-log' | 'reindexed' | 'mended' | 'salvaged' | 'backup'

/**
 * A state that the project can be brought to. `missing` counts entries that are known to have been: some other state has
 * them, or the numbers of those beside them tell of them.
 */
export type Candidate = Readonly<{
  id: string
  kind: CandidateKind
  backup: Backup | null
  counts: CopyFacts['counts'] | null
  newest: number | null
  missing: number
  verified: boolean
  problem: string | null
}>

/**
 * What was tried. `best` is the whole state that holds most, of backups the newest: what an older one has beside it was
 * left out on purpose. `kept` names the files as they were found.
 */
export type Recovery = Readonly<{
  candidates: readonly Candidate[]
  best: string | null
  kept: readonly string[]
  /** Puts a candidate in the project's place, whole or not at all. */
  pick(id: string): void
  /** Takes the copies away; what was kept stays. */
  end(): void
}>

type Tried = Candidate & Readonly<{ path: string; hashes: ReadonlySet<string>; gaps: number }>

/**
 * Keeps a damaged project's files under another name and tries, on copies, what can be had: with its write-ahead log,
 * without it, reindexed, poured row by row into the newest good backup, and every backup. Nobody holds the project. One
 * that is `intact`, and only not to be opened here, is copied as it is and kept when another state takes its place.
 * Throws DomainError `disk-full` and the like; the project is as it was whenever this fails.
 */
export async function recoverProject(
  file: string,
  onProgress: (done: number, total: number) => Promise<void> = async () => {},
  intact = false,
): Promise<Recovery> {
  const folder = draftPath(file)
  try {
    if (!intact) markSuspect(file)
    const kept = intact ? [] : keepDamaged(file)
    mkdirSync(folder, { mode: 0o700 })
    const backups = listBackups(file)
    const tried: Tried[] = []
    const note = async (attempt: Promise<Tried | undefined>): Promise<Tried | undefined> => {
      const done = await attempt
      if (done !== undefined) tried.push(done)
      await onProgress(tried.length, backups.length + 4)
      return done
    }
    for (const backup of backups) await note(tryBackup(backup))
    const good = tried.find(({ verified }) => verified)
    if (intact) await note(tryCopy(file, folder, 'with-log'))
    else if (existsSync(file) && isReadable(file)) {
      const whole = await note(tryCopy(file, folder, 'with-log'))
      if (hasLog(file)) await note(tryCopy(file, folder, 'without-log'))
      if (whole?.verified !== true) {
        await note(tryCopy(file, folder, 'reindexed'))
        await note(tryPour(file, folder, good))
      }
    }
    return describe(file, folder, tried, { kept, intact })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw toDomainError(error, file)
  }
}

function describe(
  file: string,
  folder: string,
  tried: readonly Tried[],
  { kept, intact }: Readonly<{ kept: readonly string[]; intact: boolean }>,
): Recovery {
  const all = new Set(tried.flatMap(({ hashes }) => [...hashes]))
  const widest = tried.toSorted((a, b) => b.hashes.size - a.hashes.size || a.gaps - b.gaps)[0]
  const total = all.size + (widest?.gaps ?? 0)
  // What only another program reads is no choice here; what it holds still counts as missing elsewhere.
  const open = intact ? tried.filter(({ counts }) => counts !== null) : tried
  const candidates = open.map(({ path: _, hashes, gaps: __, ...facts }) => ({
    ...facts,
    missing: total - hashes.size,
  }))
  const newest = candidates.find(({ kind, verified }) => kind === 'backup' && verified)
  const best = candidates
    .filter((one) => one.verified && (one.kind !== 'backup' || one === newest))
    .toSorted((a, b) => a.missing - b.missing || rank(a) - rank(b))
  const end = (): void => rmSync(folder, { recursive: true, force: true })
  return {
    candidates: candidates.toSorted((a, b) => rank(a) - rank(b) || (b.backup?.time ?? 0) - (a.backup?.time ?? 0)),
    best: best[0]?.id ?? null,
    kept,
    end,
    pick: (id) => {
      const chosen = tried.find((one) => one.id === id)
      if (chosen === undefined) throw new DomainError('not-found', 'this state was not among those tried', { id })
      if (intact) keepDamaged(file)
      putInPlace(file, chosen)
      end()
    },
  }
}

function putInPlace(file: string, { path, backup }: Tried): void {
  const draft = draftPath(file)
  try {
    if (backup === null) renameSync(path, draft)
    else copyFileSync(path, draft)
    finishCopy(draft)
    swapIn(draft, file)
    clearSuspect(file)
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    dropDraft(draft)
  }
}

const RANKS: readonly CandidateKind[] = ['with-log', 'without-log', 'reindexed', 'mended', 'salvaged', 'backup']
const rank = ({ kind }: Pick<Candidate, 'kind'>): number => RANKS.indexOf(kind)

function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0
}

function isReadable(file: string): boolean {
  return statSync(file).size > 0 && isDatabase(file)
}

async function tryBackup(backup: Backup): Promise<Tried> {
  const named = { id: backup.name, kind: 'backup', backup, path: backup.file, missing: 0 } as const
  try {
    const { counts, newest } = checkCopy(backup.file)
    return { ...named, counts, newest, verified: true, problem: null, ...readHashes(backup.file) }
  } catch (error) {
    return { ...named, ...failed(error) }
  }
}

async function tryCopy(
  file: string,
  folder: string,
  kind: 'with-log' | 'without-log' | 'reindexed',
): Promise<Tried | undefined> {
  const path = copyParts(file, folder, kind, kind !== 'without-log')
  try {
    if (kind === 'reindexed') reindex(path)
    return await look(path, file, kind)
  } catch (error) {
    // What REINDEX does not mend is not worth a line of its own.
    return kind === 'reindexed'
      ? undefined
      : { ...unnamed(kind, path), ...failed(error), ...hashesOfNewer(path, error) }
  }
}

/** What can be read row by row, added to the newest good backup, or to nothing where there is none. */
async function tryPour(file: string, folder: string, good: Tried | undefined): Promise<Tried | undefined> {
  const kind = good ? 'mended' : 'salvaged'
  const from = copyParts(file, folder, 'poured-from', true)
  const path = join(folder, `${kind}.isnad`)
  try {
    if (good) copyFileSync(good.path, path)
    const { added } = pourInto(path, from, good !== undefined)
    if (added > 0) return await look(path, file, kind)
  } catch (error) {
    if (toDomainError(error, file) instanceof DomainError && isOfDisk(toDomainError(error, file))) throw error
  }
  return undefined
}

function pourInto(path: string, from: string, intoBackup: boolean): { added: number } {
  const damaged = connect(from)
  try {
    if (!intoBackup) {
      let result = { added: 0 }
      closeProject(
        createProject(path, (db) => {
          result = pour(db, damaged)
        }),
      )
      return result
    }
    const db = openProject(path)
    try {
      return pour(db, damaged)
    } finally {
      closeProject(db)
    }
  } finally {
    damaged.close()
  }
}

function isOfDisk(error: unknown): boolean {
  return error instanceof DomainError && ['disk-full', 'disk-error', 'folder-read-only'].includes(error.code)
}

/** Opens a copy as the project itself would be opened, and verifies it whole. */
async function look(path: string, file: string, kind: CandidateKind): Promise<Tried> {
  const db = openProject(path)
  try {
    // What was saved in the project is known under the project's own name.
    const known: Db = { ...db, home: file }
    const { problems } = await verifyProject(known)
    const { counts, newest } = readFacts(db.raw)
    const serious = problems.find(({ code }) => !GAPS.includes(code))
    const said = serious ?? problems[0]
    const verified = serious === undefined
    return {
      ...unnamed(kind, path),
      counts,
      newest,
      verified,
      problem: said?.message ?? null,
      ...hashesOf(db.raw),
    }
  } finally {
    closeProject(db)
  }
}

/** What is gone is gone; what is there is whole. */
const GAPS = ['entries-missing', 'chain-gap', 'op-missing', 'cause-missing', 'source-missing']

function unnamed(kind: CandidateKind, path: string) {
  return { id: kind, kind, backup: null, path, missing: 0 } as const
}

function failed(error: unknown) {
  if (!(error instanceof Error)) throw error
  const problem = error instanceof DomainError ? error.message : 'it cannot be read'
  return { counts: null, newest: null, verified: false, problem, hashes: new Set<string>(), gaps: 0 } as const
}

/** What a newer program's project holds, as far as its log is where it is here. */
function hashesOfNewer(path: string, error: unknown): Partial<ReturnType<typeof hashesOf>> {
  if (!(error instanceof DomainError) || error.code !== 'project-newer') return {}
  try {
    return readHashes(path)
  } catch (unread) {
    if (unread instanceof Error) return {}
    throw unread
  }
}

function copyParts(file: string, folder: string, name: string, withLog: boolean): string {
  const path = join(folder, `${name}.isnad`)
  copyFileSync(file, path)
  if (withLog && hasLog(file)) copyFileSync(`${file}-wal`, `${path}-wal`)
  return path
}

function reindex(path: string): void {
  const raw = connect(path)
  try {
    raw.exec('REINDEX')
  } finally {
    raw.close()
  }
}

function readHashes(file: string): ReturnType<typeof hashesOf> {
  const raw = connect(file, { readonly: true, fileMustExist: true })
  try {
    return hashesOf(raw)
  } finally {
    raw.close()
  }
}

/** The entries that a file holds, and how many are gone from the middle of their chains; left out on purpose is not gone. */
function hashesOf(raw: ReturnType<typeof connect>): { hashes: Set<string>; gaps: number } {
  const hashes = new Set(raw.prepare('SELECT hex(hash) FROM op').pluck().all() as string[])
  const omits = raw.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'omitted'").get() !== undefined
  const omitted = omits ? Number(raw.prepare('SELECT count(*) FROM omitted').pluck().get()) : 0
  return { hashes, gaps: Math.max(0, Number(raw.prepare(GAPS_IN_CHAINS).pluck().get() ?? 0) - omitted) }
}

const GAPS_IN_CHAINS = 'SELECT sum(gone) FROM (SELECT max(seq) - count(DISTINCT seq) AS gone FROM op GROUP BY replica)'

/** Whether a failure to open a project leads to its recovery: it is damaged, or it has backups to go back to. */
export function offersRecovery(file: string, code: string): boolean {
  if (code === 'project-damaged') return true
  return (WITH_BACKUPS.includes(code) || isIntact(code)) && listBackups(file).length > 0
}

/** Whether a project that could not be opened is whole all the same: a newer program's, or one with a second name. */
export function isIntact(code: string): boolean {
  return code === 'project-newer' || code === 'project-linked'
}

const WITH_BACKUPS = ['project-empty', 'not-a-project', 'file-missing']
