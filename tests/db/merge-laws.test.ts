import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotations,
  findAnnotation,
  setRating,
} from '../../db/annotation.ts'
import { appendOp } from '../../db/append.ts'
import { listConflicts } from '../../db/conflicts.ts'
import { effectiveOps } from '../../db/fold.ts'
import { redo, undo } from '../../db/history.ts'
import { digestLog } from '../../db/merge-apply.ts'
import { type Db, inTransaction } from '../../db/open.ts'
import { listOps, type Op, readOp, type StoredOp } from '../../db/ops.ts'
import { PAYLOAD_HASH } from '../../db/payload-hash.ts'
import { rebuild, refold } from '../../db/refold.ts'
import { statement } from '../../db/statement.ts'
import {
  cloneFor,
  keepKeysInMemory,
  type MemoryReplica,
  makeSeedling,
  mergeInto,
  openClone,
  type Seedling,
} from '../support/memory-replicas.ts'
import { draftOf } from '../support/project.ts'
import { TEAM_TEXT } from '../support/team.ts'

// Three replicas edit apart, undo, redo and now and then merge. Each history plays our real code over real SQLite with
// signed logs; only the files are in memory. ISNAD_HISTORIES asks for more of them.

const HISTORIES = Number(process.env.ISNAD_HISTORIES ?? 1000)
const NAMES = ['سلمى', 'ليلى', 'كريم']

type Act = Readonly<{ on: number; does: string; value: number }>
const act: fc.Arbitrary<Act> = fc.record({
  on: fc.nat(2),
  does: fc.constantFrom(
    'label',
    'note',
    'note',
    'label',
    'delete',
    'restore',
    'undo',
    'redo',
    'rate',
    'create',
    'merge',
    'merge',
  ),
  value: fc.nat(2),
})
const history = fc.array(act, { minLength: 1, maxLength: 10 })

let seedling: Seedling
let forgetKeys: () => void
beforeAll(() => {
  forgetKeys = keepKeysInMemory()
})
afterAll(() => forgetKeys())

async function play(acts: readonly Act[]): Promise<MemoryReplica[]> {
  const replicas = NAMES.map((name) => cloneFor(seedling, name))
  for (const one of acts) await perform(replicas, one)
  return replicas
}

async function perform(replicas: readonly MemoryReplica[], { on, does, value }: Act): Promise<void> {
  const { db, by } = replicas[on]!
  const id = seedling.annotationId
  const alive = findAnnotation(db, id)?.status !== 'deleted'
  if (does === 'merge') await mergeInto(db, [replicas[(on + 1 + (value % 2)) % 3]!.db])
  else if (does === 'undo') undo(db, by)
  else if (does === 'redo') redo(db, by)
  else if (does === 'create')
    createAnnotation(db, draftOf(seedling.articleId, TEAM_TEXT, ['الوزير', 'العمل', 'الجسر'][value]!), by)
  else if (does === 'restore' && !alive) restore(db, id, by)
  else if (alive) edit(db, by, id, does, value)
}

function restore(db: Db, id: string, by: string): void {
  inTransaction(db, () => {
    appendOp(db, by, { kind: 'annotation.restore', target: id, change: {} })
    refold(db, id)
  })
}

function edit(db: Db, by: string, id: string, does: string, value: number): void {
  if (does === 'label') changeAnnotation(db, id, { label: (['actor', 'event', 'date'] as const)[value]! }, by)
  else if (does === 'note') changeAnnotation(db, id, { note: ['أ', 'ب', 'ج'][value]! }, by)
  else if (does === 'delete') deleteAnnotations(db, [id], by)
  else if (does === 'rate') setRating(db, id, { reliability: 'B', credibility: 2, rationale: null }, by)
}

/** What a person sees of a project: its rows, and what is contested. */
type View = (db: Db) => Readonly<{ rows: unknown; contested: readonly string[] }>

const TABLES = ['project', 'member', 'article', 'sentence', 'annotation', 'rating', 'claim']
const seen: View = (db) => ({
  rows: TABLES.map((table) => statement(db, `SELECT * FROM ${table} ORDER BY 1, 2`).all()),
  contested: listConflicts(db).flatMap(({ field, values }) =>
    values.map(({ value }) => `${field} ${JSON.stringify(value)}`),
  ),
})

/** The fold that is easily written by mistake: in order of arrival the last write wins, and nobody hears of the others. */
const lastWriteWins: View = (db) => {
  const ops = statement<StoredOp>(db, ARRIVED).all().map(readOp)
  const fields: Record<string, unknown> = {}
  for (const { kind, change } of ops.filter(({ target }) => target === seedling.annotationId)) {
    if (kind === 'annotation.delete') fields.deleted = true
    if (kind === 'annotation.change' || kind === 'annotation.create')
      Object.assign(fields, { deleted: false, note: change?.note ?? fields.note, label: change?.label ?? fields.label })
  }
  return { rows: [fields], contested: [] }
}
const ARRIVED = `SELECT op.hash, op.body, payload.data FROM op LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH} ORDER BY op.rowid`

/** A clone of what all had in common, with others merged into it in an order. */
async function mergeAll(others: readonly Db[]): Promise<Db> {
  const db = openClone(seedling.bytes, seedling.file, 'nobody')
  for (const other of others) await mergeInto(db, [other])
  return db
}

const LAWS: Record<string, (replicas: readonly MemoryReplica[], view: View) => Promise<void>> = {
  'is commutative': async ([a, b, c], view) => {
    const one = await mergeAll([a!.db, b!.db, c!.db])
    const other = await mergeAll([c!.db, a!.db, b!.db])
    expect(view(other)).toEqual(view(one))
    expect(digestLog(other)).toBe(digestLog(one))
  },
  'is associative': async ([a, b, c], view) => {
    const left = await mergeAll([await mergeAll([a!.db, b!.db]), c!.db])
    const right = await mergeAll([a!.db, await mergeAll([b!.db, c!.db])])
    expect(view(right)).toEqual(view(left))
  },
  'is idempotent': async ([a, b], view) => {
    const db = await mergeAll([a!.db, b!.db])
    const before = view(db)
    expect(await mergeInto(db, [b!.db, a!.db])).toBe(0)
    expect(view(db)).toEqual(before)
  },
  'loses nothing silently': async (replicas, view) => {
    const db = await mergeAll(replicas.map((one) => one.db))
    const kept = new Set(
      statement<{ hash: Buffer }>(db, 'SELECT hash FROM op')
        .all()
        .map(({ hash }) => hash.toString('hex')),
    )
    for (const one of replicas)
      for (const { hash } of statement<{ hash: Buffer }>(one.db, 'SELECT hash FROM op').all())
        expect(kept).toContain(hash.toString('hex'))
    // Deleted by all who had seen it: then there is nothing to choose between.
    if (findAnnotation(db, seedling.annotationId)?.status === 'deleted') return
    const { contested } = view(db)
    for (const field of ['label', 'note']) {
      const standing = standingValues(listOps(db, seedling.annotationId), field)
      if (standing.size > 1) for (const value of standing) expect(contested).toContain(`${field} ${value}`)
    }
  },
  'deletes nothing by absence': async ([a], view) => {
    const before = view(a!.db)
    await mergeInto(a!.db, [openClone(seedling.bytes, seedling.file, 'old')])
    expect(view(a!.db)).toEqual(before)
  },
  'lets all converge after random merges': async (replicas, view) => {
    for (const { db } of [...replicas, ...replicas])
      await mergeInto(
        db,
        replicas.filter((one) => one.db !== db).map((one) => one.db),
      )
    for (const { db } of replicas) expect(view(db)).toEqual(view(replicas[0]!.db))
  },
  'takes undo and redo along': async ([a, b]) => {
    const { db, by } = a!
    await mergeInto(db, [b!.db])
    createAnnotation(db, draftOf(seedling.articleId, TEAM_TEXT, 'الجسر'), by)
    const before = valuesOf(db)
    const undone = [undo(db, by), undo(db, by)].filter((step) => step !== undefined)
    await mergeInto(b!.db, [db])
    for (const _ of undone) redo(db, by)
    await mergeInto(b!.db, [db])
    expect(valuesOf(b!.db)).toEqual(before)
  },
  'leaves the tables as a rebuild makes them': async (replicas, view) => {
    const db = await mergeAll(replicas.map((one) => one.db))
    const live = view(db)
    rebuild(db)
    expect(view(db)).toEqual(live)
  },
}

/** Undo and redo are entries themselves: their author's key is announced, and the row was changed later. */
function valuesOf(db: Db): unknown {
  const rows = ['annotation', 'rating', 'claim'].map((table) =>
    statement(db, `SELECT * FROM ${table} ORDER BY 1`).all(),
  )
  return JSON.parse(JSON.stringify([rows, seen(db).contested], (key, value) => (key === 'changed_ms' ? 0 : value)))
}

/** The values of a field that no later op saw, found without the fold: by walking back from every op that sets it. */
function standingValues(ops: readonly Op[], field: string): Set<string> {
  const byHash = new Map(ops.map((op) => [op.hash, op]))
  const saw = (later: Op, earlier: Op): boolean =>
    later.parents.some((hash) => hash === earlier.hash || (byHash.has(hash) && saw(byHash.get(hash)!, earlier)))
  const sets = effectiveOps(ops).filter(({ change }) => change?.[field] !== undefined)
  const standing = sets.filter((op) => !sets.some((later) => later !== op && saw(later, op)))
  return new Set(standing.map(({ change }) => JSON.stringify(change![field])))
}

async function holds(view: View, name: string, runs: number, endOnFailure = false): Promise<void> {
  const property = fc.asyncProperty(history, async (acts) => {
    const replicas = await play(acts)
    try {
      await LAWS[name]!(replicas, view)
    } finally {
      for (const { db } of replicas) db.raw.close()
    }
  })
  await fc.assert(property, {
    numRuns: runs,
    endOnFailure,
    ...(process.env.ISNAD_SEED ? { seed: Number(process.env.ISNAD_SEED) } : {}),
  })
}

describe('merge', () => {
  // Each law sees its share of the histories; the last ones change the replicas, so every law plays its own.
  const share = Math.ceil(HISTORIES / Object.keys(LAWS).length)
  it.each(Object.keys(LAWS))(
    '%s',
    async (name) => {
      seedling = makeSeedling()
      await holds(seen, name, share)
    },
    HISTORIES * 1000,
  )

  it.each(['is commutative', 'is associative', 'loses nothing silently', 'lets all converge after random merges'])(
    'would be caught if the last write won: "%s" fails then',
    async (name) => {
      seedling = makeSeedling()
      await expect(holds(lastWriteWins, name, 500, true)).rejects.toThrow(/Property failed/)
    },
    120_000,
  )
})
