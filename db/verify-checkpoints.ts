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
    else if (there !== undefined && !standsOn(one, entries))
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

/** Walks back from the checkpoint's entry and compares the Merkle root; true too where a gap that is named hides a part. */
function standsOn({ seq, chainHash, opCount, merkleRoot }: Checkpoint, entries: Map<number, Link[]>): boolean {
  if (opCount !== seq) return false
  const hashes: Buffer[] = []
  let wanted: Buffer | null = chainHash
  for (let at = seq; at >= 1; at--) {
    const there: readonly Link[] = entries.get(at) ?? []
    const link: Link | undefined = wanted === null ? there[0] : there.find(({ hash }) => hash.equals(wanted!))
    if (link === undefined || (wanted === null && there.length > 1)) return true
    hashes.push(link.hash)
    wanted = link.prev
  }
  return treeRoot(hashes.toReversed().reduce<MerkleFrontier>(growTree, [])).equals(merkleRoot)
}

function nameOf({ replica, seq }: Pick<Checkpoint, 'replica' | 'seq'>, owner: string | undefined) {
  return { replica, seq, ...(owner === undefined ? {} : { author: owner }) }
}

const UNSIGNED = 'has a checkpoint that its author’s key did not sign'
const CHAIN = 'SELECT seq, hash, prev FROM op WHERE replica = ? ORDER BY seq'
