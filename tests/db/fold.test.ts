import { cpSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotations,
  findAnnotation,
  setRating,
} from '../../db/annotation.ts'
import { foldAnnotation } from '../../db/annotation-fold.ts'
import { undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, inTransaction, openProject } from '../../db/open.ts'
import type { Op } from '../../db/ops.ts'
import { refold } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { type Act, inFoldOrder, playHistory } from '../support/replicas.ts'

const onReplica = fc.nat(2)
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ on: onReplica, does: fc.constant('label' as const), value: fc.constantFrom('actor', 'event', 'claim') }),
  fc.record({ on: onReplica, does: fc.constant('note' as const), value: fc.constantFrom('أ', 'ب', 'ج') }),
  fc.record({ on: onReplica, does: fc.constantFrom('delete', 'restore', 'undo', 'rate') }),
  fc.record({ on: onReplica, does: fc.constant('fetch' as const), from: onReplica }),
)
const history = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.array(act, { minLength: 1, maxLength: 24 }))

const rowOf = (ops: readonly Op[]) => foldAnnotation(inFoldOrder(ops))!.row

/** Whether an op saw another: had it among its ancestors. */
function saw(all: readonly Op[], later: Op, earlier: Op): boolean {
  const byHash = new Map(all.map((op) => [op.hash, op]))
  const open = [...later.parents]
  for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
    if (hash === earlier.hash) return true
    open.push(...(byHash.get(hash)?.parents ?? []))
  }
  return false
}

describe('foldAnnotation', () => {
  it('gives the same whatever order the ops arrived in', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat(1000)), ([count, acts], keys) => {
        const { all } = playHistory(count, acts)
        const shuffled = all
          .map((op) => ({ op, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ op }) => op)
        expect(foldAnnotation(inFoldOrder(shuffled))).toEqual(foldAnnotation(inFoldOrder(all)))
      }),
      { numRuns: 300 },
    )
  })

  it('gives every replica the same once each has fetched everything', () => {
    fc.assert(
      fc.property(history, ([count, acts]) => {
        const everyone = Array.from({ length: count }, (_, on) => on)
        const round = everyone.flatMap((on) => everyone.map((from): Act => ({ on, does: 'fetch', from })))
        const { ops } = playHistory(count, [...acts, ...round, ...round])
        for (const mine of ops) expect(rowOf(mine)).toEqual(rowOf(ops[0]!))
      }),
      { numRuns: 200 },
    )
  })

  it('never hides an edit that the one who deleted had not seen', () => {
    fc.assert(
      fc.property(history, ([count, acts]) => {
        // Without undo, every op but a deletion says that the annotation lives.
        const { all } = playHistory(
          count,
          acts.filter(({ does }) => does !== 'undo'),
        )
        const deletions = all.filter(({ kind }) => kind === 'annotation.delete')
        const edits = all.filter(({ kind }) => kind !== 'annotation.delete')
        const unseen = edits.some((edit) => !deletions.some((deletion) => saw(all, deletion, edit)))
        expect(rowOf(all).status === 'deleted').toBe(!unseen)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the value of the last who saw the others, and calls different ones contested', () => {
    fc.assert(
      fc.property(history, ([count, acts]) => {
        const { all } = playHistory(
          count,
          acts.filter(({ does }) => !['undo', 'delete', 'restore'].includes(does)),
        )
        const says = (name: string) => all.filter(({ change }) => change?.[name] !== undefined)
        const standing = (name: string) =>
          new Set(
            says(name)
              .filter((op) => !says(name).some((later) => saw(all, later, op)))
              .map(({ change }) => change![name]),
          )
        const row = rowOf(all)
        expect([...standing('label')]).toContain(row.label)
        expect([...standing('note')]).toContain(row.note)
        expect(row.status).toBe(standing('label').size > 1 || standing('note').size > 1 ? 'contested' : 'live')
      }),
      { numRuns: 300 },
    )
  })

  it('loses no rating: every one is in the history, whoever else rated at the same time', () => {
    fc.assert(
      fc.property(history, ([count, acts]) => {
        const { all } = playHistory(count, acts)
        const { ratings } = foldAnnotation(inFoldOrder(all))!
        expect(ratings).toHaveLength(all.filter(({ kind }) => kind === 'rating.set').length)
      }),
      { numRuns: 100 },
    )
  })
})

const TEXT = 'قال الوزير سامر إن الجسر آمن.'

/** Copies of one project file, each with a replica of its own, that hold the same annotation. */
function makeCopies(count: number): { copies: Db[]; id: string } {
  const first = makeProject()
  const by = becomeMember(first, 'ليلى').id
  const { id } = createAnnotation(first, draftOf(addText(first, TEXT, by), TEXT, 'سامر'), by)
  closeProject(first)
  const copies = Array.from({ length: count }, (_, at) => {
    const file = join(makeFolder(), `copy-${at}.isnad`)
    cpSync(first.file, file)
    const db = openProject(file)
    onTestFinished(() => closeProject(db))
    return db
  })
  return { copies, id }
}

/** Brings over the ops that are missing, in the given order, folding after each as they arrive. */
function fetchOps(to: Db, from: Db, order: <T>(rows: T[]) => T[] = (rows) => rows): void {
  const payloads = from.raw.prepare('SELECT hash, data FROM payload').all() as { hash: Buffer; data: Buffer }[]
  const ops = from.raw.prepare('SELECT * FROM op ORDER BY lamport, hash').all() as { target: string }[]
  inTransaction(to, () => {
    for (const { hash, data } of payloads) to.raw.prepare('INSERT OR IGNORE INTO payload VALUES (?, ?)').run(hash, data)
    for (const op of order(ops)) {
      const columns = Object.keys(op)
      to.raw
        .prepare(
          `INSERT OR IGNORE INTO op (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
        )
        .run(op)
      refold(to, op.target)
    }
  })
}

describe('copies of a project file', () => {
  it('fold to equal rows that verify, for random work and whatever order the ops come in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.nat(5)), { minLength: 3, maxLength: 14 }), async (steps) => {
        const { copies, id } = makeCopies(3)
        const authors = copies.map((db, at) => becomeMember(db, `محلّل ${at}`).id)
        for (const [at, kind] of steps) work(copies[at]!, id, authors[at]!, kind, copies[(at + 1) % 3]!)
        for (const [at, db] of copies.entries())
          for (const other of copies)
            if (other !== db) fetchOps(db, other, at === 1 ? (rows) => rows.toReversed() : undefined)
        const rows = copies.map((db) => findAnnotation(db, id))
        expect(rows[1]).toEqual(rows[0])
        expect(rows[2]).toEqual(rows[0])
        for (const db of copies) {
          expect((await verifyProject(db)).problems).toEqual([])
          closeProject(db)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('show both authors’ different values as contested until one who saw both decides', () => {
    const { copies, id } = makeCopies(2)
    const [a, b] = [copies[0]!, copies[1]!]
    const [layla, nour] = [becomeMember(a, 'ليلى').id, becomeMember(b, 'نور').id]
    changeAnnotation(a, id, { label: 'event' }, layla)
    changeAnnotation(b, id, { label: 'date' }, nour)
    fetchOps(a, b)
    expect(findAnnotation(a, id)?.status).toBe('contested')
    expect(changeAnnotation(a, id, { label: 'event' }, layla)).toMatchObject({ status: 'live', label: 'event' })
    fetchOps(b, a)
    expect(findAnnotation(b, id)).toEqual(findAnnotation(a, id))
  })

  it('keep an annotation that one deleted while the other worked on it', () => {
    const { copies, id } = makeCopies(2)
    const [a, b] = [copies[0]!, copies[1]!]
    deleteAnnotations(a, [id], becomeMember(a, 'ليلى').id)
    setRating(b, id, { reliability: 'B', credibility: 2, rationale: null }, becomeMember(b, 'نور').id)
    fetchOps(a, b)
    expect(findAnnotation(a, id)).toMatchObject({ status: 'contested', rating: { reliability: 'B' } })
  })
})

function work(db: Db, id: string, by: string, kind: number, other: Db): void {
  const row = findAnnotation(db, id)
  if (kind === 5) fetchOps(db, other)
  else if (kind === 4) undo(db, by)
  else if (row?.status === 'deleted') return
  else if (kind === 0) changeAnnotation(db, id, { label: 'event' }, by)
  else if (kind === 1) changeAnnotation(db, id, { note: `ملاحظة ${by}` }, by)
  else if (kind === 2) deleteAnnotations(db, [id], by)
  else setRating(db, id, { reliability: 'C', credibility: 3, rationale: null }, by)
}
