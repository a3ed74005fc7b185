import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** Several entries with one number of one chain: the copy was doubled, and both went on. All of them are kept. */
export type Fork = Readonly<{ replica: string; seq: number; author: string; hashes: readonly string[] }>

/** The first number at which each chain forks, with the entries that share it, in quarantine or not. */
export function listForks(db: Db): Fork[] {
  const rows = statement<{ replica: string; seq: number; author: string; hash: Buffer }>(db, TWINS).all()
  const forks = new Map<string, Fork>()
  for (const { replica, seq, author, hash } of rows) {
    const known = forks.get(replica)
    if (known !== undefined && known.seq !== seq) continue
    forks.set(replica, { replica, seq, author, hashes: [...(known?.hashes ?? []), hash.toString('hex')] })
  }
  return [...forks.values()]
}

const ALL = `SELECT replica, seq, author, hash FROM op UNION ALL
SELECT json_extract(CAST(body AS TEXT), '$.replica'), json_extract(CAST(body AS TEXT), '$.seq'),
json_extract(CAST(body AS TEXT), '$.author'), hash FROM quarantine`
const TWINS = `WITH entry AS (${ALL})
SELECT * FROM entry WHERE (replica, seq) IN (SELECT replica, seq FROM entry GROUP BY replica, seq HAVING count(*) > 1)
ORDER BY replica, seq, hash`
