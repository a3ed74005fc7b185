import { v7 as uuidv7 } from 'uuid'
import { type Likeness, likenessTest } from '../../corpus/likeness.ts'
import { listArticles } from '../../db/article.ts'
import { countDecisions, countSameWords } from '../../db/evidence.ts'
import { describeStacks } from '../../db/history.ts'
import { assertNotDone, lookOf } from '../../db/layer.ts'
import { currentMember } from '../../db/member.ts'
import { acceptSuggestions, listSettledKeys, rejectSuggestions, type SuggestionChanges } from '../../db/suggestion.ts'
import type { Progress } from '../jobs/job.ts'
import { groupRows, type OpenIn, recount, reviewCorpus } from '../jobs/review-corpus.ts'
import { cutIntoParts, writeBulk } from '../jobs/write-bulk.ts'
import { authorOf, type Context, type Handlers } from './context.ts'
import { pickOpen } from './suggestion.ts'

export const reviewHandlers = {
  'review.survey': async ({ job }, { db, startJob }) => {
    const progress = startJob(job)
    const waiting = []
    for await (const { articleId, rows } of reviewCorpus(db, currentMember(db)?.id, progress))
      waiting.push({ articleId, groups: groupRows(rows) })
    return { waiting, cancelled: progress.cancelled() }
  },
  'review.recount': ({ articleIds }, { db }) => {
    const known = new Set(listArticles(db).map(({ id }) => id))
    return recount(db, currentMember(db)?.id, articleIds?.filter((id) => known.has(id)) ?? [...known])
  },
  'review.next': async ({ articleId, filter, job }, { db, startJob }) => {
    const ids = listArticles(db).map(({ id }) => id)
    const at = ids.indexOf(articleId ?? '')
    const progress = startJob(job)
    // One article after the other in the order of the library, beginning behind the one that is open.
    for (const id of [...ids.slice(at + 1), ...ids.slice(0, Math.max(0, at))])
      for await (const { rows } of reviewCorpus(db, currentMember(db)?.id, quiet(progress), [id])) {
        const open = rows.filter(
          ({ label, rule, confidence }) =>
            filter.labels.includes(label) &&
            (filter.rule === null || rule === filter.rule) &&
            confidence >= filter.least,
        )
        if (open.length > 0) return { articleId: id, count: open.length }
      }
    return { articleId: null, count: 0 }
  },
  'review.countAlike': async ({ like, articleId, job }, context) => {
    const progress = context.startJob(job)
    const found = await findAlike(context, like, articleId, progress)
    const first = found.flatMap(({ articleId, rows }) => rows.map(({ quote }) => ({ articleId, quote })))
    return { ...count(found), first: first.slice(0, SHOWN), cancelled: progress.cancelled() }
  },
  'review.decideAlike': async ({ like, articleId, decision, job }, context) => {
    authorOf(context)
    const progress = context.startJob(job)
    const found = await findAlike(context, like, articleId, progress)
    if (progress.cancelled()) return { count: 0, articles: 0, cancelled: true }
    return decideAll(context, found, { decision, job })
  },
  'review.decideMany': async ({ articleId, keys, changes, decision, job }, context) => {
    const by = authorOf(context)
    const rows = await pickOpen(context, articleId, keys, by)
    assertNotDone(context.db, articleId, by)
    return decideAll(context, [{ articleId, rows }], { decision, job, ...(changes ? { changes } : {}) })
  },
  'review.evidence': ({ key, rule, text }, { db }) => {
    const member = currentMember(db)
    const label = key.split(':')[0]!
    const { sees } = lookOf(db, member)
    return { rule: countDecisions(db, rule, member?.id), annotated: countSameWords(db, label, text, sees) }
  },
} satisfies Partial<Handlers>

const SHOWN = 12

async function findAlike(
  { db }: Context,
  like: Likeness,
  articleId: string | null,
  progress: Progress,
): Promise<OpenIn[]> {
  const test = likenessTest(like)
  const found: OpenIn[] = []
  const scope = articleId === null ? undefined : [articleId]
  for await (const { articleId, rows } of reviewCorpus(db, currentMember(db)?.id, progress, scope)) {
    const alike = rows.filter(test)
    if (alike.length > 0) found.push({ articleId, rows: alike })
  }
  return found
}

type HowToDecide = Readonly<{ decision: 'accept' | 'reject'; job: string; changes?: SuggestionChanges }>

/** Decides in steps of one act, so that it can be watched and stopped; what was decided meanwhile stays as it was decided. */
async function decideAll(context: Context, found: readonly OpenIn[], { decision, job, changes = {} }: HowToDecide) {
  const { db } = context
  const by = authorOf(context)
  const group = uuidv7()
  const parts = found.flatMap(({ articleId, rows }) => cutIntoParts(rows).map((part) => ({ articleId, rows: part })))
  const done: OpenIn[] = []
  // Nobody else decides while this is written, so what is settled is read once for an article.
  let known: { articleId: string; settled: ReadonlySet<string> } | undefined
  const write = ({ articleId, rows }: OpenIn): void => {
    if (known?.articleId !== articleId) known = { articleId, settled: listSettledKeys(db, articleId, by) }
    const { settled } = known
    const open = rows.filter(({ key }) => !settled.has(key))
    const own = open.flatMap(({ key }) => (changes[key] === undefined ? [] : [[key, changes[key]] as const]))
    if (decision === 'accept') acceptSuggestions(db, articleId, open, by, Object.fromEntries(own), group)
    else rejectSuggestions(db, articleId, open, by, group)
    done.push({ articleId, rows: open })
  }
  try {
    const written = await writeBulk(db, parts, write, context.startJob(job))
    return { ...count(done), cancelled: written < parts.length }
  } finally {
    // What is written is there to be undone, also where a part failed.
    context.emit('history.changed', describeStacks(db, by))
    for (const articleId of new Set(done.map((part) => part.articleId))) context.emit('article.changed', { articleId })
  }
}

function count(found: readonly OpenIn[]): { count: number; articles: number } {
  const articles = new Set(found.filter(({ rows }) => rows.length > 0).map(({ articleId }) => articleId))
  return { count: found.reduce((sum, { rows }) => sum + rows.length, 0), articles: articles.size }
}

/** Lets other requests through without reporting each article as a whole piece of work. */
function quiet({ cancelled, report }: Progress): Progress {
  return { cancelled, report: (_done, _total, name) => report(0, 1, name) }
}
