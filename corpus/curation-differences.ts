import type { AnnotationRow } from './annotation.ts'
import type { ClaimPart } from './claim.ts'
import type { CuratedRow, Difference } from './curation.ts'
import { differInEntities, type RootOf } from './curation-entities.ts'

type Aspect = readonly [difference: Difference, read: (row: Said) => unknown]
type Said = Pick<AnnotationRow, 'label' | 'subtype' | 'startCodePoint' | 'endCodePoint' | 'value' | 'claim'>

const ASPECTS: readonly Aspect[] = [
  ['label', ({ label }) => label],
  ['subtype', ({ subtype }) => subtype],
  ['bounds', ({ startCodePoint, endCodePoint }) => [startCodePoint, endCodePoint]],
  ['value', ({ value }) => value],
  ['source', ({ claim }) => [partOf(claim?.source), partOf(claim?.source?.via)]],
  ['cue', ({ claim }) => partOf(claim?.cue)],
  ['speech', ({ claim }) => claim?.speech ?? null],
  ['polarity', ({ claim }) => claim?.polarity ?? null],
  ['hedged', ({ claim }) => claim?.hedged ?? null],
  ['factuality', ({ claim }) => claim?.factuality ?? null],
]

/**
 * What an annotation says, without who says it: two that have the same text here differ in nothing. Ratings, entities and
 * links are judged apart.
 */
export function sayingOf(row: Said): string {
  const { label, subtype, startCodePoint, endCodePoint, value, claim } = row
  const said = value === null && claim === null ? '' : stable(ASPECTS.map(([, read]) => read(row)))
  return `${label} ${subtype ?? ''} ${startCodePoint} ${endCodePoint} ${said}`
}

/**
 * In what annotations of one case differ; `missing` counts the analysts who have none. Ratings and entities count as
 * different only between those who gave one: who has not judged yet contradicts nobody.
 */
export function listDifferences(rows: readonly CuratedRow[], missing: number, rootOf: RootOf): Difference[] {
  const found = isUnanimous(rows)
    ? []
    : ASPECTS.filter(([, read]) => new Set(rows.map((row) => stable(read(row)))).size > 1).map(([of]) => of)
  const ratings = rows.flatMap(({ rating }) => (rating ? [`${rating.reliability} ${rating.credibility}`] : []))
  if (new Set(ratings).size > 1) found.push('rating')
  if (differInEntities(rows, rootOf)) found.push('entity')
  if (missing > 0) found.push('missing')
  if (new Set(rows.map(({ layer }) => layer)).size < rows.length) found.push('repeated')
  return found
}

/** JSON with the names of every object in one order. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** Most cases are: they are told by what costs little. */
function isUnanimous([first, ...others]: readonly Said[]): boolean {
  return others.every(
    (row) =>
      row.label === first!.label &&
      row.subtype === first!.subtype &&
      row.startCodePoint === first!.startCodePoint &&
      row.endCodePoint === first!.endCodePoint &&
      isSame(row.value, first!.value) &&
      isSame(row.claim, first!.claim),
  )
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || stable(a) === stable(b)
}

function partOf(part: ClaimPart | null | undefined): unknown {
  return part ? [part.start, part.end] : null
}
