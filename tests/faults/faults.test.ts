import { afterAll, describe, expect, it } from 'vitest'
import { pickSeed } from '../support/random.ts'
import { LONG, SHORT } from './row.ts'
import { rows } from './rows.ts'
import { drawScoreboard, type Scored, writeScoreboard } from './scoreboard.ts'

// The faults of reliability.md §2, one row a test. `npm run faults` runs the same with larger numbers.

const scale = process.env.ISNAD_FAULTS === 'long' ? LONG : SHORT
const wanted = process.env.ISNAD_ROWS?.split(',')
const seed = pickSeed()
const scored: Scored[] = []

describe(`faults to survive (ISNAD_SEED=${seed})`, () => {
  for (const row of rows.filter(({ id }) => wanted?.includes(id) ?? true)) {
    const { id, fault, promise } = row
    const notRun = row.whyNot?.()
    if (notRun !== undefined) scored.push({ row: { id, fault, promise }, seconds: 0, notRun })
    const test = notRun === undefined ? it : it.skip
    test(`${id}: ${fault}: ${promise}`, { timeout: scale.long ? 7_200_000 : 300_000 }, async () => {
      const began = performance.now()
      const seconds = (): number => (performance.now() - began) / 1000
      try {
        const result = await row.run(scale, seed)
        scored.push({ row: { id, fault, promise }, seconds: seconds(), result })
        // Whoever waits for half an hour sees how far it is.
        if (scale.long) console.log(drawScoreboard(scored.slice(-1), seed))
        expect(result.cycles).toBeGreaterThan(0)
      } catch (error) {
        scored.push({ row: { id, fault, promise }, seconds: seconds(), failure: String(error) })
        throw error
      }
    })
  }

  afterAll(() => {
    const order = rows.map(({ id }) => id)
    const inOrder = scored.toSorted((a, b) => order.indexOf(a.row.id) - order.indexOf(b.row.id))
    console.log(drawScoreboard(inOrder, seed))
    if (process.env.ISNAD_SCOREBOARD) writeScoreboard(process.env.ISNAD_SCOREBOARD, inOrder, seed)
  })
})

describe('the rows', () => {
  it('have names of their own', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })
})
