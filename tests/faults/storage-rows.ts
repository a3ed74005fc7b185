import { type BadDiskRuns, failEverywhere } from './bad-disk.ts'
import { whyNoShim } from './compile-shim.ts'
import { killAtWork } from './kills.ts'
import { cutPower, type PowerCuts } from './power-cut.ts'
import { addCounts, type Result, type Row, type Scale } from './row.ts'

// Rows S1 to S10: killed processes, power cuts, full and failing disks.

/** Which share of all kills a work gets; the works of one row run beside one another. */
const SHARES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  S1: { save: 0.27, new: 0.06 },
  S2: { close: 0.14 },
  S3: { import: 0.1, merge: 0.1, bulk: 0.1 },
  S4: { migration: 0.1 },
  S5: { backup: 0.06, rotation: 0.08, restore: 0.1 },
}

/** Rows that kill -9 a process at its work. */
export const killRows: readonly Row[] = [
  kill(
    'S1',
    'kill -9 while a person annotates, or creates projects',
    'every acknowledged edit is there, the file verifies',
  ),
  kill('S2', 'kill -9 during a checkpoint or at the close', 'the same'),
  kill(
    'S3',
    'kill -9 during an import, a merge, a step over many annotations',
    'every file, every merge whole or out, a second run adds the rest; what a step wrote is undone at once',
  ),
  kill('S4', 'kill -9 during a migration', 'the old schema or the new one, with a verified backup of the old'),
  kill(
    'S5',
    'kill -9 during a backup, a rotation, a restoration',
    'every finished backup opens and verifies; one project or the other',
  ),
]

function kill(id: string, fault: string, promise: string): Row {
  const run = async ({ kills }: Scale, seed: number): Promise<Result> => {
    const works = Object.entries(SHARES[id]!)
    const all = await Promise.all(works.map(([work, share]) => killAtWork(work, Math.ceil(kills * share), seed)))
    return {
      cycles: all.reduce((sum, each) => sum + each.kills, 0),
      acknowledged: all.reduce((sum, each) => sum + each.acknowledged, 0),
      outcomes: addCounts(all.map(({ outcomes }) => outcomes)),
    }
  }
  return { id, fault, promise, run }
}

/** Rows that cut the power off; the negative controls write as the program never does, and must be caught. */
export const powerRows: readonly Row[] = [
  {
    id: 'S6',
    fault: 'power cut: unsynced writes dropped, torn at 512 bytes, reordered',
    promise: 'every state opens and verifies, nothing acknowledged is lost',
    whyNot: whyNoShim,
    run: async ({ states }, seed) => {
      const works = { annotate: 0.5, create: 0.25, keep: 0.25 } as const
      const all: PowerCuts[] = []
      for (const [work, share] of Object.entries(works) as [keyof typeof works, number][])
        all.push(await cutPower({ work, synchronous: 'FULL' }, Math.ceil(states * share), seed))
      return {
        cycles: all.reduce((sum, each) => sum + each.states, 0),
        acknowledged: all.reduce((sum, each) => sum + each.acknowledged, 0),
        outcomes: { whole: all.reduce((sum, each) => sum + each.whole, 0) },
      }
    },
  },
  {
    id: 'S7',
    fault: 'negative controls: the same with synchronous OFF and NORMAL',
    promise: 'OFF is found corrupt and NORMAL losing in at least one state of twenty',
    whyNot: whyNoShim,
    run: async ({ controls }, seed) => {
      const off = await cutPower({ work: 'annotate', synchronous: 'OFF' }, controls, seed)
      const normal = await cutPower({ work: 'annotate', synchronous: 'NORMAL' }, controls, seed)
      if (off.corrupt < controls / 20 || normal.lost < controls / 20)
        throw new Error(`the harness is blind (ISNAD_SEED=${seed}): ${JSON.stringify({ off, normal })}`)
      return {
        cycles: 2 * controls,
        outcomes: { 'OFF: corrupt': off.corrupt, 'OFF: lost': off.lost, 'NORMAL: lost': normal.lost },
      }
    },
  },
]

/** Rows with a disk that is full or fails at its n-th change, for every n, once and from then on. */
export const diskRows: readonly Row[] = [
  failing('S8', 'ENOSPC', ['save', 'close', 'import', 'merge', 'new', 'open']),
  failing('S9', 'ENOSPC', ['backup', 'restore']),
  failing('S10', 'EIO', ['save', 'close', 'import', 'merge', 'new', 'open', 'backup', 'restore']),
]

function failing(id: string, error: 'EIO' | 'ENOSPC', works: readonly string[]): Row {
  return {
    id,
    fault: `${error === 'EIO' ? 'the disk reports errors' : 'the disk is full'}: ${works.join(', ')}`,
    promise:
      error === 'EIO'
        ? 'refused in words; the file is closed, opened and checked before the next write; nothing acknowledged is lost'
        : 'refused in words; the same works once there is room; nothing acknowledged is lost',
    whyNot: whyNoShim,
    run: async ({ stride, long }, seed) => {
      const all: BadDiskRuns[] = []
      for (const work of works)
        for (const lasting of long ? [false, true] : [error === 'ENOSPC' || seed % 2 === 0])
          all.push(await failEverywhere(work, { error, lasting }, 1 + (seed % stride), stride))
      return {
        cycles: all.reduce((sum, { runs }) => sum + runs, 0),
        acknowledged: all.reduce((sum, each) => sum + each.acknowledged, 0),
        outcomes: addCounts(all.map(({ outcomes }) => outcomes)),
      }
    },
  }
}
