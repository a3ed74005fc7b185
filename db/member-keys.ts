import { DomainError } from '../corpus/errors.ts'
import { printWords } from '../corpus/key-print.ts'
import { keysOf } from './announcement.ts'
import { appendOp } from './append.ts'
import { sha256 } from './hash.ts'
import { keyStore, type Protection } from './key-store.ts'
import { listMembers, type MemberRow, memberNames } from './member.ts'
import { refoldMember } from './member-fold.ts'
import { releaseOps } from './merge-apply.ts'
import { type Db, inTransaction } from './open.ts'
import { listOpsOfKind } from './ops.ts'
import { listQuarantine, type Quarantined } from './quarantine.ts'
import { findSigner } from './replica.ts'
import { statement } from './statement.ts'
import { judgeOps, nameKey, readTrust } from './trust.ts'

/** A key of a member: its print, since when it signs, and who vouches for it. `confirmedBy` is a lead's name. */
export type KeyRow = Readonly<{
  key: string
  words: readonly string[]
  since: number
  entries: number
  confirmedBy: string | null
  /** An older key of the same member vouches for it. */
  vouched: boolean
  /** The key of this copy, here, now. */
  own: boolean
}>

/** Entries in quarantine by author and key, with the reason why they wait. */
export type WaitingKey = Readonly<{
  memberId: string
  name: string
  key: string
  words: readonly string[]
  count: number
  reason: string
  source: string
  came: number
}>

export type MemberKeys = Readonly<{
  members: readonly Readonly<MemberRow & { keys: readonly KeyRow[] }>[]
  waiting: readonly WaitingKey[]
  /** This copy's own key and how it is protected; null before the first entry here. */
  own: Readonly<{ words: readonly string[]; protection: Protection }> | null
}>

/** The eight words of a key: of the SHA-256 of its 32 bytes. */
export function printKey(publicKey: string): string[] {
  return printWords(sha256(Buffer.from(publicKey, 'base64url')))
}

/** Everybody's keys, what waits for a confirmation, and the key of this copy. */
export function listMemberKeys(db: Db): MemberKeys {
  const signer = findSigner(db)
  const announced = listOpsOfKind(db, 'member.key')
  const { confirmed } = readTrust(db)
  const names = memberNames(db)
  const keysOfMember = (id: string): KeyRow[] => {
    const stored = statement<{ keys: string }>(db, 'SELECT keys FROM member WHERE id = ?').get(id)?.keys ?? '[]'
    return (JSON.parse(stored) as Stored[]).map(({ key, replica, vouchedBy, confirmedBy }) => ({
      key,
      words: printKey(key),
      since: announced.find(({ target, change }) => target === id && change?.key === key)?.wallMs ?? 0,
      entries: statement<{ n: number }>(db, COUNT).get(replica, id)?.n ?? 0,
      confirmedBy: confirmed.has(nameKey(id, key)) ? (names.get(confirmedBy ?? '') ?? '') : null,
      vouched: vouchedBy !== null,
      own: signer?.publicKey === key,
    }))
  }
  return {
    members: listMembers(db).map((member) => ({ ...member, keys: keysOfMember(member.id) })),
    waiting: listWaiting(db, names),
    own: signer
      ? { words: printKey(signer.publicKey), protection: keyStore().protectionOf(signer.publicKey) ?? 'file' }
      : null,
  }
}

/**
 * A lead confirms that a key is a member's, having compared its words: from now on what it signed counts, and what waited
 * in quarantine for it moves into the log. Returns how many entries did. Throws DomainError `lead-only`.
 */
export function confirmKey(db: Db, { memberId, key }: Readonly<{ memberId: string; key: string }>, by: string): number {
  return inTransaction(db, () => {
    const trust = readTrust(db)
    if (!trust.leads.has(by)) throw new DomainError('lead-only', 'only a lead of the project can confirm a key')
    if (trust.confirmed.has(nameKey(memberId, key))) return 0
    appendOp(db, by, { kind: 'member.confirm', target: memberId, change: { key } })
    refoldMember(db, memberId)
    const waiting = listQuarantine(db)
    const distrust = judgeOps(
      waiting.map(({ op }) => op),
      readTrust(db),
    )
    const released = waiting.filter(({ op }) => !distrust.has(op.hash))
    return released.length === 0 ? 0 : releaseOps(db, released)
  })
}

type Stored = { key: string; replica: string; vouchedBy: string | null; confirmedBy: string | null }

function listWaiting(db: Db, names: ReadonlyMap<string, string>): WaitingKey[] {
  const all = listQuarantine(db)
  const announced = keysOf([...listOpsOfKind(db, 'member.key'), ...all.map(({ op }) => op)])
  const keyOf = ({ op }: Quarantined): string => announced.get(op.replica)?.key ?? ''
  const groups = Map.groupBy(all, (one) => `${one.op.author} ${keyOf(one)} ${one.reason}`)
  return [...groups.values()].map((group) => {
    const first = group[0]!
    const { author } = first.op
    const born = all.find(({ op }) => op.kind === 'member.add' && op.target === author)
    const key = keyOf(first)
    return {
      memberId: author,
      name: names.get(author) ?? String(born?.op.change?.name ?? author),
      key,
      words: key === '' ? [] : printKey(key),
      count: group.length,
      reason: first.reason,
      source: first.source,
      came: first.cameMs,
    }
  })
}

const COUNT = 'SELECT count(*) AS n FROM op WHERE replica = ? AND author = ?'
