import { type Checkpoint, checkpointMessage, listCheckpoints } from './checkpoint.ts'
import { describeMoment, type Findings, MEND } from './findings.ts'
import { type Known, readElsewhere } from './known-hashes.ts'
import { growTree, type MerkleFrontier, treeRoot } from './merkle.ts'
import type { Db } from './open.ts'
import { isSignedBy } from './replica.ts'
import { statement } from './statement.ts'
import { replicaKeys } from './trust.ts'

/** Checks every checkpoint: that its replica's key signed it, and that the chain below it is what was signed. */
export function verifyCheckpoints(db: Db, findings: Findings): void {
  const keys = replicaKeys(db)
  const elsewhere = readElsewhere(db)
  const byReplica = Map.groupBy(listCheckpoints(db), ({ replica }) => replica)
  for (const [replica, checkpoints] of byReplica) {
    const key = keys.get(replica)
    const sound = checkpoints.filter((one) => {
      const signed =
        (key === undefined || key.key === one.keyId) && isSignedBy(one.keyId, checkpointMessage(one), one.sig)
      if (!signed) findings.reportEntry('checkpoint-signature', nameOf(one, key?.owner), UNSIGNED, MEND)
      return signed
    })
    if (sound.length > 0) verifyChain(db, { sound, elsewhere, owner: key?.owner }, findings)
  }
}

type Sound = Readonly<{ sound: readonly Checkpoint[]; elsewhere: Known; owner: string | undefined }>

function verifyChain(db: Db, { sound, elsewhere, owner }: Sound, findings: Findings): void {
  const { replica } = sound[0]!
  const entries = readChain(db, replica, elsewhere)
  const last = [...entries.keys()].reduce((highest, seq) => Math.max(highest, seq), elsewhere.last(replica))
  const replaced = findReplaced(sound, entries)
  for (const one of sound.toSorted((a, b) => a.seq - b.seq)) {
    const there = entries.get(one.seq)
    const said = `its signed checkpoint of ${describeMoment(one.wallMs)}`
    if (one.seq > last)
      findings.reportEntry(
        'checkpoint-cut',
        nameOf({ ...one, seq: last + 1 }, owner),
        `${cutTo(last + 1, one.seq)}, says ${said}`,
        MEND,
      )
    else if (there !== undefined && !there.some(({ hash }) => hash.equals(one.chainHash)))
      findings.reportEntry('checkpoint-rewritten', nameOf(one, owner), `is not the one that ${said} names`, MEND)
    else if (replaced.has(one))
      findings.reportEntry(
        'checkpoint-rewritten',
        nameOf(one, owner),
        `or one before it was replaced, says ${said}`,
        MEND,
      )
  }
}

function cutTo(from: number, to: number): string {
  return from === to ? 'is missing' : `and those after it up to ${to} are missing`
}

type Link = Readonly<{ hash: Buffer; prev: Buffer | null }>

function readChain(db: Db, replica: string, elsewhere: Known): Map<number, Link[]> {
  const entries = new Map<number, Link[]>()
  for (const { seq, hash, prev } of statement<Link & { seq: number }>(db, CHAIN).iterate(replica))
    entries.set(seq, [...(entries.get(seq) ?? []), { hash, prev }])
  for (let seq = 1; seq <= elsewhere.last(replica); seq++)
    for (const hash of elsewhere.at(replica, seq) ?? [])
      entries.set(seq, [...(entries.get(seq) ?? []), { hash, prev: null }])
  return entries
}

/** A chain's tree by the hash of its last entry; unknown where a gap that is named hides a part of it. */
type Trees = ReadonlyMap<string, MerkleFrontier | undefined>

/**
 * The checkpoints whose Merkle root is not that of the chain which their entry ends. One walk from the first entry on,
 * whatever number of checkpoints there are; where a chain forks, each side has its tree.
 */
function findReplaced(checkpoints: readonly Checkpoint[], entries: ReadonlyMap<number, Link[]>): Set<Checkpoint> {
  const bySeq = Map.groupBy(checkpoints, ({ seq }) => seq)
  const highest = checkpoints.reduce((last, { seq }) => Math.max(last, seq), 0)
  const replaced = new Set<Checkpoint>()
  let trees: Trees = new Map()
  for (let seq = 1; seq <= highest; seq++) {
    const below = trees
    const links = entries.get(seq) ?? []
    trees = new Map(links.map((link) => [link.hash.toString('hex'), growFrom(below, link, seq)]))
    for (const one of bySeq.get(seq) ?? []) {
      const tree = trees.get(one.chainHash.toString('hex'))
      const stands = one.opCount === seq && (tree === undefined || treeRoot(tree).equals(one.merkleRoot))
      if (!stands) replaced.add(one)
    }
  }
  return replaced
}

/** The tree that an entry ends; an entry that is only named does not say which one it followed. */
function growFrom(below: Trees, { hash, prev }: Link, seq: number): MerkleFrontier | undefined {
  if (seq === 1) return growTree([], hash)
  const [only] = below.size === 1 ? below.values() : []
  const tree = prev === null ? only : below.get(prev.toString('hex'))
  return tree && growTree(tree, hash)
}

function nameOf({ replica, seq }: Pick<Checkpoint, 'replica' | 'seq'>, owner: string | undefined) {
  return { replica, seq, ...(owner === undefined ? {} : { author: owner }) }
}

const UNSIGNED = 'has a checkpoint that its author’s key did not sign'
const CHAIN = 'SELECT seq, hash, prev FROM op WHERE replica = ? ORDER BY seq'
