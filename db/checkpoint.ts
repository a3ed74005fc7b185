import { growTree, type MerkleFrontier, treeRoot } from './merkle.ts'
import type { Db } from './open.ts'
import { findSigner } from './replica.ts'
import { statement } from './statement.ts'

/**
 * What a replica's key signed about its own chain: its last entry at a moment, the Merkle root (RFC 6962) of the hashes
 * of its entries 1 to `opCount` in order, and how many there were. Hashes are bytes.
 */
export type Checkpoint = Readonly<{
  replica: string
  seq: number
  chainHash: Buffer
  merkleRoot: Buffer
  opCount: number
  wallMs: number
  keyId: string
  sig: Buffer
}>

/** After how many entries a replica signs its chain without being asked. */
export const CHECKPOINT_EVERY = 1000

/**
 * Signs the chain of this copy's own replica as it stands; nothing where nothing was written since, where this user does
 * not have its key, or where the file cannot be written.
 */
export function signCheckpoint(db: Db): void {
  if (db.raw.readonly || db.readOnly !== undefined) return
  const signer = findSigner(db)
  const last = signer && statement<{ seq: number; hash: Buffer }>(db, LAST).get(signer.replica)
  if (!signer || !last || statement(db, KNOWN).get(signer.replica, last.seq, last.hash)) return
  const { count, frontier } = readTree(db, signer.replica)
  // A chain that has gaps or forks is not this replica's to vouch for: `verify` names them.
  if (count !== last.seq) return
  const unsigned = {
    replica: signer.replica,
    seq: last.seq,
    chainHash: last.hash,
    merkleRoot: treeRoot(frontier),
    opCount: count,
    wallMs: Date.now(),
    keyId: signer.publicKey,
  }
  keepCheckpoint(db, { ...unsigned, sig: signer.sign(checkpointMessage(unsigned)) })
}

/** Keeps a checkpoint, one's own or a colleague's; one that is known already stays as it is. */
export function keepCheckpoint(db: Db, one: Checkpoint): void {
  const { replica, seq, chainHash, merkleRoot, opCount, wallMs, keyId, sig } = one
  statement(db, INSERT).run(replica, seq, chainHash, merkleRoot, opCount, wallMs, keyId, sig)
}

/** Every checkpoint in the file, by replica and number. */
export function listCheckpoints(db: Db): Checkpoint[] {
  return statement<Checkpoint>(db, ALL).all()
}

/** The bytes that the signature of a checkpoint stands for. */
export function checkpointMessage(one: Omit<Checkpoint, 'sig'>): Buffer {
  const { replica, seq, chainHash, merkleRoot, opCount, wallMs, keyId } = one
  const fields = [replica, seq, chainHash.toString('hex'), merkleRoot.toString('hex'), opCount, wallMs, keyId]
  return Buffer.from(`isnad checkpoint\n${fields.join('\n')}`)
}

type Tree = { count: number; last: Buffer; frontier: MerkleFrontier }
const trees = new WeakMap<Db, Map<string, Tree>>()

/** The tree of a replica's chain; only what came since the last call is read. What was rolled back since is noticed. */
function readTree(db: Db, replica: string): Tree {
  const known = trees.get(db) ?? new Map<string, Tree>()
  trees.set(db, known)
  const found = known.get(replica)
  const stands = found && statement(db, AT).get(replica, found.count, found.last) !== undefined
  let tree: Tree = stands ? found : { count: 0, last: Buffer.alloc(0), frontier: [] }
  for (const { hash } of statement<{ hash: Buffer }>(db, AFTER).iterate(replica, tree.count))
    tree = { count: tree.count + 1, last: hash, frontier: growTree(tree.frontier, hash) }
  known.set(replica, tree)
  return tree
}

const LAST = 'SELECT seq, hash FROM op WHERE replica = (SELECT ?) ORDER BY seq DESC LIMIT 1'
const KNOWN = 'SELECT 1 FROM checkpoint WHERE replica = ? AND seq = ? AND chain_hash = ?'
const AT = 'SELECT 1 FROM op WHERE replica = ? AND seq = ? AND hash = ?'
const AFTER = 'SELECT hash FROM op WHERE replica = (SELECT ?) AND seq > (SELECT ?) ORDER BY seq'
const COLUMNS = 'replica, seq, chain_hash, merkle_root, op_count, wall_ms, key_id, sig'
const INSERT = `INSERT INTO checkpoint (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
const ALL = `SELECT replica, seq, chain_hash AS chainHash, merkle_root AS merkleRoot, op_count AS opCount,
wall_ms AS wallMs, key_id AS keyId, sig FROM checkpoint ORDER BY replica, seq, chain_hash`
