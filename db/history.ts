import { DomainError } from '../corpus/errors.ts'
import { appendOp } from './append.ts'
import { findOddTimes } from './clock.ts'
import { effectiveOps } from './fold.ts'
import { findMember, memberNames } from './member.ts'
import { type Db, inTransaction } from './open.ts'
import { type Change, listOps, listOpsOfReplica, type Op } from './ops.ts'
import { refold } from './refold.ts'
import { findReplica } from './replica.ts'
import { statement } from './statement.ts'
import { describeChanges } from './states.ts'
import { isLeadsKind } from './trust.ts'

/** What an undo or redo touched: the kind of the act and its targets. */
export type Step = Readonly<{ kind: string; targets: readonly string[] }>

/** One line of a target's history, oldest first; `undone` when a later op reversed it. */
export type HistoryLine = Readonly<{
  hash: string
  kind: string
  author: string
  wall: number
  change: unknown
  undone: boolean
  /** True where the time cannot be right. */
  oddClock: boolean
  /** The fields that it changed, before and after; null where there was nothing. */
  before: Change | null
  after: Change | null
}>

type DoneOp = Readonly<{ hash: string; target: string; kind: string }>
type Act = { group: string; ops: DoneOp[] }
type Stacks = { undo: Act[]; redo: Act[] }

const UNDOABLE = new Set([
  'annotation.create',
  'annotation.change',
  'annotation.delete',
  'annotation.restore',
  'claim.set',
  'rating.set',
  'article.describe',
  'article.assign',
  'layer.done',
  'layer.reopen',
  'layer.open',
  'suggestion.decide',
  'entity.create',
  'entity.change',
  'entity.delete',
  'entity.merge',
  'entity.split',
  'mention.link',
  'mention.unlink',
  'mention.refuse',
  'link.set',
  'link.remove',
  'adjudication.decide',
  'member.confirm',
  'labelset.set',
  'guideline.set',
])

/** Whether this author has an act on this copy to undo or to redo; read from the log, so it outlives a restart. */
export function describeStacks(db: Db, author: string): { canUndo: boolean; canRedo: boolean } {
  const { undo, redo } = readStacks(db, author)
  return { canUndo: undo.length > 0, canRedo: redo.length > 0 }
}

/** Reverses the author's last act by appending ops; the log never shrinks. Undefined when there is none. */
export function undo(db: Db, author: string): Step | undefined {
  return reverse(db, author, 'undo')
}

/** Reverses the author's last undo. Undefined when there is none. */
export function redo(db: Db, author: string): Step | undefined {
  return reverse(db, author, 'redo')
}

/** How many undos it takes this author to reverse an act, by the group of its ops; only acts that undo would reach. */
export function countUndoSteps(db: Db, author: string): Map<string, number> {
  const { undo } = readStacks(db, author)
  return new Map(undo.map(({ group }, at) => [group, undo.length - at]))
}

/** Everything that happened to one target, with authors' names. */
export function listHistory(db: Db, target: string): HistoryLine[] {
  const ops = listOps(db, target)
  const names = memberNames(db)
  const effective = new Set(effectiveOps(ops).map(({ hash }) => hash))
  const changes = describeChanges(ops)
  const odd = findOddTimes(db)
  return ops.map((op, at) => ({
    hash: op.hash,
    kind: op.kind,
    author: names.get(op.author) ?? op.author,
    wall: op.wallMs,
    change: op.change ?? null,
    undone: op.kind !== 'op.undo' && !effective.has(op.hash),
    oddClock: odd.has(op.hash),
    ...changes[at]!,
  }))
}

function reverse(db: Db, author: string, direction: 'undo' | 'redo'): Step | undefined {
  const act = readStacks(db, author)[direction].at(-1)
  if (act === undefined) return undefined
  assertMayReverse(db, act, author)
  return inTransaction(db, () => {
    const reversed = direction === 'undo' ? act.ops : standingUndos(db, act.ops)
    for (const { hash, target } of reversed.toReversed()) {
      const group = `${direction}:${act.group}`
      appendOp(db, author, { kind: 'op.undo', target, change: { undoes: hash }, group })
      refold(db, target)
    }
    return { kind: act.ops[0]!.kind, targets: [...new Set(act.ops.map(({ target }) => target))] }
  })
}

/** Who led once and leads no more does not take back what was the lead's to do, nor bring it back. */
function assertMayReverse(db: Db, { ops }: Act, author: string): void {
  if (findMember(db, author)?.role === 'lead') return
  const isAdjudicated = ({ target }: DoneOp): boolean => statement(db, ADJUDICATED).get(target) !== undefined
  if (!ops.some((op) => isLeadsKind(op.kind) || isAdjudicated(op))) return
  throw new DomainError('undo-of-lead', 'this was done as a lead: only who leads the project takes it back')
}

/** The ops that now reverse the given ones. */
function standingUndos(db: Db, ops: readonly DoneOp[]): DoneOp[] {
  return ops.flatMap(({ hash, target }) => {
    const all = listOps(db, target)
    const undone = new Set(all.filter(({ kind }) => kind === 'op.undo').map(({ change }) => String(change?.undoes)))
    return all.filter((op) => op.kind === 'op.undo' && op.change?.undoes === hash && !undone.has(op.hash))
  })
}

type Entry = { replica: string; seq: number; stacks: Stacks }
const cached = new WeakMap<Db, Map<string, Entry>>()

/** Reads the author's acts from the log, outside any transaction; only what came since the last call is read again. */
function readStacks(db: Db, author: string): Stacks {
  if (db.raw.inTransaction) throw new RangeError('acts are read between transactions, not inside one')
  const known = cached.get(db) ?? new Map<string, Entry>()
  cached.set(db, known)
  // A file that was moved or copied writes under a new replica, whose numbers begin again: only what it wrote is undone.
  const replica = findReplica(db)
  if (replica === undefined) return { undo: [], redo: [] }
  const found = known.get(author)
  const entry = found?.replica === replica ? found : { replica, seq: 0, stacks: { undo: [], redo: [] } }
  known.set(author, entry)
  for (const op of listOpsOfReplica(db, replica, entry.seq)) {
    entry.seq = op.seq
    if (op.author === author) advance(entry.stacks, op)
  }
  return entry.stacks
}

function advance(stacks: Stacks, op: Op): void {
  if (op.kind === 'op.undo') {
    move(stacks, op)
    return
  }
  if (!UNDOABLE.has(op.kind)) return
  stacks.redo.length = 0
  const { hash, target, kind, group } = op
  const top = stacks.undo.at(-1)
  if (top?.group === group) top.ops.push({ hash, target, kind })
  else stacks.undo.push({ group, ops: [{ hash, target, kind }] })
}

/** An op of group `undo:G` or `redo:G` moves the act G between the stacks, once however many ops it has. */
function move(stacks: Stacks, { group }: Op): void {
  const [direction, ...rest] = group.split(':')
  const name = rest.join(':')
  const [from, to] = direction === 'undo' ? [stacks.undo, stacks.redo] : [stacks.redo, stacks.undo]
  if (from.at(-1)?.group === name) to.push(from.pop()!)
}

const ADJUDICATED = "SELECT 1 FROM annotation WHERE id = ? AND layer = 'adjudicated'"
