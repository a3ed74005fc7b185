import type { AnnotationDraft, AnnotationRow } from '../../corpus/annotation.ts'
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
import { nameEntities } from '../../db/claim-entity.ts'
import { describeStacks } from '../../db/history.ts'
import { assertMayChange, assertNotDone, lookOf } from '../../db/layer.ts'
import { currentMember } from '../../db/member.ts'
import { understandValue } from '../jobs/understand-value.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const annotationHandlers = {
  'annotation.list': ({ articleId }, { db }) => {
    const { sees } = lookOf(db, currentMember(db))
    return listAnnotations(db, articleId).filter(({ layer }) => sees?.(articleId, layer) !== false)
  },
  // A date or an amount marked by hand says what its words say, until a person says otherwise.
  'annotation.create': (draft, context) =>
    add(context, [draft], (by) => {
      const value = draft.value === undefined ? understandValue(context.db, draft) : draft.value
      return createAnnotation(context.db, { ...draft, value }, by)
    }),
  'annotation.change': ({ id, change }, context) =>
    edit(context, [id], (by) => changeAnnotation(context.db, id, change, by)),
  'annotation.createMany': ({ drafts }, context) =>
    add(context, drafts, (by) => createAnnotations(context.db, drafts, by)),
  'annotation.changeMany': ({ ids, change }, context) =>
    edit(context, ids, (by) => changeAnnotations(context.db, ids, change, by)),
  'annotation.delete': ({ ids }, context) => {
    if (ids.length >= MANY) context.backups.makeFirst('bulk')
    return edit(context, ids, (by) => deleteAnnotations(context.db, ids, by))
  },
  'rating.set': ({ annotationId, rating }, context) =>
    edit(context, [annotationId], (by) => setRating(context.db, annotationId, rating, by)),
  'claim.set': ({ annotationId, claim }, context) =>
    edit(context, [annotationId], (by) =>
      setClaim(context.db, annotationId, nameEntities(context.db, annotationId, claim), by),
    ),
} satisfies Partial<Handlers>

/** From here on a deletion is one that a backup is made before. */
const MANY = 50

type Rows = AnnotationRow | AnnotationRow[]

/** Adds to the current member's layer, unless they called one of the articles done. */
function add<T extends Rows>(context: Context, drafts: readonly AnnotationDraft[], change: (by: string) => T): T {
  const by = authorOf(context)
  for (const articleId of new Set(drafts.map((draft) => draft.articleId))) assertNotDone(context.db, articleId, by)
  return run(context, by, change)
}

/** Changes annotations of the current member's own layer. */
function edit<T extends Rows>(context: Context, ids: readonly string[], change: (by: string) => T): T {
  const by = authorOf(context)
  assertMayChange(context.db, ids, currentMember(context.db)!)
  return run(context, by, change)
}

/** Runs an edit and tells the window what can be undone now. */
function run<T extends Rows>(context: Context, by: string, change: (by: string) => T): T {
  const result = change(by)
  context.emit('history.changed', describeStacks(context.db, by))
  return result
}
