import { sha256 } from './hash.ts'

/** A growing list's tree: the roots of its perfect subtrees, largest first, with how many entries each holds. */
export type MerkleFrontier = readonly Readonly<{ size: number; hash: Buffer }>[]

/** The tree of one entry more (RFC 6962, section 2.1: leaves and nodes are hashed apart). */
export function growTree(frontier: MerkleFrontier, entry: Buffer): MerkleFrontier {
  const grown = [...frontier]
  let top = { size: 1, hash: hashOf(0, entry) }
  while (grown.at(-1)?.size === top.size) {
    const left = grown.pop()!
    top = { size: left.size * 2, hash: hashOf(1, left.hash, top.hash) }
  }
  return [...grown, top]
}

/** The Merkle tree hash of the whole list (RFC 6962); of the empty list SHA-256 of nothing. */
export function treeRoot(frontier: MerkleFrontier): Buffer {
  const smallestFirst = frontier.toReversed()
  const [first, ...rest] = smallestFirst
  if (first === undefined) return sha256('')
  return rest.reduce((right, left) => hashOf(1, left.hash, right), first.hash)
}

function hashOf(mark: 0 | 1, ...parts: readonly Buffer[]): Buffer {
  return sha256(Buffer.concat([MARKS[mark], ...parts]))
}

const MARKS = [Buffer.of(0), Buffer.of(1)] as const
