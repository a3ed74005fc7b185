import { keysOf, type ReplicaKey } from './announcement.ts'
import { effectiveOps } from './fold.ts'
import type { Db } from './open.ts'
import { findOp, listOps, listOpsOfKind, type Op } from './ops.ts'
import { isSignedBy, opMessage, vouchMessage } from './replica.ts'
import { statement } from './statement.ts'

/** What is trusted in a copy of the project; everything that a judgement on somebody else's op needs. */
export type Trust = Readonly<{
  /** The key of every replica that announced one here, by replica. */
  keys: ReadonlyMap<string, ReplicaKey>
  /** Members whose word on keys and roles counts. */
  leads: ReadonlySet<string>
  /** Who leads or ever did: what they decided then stays decided, whenever it comes. */
  led: ReadonlySet<string>
  /** Keys that a lead confirmed, as `nameKey` writes them. */
  confirmed: ReadonlySet<string>
  /** Annotations of the adjudicated layer, which is the leads'. */
  adjudicated: ReadonlySet<string>
  /** An op that is here, by its hash: what an undo takes back. */
  find(hash: string): JudgedOp | undefined
}>

/** Why an op waits in quarantine: a copy handed to somebody else, another's replica, a key nobody vouches for, what is only a lead's to do. */
export type Distrust = 'handout' | 'other-owner' | 'unknown-key' | 'role'

/** What a judgement reads of an op. */
export type JudgedOp = Pick<Op, 'hash' | 'replica' | 'seq' | 'lamport' | 'author' | 'kind' | 'target' | 'change'>

/** The key of every replica that announced one here, by replica; what quarantine holds is no part of it. */
export function replicaKeys(db: Db): Map<string, ReplicaKey> {
  return keysOf(listOpsOfKind(db, 'member.key'))
}

/** What is trusted here now. */
export function readTrust(db: Db): Trust {
  const members = listOpsOfKind(db, 'member.add')
  const projects = listOpsOfKind(db, 'project.set')
  const leads = leadsOf(members, projects)
  const rows = statement<{ id: string }>(db, "SELECT id FROM annotation WHERE layer = 'adjudicated'").all()
  return {
    keys: replicaKeys(db),
    leads,
    led: everLed(members, leadsOf(members.slice(0, 1), projects)),
    confirmed: confirmedKeys(db, leads),
    adjudicated: new Set(rows.map(({ id }) => id)),
    find: (hash) => findOp(db, hash),
  }
}

/** Whom a lead ever made one, beside those who led first. */
function everLed(memberAdds: readonly JudgedOp[], first: ReadonlySet<string>): Set<string> {
  const led = new Set(first)
  for (const { author, target, change } of inFoldOrder(memberAdds))
    if (led.has(author) && change?.role === 'lead') led.add(target)
  return led
}

function confirmedKeys(db: Db, leads: ReadonlySet<string>): Set<string> {
  const members = new Set(listOpsOfKind(db, 'member.confirm').map(({ target }) => target))
  const standing = [...members].flatMap((member) => effectiveOps(listOps(db, member)))
  const counted = standing.filter(({ kind, author }) => kind === 'member.confirm' && leads.has(author))
  return new Set(counted.map(({ target, change }) => nameKey(target, String(change?.key))))
}

/** One member's key as an entry of `confirmed`. */
export function nameKey(member: string, key: string): string {
  return `${member} ${key}`
}

/**
 * Who leads: the project's creator, and whom a lead made one, until a lead takes it back. A member who names themselves a
 * lead is none. Pure.
 */
export function leadsOf(memberAdds: readonly JudgedOp[], projectSets: readonly JudgedOp[]): Set<string> {
  const added = inFoldOrder(memberAdds)
  const first = added.find(({ author, target, change }) => author === target && change?.role === 'lead')
  const creator = inFoldOrder(projectSets)[0]?.author ?? first?.author
  const leads = new Set(creator === undefined ? [] : [creator])
  const known = new Set<string>()
  for (const { author, target, change } of added) {
    const isBirth = author === target && !known.has(target)
    known.add(target)
    if (isBirth || !leads.has(author)) continue
    if (change?.role === 'lead') leads.add(target)
    else leads.delete(target)
  }
  return leads
}

/**
 * Judges one incoming op by its author and its replica: why it must wait in quarantine, undefined where it is trusted.
 * `announced` are the keys that came with it (`keysOf`), `here` what is trusted here. Ops that are here already need no
 * judgement; signatures are `checkSignature`'s. First use of a key is trusted. Pure.
 */
export function judgeOp(op: JudgedOp, announced: ReadonlyMap<string, ReplicaKey>, here: Trust): Distrust | undefined {
  const { author } = op
  if (here.leads.size > 0 && !here.leads.has(author) && op.kind === 'member.add' && givesRole(op)) return 'role'
  if (here.leads.size > 0 && !here.led.has(author) && isForLeads(op, here)) return 'role'
  const replica = here.keys.get(op.replica) ?? announced.get(op.replica)
  // Replicas of before keys: nothing to hold against their authors.
  if (replica === undefined) return undefined
  if (here.confirmed.has(nameKey(author, replica.key))) return undefined
  if (replica.handout !== null && replica.handout !== author) return 'handout'
  if (replica.owner !== author) return here.leads.has(replica.owner) ? undefined : 'other-owner'
  const own = new Set([...here.keys.values()].filter(({ owner }) => owner === author).map(({ key }) => key))
  if (own.size === 0) return undefined
  return isVouched(author, replica.key, own, [...here.keys.values(), ...announced.values()]) ? undefined : 'unknown-key'
}

/**
 * Judges all incoming ops at once: op hash → why it must wait. Confirmations by leads that come with them count.
 */
export function judgeOps(ops: readonly JudgedOp[], here: Trust): Map<string, Distrust> {
  const announced = keysOf(ops.filter(({ kind }) => kind === 'member.key'))
  const brought = ops.filter(
    (op) => op.kind === 'member.confirm' && here.leads.has(op.author) && judgeOp(op, announced, here) === undefined,
  )
  const confirmed = new Set([
    ...here.confirmed,
    ...brought.map(({ target, change }) => nameKey(target, String(change?.key))),
  ])
  const made = ops.filter(isAdjudicated).map(({ target }) => target)
  const byHash = new Map(ops.map((op) => [op.hash, op]))
  const find = (hash: string): JudgedOp | undefined => byHash.get(hash) ?? here.find(hash)
  const known = { ...here, confirmed, find, adjudicated: new Set([...here.adjudicated, ...made]) }
  // A lead who comes along leads here at once.
  const promoted = ops.filter((op) => op.kind === 'member.add' && judgeOp(op, announced, known) === undefined)
  const trust = { ...known, led: everLed(promoted, here.led) }
  const judged = ops.map((op) => [op.hash, judgeOp(op, announced, trust)] as const)
  return new Map(judged.filter((line): line is readonly [string, Distrust] => line[1] !== undefined))
}

/**
 * How an op is signed: `valid`; `unsigned` where its replica never announced a key, as ops of before keys; `missing` or
 * `wrong` where it announced one. `hash` and `sig` are bytes.
 */
export function checkSignature(
  { hash, replica, sig }: Readonly<{ hash: Buffer; replica: string; sig: Buffer | null }>,
  keys: ReadonlyMap<string, ReplicaKey>,
): 'valid' | 'unsigned' | 'missing' | 'wrong' {
  const known = keys.get(replica)
  if (known === undefined) return sig === null ? 'unsigned' : 'wrong'
  if (sig === null) return 'missing'
  return isSignedBy(known.key, opMessage(hash), sig) ? 'valid' : 'wrong'
}

const LEADS_KINDS = new Set(['adjudication.decide', 'layer.open', 'article.assign'])

/** What only leads do: decide, open layers, assign, write in the adjudicated layer, and take back what a lead did. */
function isForLeads(op: JudgedOp, here: Trust): boolean {
  if (op.kind !== 'op.undo') return isLeadsWork(op, here.adjudicated)
  const undone = findUndone(op, here)
  if (undone === undefined) return here.adjudicated.has(op.target)
  return isLeadsWork(undone, here.adjudicated) || (undone.author !== op.author && here.led.has(undone.author))
}

/** True for the kinds of op that only a lead takes back. A confirmation by anybody else never counted. */
export function isLeadsKind(kind: string): boolean {
  return LEADS_KINDS.has(kind) || kind === 'member.confirm'
}

function isLeadsWork(op: JudgedOp, adjudicated: ReadonlySet<string>): boolean {
  return LEADS_KINDS.has(op.kind) || isAdjudicated(op) || adjudicated.has(op.target)
}

/** What an undo takes back in the end: what an undone undo was about is done again. */
function findUndone(op: JudgedOp, { find }: Trust): JudgedOp | undefined {
  let undone: JudgedOp | undefined = op
  for (const seen = new Set<string>(); undone?.kind === 'op.undo' && !seen.has(undone.hash); ) {
    seen.add(undone.hash)
    undone = find(String(undone.change?.undoes))
  }
  return undone
}

function isAdjudicated({ kind, change }: JudgedOp): boolean {
  return kind === 'annotation.create' && change?.layer === 'adjudicated'
}

function givesRole({ change }: JudgedOp): boolean {
  return change?.role !== undefined && change.role !== 'annotator'
}

/** A chain of valid vouchers leads from one of the author's own keys to the key. */
function isVouched(author: string, key: string, own: ReadonlySet<string>, all: readonly ReplicaKey[]): boolean {
  const seen = new Set<string>()
  const reach = (wanted: string): boolean => {
    if (own.has(wanted)) return true
    if (seen.has(wanted)) return false
    seen.add(wanted)
    return all.some(
      ({ key: known, owner, vouch }) =>
        known === wanted &&
        owner === author &&
        vouch !== null &&
        isSignedBy(vouch.by, vouchMessage(author, wanted), Buffer.from(vouch.sig, 'base64url')) &&
        reach(vouch.by),
    )
  }
  return reach(key)
}

function inFoldOrder(ops: readonly JudgedOp[]): JudgedOp[] {
  return ops.toSorted((a, b) => a.lamport - b.lamport || (a.hash < b.hash ? -1 : 1))
}
