import { type Conflict, listConflicts, resolveConflict } from '../../db/conflicts.ts'
import { describeStacks } from '../../db/history.ts'
import { currentMember } from '../../db/member.ts'
import { cancelledMerge, type MergeReport, mergeFiles } from '../../db/merge.ts'
import { listMerges, undoMerge } from '../../db/undo-merge.ts'
import type { Output } from '../contract.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const mergeHandlers = {
  'merge.preview': async ({ grants, job }, context) => toReply(await merge(grants, job, context, true)),
  'merge.run': async ({ grants, job }, context) => {
    const report = await merge(grants, job, context, false)
    tellChange(context)
    return toReply(report)
  },
  'merge.list': (_, { db }) => listMerges(db),
  'merge.undo': ({ id }, { db, backups, replaceProject }) => {
    backups.stop()
    const { kept, gone, backup } = undoMerge(db, id)
    replaceProject()
    return { kept: [...kept], gone, backup }
  },
  'conflict.list': (_, { db }) => listConflicts(db).map(toConflict),
  'conflict.resolve': ({ target, field, op }, context) => {
    resolveConflict(context.db, { target, field, op }, authorOf(context))
    tellChange(context)
    return listConflicts(context.db).map(toConflict)
  },
} satisfies Partial<Handlers>

function merge(grants: readonly string[], job: string, { db, pathOf, startJob }: Context, dryRun: boolean) {
  const { report, cancelled } = startJob(job)
  const onProgress = async (done: number, total: number): Promise<void> => {
    await report(done, total)
    if (cancelled()) throw cancelledMerge()
  }
  const files = grants.map((grant) => ({ path: pathOf(grant) }))
  return mergeFiles(db, files, { dryRun, onProgress })
}

function toConflict({ values, ...conflict }: Conflict): Output<'conflict.list'>[number] {
  return { ...conflict, values: values.map((one) => ({ ...one })) }
}

function toReply(report: MergeReport): Output<'merge.run'> {
  return {
    ...report,
    conflicts: report.conflicts.map(toConflict),
    forks: report.forks.map((fork) => ({ ...fork, hashes: [...fork.hashes] })),
    quarantined: [...report.quarantined],
    heldBack: [...report.heldBack],
    newArticles: [...report.newArticles],
    byAuthor: [...report.byAuthor],
    sources: [...report.sources],
  }
}

function tellChange({ db, emit }: Context): void {
  const member = currentMember(db)
  if (member) emit('history.changed', describeStacks(db, member.id))
  emit('article.changed', { articleId: null })
}
