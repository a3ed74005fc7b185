import type { AnnotationRow } from './annotation.ts'
import type { Claim, ClaimPart } from './claim.ts'

/** The entity that stands for one now, after all merges; an unknown id stands for itself. */
export type RootOf = (entity: string) => string

/** Where an annotation may name an entity: an actor itself, a claim's source, and who passed it on. */
const PLACES: readonly ((row: Named) => string | null)[] = [
  ({ label, entity }) => (label === 'actor' ? entity : null),
  ({ claim }) => claim?.source?.entity ?? null,
  ({ claim }) => claim?.source?.via?.entity ?? null,
]

type Named = Pick<AnnotationRow, 'label' | 'entity' | 'claim'>

/** True where annotations name different entities in one place; who named none contradicts nobody. */
export function differInEntities(rows: readonly Named[], rootOf: RootOf): boolean {
  return PLACES.some((read) => new Set(rows.flatMap((row) => read(row) ?? []).map(rootOf)).size > 1)
}

/** The entity that all who named one mean, as the first of them named it; null where they differ or nobody did. */
export function findCommonEntity(named: readonly (string | null | undefined)[], rootOf: RootOf): string | null {
  const known = named.filter((entity) => typeof entity === 'string')
  return new Set(known.map(rootOf)).size === 1 ? known[0]! : null
}

/** A claim whose source and relayer, where they name no entity, get the one that other claims all name there. */
export function nameCommonEntities(claim: Claim, others: readonly Claim[], rootOf: RootOf): Claim {
  if (claim.source === null) return claim
  const same = others.filter(({ source }) => isSamePart(source, claim.source))
  const name = <P extends ClaimPart>(part: P, named: readonly (string | null | undefined)[]): P => {
    const entity = part.entity ?? findCommonEntity(named, rootOf)
    return entity === null ? part : { ...part, entity }
  }
  const source = name(
    claim.source,
    same.map((each) => each.source?.entity),
  )
  const { via } = claim.source
  if (!via) return { ...claim, source }
  const relayed = same.flatMap((each) => (isSamePart(each.source?.via, via) ? [each.source?.via?.entity] : []))
  return { ...claim, source: { ...source, via: name(via, relayed) } }
}

function isSamePart(a: ClaimPart | null | undefined, b: ClaimPart | null | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end
}
