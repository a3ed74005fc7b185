import { type Checkpoint, listCheckpoints } from './checkpoint.ts'
import { readElsewhere } from './known-hashes.ts'
import { readLocal } from './local.ts'
import { memberNames } from './member.ts'
import type { Db } from './open.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'
import { statement } from './statement.ts'

/** An entry as a witness knows it; only its hash where the entry itself is not there. */
export type WitnessEntry = Readonly<{ hash: string; author?: string; kind?: string; wall?: number }>

/**
 * What one copy of a project says about the log, whoever holds it: every entry by replica and number, signed
 * checkpoints, which replica it is the home of, and how things began that begin only once.
 */
export type Witness = Readonly<{
  projectId: string | undefined
  home: string | undefined
  entries: ReadonlyMap<string, ReadonlyMap<number, readonly WitnessEntry[]>>
  checkpoints: readonly Checkpoint[]
  /** Target → the hashes of the entries that began it. */
  origins: ReadonlyMap<string, readonly string[]>
}>

/** What this copy of the project says. */
export function readWitness(db: Db): Witness {
  const { all: entries, add } = gatherEntries()
  const names = memberNames(db)
  for (const { replica, seq, hash, author, kind, wall } of statement<Row>(db, ENTRIES).iterate())
    add(replica, seq, { hash, author: names.get(author) ?? author, kind, wall })
  const elsewhere = readElsewhere(db)
  for (const replica of elsewhere.replicas)
    for (let seq = 1; seq <= elsewhere.last(replica); seq++)
      for (const hash of elsewhere.at(replica, seq) ?? []) add(replica, seq, { hash: hash.toString('hex') })
  const begun = Map.groupBy(statement<Origin>(db, ORIGINS).all(), ({ target }) => target)
  return {
    // A damaged file may have lost it.
    projectId: statement<{ id: string }>(db, 'SELECT id FROM project').get()?.id,
    home: readLocal(db, 'replica'),
    entries,
    checkpoints: listCheckpoints(db),
    origins: new Map([...begun].map(([target, rows]) => [target, rows.map(({ hash }) => hash)])),
  }
}

/** Gathers entries by replica and number. */
export function gatherEntries() {
  const all = new Map<string, Map<number, readonly WitnessEntry[]>>()
  const add = (replica: string, seq: number, entry: WitnessEntry): void => {
    const chain = all.get(replica) ?? new Map<number, readonly WitnessEntry[]>()
    all.set(replica, chain)
    chain.set(seq, [...(chain.get(seq) ?? []), entry])
  }
  return { all, add }
}

type Row = { replica: string; seq: number; hash: string; author: string; kind: string; wall: number }
type Origin = { target: string; hash: string }

const ENTRIES = 'SELECT replica, seq, lower(hex(hash)) AS hash, author, kind, wall_ms AS wall FROM op'
// Ids of these are made once, in one place; an annotation that is imported keeps its id wherever it is imported.
const ORIGINS = `SELECT op.target, lower(hex(op.hash)) AS hash FROM op LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH}
WHERE op.kind IN ('project.set', 'article.add', 'member.add', 'annotation.create')
AND json_valid(CAST(op.body AS TEXT)) AND json_array_length(CAST(op.body AS TEXT), '$.parents') = 0
AND (op.kind <> 'annotation.create' OR json_valid(CAST(data AS TEXT)) AND
CAST(data AS TEXT) ->> '$.tool' = 'hand' AND CAST(data AS TEXT) ->> '$.author' IS NULL)`
