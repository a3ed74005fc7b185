import { LABELS, type Label } from '../annotation.ts'
import type { Cluster } from './bootstrap.ts'
import { type AlikeUnits, fleissKappa, gwetAc1, krippendorffAlphaNominal } from './many-raters.ts'
import { type MarkedArticle, sentenceOf } from './marked.ts'
import { labelWords } from './word-ratings.ts'

/** Measures of all analysts together, over words. */
export const MEASURES_TOGETHER = ['fleiss-kappa', 'krippendorff-alpha-nominal', 'gwet-ac1'] as const
export type MeasureTogether = (typeof MEASURES_TOGETHER)[number]

/** Words by how many analysts put them into which category, by sentence; and what the measure makes of them. */
export type CountedTogether = Readonly<{
  clusters: ReadonlyMap<string, Cluster>
  size: number
  figure: (counts: Float64Array, from: number) => number | null
  units: (counts: Float64Array, from: number) => number
}>

/**
 * Counts the words of all articles that two or more of the layers worked on; Fleiss' κ only those that all did. Categories
 * as for Cohen's κ: a label or not, and for all labels together the set of labels on the word, of those that occur.
 */
export function countTogether(
  articles: readonly MarkedArticle[],
  layers: readonly string[],
  name: MeasureTogether,
  label: Label | null,
): CountedTogether {
  const least = name === 'fleiss-kappa' ? layers.length : 2
  const categories = new Map<number, number>(label === null ? [] : [[0, 0]])
  const places = new Map<string, { place: number; counts: number[] }>()
  const clusters = new Map<string, Map<number, number>>()
  for (const [at, article] of articles.entries()) {
    const raters = layers.flatMap((layer) => {
      const own = article.layers.get(layer)
      return own === undefined ? [] : [labelWords(article.words, own, label)]
    })
    if (raters.length < least) continue
    for (const [word, { start }] of article.words.entries()) {
      const counts: number[] = []
      for (const rater of raters) {
        const category = numberOf(categories, rater[word]!)
        counts[category] = (counts[category] ?? 0) + 1
      }
      const { place } = placeOf(places, counts)
      const key = `${at}:${sentenceOf(article.sentences, start)}`
      const cluster = clusters.get(key) ?? new Map<number, number>()
      clusters.set(key, cluster)
      cluster.set(place, (cluster.get(place) ?? 0) + 1)
    }
  }
  const q = label === null ? Math.min(categories.size, 1 << LABELS.length) : 2
  const alike = [...places.values()]
  return {
    clusters: new Map([...clusters].map(([key, cluster]) => [key, [...cluster]])),
    size: alike.length,
    figure: (counts, from) =>
      MEASURE[name](
        alike.map(({ place, counts: own }) => ({ counts: own, units: counts[from + place]! })).filter(isThere),
        q,
      ),
    units: (counts, from) => alike.reduce((sum, { place }) => sum + counts[from + place]!, 0),
  }
}

const MEASURE: Readonly<Record<MeasureTogether, (units: readonly AlikeUnits[], q: number) => number | null>> = {
  'fleiss-kappa': (units) => fleissKappa(units),
  'krippendorff-alpha-nominal': (units) => krippendorffAlphaNominal(units),
  'gwet-ac1': gwetAc1,
}

function isThere({ units }: AlikeUnits): boolean {
  return units > 0
}

function numberOf(categories: Map<number, number>, bits: number): number {
  const known = categories.get(bits) ?? categories.size
  categories.set(bits, known)
  return known
}

function placeOf(places: Map<string, { place: number; counts: number[] }>, counts: readonly number[]) {
  const whole = Array.from(counts, (count) => count ?? 0)
  const key = whole.join()
  const known = places.get(key) ?? { place: places.size, counts: whole }
  places.set(key, known)
  return known
}
