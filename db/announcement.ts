import type { KeyAnnouncement } from './append.ts'
import type { Op } from './ops.ts'

/** A replica's key: who owns it, whom its copy was handed to, and which older key of the owner vouches for it. */
export type ReplicaKey = Readonly<{
  key: string
  owner: string
  handout: string | null
  vouch: KeyAnnouncement['vouch']
}>

type Announced = Pick<Op, 'replica' | 'seq' | 'author' | 'kind' | 'target' | 'change'>

/**
 * The key of each replica, from its `member.key` ops in any order. A replica has one key: the one it announced first, and
 * whoever announced it owns it; on a copy that was handed out, its receiver comes first. What an op says about another replica than its own counts for nothing. Pure.
 */
export function keysOf(announcements: readonly Announced[]): Map<string, ReplicaKey> {
  const keys = new Map<string, ReplicaKey>()
  const inOrder = announcements.toSorted((a, b) => strangers(a) - strangers(b) || a.seq - b.seq)
  for (const { kind, replica, author, target, change } of inOrder) {
    if (kind !== 'member.key' || change === undefined || author !== target) continue
    if (change.replica !== replica || typeof change.key !== 'string' || keys.has(replica)) continue
    const handout = typeof change.handout === 'string' ? change.handout : null
    keys.set(replica, { key: change.key, owner: author, handout, vouch: readVouch(change.vouch) })
  }
  return keys
}

function strangers({ author, change }: Announced): 0 | 1 {
  return typeof change?.handout === 'string' && change.handout !== author ? 1 : 0
}

function readVouch(vouch: unknown): KeyAnnouncement['vouch'] {
  if (typeof vouch !== 'object' || vouch === null) return null
  const { by, sig } = vouch as Record<string, unknown>
  return typeof by === 'string' && typeof sig === 'string' ? { by, sig } : null
}
