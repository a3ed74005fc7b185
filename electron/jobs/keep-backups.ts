import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { DomainError } from '../../corpus/errors.ts'
import type { CopyFacts } from '../../db/backup-check.ts'
import type { BackupReason } from '../../db/backup-choice.ts'
import type { Db } from '../../db/open.ts'
import { backupAutomatically, backupInBackground, sweepDrafts } from '../../db/rotation.ts'
import { FailureReport } from '../contract.ts'
import { log } from '../log.ts'
import { toFailure } from '../rpc.ts'

/** Backs a project up while nobody works on it, and when it closes. */
export type BackupKeeper = Readonly<{
  /** Counts a request as work until the returned function is called. */
  noteWork(): () => void
  /** Makes a backup before something big that can be undone too: where that fails it is only said. */
  makeFirst(reason: BackupReason): void
  /** Why the last backup was not made; null when it was. */
  failure(): FailureReport | null
  /** The last backup before the project closes, where something changed. Never throws. */
  stop(): void
}>

/** When somebody worked last, and since when there may be something to back up; milliseconds since 1970. */
export type Pause = Readonly<{ now: number; lastWork: number; since: number; lastFailure: number }>

/**
 * True after thirty seconds without a request, or in a pause of two where somebody has been at work for ten minutes. A
 * minute passes between a failure and the next attempt. Pure.
 */
export function isBackupDue({ now, lastWork, since, lastFailure }: Pause, idle = IDLE_MS): boolean {
  if (now - lastFailure < RETRY_MS || lastWork < since) return false
  return now - lastWork >= idle || (now - since >= LONG_MS && now - lastWork >= SHORT_PAUSE_MS)
}

/** Starts to keep backups of an open project; `onChange` is told after each attempt. */
export function keepBackups(db: Db, onChange: (failure: FailureReport | null) => void): BackupKeeper {
  const idle = Number(process.env.ISNAD_IDLE_MS ?? IDLE_MS)
  let lastWork = Date.now()
  let since = lastWork
  let working = 0
  let running = false
  let lastFailure = 0
  let failure: FailureReport | null = null
  sweepDrafts(db.file)

  const note = (next: FailureReport | null): void => {
    if (next !== null) lastFailure = Date.now()
    failure = next
    onChange(next)
  }
  const tick = async (): Promise<void> => {
    const now = Date.now()
    if (running || working > 0 || !isBackupDue({ now, lastWork, since, lastFailure }, idle)) return
    running = true
    try {
      const made = await backupInBackground(db, 'idle', checkInThread)
      since = now + 1
      if (made !== undefined || failure !== null) note(null)
    } catch (error) {
      // A project that was closed meanwhile makes its last backup itself.
      if (db.raw.open) note(toFailure(error, 'backup.idle'))
    } finally {
      running = false
    }
  }
  const timer = setInterval(() => void tick(), Math.min(1000, idle)).unref()

  return {
    noteWork: () => {
      working++
      return () => {
        working--
        lastWork = Date.now()
      }
    },
    makeFirst: (reason) => {
      try {
        backupAutomatically(db, reason)
      } catch (error) {
        note(toFailure(error, `backup.${reason}`))
      }
    },
    failure: () => failure,
    stop: () => {
      clearInterval(timer)
      try {
        backupAutomatically(db, 'quit')
      } catch (error) {
        log('backup-failed', { code: toFailure(error, 'backup.quit').code })
      }
    },
  }
}

const IDLE_MS = 30_000
const RETRY_MS = 60_000
const LONG_MS = 600_000
const SHORT_PAUSE_MS = 2000

const Answer = z.union([z.object({ facts: z.custom<CopyFacts>() }), z.strictObject({ failure: FailureReport })])

/** Finishes and checks a copy in a thread of its own. */
function checkInThread(draft: string): Promise<CopyFacts> {
  const here = fileURLToPath(import.meta.url)
  const thread = new Worker(join(here, '..', `check-copy-worker${extname(here)}`), { workerData: { draft } })
  return new Promise((resolve, reject) => {
    thread.once('message', (message: unknown) => {
      const answer = Answer.parse(message)
      if ('facts' in answer) resolve(answer.facts)
      else reject(new DomainError(answer.failure.code, answer.failure.message, answer.failure.details))
    })
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that checks a copy ended with ${code}`)))
  })
}
