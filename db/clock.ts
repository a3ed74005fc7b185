import type { Db } from './open.ts'
import { statement } from './statement.ts'

// Order never comes from clocks, so a wrong one harms nothing; but a time that cannot be right must not look like one that
// can. This program knows no other clock than the one it runs by, and says so of an entry rather than mend its time.

/** How far clocks may differ without a word: ten minutes. */
const TOLERANCE_MS = 600_000

type Odd = Readonly<{ newest: number; until: number; hashes: ReadonlySet<string> }>
const known = new WeakMap<Db['raw'], Odd>()

/**
 * The hashes of entries whose time cannot be right: later than now, earlier than the project's beginning, or earlier than
 * an entry that the same copy wrote before.
 */
export function findOddTimes(db: Db, now = Date.now()): ReadonlySet<string> {
  const newest = statement<{ newest: number | null }>(db, 'SELECT max(rowid) AS newest FROM op').get()?.newest ?? 0
  const found = known.get(db.raw)
  if (found?.newest === newest && found.until > now && now > found.until - TOLERANCE_MS) return found.hashes
  const rows = statement<{ hash: Buffer }>(db, ODD).all({ limit: now + TOLERANCE_MS, tolerance: TOLERANCE_MS })
  const hashes = new Set(rows.map(({ hash }) => hash.toString('hex')))
  known.set(db.raw, { newest, until: now + TOLERANCE_MS, hashes })
  return hashes
}

// The project's first entry is one that every other has seen; where its own time is odd it says nothing of the others.
const ODD = `WITH sane AS (
  SELECT hash, wall_ms, max(wall_ms) OVER (
    PARTITION BY replica ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM op WHERE wall_ms <= @limit),
first AS (SELECT wall_ms FROM op ORDER BY lamport, hash LIMIT 1)
SELECT hash FROM op WHERE wall_ms > @limit
UNION SELECT hash FROM sane WHERE wall_ms < before - @tolerance
UNION SELECT hash FROM sane, first WHERE first.wall_ms <= @limit AND sane.wall_ms < first.wall_ms - @tolerance`
