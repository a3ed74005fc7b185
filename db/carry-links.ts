import type { CaseLink } from '../corpus/adjudication.ts'
import type { Label } from '../corpus/annotation.ts'
import { isMutual, type LinkKind, mayLink } from '../corpus/link.ts'
import { setLink } from './link.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** What became of the links at a case: those that its adjudicated annotation has now, and how many pairs stayed without. */
export type CarriedLinks = Readonly<{ links: readonly CaseLink[]; left: number }>

/**
 * Links an adjudicated annotation as analysts linked what it was made from, as far as the other ends are decided too. Where
 * they link the same two differently, what was accepted as an analyst said it counts, else what more than half of the
 * links say; without either the two stay unlinked and are counted. In the caller's act; nothing is linked twice.
 */
export function carryLinks(
  db: Db,
  made: Readonly<{ id: string; from: readonly string[] }>,
  by: string,
  group: string,
): CarriedLinks {
  const own = new Set(made.from)
  const touching = statement<AnalystsLink>(db, TOUCHING).all({ ids: JSON.stringify(made.from) })
  const pairs = new Map<string, { other: Made; links: AnalystsLink[] }>()
  const here = touching.length === 0 ? undefined : findMade(db, made.from[0]!)
  for (const link of touching) {
    const other = findMade(db, own.has(link.from) ? link.to : link.from)
    if (here === undefined || other === undefined || other.id === here.id) continue
    const pair = pairs.get(other.id) ?? { other, links: [] }
    pairs.set(other.id, pair)
    pair.links.push(link)
  }
  const links: CaseLink[] = []
  let left = 0
  for (const { other, links: said } of pairs.values()) {
    const chosen = choose(said, new Set([here?.accepted, other.accepted]), own)
    const [from, to] = chosen === undefined || own.has(chosen.from) ? [here!, other] : [other, here!]
    if (chosen === undefined || from.label !== 'claim' || !mayLink(chosen.kind, to.label)) left++
    else if (!isLinked(db, from.id, to.id, chosen.kind)) {
      const link = { from: from.id, to: to.id, kind: chosen.kind }
      const { id } = setLink(db, link, by, { group, derivedFrom: `link:${chosen.id}` })
      links.push({ id, ...link, fromQuote: from.quote, toQuote: to.quote })
    }
  }
  return { links, left }
}

type AnalystsLink = Readonly<{ id: string; from: string; to: string; kind: LinkKind }>
type Made = Readonly<{ id: string; label: Label; quote: string; accepted: string | null }>

/** The link that stands for all between two cases; undefined where analysts differ and nobody's was accepted. */
function choose(
  links: readonly AnalystsLink[],
  accepted: ReadonlySet<string | null | undefined>,
  own: ReadonlySet<string>,
): AnalystsLink | undefined {
  const preferred = links.filter(({ from, to }) => accepted.has(from) || accepted.has(to))
  const voices = preferred.length > 0 ? preferred : links
  const direction = ({ kind, from }: AnalystsLink): string => (isMutual(kind) ? '' : own.has(from) ? 'out' : 'in')
  const sayings = [...Map.groupBy(voices, (link) => `${link.kind} ${direction(link)}`).values()]
  return sayings.find((same) => same.length * 2 > voices.length)?.[0]
}

function isLinked(db: Db, from: string, to: string, kind: LinkKind): boolean {
  const find = statement(db, 'SELECT 1 FROM link WHERE from_id = ? AND to_id = ? AND kind = ?')
  return find.get(from, to, kind) !== undefined || (isMutual(kind) && find.get(to, from, kind) !== undefined)
}

/** What was adjudicated of an analyst's annotation, by the decision that stands last. */
function findMade(db: Db, annotationId: string): Made | undefined {
  return statement<Made>(db, MADE).get({ id: annotationId })
}

const TOUCHING = `SELECT l.id, l.from_id AS "from", l.to_id AS "to", l.kind FROM link l
JOIN annotation f ON f.id = l.from_id AND f.status <> 'deleted' AND f.layer LIKE 'author:%'
JOIN annotation t ON t.id = l.to_id AND t.status <> 'deleted' AND t.layer LIKE 'author:%'
WHERE l.from_id IN (SELECT value FROM json_each(@ids)) OR l.to_id IN (SELECT value FROM json_each(@ids))
ORDER BY l.created_ms, l.id`
// A text search over the decisions of one article costs less than taking every one apart.
const MADE = `SELECT m.id, m.label, m.quote,
CASE d.outcome WHEN 'accept' THEN replace(m.derived_from, 'annotation:', '') END AS accepted
FROM annotation n JOIN adjudication d ON d.article_id = n.article_id AND instr(d.considered, @id) > 0
JOIN annotation m ON m.id = d.annotation_id AND m.status <> 'deleted'
WHERE n.id = @id ORDER BY d.decided_ms DESC, d.id DESC LIMIT 1`
