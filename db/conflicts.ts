import { DomainError } from '../corpus/errors.ts'
import { appendOp } from './append.ts'
import { CONTESTED_NOUNS, type ContestedNoun, draftFor, READINGS } from './conflict-readings.ts'
import { type DividedCase, listDividedCases, settleCase } from './decision-conflicts.ts'
import { deleteEntity } from './entity.ts'
import { foldFields, type Standing } from './fold.ts'
import { parseLayerTarget } from './layer-state.ts'
import { findMember, listMembers, memberNames } from './member.ts'
import { type Db, inTransaction } from './open.ts'
import { type Change, listOps } from './ops.ts'
import { nounOf, refold } from './refold.ts'
import { statement } from './statement.ts'

/**
 * One of the values that stand against each other: who set it, when, and the op that did. `words` says it where the value
 * is an id or a place: an entity's name, the words that a decision marks.
 */
export type ConflictValue = Readonly<{
  author: string
  authorId: string
  value: unknown
  words: string | null
  op: string
  wall: number
}>

/**
 * A field on which authors disagree who had not seen each other's values. Bounds are in code points; `quote` is the words
 * that it is about, or a name.
 */
export type Conflict = Readonly<{
  target: string
  noun: ContestedNoun | 'adjudication'
  field: string
  values: readonly ConflictValue[]
  /** The op whose value is shown until somebody decides. */
  shown: string
  articleId: string | null
  label: string | null
  quote: string | null
}>

/** Every field of everything in the project on which authors disagree now. */
export function listConflicts(db: Db): Conflict[] {
  const names = memberNames(db)
  const targets = statement<{ target: string }>(db, TARGETS).all()
  const decided = listDividedCases(db).map((divided) => toConflict(db, divided, names))
  return [...targets.flatMap(({ target }) => conflictsOf(db, target, names)), ...decided]
}

function conflictsOf(db: Db, target: string, names: ReadonlyMap<string, string>): Conflict[] {
  const noun = CONTESTED_NOUNS.find((each) => each === nounOf(db, target))
  if (noun === undefined) return []
  const fields = foldFields(listOps(db, target), READINGS[noun])
  const contested = [...fields].filter(([, { contested: is }]) => is)
  if (contested.length === 0) return []
  const place = placeOf(db, noun, target, names)
  return contested.map(([field, { standing, by }]) => ({
    target,
    noun,
    field,
    values: standing.map((one) => toValue(db, field, one, names)),
    shown: by.hash,
    ...place,
  }))
}

function toConflict(db: Db, { targets, standing }: DividedCase, names: ReadonlyMap<string, string>): Conflict {
  const shown = standing.reduce((last, one) => (one.op.wallMs > last.op.wallMs ? one : last)).op
  const { articleId, label } = shown.change!
  return {
    target: targets[0]!,
    noun: 'adjudication',
    field: 'decision',
    values: standing.map((one) => toValue(db, 'decision', one, names)),
    shown: shown.hash,
    articleId: String(articleId),
    label: String(label),
    quote: wordsAt(db, shown.change!),
  }
}

/**
 * Settles a conflict with one of the values that stand, named by its op: an ordinary change that saw them all, which undo
 * reverses as it does such changes. Throws DomainError `conflict-settled` where it does not stand any more, `lead-only` where only a lead settles
 * it, `last-lead` where nobody would lead any more.
 */
export function resolveConflict(
  db: Db,
  { target, field, op }: Readonly<{ target: string; field: string; op: string }>,
  by: string,
): void {
  inTransaction(db, () => {
    const noun = nounOf(db, target)
    if (noun === 'adjudication') return resolveDecision(db, target, op, by)
    const conflict = conflictsOf(db, target, memberNames(db)).find((one) => one.field === field)
    const chosen = conflict?.values.find((one) => one.op === op)
    if (conflict === undefined || conflict.noun === 'adjudication' || chosen === undefined) throw settled()
    if (conflict.noun === 'member' || conflict.noun === 'layer') assertSettles(db, target, by)
    // Its mentions go with an entity.
    if (conflict.noun === 'entity' && field === 'deleted' && chosen.value === true) return deleteEntity(db, target, by)
    const fields = foldFields(listOps(db, target), READINGS[conflict.noun])
    appendOp(db, by, { target, ...draftFor(conflict.noun, field, chosen.value, (name) => fields.get(name)?.value) })
    refold(db, target)
    if (conflict.noun === 'member' && !listMembers(db).some(({ role }) => role === 'lead'))
      throw new DomainError('last-lead', 'nobody would lead any more: make somebody else a lead first')
  })
}

function resolveDecision(db: Db, target: string, op: string, by: string): void {
  const divided = listDividedCases(db).find(({ targets }) => targets.includes(target))
  const chosen = divided?.standing.find((one) => one.op.hash === op)
  if (divided === undefined || chosen === undefined) throw settled()
  assertLeads(db, by)
  settleCase(db, divided, chosen, by)
}

/** Members are the leads' to settle, and layers too, but for whether one is done with one's own. */
function assertSettles(db: Db, target: string, by: string): void {
  if (parseLayerTarget(target)?.author !== by) assertLeads(db, by)
}

function assertLeads(db: Db, by: string): void {
  if (findMember(db, by)?.role !== 'lead') throw new DomainError('lead-only', 'only a lead settles this')
}

function settled(): DomainError {
  return new DomainError('conflict-settled', 'somebody settled this meanwhile: look at it again')
}

type Place = Pick<Conflict, 'articleId' | 'label' | 'quote'>
const NOWHERE: Place = { articleId: null, label: null, quote: null }

function placeOf(db: Db, noun: ContestedNoun, target: string, names: ReadonlyMap<string, string>): Place {
  if (noun === 'article') return { ...NOWHERE, articleId: target }
  if (noun === 'member') return { ...NOWHERE, quote: names.get(target) ?? null }
  if (noun === 'entity') return { ...NOWHERE, quote: nameOfEntity(db, target) }
  if (noun === 'layer') {
    const { articleId = null, author = '' } = parseLayerTarget(target) ?? {}
    return { ...NOWHERE, articleId, quote: names.get(author) ?? null }
  }
  if (noun === 'project') return NOWHERE
  const from = noun === 'link' ? listOps(db, target).find(({ kind }) => kind === 'link.set')?.change?.from : target
  return statement<Place>(db, ANNOTATION).get(from) ?? NOWHERE
}

function toValue(db: Db, field: string, { op, value }: Standing, names: ReadonlyMap<string, string>): ConflictValue {
  const isEntity = typeof value === 'string' && (field === 'entity' || field === 'mergedInto')
  return {
    author: names.get(op.author) ?? op.author,
    authorId: op.author,
    value: value ?? null,
    words: isEntity ? nameOfEntity(db, value) : field === 'decision' ? wordsAt(db, value as Change) : null,
    op: op.hash,
    wall: op.wallMs,
  }
}

function nameOfEntity(db: Db, id: string): string | null {
  return statement<{ quote: string }>(db, ENTITY).get(id)?.quote ?? null
}

function wordsAt(db: Db, { articleId, startCodePoint, endCodePoint }: Change): string | null {
  const from = Number(startCodePoint)
  return statement<{ quote: string }>(db, WORDS).get(from + 1, Number(endCodePoint) - from, articleId)?.quote ?? null
}

// Most targets have been written by one hand only: these cannot be contested.
const TARGETS = `SELECT id AS target FROM annotation WHERE status = 'contested'
UNION ALL SELECT id FROM entity WHERE status = 'contested'
UNION ALL SELECT target FROM op WHERE kind IN ('article.describe', 'project.set', 'labelset.set', 'guideline.set',
'link.set', 'link.remove', 'member.add', 'layer.done', 'layer.reopen', 'layer.open')
GROUP BY target HAVING count(DISTINCT replica) > 1`
const ANNOTATION = 'SELECT article_id AS articleId, label, quote FROM annotation WHERE id = ?'
const ENTITY = 'SELECT name AS quote FROM entity WHERE id = ?'
const WORDS = `SELECT substr(t.text, ?, ?) AS quote FROM article a JOIN canonical_text t ON t.sha256 = a.sha256
WHERE a.id = ?`
