/** How much of everything a run does. */
export type Scale = Readonly<{
  long: boolean
  /** Kills in all, over the works that are killed. */
  kills: number
  /** States after a power cut, and as many again for each negative control where it is long. */
  states: number
  controls: number
  mutations: number
  tamperings: number
  /** On a failing disk every so many-th change fails, one a run. */
  stride: number
}>

/** What came of a row: how often it was tried, how many acknowledged edits were looked for, and how the tries ended. */
export type Result = Readonly<{ cycles: number; acknowledged?: number; outcomes: Readonly<Record<string, number>> }>

/**
 * A fault of reliability.md §2. `run` throws for the first try that ends otherwise than promised, with its seed; so a
 * result says that nothing acknowledged was lost.
 */
export type Row = Readonly<{
  id: string
  /** What is done. */
  fault: string
  /** How each try must end. */
  promise: string
  /** Why it cannot be run here; undefined where it can. */
  whyNot?: () => string | undefined
  run: (scale: Scale, seed: number) => Promise<Result>
}>

/** A row that nothing can be run for yet. */
export function notYet(id: string, fault: string, promise: string, why: string): Row {
  return { id, fault, promise, whyNot: () => why, run: () => Promise.reject(new RangeError(why)) }
}

/** Everything quick enough for `npm test`. */
export const SHORT: Scale = {
  long: false,
  kills: 45,
  states: 300,
  controls: 120,
  mutations: 80,
  tamperings: 8,
  stride: 41,
}

/** What `npm run faults` does: the numbers that the project publishes. */
export const LONG: Scale = {
  long: true,
  kills: Number(process.env.ISNAD_KILLS ?? 1500),
  states: Number(process.env.ISNAD_STATES ?? 10_000),
  controls: 2000,
  mutations: 500,
  tamperings: 400,
  stride: 1,
}

/** Adds up counts by their names. */
export function addCounts(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const each of counts) for (const [name, count] of Object.entries(each)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
