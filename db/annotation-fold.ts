import { effectiveOps, type Field, foldFields } from './fold.ts'
import { type FoldedMention, foldMention, readMentionOp, writeMention } from './mention-fold.ts'
import type { Db } from './open.ts'
import { type Change, listOps, type Op } from './ops.ts'
import { statement, upsertById } from './statement.ts'

/** An annotation, its ratings, its claim and its entity as the log has them; undefined where no effective op creates it. */
export type FoldedAnnotation = Readonly<{
  row: Readonly<Record<string, string | number | null>>
  ratings: readonly Readonly<Record<string, string | number | Buffer | null>>[]
  claim: string | undefined
  mention: FoldedMention
}>

/** Folds the ops on one annotation into its row, its rating history, its claim and its entity. Pure. */
export function foldAnnotation(ops: readonly Op[]): FoldedAnnotation | undefined {
  const fields = foldFields(ops, readAnnotationOp)
  const created = ops.find(({ kind, change }) => kind === 'annotation.create' && change !== undefined)
  if (created === undefined) return undefined
  const effective = effectiveOps(ops)
  const origin = created.change!
  const field = (name: string): Field | undefined => fields.get(name)
  const shown = (name: string): unknown => field(name)?.value ?? null
  const bounds = (shown('bounds') ?? origin.bounds) as Bounds
  return {
    row: {
      id: created.target,
      article_id: String(origin.articleId),
      layer: String(origin.layer),
      label: String(shown('label') ?? origin.label),
      subtype: shown('subtype') as string | null,
      start_code_point: bounds.startCodePoint,
      end_code_point: bounds.endCodePoint,
      quote: bounds.quote,
      prefix: bounds.prefix,
      suffix: bounds.suffix,
      value: shown('value') === null ? null : JSON.stringify(shown('value')),
      note: shown('note') as string | null,
      status: statusOf(fields),
      author: String(origin.author ?? created.author),
      tool: String(origin.tool),
      rule: (origin.rule ?? null) as string | null,
      derived_from: (origin.derivedFrom ?? null) as string | null,
      created_ms: Number(origin.createdMs ?? created.wallMs),
      changed_ms: effective.at(-1)?.wallMs ?? ops.at(-1)!.wallMs,
    },
    ratings: ops.filter(({ kind }) => kind === 'rating.set').map((op) => toRatingRow(op, effective)),
    claim: shown('claim') === null ? undefined : JSON.stringify(shown('claim')),
    mention: foldMention(created.target, ops),
  }
}

/**
 * Folds one annotation and writes its rows; takes them away where the log no longer creates it, and where it is held
 * back: its article is not here, or its quote is not that article's text. `ops` are all ops on it, in fold order;
 * `isReread` says that its article may have another text than when its row was written. Returns what was written.
 */
export function refoldAnnotation(
  db: Db,
  id: string,
  ops = listOps(db, id),
  isReread = false,
): FoldedAnnotation | undefined {
  const folded = foldAnnotation(ops)
  const isElsewhere = isReread || ops.length === 1
  if (folded === undefined || !(isElsewhere ? writeRow(db, folded) : writeChanges(db, folded))) {
    statement(db, 'DELETE FROM annotation WHERE id = ?').run(id)
    return undefined
  }
  // A log of one entry never said anything else: there is nothing to take away.
  if (ops.length > 1) writeParts(db, id, folded)
  return folded
}

function writeParts(db: Db, id: string, { ratings, claim, mention }: FoldedAnnotation): void {
  statement(db, 'DELETE FROM rating WHERE annotation_id = ?').run(id)
  for (const rating of ratings) statement(db, INSERT_RATING).run(rating)
  if (claim === undefined) statement(db, 'DELETE FROM claim WHERE annotation_id = ?').run(id)
  else statement(db, UPSERT_CLAIM).run(id, claim)
  writeMention(db, id, mention)
}

/** True where the article is here and the quote is its text at these offsets: only then the annotation has a row. */
export function quotesItsArticle(db: Db, { row }: FoldedAnnotation): boolean {
  const length = Number(row.end_code_point) - Number(row.start_code_point)
  const at = Number(row.start_code_point) + 1
  return statement<{ text: string }>(db, TEXT_AT).get(at, length, row.article_id)?.text === row.quote
}

/** A row on the same words needs no look at the article: a long text is read whole for each comparison. */
function writeChanges(db: Db, folded: FoldedAnnotation): boolean {
  return statement(db, UPDATE_SAME_WORDS).run(folded.row).changes === 1 || writeRow(db, folded)
}

/** The file's own triggers compare the quote; asking first would read a long text twice at every edit. */
function writeRow(db: Db, folded: FoldedAnnotation): boolean {
  try {
    statement(db, UPSERT_ANNOTATION).run(folded.row)
    return true
  } catch (error) {
    if (!isRefusedByTrigger(error) || quotesItsArticle(db, folded)) throw error
    return false
  }
}

function isRefusedByTrigger(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === 'SQLITE_CONSTRAINT_TRIGGER'
}

type Bounds = { startCodePoint: number; endCodePoint: number; quote: string; prefix: string; suffix: string }

const READ_KINDS = new Set([
  'annotation.create',
  'annotation.change',
  'annotation.delete',
  'annotation.restore',
  'rating.set',
  'claim.set',
])
const EDITABLE = ['label', 'subtype', 'bounds', 'value', 'note'] as const

/**
 * What an op says of an annotation, field by field. Every edit also says "alive": a deletion hides only what its author
 * had seen, and an edit made without knowledge of it keeps the annotation and shows the conflict.
 */
export function readAnnotationOp(op: Op): Change | undefined {
  const { kind, change } = op
  // A kind that a newer program wrote says nothing here; it is kept and counts after the update.
  if (change === undefined) return undefined
  if (!READ_KINDS.has(kind)) return readMentionOp(op)
  if (kind === 'annotation.delete') return { deleted: true }
  if (kind === 'annotation.restore') return { deleted: false }
  if (kind === 'rating.set') return { deleted: false }
  if (kind === 'claim.set') return { deleted: false, claim: change.claim }
  const edited = EDITABLE.filter((name) => change[name] !== undefined).map((name) => [name, change[name]] as const)
  return { deleted: false, ...Object.fromEntries(edited) }
}

function statusOf(fields: ReadonlyMap<string, Field>): string {
  const deleted = fields.get('deleted')
  if (deleted === undefined) return 'deleted'
  if (deleted.value === true && !deleted.contested) return 'deleted'
  return [...fields.values()].some(({ contested }) => contested) ? 'contested' : 'live'
}

function toRatingRow({ hash, change, author, lamport, wallMs, target }: Op, effective: readonly Op[]) {
  return {
    op_hash: Buffer.from(hash, 'hex'),
    annotation_id: target,
    reliability: (change?.reliability ?? null) as string | null,
    credibility: (change?.credibility ?? null) as number | null,
    rationale: (change?.rationale ?? null) as string | null,
    author: String(change?.author ?? author),
    lamport,
    wall_ms: Number(change?.createdMs ?? wallMs),
    live: effective.some((op) => op.hash === hash) ? 1 : 0,
  }
}

const TEXT_AT = `SELECT substr(t.text, ?, ?) AS text FROM article a JOIN canonical_text t ON t.sha256 = a.sha256
WHERE a.id = (SELECT ?)`
const COLUMNS = [
  'id',
  'article_id',
  'layer',
  'label',
  'subtype',
  'start_code_point',
  'end_code_point',
  'quote',
  'prefix',
  'suffix',
  'value',
  'note',
  'status',
  'author',
  'tool',
  'rule',
  'derived_from',
  'created_ms',
  'changed_ms',
]
const UPSERT_ANNOTATION = upsertById('annotation', COLUMNS)
const WORDS = ['article_id', 'start_code_point', 'end_code_point', 'quote']
const equate = (name: string): string => `${name} = @${name}`
const UPDATE_SAME_WORDS = `UPDATE annotation SET ${COLUMNS.slice(1)
  .filter((name) => !WORDS.includes(name))
  .map(equate)
  .join(', ')} WHERE ${['id', ...WORDS].map(equate).join(' AND ')}`
const INSERT_RATING = `INSERT INTO rating
(op_hash, annotation_id, reliability, credibility, rationale, author, lamport, wall_ms, live)
VALUES (@op_hash, @annotation_id, @reliability, @credibility, @rationale, @author, @lamport, @wall_ms, @live)`
const UPSERT_CLAIM = `INSERT INTO claim (annotation_id, body) VALUES (?, ?)
ON CONFLICT(annotation_id) DO UPDATE SET body = excluded.body`
