import type { Change, Op } from './ops.ts'

// The fold is a pure function of the set of ops on one target, so the order in which ops arrived
// never matters: merging is set union, then folding again.

/** What an op on a target says about it: the value of each field it sets. */
export type Reading = (op: Op) => Change | undefined

/** A value that no later op saw and replaced, with the op that set it. */
export type Standing = Readonly<{ op: Op; value: unknown }>

/** One field after folding: the value shown, who set it last, whether authors disagree about it, and all that stands. */
export type Field = Readonly<{ value: unknown; by: Op; contested: boolean; standing: readonly Standing[] }>

/** Ops that count: not reversed by an `op.undo` that itself stands. Takes and returns fold order. */
export function effectiveOps(ops: readonly Op[]): Op[] {
  const undone = new Set<string>()
  for (const op of ops.toReversed())
    if (op.kind === 'op.undo' && !undone.has(op.hash)) undone.add(String(op.change?.undoes))
  return ops.filter(({ hash, kind }) => kind !== 'op.undo' && !undone.has(hash))
}

/**
 * Folds every field as a multi-value register: a value gives way only to an op that saw it (was made with it among its
 * ancestors). Where several values stand, the last in fold order is shown and the field is contested.
 */
export function foldFields(all: readonly Op[], read: Reading): Map<string, Field> {
  const ancestors = collectAncestors(all)
  const byField = new Map<string, Standing[]>()
  for (const op of effectiveOps(all)) {
    // Erased, or of a version that this program does not know: it says nothing here.
    if (op.change === undefined) continue
    for (const [name, value] of Object.entries(read(op) ?? {})) {
      const entries = byField.get(name) ?? []
      entries.push({ op, value })
      byField.set(name, entries)
    }
  }
  const fields = new Map<string, Field>()
  for (const [name, entries] of byField) {
    const standing = entries.filter(({ op }) => !entries.some((other) => ancestors.get(other.op.hash)?.has(op.hash)))
    const shown = standing.at(-1)!
    const contested = standing.length > 1 && new Set(standing.map(({ value }) => JSON.stringify(value))).size > 1
    fields.set(name, { value: shown.value, by: shown.op, contested, standing })
  }
  return fields
}

/** Hashes of every op that an op saw, directly or through others. Takes fold order, in which parents come first. */
function collectAncestors(ops: readonly Op[]): Map<string, ReadonlySet<string>> {
  const ancestors = new Map<string, ReadonlySet<string>>()
  for (const { hash, parents } of ops) {
    const mine = new Set(parents)
    for (const parent of parents) for (const older of ancestors.get(parent) ?? []) mine.add(older)
    ancestors.set(hash, mine)
  }
  return ancestors
}
