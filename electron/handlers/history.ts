import { listActs } from '../../db/acts.ts'
import { findAnnotation } from '../../db/annotation.ts'
import { describeStacks, listHistory, redo, type Step, undo } from '../../db/history.ts'
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
  const articleId = findAnnotation(context.db, first!)?.articleId ?? null
  return { kind: done.kind, articleId, annotationIds: [...done.targets], ...stacks }
}

function isOnAnnotations(kind: string): boolean {
  return /^(?:annotation|rating|claim)\./.test(kind)
}
