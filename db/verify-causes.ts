import { type Entry, type Findings, MEND } from './findings.ts'
import type { Known } from './known-hashes.ts'
import { readLocal } from './local.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

type Caused = Entry & Readonly<{ hash: Buffer; lamport: number }>

/** Follows what each entry's author had seen; entries come in any order. */
export type Causes = Readonly<{ add(entry: Caused, body: Readonly<Record<string, unknown>>): void; end(): void }>

/**
 * Checks that what every entry's author had seen is still here: its parents, and, in a whole copy, an entry of the
 * Lamport time just before its own, for that is how its time came about. So an entry that is gone without a trace in its
 * own chain is missed by what others made after it.
 */
export function followCauses(db: Db, elsewhere: Known, findings: Findings): Causes {
  const here = new Set<string>()
  const seen = new Map<string, Caused>()
  const times = new Map<number, Caused | undefined>()
  for (const { lamport } of statement<{ lamport: number }>(db, QUARANTINED).all()) times.set(lamport, undefined)
  return {
    add: (entry, body) => {
      here.add(entry.hash.toString('hex'))
      times.set(entry.lamport, entry)
      if (Array.isArray(body.parents))
        for (const parent of body.parents) if (!seen.has(String(parent))) seen.set(String(parent), entry)
    },
    end: () => {
      // A merge that was taken back takes along what later entries had seen.
      if (readLocal(db, 'merge-undone') !== undefined) return
      const lost = [...seen].filter(([parent]) => !here.has(parent) && !elsewhere.hashes.has(parent))
      const late = elsewhere.hashes.size > 0 ? [] : [...times].filter(([time]) => time > 1 && !times.has(time - 1))
      for (const entry of [...lost, ...late].map(([, one]) => one))
        if (entry) findings.reportEntry('cause-missing', entry, 'was made after another entry that is missing', MEND)
    },
  }
}

const QUARANTINED = `SELECT json_extract(CAST(body AS TEXT), '$.lamport') AS lamport FROM quarantine
WHERE json_valid(CAST(body AS TEXT))`
