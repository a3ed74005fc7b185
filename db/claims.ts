import type { Claim } from '../corpus/claim.ts'
import { ALIKE, type ClaimTrace, scoreLikeness, traceClaim } from '../corpus/claim-similarity.ts'
import type { LinkKind, LinkRow } from '../corpus/link.ts'
import type { Rating } from '../corpus/rating.ts'
import { type Parties, readParties } from './claim-parties.ts'
import { listLinks } from './link.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** A claim with what a table of all of them shows. Offsets in code points, times in milliseconds since 1970. */
export type ClaimRow = {
  id: string
  articleId: string
  articleTitle: string
  publisher: string | null
  date: string | null
  layer: string
  author: string
  startCodePoint: number
  endCodePoint: number
  quote: string
  claim: Claim | null
  rating: Rating | null
  createdAt: number
  changedAt: number
  links: Record<LinkKind, number>
} & Parties

/** Who sees which layer of an article; all of them where nothing is said. */
export type Sight = (articleId: string, layer: string) => boolean

/** Every claim of the project that `sees` shows, by article and place, and the links between them. */
export function listClaims(db: Db, sees: Sight = () => true): { claims: ClaimRow[]; links: LinkRow[] } {
  const ratings = new Map<string, Rating>()
  for (const { id, ...rating } of statement<Rating & { id: string }>(db, RATINGS).iterate()) ratings.set(id, rating)
  const bare = statement<StoredClaim>(db, CLAIMS)
    .all()
    .filter(({ articleId, layer }) => sees(articleId, layer))
    .map(({ claim, ...row }) => ({
      ...row,
      claim: claim === null ? null : (JSON.parse(claim) as Claim),
      rating: ratings.get(row.id) ?? null,
      links: { about: 0, repeats: 0, supports: 0, contradicts: 0 },
    }))
  const all = listLinks(db)
  const parties = readParties(db, bare, all)
  const claims = bare.map((row) => ({ ...row, ...parties.get(row.id)! }))
  const byId = new Map(claims.map((row) => [row.id, row]))
  const links = all.filter(({ from, to, kind }) => {
    const [one, other] = [byId.get(from), byId.get(to)]
    if (one === undefined || (kind !== 'about' && other === undefined)) return false
    one.links[kind]++
    if (other !== undefined) other.links[kind]++
    return kind !== 'about'
  })
  return { claims, links }
}

/** A claim that may say what another one says, and how alike the two are. */
export type SimilarClaim = Readonly<{ id: string; score: number }>

/** The claims that `sees` shows that are most like one of them, the likest first; see `scoreLikeness`. */
export function listSimilarClaims(db: Db, id: string, limit: number, sees: Sight = () => true): SimilarClaim[] {
  const traces = readTraces(db)
  const own = traces.get(id)
  if (own === undefined) return []
  const found: { id: string; score: number }[] = []
  for (const [other, { trace, articleId, layer }] of traces) {
    // What two annotators marked in one place is one claim, not two that agree.
    if (other === id || (articleId === own.articleId && overlap(traces.get(other)!, own))) continue
    const score = scoreLikeness(own.trace, trace)
    if (score >= ALIKE && sees(articleId, layer)) found.push({ id: other, score })
  }
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit)
}

type Place = { articleId: string; layer: string; start: number; end: number }
type Traced = Place & { changedAt: number; values: string; trace: ClaimTrace }

const traced = new WeakMap<Db, Map<string, Traced>>()

/** The traces of all claims; only those that changed are made anew. */
function readTraces(db: Db): ReadonlyMap<string, Traced> {
  const known = traced.get(db) ?? new Map<string, Traced>()
  const fresh = new Map<string, Traced>()
  for (const { id, quote, values, ...place } of statement<StoredTrace>(db, TRACES).iterate()) {
    const before = known.get(id)
    const isSame = before?.changedAt === place.changedAt && before.values === values
    const trace = isSame ? before.trace : traceClaim(quote, JSON.parse(values) as string[])
    fresh.set(id, { ...place, values, trace })
  }
  traced.set(db, fresh)
  return fresh
}

function overlap(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end
}

type StoredClaim = Omit<ClaimRow, 'claim' | 'rating' | 'links' | keyof Parties> & { claim: string | null }
type StoredTrace = Place & { id: string; quote: string; changedAt: number; values: string }

const CLAIMS = `SELECT n.id, n.article_id AS articleId, a.title AS articleTitle, a.publisher, a.date, n.layer, n.author,
n.start_code_point AS startCodePoint, n.end_code_point AS endCodePoint, n.quote, c.body AS claim,
n.created_ms AS createdAt, n.changed_ms AS changedAt
FROM annotation n JOIN article a ON a.id = n.article_id LEFT JOIN claim c ON c.annotation_id = n.id
WHERE n.label = 'claim' AND n.status <> 'deleted' ORDER BY a.title, a.id, n.start_code_point, n.end_code_point, n.id`
// In the order of the log, so that the last one standing is the current one.
const RATINGS = `SELECT r.annotation_id AS id, r.reliability, r.credibility, r.rationale
FROM rating r JOIN annotation n ON n.id = r.annotation_id
WHERE r.live = 1 AND n.label = 'claim' ORDER BY r.lamport, r.op_hash`
const TRACES = `SELECT n.id, n.article_id AS articleId, n.layer, n.start_code_point AS start, n.end_code_point AS "end",
n.quote, n.changed_ms AS changedAt, (SELECT coalesce(json_group_array(DISTINCT v.value), '[]') FROM annotation v
  WHERE v.article_id = n.article_id AND v.layer = n.layer AND v.label IN ('date', 'amount') AND v.status <> 'deleted'
  AND v.value IS NOT NULL AND v.start_code_point >= n.start_code_point AND v.start_code_point < n.end_code_point
  AND v.end_code_point <= n.end_code_point) AS "values"
FROM annotation n WHERE n.label = 'claim' AND n.status <> 'deleted'`
