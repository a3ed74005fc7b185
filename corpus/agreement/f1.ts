/** How many spans two analysts have in common, and how many each one has. */
export type MatchCounts = Readonly<{ matched: number; a: number; b: number }>

/**
 * Pairwise F1 = 2m / (a + b): m pairs of spans that count as the same, a and b spans of the two analysts. It is the same
 * whoever is taken as the reference, and equals positive specific agreement (Hripcsak and Rothschild 2005, "Agreement,
 * the F-measure, and reliability in information retrieval", JAMIA 12:296). Null where neither marked anything.
 */
export function f1({ matched, a, b }: MatchCounts): number | null {
  return a + b === 0 ? null : (2 * matched) / (a + b)
}
