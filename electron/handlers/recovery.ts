import { basename } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { type Recovery, recoverProject } from '../../db/recover.ts'
import type { FailureReport, RecoveryRoutes } from '../contract.ts'
import type { HandlersOf } from '../rpc.ts'
import { summarizeBackup } from './backup.ts'
import type { Context } from './context.ts'

/** What the routes about a project that could not be opened may use. */
export type RecoveryContext = Readonly<{
  file: string
  failure: FailureReport
  startJob: Context['startJob']
  replaceProject(): void
  /** What was tried last. */
  tried(): Recovery | undefined
  keep(recovery: Recovery): void
  end(): void
}>

/** The context of a project that could not be opened, and why. */
export function createRecovery(
  file: string,
  failure: FailureReport,
  process: Pick<RecoveryContext, 'startJob' | 'replaceProject'>,
): RecoveryContext {
  let tried: Recovery | undefined
  const end = (): void => tried?.end()
  const keep = (recovery: Recovery): void => {
    end()
    tried = recovery
  }
  return { file, failure, ...process, tried: () => tried, keep, end }
}

export const recoveryHandlers: HandlersOf<RecoveryRoutes, RecoveryContext> = {
  'recovery.describe': (_, { file, failure }) => ({ file: basename(file), failure }),
  'recovery.compare': async ({ job }, { file, startJob, keep }) => {
    const recovery = await recoverProject(file, startJob(job).report)
    keep(recovery)
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
