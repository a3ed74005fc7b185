/** How many raters put one unit into each category; a unit that one of them did not rate has fewer. */
export type UnitCounts = readonly number[]

/** A group of units that were rated alike. */
export type AlikeUnits = Readonly<{ counts: UnitCounts; units: number }>

/**
 * Fleiss' κ = (P̄ − P̄e) / (1 − P̄e): P̄ the mean share of agreeing pairs of raters a unit, P̄e = Σ p², p the share of each
 * category among all ratings (Fleiss 1971, "Measuring nominal scale agreement among many raters", Psychological Bulletin
 * 76:378). Only units that as many raters rated as the most are counted; null below two raters or where P̄e = 1.
 */
export function fleissKappa(units: readonly AlikeUnits[]): number | null {
  const raters = Math.max(0, ...units.map(({ counts }) => sum(counts)))
  const whole = units.filter(({ counts }) => sum(counts) === raters)
  const n = countUnits(whole)
  if (raters < 2 || n === 0) return null
  const observed = weigh(whole, agreeingPairs) / n
  const expected = categoryShares(whole).reduce((total, share) => total + share ** 2, 0)
  return isOne(expected) ? null : (observed - expected) / (1 - expected)
}

/**
 * Gwet's AC1 = (Pa − Pe) / (1 − Pe): Pa as Fleiss' P̄ over units with two ratings or more, Pe = Σ π (1 − π) / (q − 1), π the
 * mean share of each of q categories a unit (Gwet 2008, "Computing inter-rater reliability and its variance in the
 * presence of high agreement", British Journal of Mathematical and Statistical Psychology 61:29). `q` counts the
 * categories that there are, also those that nobody used. Null where nothing was rated twice or q < 2; and, other than in
 * Gwet, where one category was used throughout: that nobody marked anything is no proof of agreement.
 */
export function gwetAc1(units: readonly AlikeUnits[], q: number): number | null {
  const rated = units.filter(({ counts }) => sum(counts) > 1)
  const n = countUnits(rated)
  if (n === 0 || q < 2 || addUp(rated).filter((count) => count > 0).length < 2) return null
  const observed = weigh(rated, agreeingPairs) / n
  const all = units.filter(({ counts }) => sum(counts) > 0)
  const shares = Array.from(
    { length: q },
    (_, at) => weigh(all, (counts) => (counts[at] ?? 0) / sum(counts)) / countUnits(all),
  )
  const expected = shares.reduce((total, share) => total + share * (1 - share), 0) / (q - 1)
  return (observed - expected) / (1 - expected)
}

/**
 * Krippendorff's α for nominal data = 1 − Do / De over the coincidences of values within units, each unit weighed by
 * 1 / (m − 1), m its number of ratings; units rated once are left out, so ratings may be missing (Krippendorff 2011,
 * "Computing Krippendorff's alpha-reliability", sections B and C). Null where all values are the same or none are pairable.
 */
export function krippendorffAlphaNominal(units: readonly AlikeUnits[]): number | null {
  const pairable = units.filter(({ counts }) => sum(counts) > 1)
  const total = weigh(pairable, sum)
  if (total === 0) return null
  const ofCategory = addUp(pairable)
  const agreeing = weigh(pairable, (counts) => sumOf(counts, (c) => c * (c - 1)) / (sum(counts) - 1))
  const chance = sumOf(ofCategory, (c) => c * (c - 1)) / (total - 1)
  const expected = total - chance
  return expected === 0 ? null : 1 - (total - agreeing) / expected
}

/** The share of pairs of raters that agree about a unit. */
function agreeingPairs(counts: UnitCounts): number {
  const raters = sum(counts)
  return sumOf(counts, (c) => c * (c - 1)) / (raters * (raters - 1))
}

function categoryShares(units: readonly AlikeUnits[]): number[] {
  const counts = addUp(units)
  const total = sum(counts)
  return counts.map((count) => count / total)
}

function addUp(units: readonly AlikeUnits[]): number[] {
  const counts: number[] = []
  for (const { counts: own, units: times } of units)
    for (const [at, count] of own.entries()) counts[at] = (counts[at] ?? 0) + count * times
  return Array.from(counts, (count) => count ?? 0)
}

function weigh(units: readonly AlikeUnits[], read: (counts: UnitCounts) => number): number {
  return units.reduce((total, { counts, units: times }) => total + read(counts) * times, 0)
}

function countUnits(units: readonly AlikeUnits[]): number {
  return units.reduce((total, { units: times }) => total + times, 0)
}

function sumOf(counts: UnitCounts, read: (count: number) => number): number {
  return counts.reduce((total, count) => total + read(count ?? 0), 0)
}

function sum(counts: UnitCounts): number {
  return sumOf(counts, (count) => count)
}

/** Shares are sums of fractions: one that should be whole may miss it by the last digit. */
function isOne(value: number): boolean {
  return Math.abs(1 - value) < 1e-12
}
