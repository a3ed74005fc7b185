import { LABELS, type Label } from '../annotation.ts'
import { bootstrapInterval, type Cluster, type Draws, sumClusters } from './bootstrap.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { f1 } from './f1.ts'
import { type MarkedArticle, type MarkedSpan, sentenceOf } from './marked.ts'
import { matchSpans } from './match-spans.ts'
import { countTogether, MEASURES_TOGETHER, type MeasureTogether } from './together.ts'
import { countWords } from './word-ratings.ts'

/** The measures that are built, in the order in which they are reported. */
export const MEASURES = ['f1-exact', 'f1-overlap', 'f1-clitic', 'cohen-kappa', ...MEASURES_TOGETHER] as const
export type MeasureName = (typeof MEASURES)[number]

/** A measure of all labels together (`label` null) or of one; of a pair of layers, or the mean over all pairs. */
export type Measured = Readonly<{
  name: MeasureName
  label: Label | null
  pair: readonly [string, string] | null
  value: number | null
  /** Ends of the 95 % interval. */
  low: number | null
  high: number | null
  /** What was counted: both analysts' spans for F1, words for κ. */
  n: number
}>

/**
 * Agreement of every pair of layers over the articles that both worked on, pooled over them; then, with more than two
 * layers, the plain mean over the pairs that have a value (for κ: Light 1971). Measures of many raters take all layers at
 * once and have no pair. Intervals draw whole sentences. κ counts
 * words: its categories are, for one label, "in it" and "not in it", and for all together the set of labels on a word.
 */
export function measureAgreement(
  articles: readonly MarkedArticle[],
  layers: readonly string[],
  names: readonly MeasureName[],
  draws: Draws,
): Measured[] {
  const pairs = layers.flatMap((a, at) => layers.slice(at + 1).map((b): readonly [string, string] => [a, b]))
  return names.flatMap((name) =>
    [null, ...LABELS].flatMap((label): Measured[] => {
      if (isTogether(name)) {
        const all = countTogether(articles, layers, name, label)
        return [{ name, label, pair: null, ...evaluate([all], draws) }]
      }
      const counted = pairs.map((pair) => ({ pair, ...count(articles, pair, name, label) }))
      const each = counted.map((one) => ({ name, label, pair: one.pair, ...evaluate([one], draws) }))
      return pairs.length > 1 ? [...each, { name, label, pair: null, ...evaluate(counted, draws) }] : each
    }),
  )
}

function isTogether(name: MeasureName): name is MeasureTogether {
  return MEASURES_TOGETHER.some((each) => each === name)
}

/** Counts of one pair by sentence, and what they come to. */
type Counted = Readonly<{
  /** By article and sentence, so that the same sentence of two pairs is drawn together. */
  clusters: ReadonlyMap<string, Cluster>
  size: number
  figure: (counts: Float64Array, from: number) => number | null
  units: (counts: Float64Array, from: number) => number
}>

/** Value, interval and n of pairs together: the mean of their figures. */
function evaluate(pairs: readonly Counted[], draws: Draws): Pick<Measured, 'value' | 'low' | 'high' | 'n'> {
  const starts: number[] = []
  const clusters = new Map<string, (readonly [number, number])[]>()
  let size = 0
  for (const pair of pairs) {
    for (const [key, cluster] of pair.clusters) {
      const known = clusters.get(key) ?? []
      clusters.set(key, known)
      for (const [place, number] of cluster) known.push([place + size, number])
    }
    starts.push(size)
    size += pair.size
  }
  const figure = (counts: Float64Array): number | null => {
    const found = pairs.map((pair, at) => pair.figure(counts, starts[at]!)).filter((value) => value !== null)
    return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0) / found.length
  }
  const all = [...clusters.values()].map(gather)
  const counts = sumClusters(all, size)
  const value = figure(counts)
  const n = pairs.reduce((sum, pair, at) => sum + pair.units(counts, starts[at]!), 0)
  return { value, ...(value === null ? NO_INTERVAL : bootstrapInterval(all, size, figure, draws)), n }
}

/** One entry a place: what is drawn hundreds of times is added up once. */
function gather(cluster: Cluster): Cluster {
  const counts = new Map<number, number>()
  for (const [place, number] of cluster) counts.set(place, (counts.get(place) ?? 0) + number)
  return [...counts]
}

const NO_INTERVAL = { low: null, high: null }

function count(
  articles: readonly MarkedArticle[],
  pair: readonly [string, string],
  name: Exclude<MeasureName, MeasureTogether>,
  label: Label | null,
): Counted {
  const shared = articles.flatMap((article, at) => {
    const [a, b] = pair.map((layer) => article.layers.get(layer))
    return a === undefined || b === undefined ? [] : [{ at, article, a, b }]
  })
  return name === 'cohen-kappa' ? countRatings(shared, label) : countMatches(shared, label, MATCHINGS[name])
}

type Shared = { at: number; article: MarkedArticle; a: readonly MarkedSpan[]; b: readonly MarkedSpan[] }

const MATCHINGS = { 'f1-exact': 'exact', 'f1-overlap': 'overlap', 'f1-clitic': 'clitic' } as const

function countMatches(
  shared: readonly Shared[],
  only: Label | null,
  matching: (typeof MATCHINGS)[keyof typeof MATCHINGS],
): Counted {
  const clusters = new Map<string, (readonly [number, number])[]>()
  for (const { at, article, a, b } of shared)
    for (const label of only === null ? LABELS : [only]) {
      const inA = a.filter((span) => span.label === label)
      const inB = b.filter((span) => span.label === label)
      const partners = new Map(matchSpans(inA, inB, matching, article.words).map(([x, y]) => [y, x]))
      const add = (start: number, place: number): void => {
        const key = keyOf(article, at, start)
        const known = clusters.get(key)
        if (known === undefined) clusters.set(key, [[place, 1]])
        else known.push([place, 1])
      }
      for (const { start } of inA) add(start, 1)
      for (const [index, { start }] of inB.entries()) {
        // A pair is drawn as a whole, with the sentence that the first one's span begins in.
        const partner = partners.get(index)
        const from = partner === undefined ? start : inA[partner]!.start
        add(from, 2)
        if (partner !== undefined) add(from, 0)
      }
    }
  return {
    clusters,
    size: 3,
    figure: (counts, from) => f1({ matched: counts[from]!, a: counts[from + 1]!, b: counts[from + 2]! }),
    units: (counts, from) => counts[from + 1]! + counts[from + 2]!,
  }
}

function countRatings(shared: readonly Shared[], label: Label | null): Counted {
  const places = new Map<string, { place: number; a: string; b: string }>()
  const clusters = new Map<string, (readonly [number, number])[]>()
  for (const { at, article, a, b } of shared)
    for (const [sentence, rated] of countWords(article, a, b, label)) {
      const cluster = rated.map(({ a: inA, b: inB, count: times }) => {
        const key = `${inA}/${inB}`
        const known = places.get(key) ?? { place: places.size, a: inA, b: inB }
        places.set(key, known)
        return [known.place, times] as const
      })
      clusters.set(`${at}:${sentence}`, cluster)
    }
  const pairs = [...places.values()]
  return {
    clusters,
    size: places.size,
    figure: (counts, from) => cohenKappa(pairs.map(({ place, a, b }) => ({ a, b, count: counts[from + place]! }))),
    units: (counts, from) => pairs.reduce((sum, { place }) => sum + counts[from + place]!, 0),
  }
}

function keyOf({ sentences }: MarkedArticle, at: number, start: number): string {
  return `${at}:${sentenceOf(sentences, start)}`
}
