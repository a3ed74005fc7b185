import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** Hashes by replica and number. */
export type Known = Readonly<{
  at(replica: string, seq: number): readonly Buffer[] | undefined
  replicas: readonly string[]
  /** All of them, in hexadecimal. */
  hashes: ReadonlySet<string>
  /** The highest number of a replica; 0 where there is none. */
  last(replica: string): number
}>

/** Entries that this copy knows of without having them in its log: left out of a hand-out copy, or in quarantine. */
export function readElsewhere(db: Db): Known {
  const rows = statement<Row>(db, ELSEWHERE).all()
  const found = new Map<string, Buffer[]>()
  const last = new Map<string, number>()
  for (const { replica, seq, hash } of rows) {
    const key = `${replica} ${seq}`
    found.set(key, [...(found.get(key) ?? []), hash])
    last.set(replica, Math.max(seq, last.get(replica) ?? 0))
  }
  return {
    replicas: [...last.keys()],
    hashes: new Set(rows.map(({ hash }) => hash.toString('hex'))),
    at: (replica, seq) => found.get(`${replica} ${seq}`),
    last: (replica) => last.get(replica) ?? 0,
  }
}

type Row = { replica: string; seq: number; hash: Buffer }

const ELSEWHERE = `SELECT replica, seq, hash FROM omitted UNION
SELECT json_extract(CAST(body AS TEXT), '$.replica'), json_extract(CAST(body AS TEXT), '$.seq'), hash FROM quarantine
WHERE json_valid(CAST(body AS TEXT))`
