import type { CuratedRow } from '../corpus/curation.ts'
import type { Rating } from '../corpus/rating.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** Annotations of one article in reading order as far as cases are told by them, without the deleted ones. */
export function listCurated(db: Db, articleId: string): CuratedRow[] {
  const ratings = new Map<string, Rating>()
  for (const { annotationId, ...rating } of statement<Rating & { annotationId: string }>(db, RATINGS).all(articleId))
    ratings.set(annotationId, rating)
  // Thousands of rows: what is read is filled in where it lies.
  return statement<Stored>(db, ROWS)
    .all(articleId)
    .map((row) =>
      Object.assign(row, {
        value: row.value === null ? null : JSON.parse(row.value),
        claim: row.claim === null ? null : JSON.parse(row.claim),
        rating: ratings.get(row.id) ?? null,
      }),
    )
}

type Stored = Omit<CuratedRow, 'value' | 'claim' | 'rating'> & { value: string | null; claim: string | null }

const ROWS = `SELECT n.id, n.layer, n.label, n.subtype, n.start_code_point AS startCodePoint,
n.end_code_point AS endCodePoint, n.value, n.status, c.body AS claim, m.entity_id AS entity
FROM annotation n LEFT JOIN claim c ON c.annotation_id = n.id LEFT JOIN mention m ON m.annotation_id = n.id
WHERE n.article_id = ? AND n.status <> 'deleted' ORDER BY n.start_code_point, n.end_code_point, n.id`
// In the order of the log, so that the last one standing is the current one.
const RATINGS = `SELECT r.annotation_id AS annotationId, r.reliability, r.credibility, r.rationale FROM rating r
JOIN annotation n ON n.id = r.annotation_id WHERE n.article_id = ? AND r.live = 1 ORDER BY r.lamport, r.op_hash`
