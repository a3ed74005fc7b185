/** How many units one analyst put into category `a` while the other put them into `b`. */
export type RatedPair = Readonly<{ a: string; b: string; count: number }>

/**
 * Cohen's κ = (Po − Pe) / (1 − Pe). Po = Σ n(k,k) / n; Pe = Σ n(k,·) · n(·,k) / n², the sum over all categories k of the
 * product of both analysts' shares (Cohen 1960, "A coefficient of agreement for nominal scales", Educational and
 * Psychological Measurement 20:37). Null where there is nothing to compare, or where Pe = 1 (both used one and the
 * same category throughout), for then chance explains everything and κ says nothing.
 */
export function cohenKappa(pairs: readonly RatedPair[]): number | null {
  const inA = new Map<string, number>()
  const inB = new Map<string, number>()
  let n = 0
  let same = 0
  for (const { a, b, count } of pairs) {
    n += count
    if (a === b) same += count
    inA.set(a, (inA.get(a) ?? 0) + count)
    inB.set(b, (inB.get(b) ?? 0) + count)
  }
  if (n === 0) return null
  let chance = 0
  for (const [category, count] of inA) chance += count * (inB.get(category) ?? 0)
  // Whole numbers up to here, so that "everything by chance" is found exactly.
  return chance === n * n ? null : (same / n - chance / n ** 2) / (1 - chance / n ** 2)
}
