import { z } from 'zod'
import { type AnnotationRow, Label } from './annotation.ts'
import { listClusters } from './curation-clusters.ts'
import { listDifferences, sayingOf } from './curation-differences.ts'
import type { RootOf } from './curation-entities.ts'
import { layerAuthor } from './layer.ts'
import { CodePointOffset } from './offsets.ts'

/** How far analysts agree about one place: all the same, most the same, no majority, or marked by one alone. */
export const AGREEMENTS = ['agree', 'partial', 'conflict', 'single'] as const
export type Agreement = (typeof AGREEMENTS)[number]

/** What analysts say differently; `missing` where one who worked on the article has nothing there. */
export const DIFFERENCES = [
  'label',
  'subtype',
  'bounds',
  'value',
  'source',
  'cue',
  'speech',
  'polarity',
  'hedged',
  'factuality',
  'rating',
  'entity',
  'missing',
  'repeated',
] as const
export type Difference = (typeof DIFFERENCES)[number]

/** One place that several analysts marked, or one did; offsets in code points, from the first bound to the last. */
export const CurationCase = z.strictObject({
  /** The lowest id of its annotations. */
  key: z.uuid(),
  /** The label that most give it, of those the first. */
  label: Label,
  startCodePoint: CodePointOffset,
  endCodePoint: CodePointOffset,
  annotationIds: z.array(z.uuid()),
  agreement: z.enum(AGREEMENTS),
  differences: z.array(z.enum(DIFFERENCES)),
  /** Annotations that say the same and that more than half of the analysts made; `nothing` where most marked nothing. */
  majority: z.union([z.array(z.uuid()), z.literal('nothing')]).nullable(),
})
export type CurationCase = z.infer<typeof CurationCase>

/** What cases are told by; the words themselves and what stands around them are not needed. */
export type CuratedRow = Pick<
  AnnotationRow,
  | 'id'
  | 'layer'
  | 'label'
  | 'subtype'
  | 'startCodePoint'
  | 'endCodePoint'
  | 'value'
  | 'claim'
  | 'rating'
  | 'entity'
  | 'status'
>

/**
 * Groups analysts' annotations of one article into cases, in reading order. Every annotation is in exactly one case, and a
 * case has one of each analyst (more only where one marked the very same twice), so stacked and crossing annotations stay
 * apart. Only `participants` (members who finished the article) can be missing. `rootOf` says which entities are one by
 * now. The order of `rows` makes no difference.
 */
export function groupAnnotations(
  rows: readonly CuratedRow[],
  participants: readonly string[],
  rootOf: RootOf = (entity) => entity,
): CurationCase[] {
  const marked = rows.filter(({ layer, status }) => layerAuthor(layer) !== undefined && status !== 'deleted')
  return listClusters(marked)
    .map((members) => describeCase(members, participants, rootOf))
    .sort((a, b) => a.startCodePoint - b.startCodePoint || b.endCodePoint - a.endCodePoint || (a.key < b.key ? -1 : 1))
}

function describeCase(members: readonly CuratedRow[], participants: readonly string[], rootOf: RootOf): CurationCase {
  const ordered = [...members].sort((a, b) => (a.id < b.id ? -1 : 1))
  const authors = new Set(ordered.map(({ layer }) => layerAuthor(layer)!))
  const everybody = new Set([...participants, ...authors])
  const missing = participants.filter((id) => !authors.has(id)).length
  const differences = listDifferences(ordered, missing, rootOf)
  const majority = findMajority(ordered, authors.size, everybody.size)
  return {
    key: ordered[0]!.id,
    label: mostCommon(ordered.map(({ label }) => label)),
    startCodePoint: Math.min(...ordered.map(({ startCodePoint }) => startCodePoint)),
    endCodePoint: Math.max(...ordered.map(({ endCodePoint }) => endCodePoint)),
    annotationIds: ordered.map(({ id }) => id),
    agreement: judge(differences, majority, authors.size),
    differences,
    majority,
  }
}

function judge(
  differences: readonly Difference[],
  majority: CurationCase['majority'],
  authors: number,
): CurationCase['agreement'] {
  if (authors === 1) return 'single'
  if (differences.every((difference) => difference === 'repeated')) return 'agree'
  return Array.isArray(majority) ? 'partial' : 'conflict'
}

/** More than half of all who worked here; with one analyst alone there is none. */
function findMajority(rows: readonly CuratedRow[], authors: number, everybody: number): CurationCase['majority'] {
  if (everybody < 2) return null
  const bySaying = Map.groupBy(rows, sayingOf)
  for (const same of bySaying.values())
    if (new Set(same.map(({ layer }) => layer)).size * 2 > everybody) return same.map(({ id }) => id)
  return (everybody - authors) * 2 > everybody ? 'nothing' : null
}

function mostCommon<T>(values: readonly T[]): T {
  const groups = [...Map.groupBy(values, (value) => value).values()]
  return groups.reduce((most, group) => (group.length > most.length ? group : most))[0]!
}
