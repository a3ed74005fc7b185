import { copyFileSync, existsSync, renameSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { draftPath, dropDraft, syncFile, syncFolder } from './draft.ts'

/**
 * Keeps the bytes of a file and of SQLite's files beside it, as `NAME.damaged-TIME` with their endings; TIME is when
 * they were last changed, so that the same state is kept once. Returns the names.
 */
export function keepDamaged(file: string): string[] {
  const parts = ENDINGS.filter((end) => existsSync(file + end))
  if (parts.length === 0) return []
  const changed = Math.max(...parts.map((end) => statSync(file + end).mtimeMs))
  const time = new Date(changed).toISOString().replaceAll(/[:.]/g, '-')
  return parts.map((end) => {
    const kept = `${file}.damaged-${time}${end}`
    if (!existsSync(kept) || statSync(kept).size !== statSync(file + end).size) copyDurably(file + end, kept)
    return basename(kept)
  })
}

/** Copies a file under a name of its own, on the disk when this returns; cut off, the name does not exist. */
function copyDurably(from: string, to: string): void {
  const draft = draftPath(to)
  try {
    copyFileSync(from, draft)
    syncFile(draft)
    renameSync(draft, to)
    syncFolder(dirname(to))
  } finally {
    dropDraft(draft)
  }
}

const ENDINGS = ['', '-wal', '-shm', '-journal']
