import { basename } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { isIntact, type Recovery, recoverProject } from '../../db/recover.ts'
import type { FailureReport, RecoveryRoutes } from '../contract.ts'
import type { Progress } from '../jobs/job.ts'
import type { HandlersOf } from '../rpc.ts'
import { summarizeBackup } from './backup.ts'
import type { Context } from './context.ts'

/** What the routes about a project that could not be opened may use. */
export type RecoveryContext = Readonly<{
  file: string
  failure: FailureReport
  startJob: Context['startJob']
  replaceProject(): void
  /** Tries what can be done, once: who asks again, as a window that was loaded again, gets the same. */
  compare(job: string): Promise<Recovery>
  /** What was tried. */
  tried(): Recovery | undefined
  end(): void
}>

/** The context of a project that could not be opened, and why. */
export function createRecovery(
  file: string,
  failure: FailureReport,
  process: Pick<RecoveryContext, 'startJob' | 'replaceProject'>,
): RecoveryContext {
  let tried: Recovery | undefined
  let trying: Promise<Recovery> | undefined
  let job = ''
  // Whoever asked last hears how far it is.
  const report: Progress['report'] = (done, total) => process.startJob(job).report(done, total)
  const compare = async (asked: string): Promise<Recovery> => {
    job = asked
    trying ??= recoverProject(file, report, isIntact(failure.code))
    try {
      tried = await trying
      return tried
    } catch (error) {
      trying = undefined
      throw error
    }
  }
  return { file, failure, ...process, compare, tried: () => tried, end: () => tried?.end() }
}

export const recoveryHandlers: HandlersOf<RecoveryRoutes, RecoveryContext> = {
  'recovery.describe': (_, { file, failure }) => ({
    file: basename(file),
    failure,
    intact: isIntact(failure.code),
  }),
  'recovery.compare': async ({ job }, { compare }) => {
    const recovery = await compare(job)
    const candidates = recovery.candidates.map((one) => ({
      ...one,
      backup: one.backup && summarizeBackup(one.backup),
    }))
    return { candidates, best: recovery.best, kept: [...recovery.kept] }
  },
  'recovery.pick': ({ id }, { tried, replaceProject }) => {
    const recovery = tried()
    if (recovery === undefined) throw new DomainError('not-found', 'nothing was tried yet', { id })
    recovery.pick(id)
    replaceProject()
    return {}
  },
}
