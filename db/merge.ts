import { basename } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { type Conflict, listConflicts } from './conflicts.ts'
import { type Fork, listForks } from './forks.ts'
import type { Intake } from './incoming.ts'
import { openIntake, type SourceFile } from './intake.ts'
import { memberNames } from './member.ts'
import { applyIncoming, digestLog } from './merge-apply.ts'
import { type Checked, checkIncoming } from './merge-check.ts'
import { type Db, inTransaction } from './open.ts'
import { listQuarantine } from './quarantine.ts'
import { listRowless } from './refold.ts'
import { backupAutomatically } from './rotation.ts'
import { statement } from './statement.ts'
import type { OnProgress } from './verify.ts'

/** An op that waits: whose name it bears, what it would do, and why it waits. */
export type Waiting = Readonly<{
  hash: string
  author: string
  kind: string
  target: string
  reason: string
  source: string
}>

/**
 * What a merge brought, and what is to be decided afterwards: conflicts, forks, quarantined and held back are all that
 * there are in the project then, not only what came. `head` is equal in all copies that know the same.
 */
export type MergeReport = Readonly<{
  new: number
  present: number
  conflicts: readonly Conflict[]
  forks: readonly Fork[]
  quarantined: readonly Waiting[]
  /** Annotations whose article is not here, or has other words where they are. */
  heldBack: readonly string[]
  newArticles: readonly Readonly<{ id: string; title: string }>[]
  byAuthor: readonly Readonly<{ author: string; new: number; annotations: number }>[]
  sources: readonly Readonly<{ file: string; new: number; present: number }>[]
  head: string
  /** The merge as `undoMerge` names it; null where nothing came, or where this was a trial. */
  id: string | null
  /** The name of the backup made just before; null where none was needed. */
  backup: string | null
}>

export type MergeOptions = Readonly<{ dryRun?: boolean; onProgress?: OnProgress }>

/**
 * Brings in everything that other copies and bundles know: set union, so that order and repetition never matter and
 * absence deletes nothing. All files are checked before the first word is written; one that is wrong refuses the merge
 * whole. A verified backup is made first. With `dryRun` the same is done and taken back. Throws DomainError as
 * `openIntake` and `checkIncoming`; `onProgress` may throw to cancel, which leaves nothing.
 */
export async function mergeFiles(
  db: Db,
  files: readonly SourceFile[],
  options: MergeOptions = {},
): Promise<MergeReport> {
  const intakes: Intake[] = []
  try {
    for (const file of files) intakes.push(openIntake(db, file))
    const checked = await checkIncoming(db, intakes, options.onProgress ?? (async () => {}))
    if (options.dryRun) return tryOut(db, checked, intakes)
    const backup = checked.news.length > 0 ? backupAutomatically(db, 'merge') : undefined
    return inTransaction(db, () => apply(db, checked, intakes, backup === undefined ? null : basename(backup)))
  } finally {
    for (const intake of intakes) intake.close()
  }
}

/** Thrown to take a trial back. */
class TakenBack extends Error {}

function tryOut(db: Db, checked: Checked, intakes: readonly Intake[]): MergeReport {
  let report: MergeReport | undefined
  try {
    inTransaction(db, () => {
      report = apply(db, checked, intakes, null)
      throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error
  }
  if (report === undefined) throw new RangeError('a trial without a report')
  return { ...report, id: null }
}

function apply(db: Db, checked: Checked, intakes: readonly Intake[], backup: string | null): MergeReport {
  const sources = intakes.map(({ name }) => name).join(', ')
  const id = applyIncoming(db, checked, intakes, { sources, backup, wallMs: Date.now() }) ?? null
  return { ...describeState(db), ...describeNews(db, checked), id, backup }
}

type State = Pick<MergeReport, 'conflicts' | 'forks' | 'quarantined' | 'heldBack' | 'head'>

/** What is to be decided in the project now. */
export function describeState(db: Db): State {
  const names = memberNames(db)
  const quarantined = listQuarantine(db).map(({ op, reason, source }) => ({
    hash: op.hash,
    author: names.get(op.author) ?? op.author,
    kind: op.kind,
    target: op.target,
    reason,
    source,
  }))
  return {
    conflicts: listConflicts(db),
    forks: listForks(db),
    quarantined,
    heldBack: listHeldBack(db),
    head: digestLog(db),
  }
}

/** Annotations that the log creates and that have no place in a text here. */
export function listHeldBack(db: Db): string[] {
  return listRowless(db)
}

function describeNews(db: Db, { news, distrust, present, bySource }: Checked) {
  const trusted = news.filter(({ op }) => !distrust.has(op.hash)).map(({ op }) => op)
  const names = memberNames(db)
  const byAuthor = [...Map.groupBy(trusted, ({ author }) => author)].map(([author, ops]) => ({
    author: names.get(author) ?? author,
    new: ops.length,
    annotations: ops.filter(({ kind }) => kind === 'annotation.create').length,
  }))
  byAuthor.sort((a, b) => (a.author < b.author ? -1 : 1))
  const added = trusted.filter(({ kind }) => kind === 'article.add').map(({ target }) => target)
  const newArticles = [...new Set(added)].flatMap(
    (id) => statement<{ id: string; title: string }>(db, 'SELECT id, title FROM article WHERE id = ?').get(id) ?? [],
  )
  const sources = [...bySource].map(([file, counts]) => ({ file, ...counts }))
  return { new: trusted.length, present, byAuthor, newArticles, sources }
}

/** True where a merge leaves something for a person to decide. */
export function leavesWork({ conflicts, forks, quarantined, heldBack }: MergeReport): boolean {
  return [conflicts, forks, quarantined, heldBack].some((list) => list.length > 0)
}

/** The error with which `onProgress` cancels a merge. */
export function cancelledMerge(): DomainError {
  return new DomainError('cancelled', 'nothing was merged')
}
