import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Takes away what work that was cut off left beside a project, and in its folder of backups: drafts of its own, and
 * those of other names once they are a day old, for somebody may be writing them. Only the project's holder may.
 */
export function sweepBeside(file: string, now = Date.now()): void {
  sweepFolder(dirname(file), now, (of) => of === basename(file))
}

/** Takes away drafts in a folder that nobody can be writing any more: a day old, or of a name that `isOwn`. */
export function sweepFolder(folder: string, now: number, isOwn: (of: string) => boolean = () => false): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const draft = readDraftName(name)
    if (draft !== undefined && (now - draft.time > DAY_MS || isOwn(draft.of)))
      rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** Whose draft a name says it is and when it was begun, as its UUID tells (RFC 9562, version 7); undefined for other names. */
export function readDraftName(name: string): { of: string; time: number } | undefined {
  const [, of, high, low] = DRAFT.exec(name) ?? []
  return of === undefined ? undefined : { of, time: Number.parseInt(`${high}${low}`, 16) }
}

const DAY_MS = 86_400_000
const DRAFT =
  /^\.(.+)\.([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.new(?:-wal|-shm|-journal)?$/
