import { foldAnnotation } from './annotation-fold.ts'
import { foldFields } from './fold.ts'
import { foldMember } from './member-fold.ts'
import type { Change, Op } from './ops.ts'

/** What changed with one op: the fields that differ, with their values before and after; null where there was none. */
export type StateChange = Readonly<{ before: Change | null; after: Change | null }>

/** An annotation with its claim and everybody's standing rating, as it was after some op; undefined before it began. */
export type AnnotationState = Readonly<Record<string, unknown>>

/**
 * What each op on one target changed, in fold order: the fold of all ops up to it beside the fold without it. So an op
 * that undoes another, or that arrived late, is shown by its effect. Pure.
 */
export function describeChanges(ops: readonly Op[]): StateChange[] {
  const read = readerOf(ops)
  let before: Change | undefined
  return ops.map((_, at) => {
    const after = read(ops.slice(0, at + 1))
    const change = differ(before, after)
    before = after
    return change
  })
}

/** The annotation as it was after the op with this hash; undefined where it did not exist, or there is no such op. */
export function annotationStateAt(ops: readonly Op[], hash: string): AnnotationState | undefined {
  const at = ops.findIndex((op) => op.hash === hash)
  return at < 0 ? undefined : readAnnotation(ops.slice(0, at + 1))
}

/** What the ops from one to another changed together, of an annotation; nothing where they are not there. */
export function describeSpan(ops: readonly Op[], first: string, last: string): StateChange {
  const from = ops.findIndex(({ hash }) => hash === first)
  const to = ops.findIndex(({ hash }) => hash === last)
  if (from < 0 || to < from) return { before: null, after: null }
  return differ(readAnnotation(ops.slice(0, from)), readAnnotation(ops.slice(0, to + 1)))
}

function readerOf(ops: readonly Op[]): (ops: readonly Op[]) => Change | undefined {
  const noun = ops.find(({ kind }) => kind !== 'op.undo')?.kind.split('.')[0]
  // Facts that never change together are shown as their op has them; folding hundreds again and again takes too long.
  if (ops.length > LONGEST_FOLDED) return (some) => some.at(-1)?.change
  if (noun === 'annotation') return readAnnotation
  if (noun === 'member') return foldMember
  return readFields
}

const LONGEST_FOLDED = 100

function readAnnotation(ops: readonly Op[]): AnnotationState | undefined {
  const folded = foldAnnotation(ops)
  if (folded === undefined) return undefined
  const { row, claim } = folded
  const standing = folded.ratings.filter(({ live }) => live === 1)
  const ratings = standing.map(({ author, reliability, credibility, rationale }) => [
    String(author),
    { reliability, credibility, rationale },
  ])
  return {
    label: row.label,
    subtype: row.subtype,
    bounds: { startCodePoint: row.start_code_point, endCodePoint: row.end_code_point, quote: row.quote },
    value: typeof row.value === 'string' ? (JSON.parse(row.value) as unknown) : null,
    note: row.note,
    status: row.status,
    claim: claim === undefined ? null : (JSON.parse(claim) as unknown),
    ratings: Object.fromEntries(ratings) as unknown,
  }
}

function readFields(ops: readonly Op[]): Change {
  const fields = foldFields(ops, ({ change }) => change)
  return Object.fromEntries([...fields].map(([name, { value }]) => [name, value]))
}

function differ(before: Change | undefined, after: Change | undefined): StateChange {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const changed = [...names].filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
  const pick = (state: Change | undefined): Change | null =>
    state === undefined ? null : Object.fromEntries(changed.map((name) => [name, state[name] ?? null]))
  return { before: pick(before), after: pick(after) }
}
