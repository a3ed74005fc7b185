import { listActs } from '../../db/acts.ts'
import { articleOfAdjudication } from '../../db/adjudication.ts'
import { findAnnotation } from '../../db/annotation.ts'
import { describeStacks, listHistory, redo, type Step, undo } from '../../db/history.ts'
import { lookOf } from '../../db/layer.ts'
import { claimOfLink } from '../../db/link.ts'
import { currentMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { nounOf } from '../../db/refold.ts'
import { articleOfDecision } from '../../db/suggestion.ts'
import { articlesOf } from '../../db/touched.ts'
import { traceReference } from '../../db/trace.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const historyHandlers = {
  'history.undo': (_, context) => step(context, undo(context.db, authorOf(context))),
  'history.redo': (_, context) => step(context, redo(context.db, authorOf(context))),
  'history.acts': ({ articleId, limit }, { db }) =>
    listActs(db, { ...(articleId ? { articleId } : {}), limit }, look(db)),
  'history.list': ({ annotationId }, { db }) => (isSeen(db, annotationId) ? listHistory(db, annotationId) : []),
  'trace.find': ({ query }, { db }) => {
    const { history, others, ...rest } = traceReference(db, query, look(db))
    return { ...rest, history: [...history], others: [...others] }
  },
} satisfies Partial<Handlers>

function step(context: Context, done: Step | undefined) {
  if (done === undefined) return null
  const stacks = describeStacks(context.db, authorOf(context))
  context.emit('history.changed', stacks)
  const [first] = done.targets
  const { kind } = done
  // What is open may show other layers now.
  if (kind.startsWith('layer.')) context.emit('article.changed', { articleId: null })
  if (kind.startsWith('article.'))
    return { kind, articleId: first!, articleIds: [...done.targets], annotationIds: [], ...stacks }
  if (!isOnAnnotations(kind)) return { kind, articleId: null, articleIds: [], annotationIds: [], ...stacks }
  // An accepted suggestion leaves its decision in the same act.
  const isLink = done.kind.startsWith('link.')
  const targets = isLink ? done.targets.flatMap((id) => claimOfLink(context.db, id) ?? []) : done.targets
  const annotationIds = [...new Set(targets)].filter((target) => nounOf(context.db, target) === 'annotation')
  const of =
    findAnnotation(context.db, targets[0]!)?.articleId ??
    articleOfDecision(context.db, first!) ??
    articleOfAdjudication(context.db, first!)
  const articleIds = [...new Set([...(of === undefined ? [] : [of]), ...articlesOf(context.db, targets)])]
  return { kind, articleId: of ?? null, articleIds, annotationIds, ...stacks }
}

function isOnAnnotations(kind: string): boolean {
  return /^(?:annotation|rating|claim|suggestion|adjudication|link|mention)\./.test(kind)
}

/** With the eyes of whoever works here. */
function look(db: Db) {
  return lookOf(db, currentMember(db))
}

function isSeen(db: Db, annotationId: string): boolean {
  const row = findAnnotation(db, annotationId)
  return row === undefined || look(db).sees?.(row.articleId, row.layer) !== false
}
