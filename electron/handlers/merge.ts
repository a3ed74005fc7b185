import { type Conflict, listConflicts, resolveConflict } from '../../db/conflicts.ts'
import { describeStacks } from '../../db/history.ts'
import { readLocal } from '../../db/local.ts'
import { currentMember } from '../../db/member.ts'
import { cancelledMerge, type MergeReport, mergeFiles } from '../../db/merge.ts'
import type { Db } from '../../db/open.ts'
import { listMerges, undoMerge } from '../../db/undo-merge.ts'
import type { Output } from '../contract.ts'
import { authorOf, type Context, type Handlers } from './context.ts'
import { assertSeesAll, leadOnly } from './team.ts'

export const mergeHandlers = {
  'merge.preview': async ({ grants, job }, context) => toReply(await merge(grants, job, context, true)),
  'merge.run': async ({ grants, job }, context) => {
    const report = await merge(grants, job, context, false)
    tellChange(context)
    return toReply(report)
  },
  'merge.list': (_, { db }) => {
    assertSees(db)
    return listMerges(db)
  },
  'merge.undo': ({ id }, { db, backups, replaceProject }) => {
    assertMerges(db)
    backups.stop()
    const { kept, gone, backup } = undoMerge(db, id)
    replaceProject()
    return { kept: [...kept], gone, backup }
  },
  'conflict.list': (_, { db }) => {
    assertSees(db)
    return listConflicts(db).map(toConflict)
  },
  'conflict.resolve': ({ target, field, op }, context) => {
    const by = authorOf(context)
    assertMerges(context.db)
    resolveConflict(context.db, { target, field, op }, by)
    tellChange(context)
    return listConflicts(context.db).map(toConflict)
  },
} satisfies Partial<Handlers>

/**
 * Bringing copies together is the lead's; whom this copy was handed to may bring in what the lead sends. Before anybody is
 * named nobody is refused.
 */
function assertMerges(db: Db): void {
  const member = currentMember(db)
  const isReceiver = member?.role === 'annotator' && readLocal(db, 'handout') === member.id
  if (member !== undefined && member.role !== 'lead' && !isReceiver) throw leadOnly()
}

/** Who audits reads along; other annotators' values are not for an annotator who works blind. */
function assertSees(db: Db): void {
  if (currentMember(db) === undefined) assertSeesAll(db)
  else if (currentMember(db)?.role !== 'auditor') assertMerges(db)
}

async function merge(grants: readonly string[], job: string, { db, pathOf, startJob }: Context, dryRun: boolean) {
  assertMerges(db)
  const { report, cancelled } = startJob(job)
  const onProgress = async (done: number, total: number): Promise<void> => {
    await report(done, total)
    if (cancelled()) throw cancelledMerge()
  }
  const files = grants.map((grant) => ({ path: pathOf(grant) }))
  return await mergeFiles(db, files, { dryRun, onProgress })
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
