import { isDeepStrictEqual } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import type { AnnotationRow } from '../corpus/annotation.ts'
import { DomainError } from '../corpus/errors.ts'
import { findAnnotation } from './annotation.ts'
import { foldAnnotation, refoldAnnotation } from './annotation-fold.ts'
import { appendOp } from './append.ts'
import { type Db, inTransaction } from './open.ts'
import { type Change, listOps, type Op, type OpKind } from './ops.ts'

/**
 * Brings an annotation, its claim and this author's rating back to what they were after one of its log entries, as one new
 * act that can itself be undone; the log keeps everything between. Returns the row; undefined where nothing differed, or
 * where it is deleted again. Throws DomainError `not-found` for an entry that is not this annotation's.
 */
export function restoreState(db: Db, annotationId: string, hash: string, by: string): AnnotationRow | undefined {
  return inTransaction(db, () => {
    const ops = listOps(db, annotationId)
    const at = ops.findIndex((op) => op.hash === hash)
    const wanted = at < 0 ? undefined : foldAnnotation(ops.slice(0, at + 1))
    const now = foldAnnotation(ops)
    if (!wanted || !now) throw new DomainError('not-found', `annotation ${annotationId} has no state ${hash}`)
    const group = uuidv7()
    for (const [kind, change] of listSteps(now, wanted, ops[at]!, by))
      appendOp(db, by, { kind, target: annotationId, change, group })
    refoldAnnotation(db, annotationId)
    return findAnnotation(db, annotationId)
  })
}

type Folded = NonNullable<ReturnType<typeof foldAnnotation>>
type Step = readonly [OpKind, Change]

function listSteps(now: Folded, wanted: Folded, op: Op, by: string): Step[] {
  const steps: Step[] = []
  const gone = (state: Folded): boolean => state.row.status === 'deleted'
  if (gone(now) && !gone(wanted)) steps.push(['annotation.restore', {}])
  const change = differ(readFields(now), readFields(wanted))
  if (Object.keys(change).length > 0) steps.push(['annotation.change', change])
  if (now.claim !== wanted.claim)
    steps.push(['claim.set', { claim: wanted.claim === undefined ? null : JSON.parse(wanted.claim) }])
  const rating = ratingBy(wanted, op.kind === 'rating.set' ? op.author : by)
  if (rating && !isDeepStrictEqual(rating, ratingBy(now, by))) steps.push(['rating.set', rating])
  if (!gone(now) && gone(wanted)) steps.push(['annotation.delete', {}])
  return steps
}

function readFields({ row }: Folded): Change {
  const bounds = {
    startCodePoint: row.start_code_point,
    endCodePoint: row.end_code_point,
    quote: row.quote,
    prefix: row.prefix,
    suffix: row.suffix,
  }
  const value = typeof row.value === 'string' ? (JSON.parse(row.value) as unknown) : null
  return { label: row.label, subtype: row.subtype, bounds, value, note: row.note }
}

function differ(now: Change, wanted: Change): Change {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !isDeepStrictEqual(value, now[name])))
}

/** The last standing rating of one author. */
function ratingBy({ ratings }: Folded, author: string): Change | undefined {
  const found = ratings.findLast((rating) => rating.author === author && rating.live === 1)
  return found && { reliability: found.reliability, credibility: found.credibility, rationale: found.rationale }
}
