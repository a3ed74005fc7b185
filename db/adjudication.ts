import { v7 as uuidv7 } from 'uuid'
import type { AdjudicatedDraft, Carried, CaseLink, JudgedCase, Verdict } from '../corpus/adjudication.ts'
import type { AnnotationRow } from '../corpus/annotation.ts'
import { findCommonEntity, nameCommonEntities, type RootOf } from '../corpus/curation-entities.ts'
import { DomainError } from '../corpus/errors.ts'
import type { Rating } from '../corpus/rating.ts'
import { refoldAdjudication } from './adjudication-fold.ts'
import { createAnnotation, deleteAnnotations, findAnnotation, setClaim, setRating } from './annotation.ts'
import { appendOp } from './append.ts'
import { listArticles } from './article.ts'
import { type CarriedLinks, carryLinks } from './carry-links.ts'
import { type CaseBook, readCaseList, readCuration, readCurationAround, readHeads } from './curation.ts'
import { linkMentions } from './entity.ts'
import { keepEntity, keepLinks, readByHand } from './kept-by-hand.ts'
import { findMember } from './member.ts'
import { type Db, inTransaction } from './open.ts'
import { listOps } from './ops.ts'
import { statement } from './statement.ts'

/**
 * A case after its decision and the adjudicated annotation, with the links that were carried over to it, and how many
 * pairs stayed without one since analysts link them differently; `reread` where another case may show something else now.
 */
export type DecidedCase = Readonly<{
  judged: JudgedCase
  made: AnnotationRow | null
  links: readonly CaseLink[]
  left: number
  reread: boolean
}>

/** The case that is decided, and the annotations that were looked at. */
export type AskedCase = Readonly<{ articleId: string; key: string; annotationIds: readonly string[] }>

/**
 * Decides one case as one act: the decision, and the annotation in the layer `adjudicated` where one is to be, with the
 * entity that it refers to and the links to what is adjudicated already. The analysts' own stay as they are. Deciding again replaces what the last decision made, but for what people linked by hand; the older one stays in the log.
 * Throws DomainError `case-changed` where the case is not what was looked at, `lead-only` for anybody but a lead.
 */
export function decideCase(db: Db, asked: AskedCase, verdict: Verdict, by: string): DecidedCase {
  assertLeads(db, by)
  return inTransaction(db, () => {
    const curation = readCurationAround(db, asked.articleId, asked.annotationIds, asked.key)
    const found = curation.cases.find(({ key }) => key === asked.key)
    if (found === undefined || found.annotationIds.join() !== asked.annotationIds.join())
      throw new DomainError('case-changed', 'the annotations of this case changed meanwhile: look at it again')
    return decide(db, openArticle(db, curation, [found]), found, verdict, by, uuidv7())
  })
}

const STEP = 25

/**
 * Accepts every open case in which all analysts agree, of one article or of all, in steps between which other work may
 * go on. Each one is in the file before the next, and whoever stops asking keeps what was accepted. All of them are one
 * act. Cases are read anew where somebody wrote in between. Throws DomainError `lead-only` for anybody but a lead.
 */
export function* acceptAgreed(
  db: Db,
  articleId: string | null,
  by: string,
): Generator<{ decided: number; total: number } & Carried> {
  assertLeads(db, by)
  const group = uuidv7()
  let decided = 0
  const carried = { entities: 0, links: 0, left: 0 }
  for (const id of articleId === null ? listArticles(db).map((article) => article.id) : [articleId]) {
    for (let rest = readAgreed(db, id), seen = countOps(db); rest.agreed.length > 0; ) {
      if (countOps(db) !== seen) rest = readAgreed(db, id)
      const { curation, agreed } = rest
      const step = agreed.slice(0, STEP)
      inTransaction(db, () => {
        const open = openArticle(db, curation, step)
        for (const each of step) {
          const { made, links, left } = decide(db, open, each, { outcome: 'majority', why: null }, by, group)
          if (made?.entity) carried.entities++
          carried.links += links.length
          carried.left += left
        }
      })
      decided += step.length
      rest = { curation, agreed: agreed.slice(STEP) }
      seen = countOps(db)
      yield { decided, total: decided + rest.agreed.length, ...carried }
    }
  }
}

function readAgreed(db: Db, articleId: string): { curation: CaseBook; agreed: readonly JudgedCase[] } {
  const curation = readCuration(db, articleId)
  return { curation, agreed: curation.cases.filter(isAgreed) }
}

function isAgreed({ state, agreement }: JudgedCase): boolean {
  return state === 'open' && agreement === 'agree'
}

function countOps(db: Db): number {
  return statement<{ n: number }>(db, 'SELECT count(*) AS n FROM op').get()!.n
}

function assertLeads(db: Db, by: string): void {
  if (findMember(db, by)?.role !== 'lead') throw new DomainError('lead-only', 'only a lead decides about cases')
}

/** How far the adjudication of every article is. */
export function listProgress(db: Db) {
  return listArticles(db).map(({ id }) => {
    const { cases, analysts } = readCaseList(db, id)
    const count = (state: JudgedCase['state']): number => cases.filter((each) => each.state === state).length
    const agreed = cases.filter(({ state, agreement }) => state === 'open' && agreement === 'agree').length
    return {
      articleId: id,
      analysts: analysts.length,
      open: count('open'),
      decided: count('decided'),
      fresh: count('fresh'),
      agreed,
    }
  })
}

/** The article that a decision is about, also one that was undone; undefined for an unknown id. */
export function articleOfAdjudication(db: Db, id: string): string | undefined {
  const articleId = listOps(db, id).find(({ kind }) => kind === 'adjudication.decide')?.change?.articleId
  return articleId === undefined ? undefined : String(articleId)
}

type OpenArticle = Pick<CaseBook, 'articleId' | 'roots'> &
  Readonly<{
    rows: ReadonlyMap<string, AnnotationRow>
    adjudicated: ReadonlySet<string>
    heads: ReadonlyMap<string, readonly string[]>
  }>

function openArticle(
  db: Db,
  { articleId, annotations, adjudicated, roots }: CaseBook,
  cases: readonly JudgedCase[],
): OpenArticle {
  const rows = new Map(annotations.map((row) => [row.id, row]))
  const heads = readHeads(
    db,
    cases.flatMap(({ annotationIds }) => annotationIds),
  )
  return { articleId, roots, rows, adjudicated: new Set(adjudicated.map(({ id }) => id)), heads }
}

function decide(db: Db, open: OpenArticle, of: JudgedCase, verdict: Verdict, by: string, group: string): DecidedCase {
  const { articleId, roots, rows, adjudicated, heads } = open
  const members = of.annotationIds.map((id) => rows.get(id)!)
  const result = resultOf(of, members, verdict, (entity) => roots.get(entity) ?? entity)
  const older = listDecisionsOf(db, of, articleId)
  const annotationId = result === null ? null : uuidv7()
  const change = {
    articleId,
    label: result?.draft.label ?? of.label,
    startCodePoint: result?.draft.startCodePoint ?? of.startCodePoint,
    endCodePoint: result?.draft.endCodePoint ?? of.endCodePoint,
    outcome: verdict.outcome,
    annotationId,
    considered: of.annotationIds.map((id) => ({ annotationId: id, heads: heads.get(id) ?? [] })),
    why: verdict.why === '' ? null : verdict.why,
  }
  // The decision comes first: the act is named after it. Decisions about the same made apart are all replaced.
  const targets = older.length > 0 ? older.map(({ id }) => id) : [uuidv7()]
  let decidedAt = 0
  for (const target of targets) {
    decidedAt = appendOp(db, by, { kind: 'adjudication.decide', target, change, group }).wallMs
    refoldAdjudication(db, target)
  }
  const replaced = older.flatMap(({ annotationId: made }) => (made && adjudicated.has(made) ? [made] : []))
  const carried = replace(db, open, { of, verdict, result, annotationId, replaced: [...new Set(replaced)] }, by, group)
  const { outcome, label, startCodePoint, endCodePoint, why } = change
  const said = { annotationId, outcome, label, startCodePoint, endCodePoint, why, author: by, decidedAt }
  return {
    judged: { ...of, state: 'decided', decision: { id: targets[0]!, ...said }, fresh: [], freshIds: [] },
    made: annotationId === null ? null : (findAnnotation(db, annotationId) ?? null),
    ...carried,
    reread: older.length > 0,
  }
}

type Replacement = Readonly<{
  of: JudgedCase
  verdict: Verdict
  result: Result
  annotationId: string | null
  replaced: readonly string[]
}>

/** Takes away what older decisions made and makes what this one says, with the links of analysts and of people by hand. */
function replace(
  db: Db,
  { articleId, rows, roots }: OpenArticle,
  { of, verdict, result, annotationId, replaced }: Replacement,
  by: string,
  group: string,
): CarriedLinks {
  const byHand = readByHand(db, replaced)
  if (replaced.length > 0) deleteAnnotations(db, replaced, by, group)
  if (result === null || annotationId === null) return { links: [], left: 0 }
  adjudicate(db, articleId, annotationId, result, verdict.outcome, by, group)
  if (!choosesEntity(verdict, rows)) keepEntity(db, byHand, annotationId, roots, by, group)
  keepLinks(db, byHand, { id: annotationId, replaced }, by, group)
  return carryLinks(db, { id: annotationId, from: of.annotationIds }, by, group)
}

/** True where the verdict itself says whom the annotation refers to. */
function choosesEntity(verdict: Verdict, rows: ReadonlyMap<string, AnnotationRow>): boolean {
  if (verdict.outcome === 'edit') return verdict.draft.entity !== undefined
  return verdict.outcome === 'accept' && (rows.get(verdict.annotationId)?.entity ?? null) !== null
}

function adjudicate(
  db: Db,
  articleId: string,
  id: string,
  { draft: said, from: derivedFrom }: NonNullable<Result>,
  outcome: Verdict['outcome'],
  by: string,
  group: string,
): void {
  const { claim, rating, entity, ...draft } = said
  const origin = { layer: 'adjudicated', tool: 'adjudication', rule: outcome, derivedFrom, group }
  createAnnotation(db, { id, articleId, ...draft }, by, origin)
  if (claim !== null) setClaim(db, id, claim, by, group)
  if (rating !== null) setRating(db, id, rating, by, group)
  if (entity) linkMentions(db, [id], entity, by, group)
}

type Result = { draft: AdjudicatedDraft; from: string | null } | null

/** What the adjudicated annotation shall say; null where nothing is to be marked. */
function resultOf(of: JudgedCase, members: readonly AnnotationRow[], verdict: Verdict, rootOf: RootOf): Result {
  const draft = (chosen: AnnotationRow, rating: Rating | null, entity: string | null) => ({
    draft: draftFrom(chosen, rating, members, entity, rootOf),
    from: nameSource(chosen),
  })
  if (verdict.outcome === 'reject') return null
  if (verdict.outcome === 'edit') {
    const { label, entity = commonEntity(members, rootOf) } = verdict.draft
    return { draft: { ...verdict.draft, entity: label === 'actor' ? entity : null }, from: nameSource(members[0]) }
  }
  if (verdict.outcome === 'accept') {
    const chosen = members.find(({ id }) => id === verdict.annotationId)
    if (chosen === undefined) throw new DomainError('bad-input', 'the annotation is not one of this case')
    return draft(chosen, chosen.rating, chosen.entity ?? commonEntity(members, rootOf))
  }
  const { majority } = of
  if (majority === null) throw new DomainError('no-majority', 'no more than half of the analysts say the same here')
  if (majority === 'nothing') return null
  const same = members.filter(({ id }) => majority.includes(id))
  return draft(same[0]!, commonRating(same), commonEntity(members, rootOf))
}

function commonEntity(rows: readonly AnnotationRow[], rootOf: RootOf): string | null {
  return findCommonEntity(
    rows.map(({ label, entity }) => (label === 'actor' ? entity : null)),
    rootOf,
  )
}

function nameSource(row: AnnotationRow | undefined): string | null {
  return row === undefined ? null : `annotation:${row.id}`
}

function draftFrom(
  { label, subtype, startCodePoint, endCodePoint, quote, value, note, claim }: AnnotationRow,
  rating: Rating | null,
  members: readonly AnnotationRow[],
  entity: string | null,
  rootOf: RootOf,
): AdjudicatedDraft {
  const others = members.flatMap((row) => row.claim ?? [])
  const named = claim && nameCommonEntities(claim, others, rootOf)
  const refersTo = label === 'actor' ? entity : null
  return { label, subtype, startCodePoint, endCodePoint, quote, value, note, claim: named, rating, entity: refersTo }
}

/** The rating that more than half of those who rated gave; none where they differ. */
function commonRating(rows: readonly AnnotationRow[]): Rating | null {
  const ratings = rows.flatMap(({ rating }) => (rating === null ? [] : [rating]))
  const groups = Map.groupBy(ratings, ({ reliability, credibility }) => `${reliability} ${credibility}`)
  for (const same of groups.values()) if (same.length * 2 > ratings.length) return same[0]!
  return null
}

type Older = { id: string; annotationId: string | null }

/** The decisions that stand about a case; several where it was decided apart. */
function listDecisionsOf(db: Db, of: JudgedCase, articleId: string): Older[] {
  const ids = JSON.stringify(of.annotationIds)
  return of.decision === null ? [] : statement<Older>(db, OLDER).all(articleId, of.decision.id, ids)
}

const OLDER = `SELECT a.id, a.annotation_id AS annotationId FROM adjudication a WHERE a.article_id = ? AND (a.id = ?
OR EXISTS (SELECT 1 FROM json_each(a.considered) AS c
WHERE json_extract(c.value, '$.annotationId') IN (SELECT value FROM json_each(?))))
ORDER BY a.decided_ms, a.id`
