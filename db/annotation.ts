import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import {
  type AnnotationChange,
  type AnnotationDraft,
  type AnnotationRow,
  CONTEXT_LENGTH,
  fitsLabel,
} from '../corpus/annotation.ts'
import type { Claim } from '../corpus/claim.ts'
import { DomainError } from '../corpus/errors.ts'
import { authorLayer } from '../corpus/layer.ts'
import type { Rating } from '../corpus/rating.ts'
import { codePointSpan } from '../corpus/span.ts'
import { splitsGrapheme } from '../corpus/text/graphemes.ts'
import { type FoldedAnnotation, refoldAnnotation } from './annotation-fold.ts'
import { appendTo } from './append.ts'
import { readKnownText } from './known-text.ts'
import { type Db, inTransaction } from './open.ts'
import type { OpKind } from './ops.ts'
import { rating } from './schema.ts'
import { statement } from './statement.ts'

/** Where an annotation comes from when it is not made by hand in the window. */
export type Origin = Readonly<{
  layer?: string
  /** The member who made it, where somebody else brings it in; the op still names who wrote it here. */
  author?: string
  tool?: string
  rule?: string | null
  derivedFrom?: string | null
  createdMs?: number
  group?: string
}>

/** Appends the op and folds it into its row, or does neither. Returns the row as stored; spans in code points. */
export function createAnnotation(db: Db, draft: AnnotationDraft, by: string, origin: Origin = {}): AnnotationRow {
  return inTransaction(db, () => {
    const id = draft.id ?? uuidv7()
    // An id that was made just now is nobody's yet.
    const known = draft.id === undefined ? undefined : findAnnotation(db, id)
    // A window that lost the reply asks again: what it asked for is there.
    if (known && isSame(known, draft, by)) return known
    if (known) throw new DomainError('bad-input', `annotation ${id} exists already`)
    assertValueFits(draft.label, draft.value ?? null)
    const change = {
      articleId: draft.articleId,
      layer: origin.layer ?? authorLayer(by),
      label: draft.label,
      subtype: draft.subtype ?? null,
      bounds: readBounds(db, draft.articleId, draft),
      value: draft.value ?? null,
      note: draft.note ?? null,
      tool: origin.tool ?? 'hand',
      rule: origin.rule ?? null,
      derivedFrom: origin.derivedFrom ?? null,
      ...(origin.author === undefined ? {} : { author: origin.author }),
      ...(origin.createdMs === undefined ? {} : { createdMs: origin.createdMs }),
    }
    return write(db, by, 'annotation.create', id, change, origin.group)
  })
}

/** Creates several annotations by hand as one act, or none of them. */
export function createAnnotations(db: Db, drafts: readonly AnnotationDraft[], by: string): AnnotationRow[] {
  const group = uuidv7()
  return inTransaction(db, () => drafts.map((draft) => createAnnotation(db, draft, by, { group })))
}

/** Changes label, subtype, bounds, value or note. Bounds in code points, with the quote that stands there. */
export function changeAnnotation(
  db: Db,
  id: string,
  change: AnnotationChange,
  by: string,
  group?: string,
): AnnotationRow {
  return inTransaction(db, () => {
    const row = getLive(db, id)
    const label = change.label ?? row.label
    // A value belongs to its label: a date that becomes an actor keeps no date.
    const value = change.value ?? (fitsLabel(label, row.value) ? undefined : null)
    if (change.value) assertValueFits(label, change.value)
    const { bounds, value: _, ...rest } = change
    // A subtype is one of its label's: another label has none of it.
    const orphaned = label !== row.label && row.subtype !== null && change.subtype === undefined
    const said = {
      ...rest,
      ...(orphaned ? { subtype: null } : {}),
      ...(bounds ? { bounds: readBounds(db, row.articleId, bounds) } : {}),
      ...(change.value !== undefined || value === null ? { value: value ?? null } : {}),
    }
    return write(db, by, 'annotation.change', id, said, group)
  })
}

/** Gives several annotations another label or subtype as one act, or none of them. */
export function changeAnnotations(
  db: Db,
  ids: readonly string[],
  change: Pick<AnnotationChange, 'label' | 'subtype'>,
  by: string,
): AnnotationRow[] {
  const group = uuidv7()
  return inTransaction(db, () => ids.map((id) => changeAnnotation(db, id, change, by, group)))
}

/** Deletes annotations as one act, or as part of one; they stay in the log and can be restored. */
export function deleteAnnotations(db: Db, ids: readonly string[], by: string, group = uuidv7()): AnnotationRow[] {
  return inTransaction(db, () =>
    ids.map((id) => {
      getLive(db, id)
      return write(db, by, 'annotation.delete', id, {}, group)
    }),
  )
}

/**
 * Rates the source and the information of an annotation; earlier ratings stay in its history. `from` names who rated and
 * when, where somebody else brings it in.
 */
export function setRating(
  db: Db,
  id: string,
  value: Rating,
  by: string,
  group?: string,
  from: Pick<Origin, 'author' | 'createdMs'> = {},
): AnnotationRow {
  return inTransaction(db, () => {
    getLive(db, id)
    return write(db, by, 'rating.set', id, { ...value, ...from }, group)
  })
}

/** Says who asserts a claim, by which words, and how. Every part must quote the article exactly. */
export function setClaim(db: Db, id: string, value: Claim, by: string, group?: string): AnnotationRow {
  return inTransaction(db, () => {
    const row = getLive(db, id)
    if (row.label !== 'claim') throw new DomainError('bad-input', `annotation ${id} is not a claim`)
    for (const part of [value.source, value.source?.via, value.cue])
      if (part) readBounds(db, row.articleId, { startCodePoint: part.start, endCodePoint: part.end, quote: part.text })
    return write(db, by, 'claim.set', id, { claim: value }, group)
  })
}

/** Annotations of one article in reading order, without the deleted ones; spans in code points. */
export function listAnnotations(db: Db, articleId: string): AnnotationRow[] {
  return readRows(db, OF_ARTICLE, articleId)
}

/** One annotation, deleted or not; undefined for an unknown id. */
export function findAnnotation(db: Db, id: string): AnnotationRow | undefined {
  return readRows(db, OF_ID, id)[0]
}

/** Whether a layer has this label on exactly this span (code points), not deleted. */
export function hasAnnotation(
  db: Db,
  of: Readonly<{ articleId: string; layer: string; label: string; start: number; end: number }>,
): boolean {
  const sql = `SELECT 1 FROM annotation WHERE article_id = ? AND start_code_point = ? AND end_code_point = ?
AND layer = ? AND label = ? AND status <> 'deleted'`
  return statement(db, sql).get(of.articleId, of.start, of.end, of.layer, of.label) !== undefined
}

/** The whole history of ratings of an annotation, oldest first; `live` is false for one that was undone. */
export function listRatings(db: Db, annotationId: string) {
  const rows = db.orm.select().from(rating).where(eq(rating.annotationId, annotationId))
  return rows
    .orderBy(rating.lamport, rating.opHash)
    .all()
    .map(({ reliability, credibility, rationale, author, wallMs, live }) => ({
      reliability,
      credibility,
      rationale,
      author,
      created: new Date(wallMs).toISOString(),
      live,
    }))
}

function isSame(row: AnnotationRow, draft: AnnotationDraft, by: string): boolean {
  const fields = ['articleId', 'label', 'startCodePoint', 'endCodePoint', 'quote'] as const
  return row.status !== 'deleted' && row.author === by && fields.every((field) => row[field] === draft[field])
}

function write(db: Db, by: string, kind: OpKind, id: string, change: object, group?: string): AnnotationRow {
  const ops = appendTo(db, by, { kind, target: id, change: { ...change }, ...(group ? { group } : {}) })
  const folded = refoldAnnotation(db, id, ops)
  return folded ? rowOf(folded) : findAnnotation(db, id)!
}

/** The row as it would be read back: the fold has just written it. */
function rowOf({ row, ratings, claim, mention: { mention } }: FoldedAnnotation): AnnotationRow {
  const { article_id, start_code_point, end_code_point, derived_from, created_ms, changed_ms, value, ...same } = row
  const last = ratings.findLast(({ live }) => live === 1)
  const stored = {
    ...same,
    articleId: article_id,
    startCodePoint: start_code_point,
    endCodePoint: end_code_point,
    value: typeof value === 'string' ? JSON.parse(value) : null,
    derivedFrom: derived_from,
    createdAt: created_ms,
    changedAt: changed_ms,
    rating: last ? { reliability: last.reliability, credibility: last.credibility, rationale: last.rationale } : null,
    claim: claim === undefined ? null : JSON.parse(claim),
    entity: mention?.entity_id ?? null,
  }
  return stored as AnnotationRow
}

function getLive(db: Db, id: string): AnnotationRow {
  const row = findAnnotation(db, id)
  if (row && row.status !== 'deleted') return row
  throw new DomainError('annotation-missing', `no annotation ${id}: it was deleted or never existed`, { id })
}

type Asked = { startCodePoint: number; endCodePoint: number; quote: string }

/** Checks that a quote stands where it says, and reads its context. Offsets in code points. */
function readBounds(db: Db, articleId: string, { startCodePoint, endCodePoint, quote }: Asked) {
  const { text, map } = readKnownText(db, articleId)
  if (endCodePoint <= startCodePoint || endCodePoint > map.codePoints)
    throw new DomainError('span-out-of-text', `${startCodePoint}..${endCodePoint} is outside the text`)
  const slice = (from: number, to: number): string => {
    const inside = codePointSpan(Math.max(0, from), Math.min(map.codePoints, to))
    const { start, end } = map.toSpan(inside)
    return text.slice(start, end)
  }
  if (slice(startCodePoint, endCodePoint) !== quote)
    throw new DomainError('quote-mismatch', `the quote is not the text at ${startCodePoint}..${endCodePoint}`)
  const prefix = slice(startCodePoint - CONTEXT_LENGTH, startCodePoint)
  const suffix = slice(endCodePoint, endCodePoint + CONTEXT_LENGTH)
  assertWholeGraphemes({ prefix, quote, suffix })
  return { startCodePoint, endCodePoint, quote, prefix, suffix }
}

function assertWholeGraphemes({ prefix, quote, suffix }: { prefix: string; quote: string; suffix: string }): void {
  const around = prefix + quote + suffix
  const start = prefix.length
  if (splitsGrapheme(around, start) || splitsGrapheme(around, start + quote.length))
    throw new DomainError('splits-grapheme', 'the span would cut a letter from its marks')
}

function assertValueFits(label: AnnotationRow['label'], value: AnnotationRow['value']): void {
  if (!fitsLabel(label, value)) throw new DomainError('bad-input', `this value does not fit the label ${label}`)
}

type StoredRow = Omit<AnnotationRow, 'value' | 'rating' | 'claim'> & { value: string | null; claim: string | null }
type StoredRating = Rating & { annotationId: string }

/** Reads annotations with their current rating and their claim: two statements, however many there are. */
function readRows(db: Db, { rows, ratings }: { rows: string; ratings: string }, key: string): AnnotationRow[] {
  const stored = statement<StoredRow>(db, rows).all(key)
  if (stored.length === 0) return []
  const current = new Map<string, Rating>()
  for (const { annotationId, ...rating } of statement<StoredRating>(db, ratings).all(key))
    current.set(annotationId, rating)
  return stored.map(({ value, claim, ...row }) => ({
    ...row,
    value: value === null ? null : JSON.parse(value),
    rating: current.get(row.id) ?? null,
    claim: claim === null ? null : JSON.parse(claim),
  }))
}

const ROWS = `SELECT n.id, n.article_id AS articleId, n.layer, n.label, n.subtype, n.start_code_point AS startCodePoint,
n.end_code_point AS endCodePoint, n.quote, n.prefix, n.suffix, n.value, n.note, n.status, n.author, n.tool, n.rule,
n.derived_from AS derivedFrom, n.created_ms AS createdAt, n.changed_ms AS changedAt, c.body AS claim, m.entity_id AS entity
FROM annotation n LEFT JOIN claim c ON c.annotation_id = n.id LEFT JOIN mention m ON m.annotation_id = n.id`
// In the order of the log, so that the last one standing is the current one.
const RATINGS = 'SELECT r.annotation_id AS annotationId, r.reliability, r.credibility, r.rationale FROM rating r'
const IN_ORDER = 'ORDER BY r.lamport, r.op_hash'
const OF_ARTICLE = {
  rows: `${ROWS} WHERE n.article_id = (SELECT ?) AND n.status <> 'deleted' ORDER BY n.start_code_point, n.end_code_point, n.id`,
  ratings: `${RATINGS} JOIN annotation n ON n.id = r.annotation_id WHERE n.article_id = (SELECT ?) AND r.live = 1 ${IN_ORDER}`,
}
const OF_ID = {
  rows: `${ROWS} WHERE n.id = (SELECT ?)`,
  ratings: `${RATINGS} WHERE r.annotation_id = (SELECT ?) AND r.live = 1 ${IN_ORDER}`,
}
