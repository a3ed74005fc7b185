import type { AnnotationRow } from '../../corpus/annotation.ts'
import {
  changeAnnotation,
  changeAnnotations,
  createAnnotation,
  createAnnotations,
  deleteAnnotations,
  listAnnotations,
  setClaim,
  setRating,
} from '../../db/annotation.ts'
import { describeStacks } from '../../db/history.ts'
import { understandValue } from '../jobs/understand-value.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const annotationHandlers = {
  'annotation.list': ({ articleId }, { db }) => listAnnotations(db, articleId),
  // A date or an amount marked by hand says what its words say, until a person says otherwise.
  'annotation.create': (draft, context) =>
    edit(context, (by) => {
      const value = draft.value === undefined ? understandValue(context.db, draft) : draft.value
      return createAnnotation(context.db, { ...draft, value }, by)
    }),
  'annotation.change': ({ id, change }, context) => edit(context, (by) => changeAnnotation(context.db, id, change, by)),
  'annotation.createMany': ({ drafts }, context) => edit(context, (by) => createAnnotations(context.db, drafts, by)),
  'annotation.changeMany': ({ ids, change }, context) =>
    edit(context, (by) => changeAnnotations(context.db, ids, change, by)),
  'annotation.delete': ({ ids }, context) => edit(context, (by) => deleteAnnotations(context.db, ids, by)),
  'rating.set': ({ annotationId, rating }, context) =>
    edit(context, (by) => setRating(context.db, annotationId, rating, by)),
  'claim.set': ({ annotationId, claim }, context) =>
    edit(context, (by) => setClaim(context.db, annotationId, claim, by)),
} satisfies Partial<Handlers>

/** Runs an edit as the current member and tells the window what can be undone now. */
function edit<T extends AnnotationRow | AnnotationRow[]>(context: Context, change: (by: string) => T): T {
  const by = authorOf(context)
  const result = change(by)
  context.emit('history.changed', describeStacks(context.db, by))
  return result
}
