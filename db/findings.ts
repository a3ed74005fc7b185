import { memberNames } from './member.ts'
import type { Db } from './open.ts'

/** The log entry that a problem is about; `more` further entries of the same replica have the same problem. */
export type EntryName = Readonly<{
  replica: string
  seq: number
  author: string | null
  kind: string | null
  wall: number | null
  more: number
}>

/** One thing that is wrong: a stable code, where (an id or a hash), and a sentence a person can act on. */
export type Problem = Readonly<{ code: string; where: string; message: string; entry?: EntryName }>

/** Takes one thing that is wrong. */
export type Report = (code: string, where: string, message: string) => unknown

/** What a problem says of the entry it is about; unknown facts stay out. */
export type Entry = Readonly<{
  hash?: Buffer
  replica: string
  seq: number
  author?: string
  kind?: string
  wall?: number
}>

/** Gathers problems: of many entries of one replica with the same problem the first is named and the rest counted. */
export type Findings = Readonly<{
  report: Report
  /** `what` ends the sentence "log entry N (kind) by AUTHOR of TIME …". */
  reportEntry(code: string, entry: Entry, what: string, mend: string): void
  list(): Problem[]
}>

/** What somebody can do about an altered entry. */
export const MEND = 'restore a backup, or merge a colleague’s copy into one'

/** An empty list of problems of this project; names of authors are its members'. */
export function gatherFindings(db: Db): Findings {
  const found: { problem: Problem; more: number }[] = []
  const first = new Map<string, { problem: Problem; more: number }>()
  let names: Map<string, string> | undefined
  const nameOf = (author: string): string => {
    names ??= memberNames(db)
    return names.get(author) ?? author
  }
  return {
    report: (code, where, message) => found.push({ problem: { code, where, message }, more: 0 }),
    reportEntry: (code, entry, what, mend) => {
      const key = `${code} ${entry.replica}`
      const known = first.get(key)
      if (known) {
        known.more++
        return
      }
      const author = entry.author === undefined ? null : nameOf(entry.author)
      const message = `${describeEntry(entry, author)} ${what}: ${mend}`
      const { replica, seq, kind = null, wall = null } = entry
      const where = entry.hash?.toString('hex') ?? `${replica} ${seq}`
      const one = { problem: { code, where, message, entry: { replica, seq, author, kind, wall, more: 0 } }, more: 0 }
      first.set(key, one)
      found.push(one)
    },
    list: () => found.map(({ problem, more }) => (more === 0 ? problem : withMore(problem, more))),
  }
}

/** A moment for people, in UTC. */
export function describeMoment(wall: number): string {
  const moment = new Date(wall)
  return Number.isNaN(moment.getTime())
    ? 'an unknown time'
    : `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function describeEntry({ seq, kind, wall, replica }: Entry, author: string | null): string {
  const what = kind === undefined ? '' : ` (${kind})`
  const who = author === null ? ` of replica ${replica}` : ` by ${author}`
  return `log entry ${seq}${what}${who}${wall === undefined ? '' : ` of ${describeMoment(wall)}`}`
}

function withMore({ code, where, message, entry }: Problem, more: number): Problem {
  const said = `${message} (and ${more} more of the same replica)`
  return { code, where, message: said, ...(entry ? { entry: { ...entry, more } } : {}) }
}
