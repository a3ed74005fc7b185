import { and, eq, inArray, ne } from 'drizzle-orm'
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
import { splitsGrapheme } from '../corpus/text/graphemes.ts'
import { refoldAnnotation } from './annotation-fold.ts'
import { type Db, inTransaction } from './open.ts'
import { appendOp, type OpKind } from './ops.ts'
import { annotation, claim, rating } from './schema.ts'
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
    if (statement(db, 'SELECT 1 FROM annotation WHERE id = ?').get(id))
      throw new DomainError('bad-input', `annotation ${id} exists already`)
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

/** Changes label, subtype, bounds, value or note. Bounds in code points, with the quote that stands there. */
export function changeAnnotation(db: Db, id: string, change: AnnotationChange, by: string): AnnotationRow {
  return inTransaction(db, () => {
    const row = getLive(db, id)
    const label = change.label ?? row.label
    // A value belongs to its label: a date that becomes an actor keeps no date.
    const value = change.value ?? (fitsLabel(label, row.value) ? undefined : null)
    if (change.value) assertValueFits(label, change.value)
    const { bounds, value: _, ...rest } = change
    return write(db, by, 'annotation.change', id, {
      ...rest,
      ...(bounds ? { bounds: readBounds(db, row.articleId, bounds) } : {}),
      ...(change.value !== undefined || value === null ? { value: value ?? null } : {}),
    })
  })
}

/** Deletes annotations as one act; they stay in the log and can be restored. */
export function deleteAnnotations(db: Db, ids: readonly string[], by: string): AnnotationRow[] {
  const group = uuidv7()
  return inTransaction(db, () =>
    ids.map((id) => {
      getLive(db, id)
      return write(db, by, 'annotation.delete', id, {}, group)
    }),
  )
}

/** Rates the source and the information of an annotation; earlier ratings stay in its history. */
export function setRating(db: Db, id: string, value: Rating, by: string, group?: string): AnnotationRow {
  return inTransaction(db, () => {
    getLive(db, id)
    return write(db, by, 'rating.set', id, value, group)
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
  const rows = db.orm
    .select()
    .from(annotation)
    .where(and(eq(annotation.articleId, articleId), ne(annotation.status, 'deleted')))
    .orderBy(annotation.startCodePoint, annotation.endCodePoint, annotation.id)
    .all()
  return attach(db, rows)
}

/** One annotation, deleted or not; undefined for an unknown id. */
export function findAnnotation(db: Db, id: string): AnnotationRow | undefined {
  const row = db.orm.select().from(annotation).where(eq(annotation.id, id)).get()
  return row && attach(db, [row])[0]
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

function write(db: Db, by: string, kind: OpKind, id: string, change: object, group?: string): AnnotationRow {
  appendOp(db, by, { kind, target: id, change: { ...change }, ...(group ? { group } : {}) })
  refoldAnnotation(db, id)
  return findAnnotation(db, id)!
}

function getLive(db: Db, id: string): AnnotationRow {
  const row = findAnnotation(db, id)
  if (row && row.status !== 'deleted') return row
  throw new DomainError('annotation-missing', `no annotation ${id}: it was deleted or never existed`, { id })
}

type Asked = { startCodePoint: number; endCodePoint: number; quote: string }

/** Checks that a quote stands where it says, and reads its context. Offsets in code points. */
function readBounds(db: Db, articleId: string, { startCodePoint, endCodePoint, quote }: Asked) {
  const found = statement<{ characters: number; quote: string; prefix: string; suffix: string }>(db, READ_SLICE).get({
    article: articleId,
    start: startCodePoint,
    end: endCodePoint,
    before: Math.max(0, startCodePoint - CONTEXT_LENGTH),
    context: CONTEXT_LENGTH,
  })
  if (!found) throw new DomainError('article-missing', `no article ${articleId}`, { id: articleId })
  if (endCodePoint <= startCodePoint || endCodePoint > found.characters)
    throw new DomainError('span-out-of-text', `${startCodePoint}..${endCodePoint} is outside the text`)
  if (found.quote !== quote)
    throw new DomainError('quote-mismatch', `the quote is not the text at ${startCodePoint}..${endCodePoint}`)
  assertWholeGraphemes(found)
  return { startCodePoint, endCodePoint, quote, prefix: found.prefix, suffix: found.suffix }
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

type Stored = typeof annotation.$inferSelect

/** Adds the current rating and the claim to rows, two queries for any number of them. */
function attach(db: Db, rows: readonly Stored[]): AnnotationRow[] {
  const ids = rows.map(({ id }) => id)
  const ratings = new Map<string, Rating>()
  const claims = new Map<string, Claim>()
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500)
    const rated = db.orm
      .select()
      .from(rating)
      .where(and(inArray(rating.annotationId, some), eq(rating.live, true)))
      .orderBy(rating.lamport, rating.opHash)
    for (const { annotationId, reliability, credibility, rationale } of rated.all())
      ratings.set(annotationId, { reliability, credibility, rationale })
    for (const { annotationId, body } of db.orm.select().from(claim).where(inArray(claim.annotationId, some)).all())
      claims.set(annotationId, JSON.parse(body) as Claim)
  }
  return rows.map(({ createdMs, changedMs, value, ...row }) => ({
    ...row,
    value: value === null ? null : JSON.parse(value),
    createdAt: createdMs,
    changedAt: changedMs,
    rating: ratings.get(row.id) ?? null,
    claim: claims.get(row.id) ?? null,
  }))
}

const READ_SLICE = `SELECT a.characters, substr(t.text, @start + 1, @end - @start) AS quote,
substr(t.text, @before + 1, @start - @before) AS prefix, substr(t.text, @end + 1, @context) AS suffix
FROM article a JOIN canonical_text t ON t.sha256 = a.sha256 WHERE a.id = @article AND a.removed = 0`
