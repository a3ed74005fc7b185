/** Counts that one group of units adds, as `[place in the vector, count]`. */
export type Cluster = readonly (readonly [place: number, count: number])[]

/** How often to draw, and from which seed: the same seed gives the same interval. */
export type Draws = Readonly<{ seed: number; resamples: number }>

/** A 95 % interval; both ends null where too little can be drawn. */
export type Interval = Readonly<{ low: number | null; high: number | null }>

const NONE: Interval = { low: null, high: null }

/** The counts of all clusters together. */
export function sumClusters(clusters: readonly Cluster[], size: number): Float64Array {
  const total = new Float64Array(size)
  for (const cluster of clusters) for (const [place, count] of cluster) total[place]! += count
  return total
}

/**
 * The percentile bootstrap (Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 13): whole clusters are
 * drawn with replacement, as many as there are, and the figure is taken of each draw; the ends are its 2.5th and 97.5th
 * percentiles. Draws without a defined figure are left out; none is given for one cluster or where most are undefined.
 */
export function bootstrapInterval(
  clusters: readonly Cluster[],
  size: number,
  figure: (counts: Float64Array) => number | null,
  { seed, resamples }: Draws,
): Interval {
  if (clusters.length < 2) return NONE
  const draw = createRandom(seed)
  const found: number[] = []
  const counts = new Float64Array(size)
  for (let at = 0; at < resamples; at++) {
    counts.fill(0)
    for (let drawn = 0; drawn < clusters.length; drawn++)
      for (const [place, count] of clusters[Math.floor(draw() * clusters.length)]!) counts[place]! += count
    const value = figure(counts)
    if (value !== null) found.push(value)
  }
  if (found.length * 2 < resamples || found.length === 0) return NONE
  found.sort((a, b) => a - b)
  return { low: percentile(found, 0.025), high: percentile(found, 0.975) }
}

/** Numbers from 0 to 1 that follow from the seed alone (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function percentile(ordered: readonly number[], share: number): number {
  const at = (ordered.length - 1) * share
  const below = Math.floor(at)
  const next = ordered[Math.min(below + 1, ordered.length - 1)]!
  return ordered[below]! + (next - ordered[below]!) * (at - below)
}
