import { layerAuthor } from '../../corpus/layer.ts'
import { acceptAgreed, decideCase, listProgress } from '../../db/adjudication.ts'
import { listMarkedTexts, listWorkedLayers } from '../../db/agreement.ts'
import { readCaseList, readCaseRows } from '../../db/curation.ts'
import { describeStacks } from '../../db/history.ts'
import { currentMember } from '../../db/member.ts'
import type { Progress } from '../jobs/job.ts'
import { measureAside } from '../jobs/measure-aside.ts'
import { holdBulk } from '../jobs/write-bulk.ts'
import { authorOf, type Context, type Handlers } from './context.ts'
import { assertSeesAll } from './team.ts'

/** Enough for a figure that is looked at while deciding; the command line draws more. */
const DRAWS = { seed: 1, resamples: 200 }

export const adjudicationHandlers = {
  'adjudication.list': (_, context) => {
    assertSeesAll(context.db)
    return { articles: listProgress(context.db), mayDecide: currentMember(context.db)?.role !== 'auditor' }
  },
  'adjudication.read': ({ articleId }, context) => {
    assertSeesAll(context.db)
    const { cases, participants, analysts } = readCaseList(context.db, articleId)
    return { articleId, participants, analysts, cases }
  },
  'adjudication.rows': ({ articleId, ids }, context) => {
    assertSeesAll(context.db)
    return readCaseRows(context.db, articleId, ids)
  },
  'adjudication.decide': ({ articleId, key, annotationIds, verdict }, context) => {
    const by = authorOf(context)
    const decided = decideCase(context.db, { articleId, key, annotationIds }, verdict, by)
    context.emit('history.changed', describeStacks(context.db, by))
    return { ...decided, links: [...decided.links] }
  },
  'adjudication.acceptAgreed': async ({ articleId, job }, context) => {
    const by = authorOf(context)
    return holdBulk(context.db, () => accept(context, articleId, by, context.startJob(job)))
  },
  'agreement.measure': async ({ articleId }, context) => {
    assertSeesAll(context.db)
    const texts = listMarkedTexts(context.db, articleId === null ? undefined : [articleId])
    const layers = listWorkedLayers(context.db, texts)
    const figures = await measureAside({ texts, layers, names: ['f1-exact', 'f1-clitic', 'cohen-kappa'], draws: DRAWS })
    return {
      analysts: layers.map(nameMember),
      figures: figures.map(({ pair, ...figure }) => ({
        ...figure,
        pair: pair === null ? null : ([nameMember(pair[0]), nameMember(pair[1])] as const),
      })),
    }
  },
} satisfies Partial<Handlers>

async function accept(context: Context, articleId: string | null, by: string, progress: Progress) {
  let decided = 0
  let carried = { entities: 0, links: 0, left: 0 }
  try {
    for (const { decided: done, total, ...step } of acceptAgreed(context.db, articleId, by)) {
      decided = done
      carried = step
      await progress.report(decided, total + 1)
      if (progress.cancelled()) break
    }
  } finally {
    await progress.report(1, 1)
    // What was accepted before it was stopped stays, as one act.
    tell(context, by, articleId)
  }
  return { decided, carried, cancelled: progress.cancelled() }
}

function tell(context: Context, by: string, articleId: string | null): void {
  context.emit('history.changed', describeStacks(context.db, by))
  context.emit('article.changed', { articleId })
}

function nameMember(layer: string): string {
  return layerAuthor(layer) ?? layer
}
