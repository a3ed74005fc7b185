import { type Fact, ITEMS, type NotApplicable } from '../../../electron/selftest/checklist.ts'
import type { OrdinaryUser } from '../../support/ordinary-user-program.ts'
import type { Program } from '../../support/program.ts'

/** What a probe looks at: the program in its sandbox, whose it is, and a server that nobody may reach. */
export type Look = Readonly<{
  program: Program
  user: OrdinaryUser
  profile: string
  server: Readonly<{ origin: string; requests(): readonly string[] }>
}>

/** What is looked at for one item. */
export type Probe = (look: Look) => Promise<readonly Fact[] | NotApplicable>

/** How an item ended, for the table. */
export type Result = Readonly<{ outcome: 'holds' | 'FAILS' | 'not applicable'; note: string }>

/** The table of all items; one that was not looked at says so. */
export function drawTable(results: ReadonlyMap<number, Result>): string {
  const lines = ITEMS.map((item, at) => {
    const { outcome, note } = results.get(at + 1) ?? { outcome: 'not looked at', note: '' }
    return `${String(at + 1).padStart(3)}  ${item.padEnd(42)}${outcome.padEnd(16)}${note}`
  })
  return ['  #  item                                      outcome         seen', ...lines].join('\n')
}
