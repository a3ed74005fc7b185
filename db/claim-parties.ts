import type { Claim } from '../corpus/claim.ts'
import type { LinkRow } from '../corpus/link.ts'
import { listEntities, listMentions, readRoots } from './entity.ts'
import type { Db } from './open.ts'

/** An entity by its id and its name. */
export type Party = Readonly<{ id: string; name: string }>

/** Who says a claim and whom it is about, as far as their mentions were linked to entities. */
export type Parties = Readonly<{ speaker: Party | null; about: readonly Party[] }>

type Place = Readonly<{
  id: string
  articleId: string
  layer: string
  startCodePoint: number
  endCodePoint: number
  claim: Claim | null
}>

/**
 * The parties of claims by the claims' ids. A claim is said by the entity of the mention on its source, in its own layer,
 * else by the one that its source names; it is about those that it is linked to, and those that are mentioned in it.
 */
export function readParties(db: Db, claims: readonly Place[], links: readonly LinkRow[]): Map<string, Parties> {
  const roots = readRoots(db)
  const names = new Map(listEntities(db).map(({ id, name }) => [id, name]))
  const partyOf = (entity: string | null | undefined): Party | undefined => {
    const root = entity ? roots.get(entity) : undefined
    const name = root === undefined ? undefined : names.get(root)
    return root === undefined || name === undefined ? undefined : { id: root, name }
  }
  const linked = listMentions(db).filter(({ entity }) => entity !== null)
  const entityOf = new Map(linked.map(({ id, entity }) => [id, entity]))
  const near = Map.groupBy(linked, nameLayer)
  const aboutOf = Map.groupBy(
    links.filter(({ kind }) => kind === 'about'),
    ({ from }) => from,
  )
  const read = (of: Place): Parties => {
    const mentions = near.get(nameLayer(of)) ?? []
    const { source } = of.claim ?? {}
    const [onSource] = mentions.filter((m) => source && meets(m, source.start, source.end)).sort(byLength)
    const named = (aboutOf.get(of.id) ?? []).map(({ to }) => entityOf.get(to))
    const inside = mentions.filter((m) => m.startCodePoint >= of.startCodePoint && m.endCodePoint <= of.endCodePoint)
    const about = [...named, ...inside.map(({ entity }) => entity)].flatMap((entity) => partyOf(entity) ?? [])
    return {
      speaker: partyOf(onSource?.entity) ?? partyOf(source?.entity) ?? null,
      about: [...new Map(about.map((party) => [party.id, party])).values()],
    }
  }
  return new Map(claims.map((of) => [of.id, read(of)]))
}

function nameLayer({ articleId, layer }: Readonly<{ articleId: string; layer: string }>): string {
  return `${articleId} ${layer}`
}

type Stretch = Readonly<{ startCodePoint: number; endCodePoint: number }>

function meets({ startCodePoint, endCodePoint }: Stretch, start: number, end: number): boolean {
  return startCodePoint < end && start < endCodePoint
}

/** Of several mentions the longest says most. */
function byLength(a: Stretch, b: Stretch): number {
  return b.endCodePoint - b.startCodePoint - (a.endCodePoint - a.startCodePoint)
}
