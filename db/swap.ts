import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { syncFile, syncFolder, writeDurably } from './draft.ts'
import { readDraftName } from './sweep.ts'

// One file takes another's place, with nothing of the old one's write-ahead log left beside it: SQLite would replay it
// over the new file. Killed at any point, the next start finds either the old file with its log or the new one.

/**
 * Puts a draft (of `draftPath(file)`, closed, without a log) in the place of a project file that nobody holds open. Its
 * intent is written down first, and `finishSwap` carries it through where this is cut off.
 */
export function swapIn(draft: string, file: string): void {
  syncFile(draft)
  writeDurably(intentPath(file), basename(draft))
  syncFolder(dirname(file))
  carryOut(draft, file)
}

/** Carries a swap through that was cut off after it was decided. Called before a project file is looked at. */
export function finishSwap(file: string): void {
  const intent = intentPath(file)
  if (!existsSync(intent)) return
  const name = readFileSync(intent, 'utf8')
  const draft = join(dirname(file), name)
  // The draft is gone where only the note itself was left to be taken away.
  if (readDraftName(name)?.of === basename(file) && existsSync(draft)) carryOut(draft, file)
  else rmSync(intent, { force: true })
}

function carryOut(draft: string, file: string): void {
  for (const end of ['-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
  syncFolder(dirname(file))
  renameSync(draft, file)
  syncFolder(dirname(file))
  rmSync(intentPath(file), { force: true })
}

function intentPath(file: string): string {
  return join(dirname(file), `.${basename(file)}.restoring`)
}
