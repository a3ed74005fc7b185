import type { CuratedRow } from './curation.ts'

/** How much two spans with different labels must have in common to be about the same thing. */
const SAME_PLACE = 0.5

/** Two with the same label belong together before two with other ones, wherever they overlap half as much less. */
const SAME_LABEL = 0.5

type Pair = Readonly<{ a: number; b: number; score: number }>

/**
 * The annotations that are about the same thing, each one in one cluster with at most one of each layer, but for the very
 * same made twice. Pairs of different layers are joined greedily, the likest first: by shared length over joint length,
 * plus a half for the same label. Deterministic, whatever the order of the rows.
 */
export function listClusters<R extends CuratedRow>(rows: readonly R[]): R[][] {
  const stacks = stackRepeated(rows)
  const first = stacks.map((stack) => stack[0]!)
  const clusterOf = first.map((_, at) => [at])
  const layersOf = first.map(({ layer }) => new Set([layer]))
  for (const { a, b } of listPairs(first)) {
    const [one, other] = [clusterOf[a]!, clusterOf[b]!]
    const [layers, others] = [layersOf[a]!, layersOf[b]!]
    if (one === other || [...others].some((layer) => layers.has(layer))) continue
    one.push(...other)
    for (const layer of others) layers.add(layer)
    for (const at of other) {
      clusterOf[at] = one
      layersOf[at] = layers
    }
  }
  return [...new Set(clusterOf)].map((cluster) => cluster.flatMap((at) => stacks[at]!))
}

/** What one analyst marked twice with the same label on the same span is one thing. */
function stackRepeated<R extends CuratedRow>(rows: readonly R[]): R[][] {
  const ordered = [...rows].sort(
    (a, b) => a.startCodePoint - b.startCodePoint || a.endCodePoint - b.endCodePoint || (a.id < b.id ? -1 : 1),
  )
  const stacks: R[][] = []
  // Those on one span follow each other.
  let first = 0
  for (const row of ordered) {
    const isElsewhere = (stack: R[]): boolean =>
      stack[0]!.startCodePoint !== row.startCodePoint || stack[0]!.endCodePoint !== row.endCodePoint
    if (first < stacks.length && isElsewhere(stacks[first]!)) first = stacks.length
    const same = stacks.slice(first).find(([one]) => one!.layer === row.layer && one!.label === row.label)
    if (same === undefined) stacks.push([row])
    else same.push(row)
  }
  return stacks
}

/** Pairs that could be about the same thing, the likest first. Takes rows in the order of their starts. */
function listPairs(rows: readonly CuratedRow[]): Pair[] {
  const pairs: Pair[] = []
  let open: number[] = []
  for (const [b, row] of rows.entries()) {
    open = open.filter((a) => rows[a]!.endCodePoint > row.startCodePoint)
    for (const a of open) {
      const score = rows[a]!.layer === row.layer ? 0 : likeness(rows[a]!, row)
      if (score > 0) pairs.push({ a, b, score })
    }
    open.push(b)
  }
  return pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
}

/** 0 where they are about different things. */
function likeness(a: CuratedRow, b: CuratedRow): number {
  const shared = Math.min(a.endCodePoint, b.endCodePoint) - Math.max(a.startCodePoint, b.startCodePoint)
  const joint = Math.max(a.endCodePoint, b.endCodePoint) - Math.min(a.startCodePoint, b.startCodePoint)
  if (a.label === b.label) return shared / joint + SAME_LABEL
  return shared / joint >= SAME_PLACE ? shared / joint : 0
}
