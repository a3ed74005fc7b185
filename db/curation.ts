import type { CaseLink, CaseList, CaseRows, Decision, JudgedCase } from '../corpus/adjudication.ts'
import type { AnnotationRow } from '../corpus/annotation.ts'
import { type CuratedRow, type CurationCase, groupAnnotations } from '../corpus/curation.ts'
import type { RootOf } from '../corpus/curation-entities.ts'
import { layerAuthor } from '../corpus/layer.ts'
import { findAnnotation, listAnnotations } from './annotation.ts'
import { listCurated } from './curated.ts'
import { findEntity, readRoots } from './entity.ts'
import type { Db } from './open.ts'
import { listParticipants } from './participants.ts'
import { statement } from './statement.ts'

/** An annotation that a decision looked at, with the last ops on it that it knew. */
export type Considered = Readonly<{ annotationId: string; heads: readonly string[] }>

type KnownDecision = Decision & Readonly<{ considered: readonly Considered[] }>

/** Cases with the annotations that they are of. `roots` has the entity that stands for each one that these refer to. */
export type CaseBook<R = AnnotationRow> = CaseList &
  Readonly<{
    annotations: readonly R[]
    adjudicated: readonly R[]
    roots: ReadonlyMap<string, string>
  }>

/** One article as it is adjudicated: the cases, what was decided about them, and what came since. */
export function readCuration(db: Db, articleId: string): CaseBook {
  return readCases(db, articleId, listAnnotations(db, articleId), listDecisions(db, articleId))
}

/** The same without the words of the annotations: enough to list cases, and to count them. */
export function readCaseList(db: Db, articleId: string): CaseBook<CuratedRow> {
  return readCases(db, articleId, listCurated(db, articleId), listDecisions(db, articleId))
}

/** What cases name: those of the given annotations that are not deleted, with their entities and links. */
export function readCaseRows(db: Db, articleId: string, ids: readonly string[]): CaseRows {
  const found = ids.flatMap((id) => findAnnotation(db, id) ?? [])
  const rows = found.filter((row) => row.articleId === articleId && row.status !== 'deleted')
  const named = rows.some((row) => listEntitiesOf(row).length > 0)
  return {
    annotations: rows.filter(({ layer }) => layerAuthor(layer) !== undefined),
    adjudicated: rows.filter(({ layer }) => layer === 'adjudicated'),
    entities: named ? nameEntities(db, rows, readRoots(db)) : [],
    links: statement<CaseLink>(db, LINKS).all({ ids: JSON.stringify(rows.map(({ id }) => id)) }),
  }
}

/** The entities that annotations refer to, and that claims name, with the names of those that stand for them. */
function nameEntities(
  db: Db,
  rows: readonly AnnotationRow[],
  roots: ReadonlyMap<string, string>,
): CaseRows['entities'] {
  const named = new Set(rows.flatMap(listEntitiesOf))
  return [...named].flatMap((id) => {
    const root = roots.get(id)
    const row = root === undefined ? undefined : findEntity(db, root)
    return row === undefined ? [] : [{ id, name: row.name, root: row.id }]
  })
}

function listEntitiesOf({ entity, claim }: Pick<AnnotationRow, 'entity' | 'claim'>): string[] {
  return [entity, claim?.source?.entity, claim?.source?.via?.entity].filter((id) => typeof id === 'string')
}

/**
 * The same of a few annotations and all that overlap them, directly or through others, which is all that their cases can
 * depend on; with none, of one decision whose annotations are gone.
 */
export function readCurationAround(db: Db, articleId: string, ids: readonly string[], decisionId: string): CaseBook {
  const rows = listLinked(db, articleId, ids)
  const about = { articleId, decisionId, ids: JSON.stringify(rows.map(({ id }) => id)) }
  const decisions = statement<StoredDecision>(db, DECISIONS_ABOUT).all(about).map(readDecision)
  const made = decisions.flatMap(({ annotationId }) => (annotationId === null ? [] : [annotationId]))
  const adjudicated = made.flatMap((id) => findAnnotation(db, id) ?? []).filter(({ status }) => status !== 'deleted')
  return readCases(db, articleId, [...rows, ...adjudicated], decisions)
}

/** Analysts' annotations that hang together with the given ones by overlaps. */
function listLinked(db: Db, articleId: string, ids: readonly string[]): AnnotationRow[] {
  const asked = ids.flatMap((id) => findAnnotation(db, id) ?? []).filter((row) => row.articleId === articleId)
  let start = Math.min(...asked.map(({ startCodePoint }) => startCodePoint))
  let end = Math.max(...asked.map(({ endCodePoint }) => endCodePoint))
  let found: { id: string; start: number; end: number }[] = []
  for (let before = -1; asked.length > 0 && before !== found.length; ) {
    before = found.length
    found = statement<{ id: string; start: number; end: number }>(db, OVERLAPPING).all(articleId, end, start)
    start = Math.min(start, ...found.map((row) => row.start))
    end = Math.max(end, ...found.map((row) => row.end))
  }
  return found.map(({ id }) => findAnnotation(db, id)!)
}

function readCases<R extends CuratedRow>(
  db: Db,
  articleId: string,
  stored: readonly R[],
  decisions: readonly KnownDecision[],
): CaseBook<R> {
  const participants = listParticipants(db, articleId)
  const roots = stored.some((row) => listEntitiesOf(row).length > 0) ? readRoots(db) : new Map<string, string>()
  // What refers to a deleted entity refers to none.
  const all = stored.map((row) => (row.entity === null || roots.has(row.entity) ? row : { ...row, entity: null }))
  const rootOf = (entity: string): string => roots.get(entity) ?? entity
  const annotations = all.filter(({ layer }) => layerAuthor(layer) !== undefined)
  const adjudicated = all.filter(({ layer }) => layer === 'adjudicated')
  const authors = annotations.map(({ layer }) => layerAuthor(layer)!)
  return {
    articleId,
    participants,
    analysts: [...new Set([...participants, ...authors])].sort(),
    annotations,
    adjudicated,
    cases: judgeCases(db, groupAnnotations(annotations, participants, rootOf), decisions, {
      adjudicated: new Map(adjudicated.map((row) => [row.id, row])),
      entities: new Map(annotations.map(({ id, entity }) => [id, entity && rootOf(entity)])),
      rootOf,
    }),
    roots,
  }
}

/** Decisions that stand on one article, the oldest first. */
function listDecisions(db: Db, articleId: string): KnownDecision[] {
  return statement<StoredDecision>(db, `${DECISIONS} ${IN_ORDER}`).all(articleId).map(readDecision)
}

type StoredDecision = Omit<KnownDecision, 'considered'> & { considered: string }

function readDecision({ considered, ...decision }: StoredDecision): KnownDecision {
  return { ...decision, considered: JSON.parse(considered) as Considered[] }
}

function judgeCases(
  db: Db,
  cases: readonly CurationCase[],
  decisions: readonly KnownDecision[],
  now: Now,
): JudgedCase[] {
  const byAnnotation = Map.groupBy(
    decisions.flatMap((decision) => decision.considered.map(({ annotationId }) => ({ annotationId, decision }))),
    ({ annotationId }) => annotationId,
  )
  const ops = decisions.length === 0 ? NO_OPS : readOpsOfArticle(db, decisions)
  const placed = new Set<KnownDecision>()
  const age = new Map(decisions.map((decision, at) => [decision, at]))
  const judged = cases.map((of) => {
    const about = new Set(of.annotationIds.flatMap((id) => byAnnotation.get(id)?.map(({ decision }) => decision) ?? []))
    for (const decision of about) placed.add(decision)
    return judgeCase(
      of,
      [...about].sort((a, b) => age.get(a)! - age.get(b)!),
      now,
      ops,
    )
  })
  const lost = decisions.filter((decision) => !placed.has(decision))
  return [...judged, ...lost.map((decision) => judgeCase(caseOfLost(decision), [decision], now, ops))]
}

/** What stands now: the adjudicated annotations, and which entity each of the analysts' refers to. */
type Now = Readonly<{
  adjudicated: ReadonlyMap<string, CuratedRow>
  entities: ReadonlyMap<string, string | null>
  rootOf: RootOf
}>

function judgeCase(
  of: CurationCase,
  decisions: readonly KnownDecision[],
  { adjudicated, entities, rootOf }: Now,
  ops: OpsByTarget,
): JudgedCase {
  const last = decisions.at(-1)
  if (last === undefined) return { ...of, state: 'open', decision: null, fresh: [], freshIds: [] }
  const considered = new Map(
    decisions.flatMap((each) => each.considered.map((one) => [one.annotationId, one] as const)),
  )
  const known = of.annotationIds.filter((id) => considered.has(id))
  const made = last.annotationId === null ? undefined : adjudicated.get(last.annotationId)
  const isLinkNews = (id: string): boolean =>
    made?.label === 'actor' && (entities.get(id) ?? null) !== (made.entity && rootOf(made.entity))
  const changed = known.filter((id) => hasNews(ops.get(id) ?? [], considered.get(id)!.heads, isLinkNews(id)))
  const added = of.annotationIds.filter((id) => !considered.has(id))
  const results = new Set(decisions.map(({ annotationId }) => annotationId))
  const fresh = [
    ...(added.length > 0 ? (['added'] as const) : []),
    ...(changed.length > 0 ? (['changed'] as const) : []),
    ...(isMissing(last.considered, ops) ? (['removed'] as const) : []),
    ...(results.size > 1 ? (['twice'] as const) : []),
    ...(last.annotationId !== null && made === undefined ? (['gone'] as const) : []),
  ]
  const { considered: _, ...decision } = last
  return { ...of, state: fresh.length > 0 ? 'fresh' : 'decided', decision, fresh, freshIds: [...added, ...changed] }
}

/** A decision whose annotations all went: it is shown where it was made. */
function caseOfLost({ id, label, startCodePoint, endCodePoint }: KnownDecision): CurationCase {
  const nothing = { annotationIds: [], agreement: 'single' as const, differences: [], majority: null }
  return { key: id, label, startCodePoint, endCodePoint, ...nothing }
}

/** The last ops on each of these annotations: what whoever looks at them now knows. */
export function readHeads(db: Db, ids: readonly string[]): Map<string, string[]> {
  const ops = statement<{ hash: string; target: string; parents: string }>(db, OPS).all(JSON.stringify(ids))
  const heads = new Map<string, string[]>()
  for (const [target, mine] of Map.groupBy(ops, (op) => op.target)) {
    const seen = new Set(mine.flatMap(({ parents }) => JSON.parse(parents) as string[]))
    heads.set(
      target,
      mine.map(({ hash }) => hash).filter((hash) => !seen.has(hash)),
    )
  }
  return heads
}

type KnownOp = Readonly<{ hash: string; parents: readonly string[]; kind: string; isDeleted: boolean }>
type OpsByTarget = ReadonlyMap<string, readonly KnownOp[]>
const NO_OPS: OpsByTarget = new Map()

/** What happened to the annotations that decisions looked at. */
function readOpsOfArticle(db: Db, decisions: readonly KnownDecision[]): OpsByTarget {
  const ids = new Set(decisions.flatMap(({ considered }) => considered.map(({ annotationId }) => annotationId)))
  const rows = statement<{ hash: string; target: string; kind: string; parents: string; status: string | null }>(
    db,
    OPS,
  ).all(JSON.stringify([...ids]))
  const ops = rows.map(({ hash, target, kind, parents, status }) => ({
    target,
    hash,
    parents: JSON.parse(parents) as string[],
    kind,
    isDeleted: status === 'deleted',
  }))
  return Map.groupBy(ops, ({ target }) => target)
}

const COUNTED = /^(?:annotation\.|claim\.|rating\.|op\.undo)/
/** Whom a mention refers to is news only where the adjudicated one refers to somebody else. */
const LINKED = /^mention\.(?:link|unlink)/

/** Whether an op came that whoever had seen `heads` did not know. */
function hasNews(ops: readonly KnownOp[], heads: readonly string[], isLinkNews: boolean): boolean {
  const byHash = new Map(ops.map((op) => [op.hash, op]))
  const seen = new Set<string>()
  const open = [...heads]
  for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
    if (seen.has(hash)) continue
    seen.add(hash)
    open.push(...(byHash.get(hash)?.parents ?? []))
  }
  return ops.some(({ hash, kind }) => !seen.has(hash) && (COUNTED.test(kind) || (isLinkNews && LINKED.test(kind))))
}

function isMissing(considered: readonly Considered[], ops: OpsByTarget): boolean {
  return considered.some(({ annotationId }) => ops.get(annotationId)?.[0]?.isDeleted ?? true)
}

const SELECT_DECISIONS = `SELECT id, outcome, annotation_id AS annotationId, label, start_code_point AS startCodePoint,
end_code_point AS endCodePoint, why, author, decided_ms AS decidedAt, considered FROM adjudication`
const IN_ORDER = 'ORDER BY decided_ms, id'
const DECISIONS = `${SELECT_DECISIONS} WHERE article_id = ?`
// A text search costs less than taking every decision of the article apart.
const DECISIONS_ABOUT = `${SELECT_DECISIONS} WHERE article_id = @articleId AND (id = @decisionId
OR EXISTS (SELECT 1 FROM json_each(@ids) AS w WHERE instr(considered, w.value) > 0)) ${IN_ORDER}`
const LINKS = `SELECT l.id, l.from_id AS "from", l.to_id AS "to", l.kind, f.quote AS fromQuote, t.quote AS toQuote
FROM link l JOIN annotation f ON f.id = l.from_id AND f.status <> 'deleted'
JOIN annotation t ON t.id = l.to_id AND t.status <> 'deleted'
WHERE l.from_id IN (SELECT value FROM json_each(@ids)) OR l.to_id IN (SELECT value FROM json_each(@ids)) ORDER BY l.created_ms, l.id`
const OVERLAPPING = `SELECT id, start_code_point AS start, end_code_point AS end FROM annotation
WHERE article_id = ? AND start_code_point < ? AND end_code_point > ? AND status <> 'deleted' AND layer LIKE 'author:%'`
const OPS = `SELECT lower(hex(op.hash)) AS hash, op.target, op.kind, n.status,
json_extract(CAST(op.body AS TEXT), '$.parents') AS parents
FROM json_each(?) AS wanted JOIN op ON op.target = wanted.value LEFT JOIN annotation n ON n.id = op.target
ORDER BY op.lamport, op.hash`
