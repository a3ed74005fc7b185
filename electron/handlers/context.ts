import { DomainError } from '../../corpus/errors.ts'
import { currentMember } from '../../db/member.ts'
import { assertWrites, type Db } from '../../db/open.ts'
import type { EventBody, EventName, Routes } from '../contract.ts'
import type { Progress } from '../jobs/job.ts'
import type { BackupKeeper } from '../jobs/keep-backups.ts'
import { assertNoBulk } from '../jobs/write-bulk.ts'
import type { HandlersOf } from '../rpc.ts'

/** What a handler of the project process may use. */
export type Context = Readonly<{
  db: Db
  sample: boolean
  /** The path behind a grant. Throws DomainError `grant-unknown` for one that was never given. */
  pathOf(grant: string): string
  /** A new grant for a path that this process met in a granted folder. */
  grantOf(path: string): string
  emit<N extends EventName>(event: N, body: EventBody<N>): void
  /** Starts long work under an id: its progress reaches the window, and `job.cancel` stops it. */
  startJob(job: string): Progress
  cancelJob(job: string): void
  backups: BackupKeeper
  /** Another file lies in the project's place now: it is opened anew. */
  replaceProject(): void
}>

export type Handlers = HandlersOf<Routes, Context>

/**
 * The member who edits. Throws DomainError `author-missing` before anybody gave a name, `read-only` where nobody can,
 * `bulk-running` while a step over many things is being written.
 */
export function authorOf({ db }: Context): string {
  assertWrites(db)
  assertNoBulk(db)
  const member = currentMember(db)
  if (member) return member.id
  throw new DomainError('author-missing', 'nobody has said who is working: give a name first')
}
