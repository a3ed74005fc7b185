import { DomainError } from '../corpus/errors.ts'
import { readAnnotationOp } from './annotation-fold.ts'
import { appendOp } from './append.ts'
import { readArticleOp } from './article-fold.ts'
import { foldFields, type Reading, type Standing } from './fold.ts'
import { memberNames } from './member.ts'
import { type Db, inTransaction } from './open.ts'
import { listOps, type OpDraft } from './ops.ts'
import { readProjectOp } from './project.ts'
import { nounOf, refold } from './refold.ts'
import { statement } from './statement.ts'

/** One of the values that stand against each other: who set it, and the op that did. */
export type ConflictValue = Readonly<{ author: string; authorId: string; value: unknown; op: string; wall: number }>

/** A field on which authors disagree who had not seen each other's values. Bounds are in code points. */
export type Conflict = Readonly<{
  target: string
  noun: 'annotation' | 'article' | 'project'
  field: string
  values: readonly ConflictValue[]
  /** The op whose value is shown until somebody decides. */
  shown: string
  articleId: string | null
  label: string | null
  quote: string | null
}>

/** Every field of every annotation and article, and of the project, on which authors disagree now. */
export function listConflicts(db: Db): Conflict[] {
  const names = memberNames(db)
  const targets = statement<{ target: string }>(db, TARGETS).all()
  return targets.flatMap(({ target }) => conflictsOf(db, target, names))
}

/** The fields of one target on which authors disagree. */
export function conflictsOf(db: Db, target: string, names = memberNames(db)): Conflict[] {
  const noun = nounOf(db, target)
  if (noun !== 'annotation' && noun !== 'article' && noun !== 'project') return []
  const fields = foldFields(listOps(db, target), READINGS[noun])
  const place = statement<Place>(db, PLACE).get(target) ?? { articleId: null, label: null, quote: null }
  const contested = [...fields].filter(([, { contested: is }]) => is)
  return contested.map(([field, { standing, by }]) => ({
    target,
    noun,
    field,
    values: standing.map((one) => toValue(one, names)),
    shown: by.hash,
    ...place,
    articleId: noun === 'article' ? target : place.articleId,
  }))
}

/**
 * Settles a conflict with one of the values that stand, named by its op: an ordinary change that saw them all, which undo
 * reverses. Throws DomainError `conflict-settled` where it does not stand any more.
 */
export function resolveConflict(
  db: Db,
  { target, field, op }: Readonly<{ target: string; field: string; op: string }>,
  by: string,
): void {
  inTransaction(db, () => {
    const conflict = conflictsOf(db, target).find((one) => one.field === field)
    const chosen = conflict?.values.find((one) => one.op === op)
    if (conflict === undefined || chosen === undefined)
      throw new DomainError('conflict-settled', 'somebody settled this meanwhile: look at it again')
    appendOp(db, by, { target, ...draftFor(conflict.noun, field, chosen.value) })
    refold(db, target)
  })
}

function draftFor(noun: Conflict['noun'], field: string, value: unknown): Pick<OpDraft, 'kind' | 'change'> {
  if (noun === 'article') return { kind: 'article.describe', change: { [field]: value } }
  if (field === 'title') return { kind: 'project.set', change: { title: value } }
  if (field === 'labels') return { kind: 'labelset.set', change: { labels: value } }
  if (field === 'guideline') return { kind: 'guideline.set', change: { text: value } }
  if (field === 'deleted') return { kind: value === true ? 'annotation.delete' : 'annotation.restore', change: {} }
  if (field === 'claim') return { kind: 'claim.set', change: { claim: value } }
  return { kind: 'annotation.change', change: { [field]: value } }
}

type Place = { articleId: string | null; label: string | null; quote: string | null }

const READINGS: Readonly<Record<Conflict['noun'], Reading>> = {
  annotation: readAnnotationOp,
  article: (op) =>
    op.kind === 'article.describe' || op.kind === 'article.add' ? describing(readArticleOp(op)) : undefined,
  project: readProjectOp,
}

/** What describes an article; its text and its sentences are nobody's to choose here. */
function describing(said: ReturnType<Reading>): ReturnType<Reading> {
  if (said === undefined) return undefined
  const { title, publisher, author, date, language } = said
  return Object.fromEntries(
    Object.entries({ title, publisher, author, date, language }).filter(([, value]) => value !== undefined),
  )
}

function toValue({ op, value }: Standing, names: ReadonlyMap<string, string>): ConflictValue {
  return {
    author: names.get(op.author) ?? op.author,
    authorId: op.author,
    value: value ?? null,
    op: op.hash,
    wall: op.wallMs,
  }
}

// Most targets have been written by one hand only: these cannot be contested.
const TARGETS = `SELECT id AS target FROM annotation WHERE status = 'contested'
UNION ALL SELECT target FROM op WHERE kind IN ('article.describe', 'project.set', 'labelset.set', 'guideline.set')
GROUP BY target HAVING count(DISTINCT replica) > 1`
const PLACE = 'SELECT article_id AS articleId, label, quote FROM annotation WHERE id = ?'
