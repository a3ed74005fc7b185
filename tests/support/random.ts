/** A seed to repeat a run with: ISNAD_SEED, else a new one. Tests print it. */
export function pickSeed(): number {
  return Number(process.env.ISNAD_SEED ?? Math.floor(Math.random() * 2 ** 32))
}

/** Repeatable whole numbers from 0 to below a limit (mulberry32). */
export function createRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}
