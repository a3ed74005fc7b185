import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldAssignments } from '../../db/assignment.ts'
import { foldLayer, layerTarget, parseLayerTarget } from '../../db/layer-state.ts'
import type { Op } from '../../db/ops.ts'
import { inFoldOrder } from '../support/replicas.ts'

const ARTICLE = '01999999-0000-7000-8000-000000000002'
const ME = '01999999-0000-7000-8000-000000000003'

type Said = Readonly<{ kind: string; after: readonly number[]; change?: Op['change'] }>

/** A small history on one target: each op names by number which of those before it its author had seen. */
function makeOps(target: string, said: readonly Said[]): Op[] {
  const hash = (at: number): string => String(at).padStart(64, '0')
  return said.map(({ kind, after, change = {} }, at) => ({
    hash: hash(at),
    replica: `replica-${at}`,
    seq: 1,
    lamport: at + 1,
    author: `author-${at}`,
    wallMs: 1000 + at,
    kind,
    target,
    parents: after.map(hash),
    group: `group-${at}`,
    change,
  }))
}

const undoing = (at: number, after: readonly number[]): Said => ({
  kind: 'op.undo',
  after,
  change: { undoes: String(at).padStart(64, '0') },
})
const done = (...after: number[]): Said => ({ kind: 'layer.done', after })
const reopen = (...after: number[]): Said => ({ kind: 'layer.reopen', after })
const open = (...after: number[]): Said => ({ kind: 'layer.open', after })
const close = (...after: number[]): Said => ({ kind: 'layer.open', after, change: { open: false } })

describe('foldLayer', () => {
  it.each<[string, string, readonly Said[], string | undefined, number]>([
    ['is done once its author says so', ME, [done()], 'done', 0],
    ['is in progress again where that was taken back', ME, [done(), reopen(0)], 'progress', 0],
    ['is done again where it is said again', ME, [done(), reopen(0), done(1)], 'done', 0],
    ['counts done and reopened apart as in progress, contested', ME, [done(), reopen(0), done(0)], 'progress', 1],
    ['is done where two say so apart', ME, [done(), done()], 'done', 0],
    ['says nothing where done was undone', ME, [done(), undoing(0, [0])], undefined, 0],
    ['is done where the undo was undone', ME, [done(), undoing(0, [0]), undoing(1, [1])], 'done', 0],
    ['opens to everybody', '*', [open()], 'open', 0],
    ['closes again', '*', [open(), close(0)], undefined, 0],
    ['stays closed where it was opened and closed apart', '*', [open(), close(0), open(0)], 'progress', 1],
    ['leaves out what a newer program says', ME, [{ kind: 'layer.lock', after: [] }], undefined, 0],
  ])('%s', (_, author, said, state, contested) => {
    const row = foldLayer(makeOps(layerTarget(ARTICLE, author), said))
    expect(row?.state).toBe(state)
    if (row) expect([row.article_id, row.author, row.contested]).toEqual([ARTICLE, author, contested])
  })

  it('gives the same whatever order the ops arrived in', () => {
    const kinds = fc.constantFrom('layer.done', 'layer.reopen')
    const history = fc.array(fc.record({ kind: kinds, seen: fc.nat(7) }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat(1000)), (acts, keys) => {
        const said = acts.map(({ kind, seen }, at) => ({ kind, after: at === 0 ? [] : [seen % at] }))
        const ops = makeOps(layerTarget(ARTICLE, ME), said)
        const shuffled = ops
          .map((op) => ({ op, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ op }) => op)
        expect(foldLayer(inFoldOrder(shuffled))).toEqual(foldLayer(inFoldOrder(ops)))
      }),
      { numRuns: 200 },
    )
  })
})

describe('parseLayerTarget', () => {
  it('reads its own targets and nothing else', () => {
    expect(parseLayerTarget(layerTarget(ARTICLE, ME))).toEqual({ articleId: ARTICLE, author: ME })
    for (const other of [ARTICLE, 'layer:', `layer:${ARTICLE}`, '']) expect(parseLayerTarget(other)).toBeUndefined()
  })
})

describe('foldAssignments', () => {
  const give = (memberId: string, assigned: boolean, ...after: number[]): Said => ({
    kind: 'article.assign',
    after,
    change: { memberId, assigned },
  })

  it.each<[string, readonly Said[], readonly string[]]>([
    ['holds whom it was given to', [give('b', true), give('a', true, 0)], ['a', 'b']],
    ['drops whom it was taken from', [give('a', true), give('b', true, 0), give('a', false, 1)], ['b']],
    ['says nothing where giving was undone', [give('a', true), undoing(0, [0])], []],
    ['leaves other ops on the article out', [{ kind: 'article.describe', after: [], change: { title: 'a' } }], []],
  ])('%s', (_, said, members) => {
    expect(foldAssignments(makeOps(ARTICLE, said)).map(({ member_id }) => member_id)).toEqual(members)
  })
})
