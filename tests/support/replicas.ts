import { createHash } from 'node:crypto'
import { headsOf, type Op } from '../../db/ops.ts'

/** What a step of a random history does, on which replica. */
export type Act =
  | Readonly<{ on: number; does: 'label'; value: string }>
  | Readonly<{ on: number; does: 'note'; value: string }>
  | Readonly<{ on: number; does: 'delete' | 'restore' | 'undo' | 'rate' }>
  | Readonly<{ on: number; does: 'fetch'; from: number }>

/** Several copies of one project that edit one annotation and now and then fetch each other's ops. */
export type Replicas = Readonly<{ ops: readonly (readonly Op[])[]; all: readonly Op[] }>

/** The order in which the fold reads ops, whatever order they arrived in. */
export function inFoldOrder(ops: readonly Op[]): Op[] {
  return ops.toSorted((a, b) => a.lamport - b.lamport || (a.hash < b.hash ? -1 : 1))
}

/** Plays a history: every replica starts from the same created annotation and writes as `appendOp` would. */
export function playHistory(count: number, acts: readonly Act[]): Replicas {
  const created = makeOp([], 0, 'annotation.create', ORIGIN)
  const replicas: Op[][] = Array.from({ length: count }, () => [created])
  for (const act of acts) {
    const mine = replicas[act.on % count]!
    if (act.does === 'fetch') {
      const known = new Set(mine.map(({ hash }) => hash))
      mine.push(...replicas[act.from % count]!.filter(({ hash }) => !known.has(hash)))
    } else {
      const op = perform(mine, act.on % count, act)
      if (op) mine.push(op)
    }
  }
  const all = [...new Map(replicas.flat().map((op) => [op.hash, op])).values()]
  return { ops: replicas, all }
}

function perform(mine: readonly Op[], on: number, act: Exclude<Act, { does: 'fetch' }>): Op | undefined {
  if (act.does === 'label') return makeOp(mine, on, 'annotation.change', { label: act.value })
  if (act.does === 'note') return makeOp(mine, on, 'annotation.change', { note: act.value })
  if (act.does === 'delete') return makeOp(mine, on, 'annotation.delete', {})
  if (act.does === 'restore') return makeOp(mine, on, 'annotation.restore', {})
  if (act.does === 'rate') return makeOp(mine, on, 'rating.set', { reliability: 'B', credibility: 2, rationale: null })
  const last = inFoldOrder(mine).findLast((op) => op.author === `author-${on}` && op.kind !== 'annotation.create')
  return last && makeOp(mine, on, 'op.undo', { undoes: last.hash })
}

function makeOp(seen: readonly Op[], on: number, kind: string, change: Readonly<Record<string, unknown>>): Op {
  const lamport = Math.max(0, ...seen.map((op) => op.lamport)) + 1
  const seq = seen.filter(({ replica }) => replica === `replica-${on}`).length + 1
  const parents = headsOf(seen)
  const body = {
    replica: `replica-${on}`,
    seq,
    lamport,
    author: `author-${on}`,
    wallMs: 1000 + lamport * 10 + on,
    kind,
    target: '01999999-0000-7000-8000-000000000001',
    parents,
    group: `group-${on}-${seq}`,
  }
  const hash = createHash('sha256')
    .update(JSON.stringify({ ...body, change }))
    .digest('hex')
  return { ...body, hash, change }
}

const ORIGIN = {
  articleId: '01999999-0000-7000-8000-000000000002',
  layer: 'adjudicated',
  label: 'actor',
  subtype: null,
  bounds: { startCodePoint: 0, endCodePoint: 4, quote: 'سامر', prefix: '', suffix: '' },
  value: null,
  note: null,
  tool: 'hand',
  rule: null,
  derivedFrom: null,
}
