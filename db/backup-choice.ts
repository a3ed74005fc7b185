/** Why a backup was made: see `backupAutomatically`. */
export const BACKUP_REASONS = ['idle', 'quit', 'migration', 'merge', 'bulk', 'restore'] as const
export type BackupReason = (typeof BACKUP_REASONS)[number]

/** A backup as its name tells of it: when it was made (milliseconds since 1970) and why. */
export type BackupName = Readonly<{ name: string; time: number; reason: BackupReason }>

/** The name of a backup made at a moment: its time in UTC, to the millisecond, and its reason. */
export function nameBackup(time: number, reason: BackupReason): string {
  return `${new Date(time).toISOString().replaceAll(/[:.]/g, '-')} ${reason}.isnad`
}

/** Reads a backup's name; undefined for a file that `nameBackup` did not name. */
export function readBackupName(name: string): BackupName | undefined {
  const [, day, hour, minute, second, ms, reason] = NAME.exec(name) ?? []
  const time = Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`)
  const known = BACKUP_REASONS.find((one) => one === reason)
  return known === undefined || Number.isNaN(time) ? undefined : { name, time, reason: known }
}

/**
 * Chooses the backups to keep (reliability.md §5.4): the ten latest, the last one of each of the seven latest days, four
 * weeks and twelve months that have one (UTC), and those made before a migration for ninety days. One that lies in the
 * future was made under a wrong clock: it is kept and counts for nothing.
 */
export function chooseToKeep(backups: readonly BackupName[], now: number): Set<string> {
  const latestFirst = backups.toSorted((a, b) => b.time - a.time || (a.name < b.name ? 1 : -1))
  const past = latestFirst.filter(({ time }) => time <= now)
  const kept = latestFirst.filter(({ time }) => time > now)
  kept.push(...past.slice(0, LATEST))
  for (const [periodOf, periods] of PERIODS) kept.push(...lastOfEach(past, periodOf).slice(0, periods))
  kept.push(...past.filter(({ reason, time }) => reason === 'migration' && now - time <= MIGRATION_MS))
  return new Set(kept.map(({ name }) => name))
}

const NAME = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z ([a-z]+)\.isnad$/
const DAY_MS = 86_400_000
const LATEST = 10
const MIGRATION_MS = 90 * DAY_MS

const PERIODS: readonly (readonly [periodOf: (time: number) => string | number, periods: number])[] = [
  [(time) => Math.floor(time / DAY_MS), 7],
  // The first of January 1970 was a Thursday; weeks begin on Monday.
  [(time) => Math.floor((time / DAY_MS + 3) / 7), 4],
  [(time) => new Date(time).toISOString().slice(0, 7), 12],
]

function lastOfEach(latestFirst: readonly BackupName[], periodOf: (time: number) => string | number): BackupName[] {
  const seen = new Set<string | number>()
  return latestFirst.filter(({ time }) => {
    const period = periodOf(time)
    if (seen.has(period)) return false
    return seen.add(period)
  })
}
