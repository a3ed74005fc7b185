import { copyFileSync, existsSync, realpathSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { finishCopy } from './backup.ts'
import type { CopyFacts } from './backup-check.ts'
import { connect } from './connect.ts'
import { draftPath, dropDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import { inspectHeader } from './header.ts'
import { keepDamaged } from './keep-damaged.ts'
import { heldError } from './lock.ts'
import { closeProject, openProject } from './open.ts'
import { backupAutomatically, clearSuspect } from './rotation.ts'
import { finishSwap, swapIn } from './swap.ts'

/** What was put in the project's place, and the names under which the project as it was is kept. */
export type RestoreReport = Readonly<{ file: string; counts: CopyFacts['counts']; kept: readonly string[] }>

/**
 * Puts a copy in the place of a project that nobody holds, whole or not at all. The project as it was is kept first: as
 * a backup where it can be opened, else byte by byte beside it. Throws DomainError `backup-failed` for a copy that does
 * not pass its check, `project-held` and the like; the project is then as it was.
 */
export function restoreProject(project: string, copy: string): RestoreReport {
  const file = existsSync(project) ? realpathSync(project) : resolve(project)
  const from = inspectHeader(copy)
  if (existsSync(file) && realpathSync(file) === from)
    throw new DomainError('bad-input', `${basename(copy)} is the project itself: name a backup of it`)
  const draft = makeDraft(file, from)
  try {
    const { counts } = finishCopy(draft)
    const kept = keepAsItIs(file)
    swapIn(draft, file)
    clearSuspect(file)
    return { file, counts, kept }
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    dropDraft(draft)
  }
}

/** Puts a copy in the place of a project file that this process has just closed; the copy stays. */
export function restoreFile(file: string, copy: string): void {
  const draft = makeDraft(file, copy)
  try {
    finishCopy(draft)
    swapIn(draft, file)
    clearSuspect(file)
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    dropDraft(draft)
  }
}

const DAMAGED = ['project-damaged', 'project-empty', 'not-a-project', 'project-newer', 'project-linked']

function keepAsItIs(file: string): string[] {
  finishSwap(file)
  if (!existsSync(file)) return []
  try {
    const db = openProject(file)
    try {
      return [basename(backupAutomatically(db, 'restore')!)]
    } finally {
      closeProject(db)
    }
  } catch (error) {
    if (!(error instanceof DomainError) || !DAMAGED.includes(error.code)) throw error
    const kept = keepDamaged(file)
    assertNotHeld(file)
    return kept
  }
}

/** What is refused for its first bytes was refused before its lock was asked for. */
function assertNotHeld(file: string): void {
  const raw = connect(file, { readonly: true })
  try {
    raw.pragma('schema_version')
  } catch (error) {
    const known = toDomainError(error, file)
    if (known instanceof DomainError && known.code === 'project-held') throw heldError(file)
  } finally {
    raw.close()
  }
}

/** A copy's bytes as a draft in the project's folder, with what its own log still holds. */
function makeDraft(file: string, copy: string): string {
  const draft = draftPath(file)
  try {
    copyFileSync(copy, draft)
    if (existsSync(`${copy}-wal`)) copyFileSync(`${copy}-wal`, `${draft}-wal`)
    return draft
  } catch (error) {
    dropDraft(draft)
    throw toDomainError(error, file)
  }
}
