import { listActs } from '../../db/acts.ts'
import { findAnnotation } from '../../db/annotation.ts'
import { describeStacks, listHistory, redo, type Step, undo } from '../../db/history.ts'
import { nounOf } from '../../db/refold.ts'
import { articleOfDecision } from '../../db/suggestion.ts'
import { traceReference } from '../../db/trace.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const historyHandlers = {
  'history.undo': (_, context) => step(context, undo(context.db, authorOf(context))),
  'history.redo': (_, context) => step(context, redo(context.db, authorOf(context))),
  'history.acts': ({ articleId, limit }, { db }) => listActs(db, { ...(articleId ? { articleId } : {}), limit }),
  'history.list': ({ annotationId }, { db }) => listHistory(db, annotationId),
  'trace.find': ({ query }, { db }) => {
    const { history, others, ...rest } = traceReference(db, query)
    return { ...rest, history: [...history], others: [...others] }
  },
} satisfies Partial<Handlers>

function step(context: Context, done: Step | undefined) {
  if (done === undefined) return null
  const stacks = describeStacks(context.db, authorOf(context))
  context.emit('history.changed', stacks)
  const [first] = done.targets
  if (done.kind.startsWith('article.')) return { kind: done.kind, articleId: first!, annotationIds: [], ...stacks }
  if (!isOnAnnotations(done.kind)) return { kind: done.kind, articleId: null, annotationIds: [], ...stacks }
  // An accepted suggestion leaves its decision in the same act.
  const annotationIds = done.targets.filter((target) => nounOf(context.db, target) === 'annotation')
  const of = findAnnotation(context.db, first!)?.articleId ?? articleOfDecision(context.db, first!)
  return { kind: done.kind, articleId: of ?? null, annotationIds, ...stacks }
}

function isOnAnnotations(kind: string): boolean {
  return /^(?:annotation|rating|claim|suggestion)\./.test(kind)
}
