import { findOddTimes } from './clock.ts'
import { memberNames } from './member.ts'
import type { Db } from './open.ts'
import { iterateOps, listOps, type Op } from './ops.ts'
import { describeChanges, type StateChange } from './states.ts'

/** One entry of the log for people: its author by name, what it changed, before and after, and whether its time cannot be right. */
export type LogLine = Readonly<Op & StateChange & { name: string; oddClock: boolean }>

/** The whole log, or what happened to one target, in fold order. */
export function* readLog(db: Db, target?: string): Generator<LogLine> {
  const names = memberNames(db)
  const odd = findOddTimes(db)
  const changes = new Map<string, Map<string, StateChange>>()
  const changesOf = (of: string): Map<string, StateChange> => {
    const known = changes.get(of)
    if (known) return known
    const ops = listOps(db, of)
    const described = describeChanges(ops)
    const made = new Map(ops.map(({ hash }, at) => [hash, described[at]!]))
    changes.set(of, made)
    return made
  }
  for (const op of target === undefined ? [...iterateOps(db)] : listOps(db, target)) {
    const change = changesOf(op.target).get(op.hash) ?? { before: null, after: null }
    yield { ...op, ...change, name: names.get(op.author) ?? op.author, oddClock: odd.has(op.hash) }
  }
}
