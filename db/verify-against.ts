import { checkpointMessage } from './checkpoint.ts'
import { describeMoment, type Findings } from './findings.ts'
import { isSignedBy } from './replica.ts'
import type { Witness, WitnessEntry } from './witness.ts'

/**
 * Compares this copy of a project with a colleague's: what one holds and the other contradicts. Entries that are merely
 * newer in one are no contradiction, except those of the very replica whose home the other copy is. `name` is what the
 * colleague's copy is called.
 */
export function compareWitnesses(mine: Witness, other: Witness, name: string, findings: Findings): void {
  if (mine.projectId !== undefined && mine.projectId !== other.projectId) {
    findings.report('against-other-project', other.projectId ?? name, `${name} is a copy of another project`)
    return
  }
  for (const [replica, theirs] of other.entries) {
    const ours = mine.entries.get(replica) ?? new Map<number, readonly WitnessEntry[]>()
    compareChain({ replica, ours, theirs, name }, findings)
    if (mine.home === replica && other.home !== replica)
      findCut('against-cut', replica, ours, theirs, `are missing here, and ${name} holds them`, findings)
  }
  const own = other.home === undefined || other.home === mine.home ? undefined : mine.entries.get(other.home)
  if (own !== undefined)
    findCut(
      'against-cut-there',
      other.home!,
      other.entries.get(other.home!) ?? new Map(),
      own,
      `are missing in ${name}, where they were made`,
      findings,
    )
  compareCheckpoints(mine, other, name, findings)
  compareOrigins(mine, other, name, findings)
}

type Chain = ReadonlyMap<number, readonly WitnessEntry[]>
type Compared = Readonly<{ replica: string; ours: Chain; theirs: Chain; name: string }>

function compareChain({ replica, ours, theirs, name }: Compared, findings: Findings): void {
  for (const [seq, there] of [...theirs].sort(([a], [b]) => a - b)) {
    const here = ours.get(seq)
    if (here === undefined || here.some(({ hash }) => there.some((entry) => entry.hash === hash))) continue
    const entry = { replica, seq, ...(here.find(({ kind }) => kind) ?? there.find(({ kind }) => kind)) }
    findings.reportEntry(
      'against-differs',
      { ...entry, hash: Buffer.from(here[0]!.hash, 'hex') },
      `is another one than in ${name}`,
      DIFFERS,
    )
  }
}

function findCut(code: string, replica: string, shorter: Chain, longer: Chain, what: string, findings: Findings): void {
  const [from, to] = [lastOf(shorter) + 1, lastOf(longer)]
  if (from > to) return
  const entry = longer.get(from)?.[0]
  const said =
    from === to
      ? what.replace(/^are /, 'is ').replace('holds them', 'holds it').replace('they were', 'it was')
      : `and those after it up to ${to} ${what}`
  const named = { replica, seq: from, ...(entry ? { ...entry, hash: Buffer.from(entry.hash, 'hex') } : {}) }
  findings.reportEntry(code, named, said, 'merge the copy that holds them')
}

/** What a replica signed counts also where the entries themselves are in neither copy. */
function compareCheckpoints(mine: Witness, other: Witness, name: string, findings: Findings): void {
  for (const one of other.checkpoints) {
    if (!isSignedBy(one.keyId, checkpointMessage(one), one.sig)) continue
    const chain = mine.entries.get(one.replica)
    const here = chain?.get(one.seq)
    const said = `its checkpoint of ${describeMoment(one.wallMs)} in ${name}`
    const entry = { replica: one.replica, seq: one.seq, ...here?.find(({ kind }) => kind) }
    if (here !== undefined && !here.some(({ hash }) => hash === one.chainHash.toString('hex')))
      findings.reportEntry(
        'against-rewritten',
        { ...entry, hash: one.chainHash },
        `is not the one that ${said} names`,
        DIFFERS,
      )
    else if (chain !== undefined && mine.home === one.replica && other.home !== one.replica && lastOf(chain) < one.seq)
      findings.reportEntry(
        'against-cut',
        { ...entry, hash: one.chainHash, seq: lastOf(chain) + 1 },
        `up to ${one.seq} are missing, says ${said}`,
        DIFFERS,
      )
  }
}

function compareOrigins(mine: Witness, other: Witness, name: string, findings: Findings): void {
  for (const [target, hashes] of other.origins) {
    const here = mine.origins.get(target)
    if (here === undefined || here.some((hash) => hashes.includes(hash))) continue
    findings.report(
      'against-origin',
      target,
      `began otherwise than in ${name}: one of the two copies was rewritten; ask a third colleague`,
    )
  }
}

function lastOf(chain: Chain): number {
  return [...chain.keys()].reduce((last, seq) => Math.max(last, seq), 0)
}

const DIFFERS = 'one of the two copies was rewritten or doubled; compare both with a backup or a third colleague’s copy'
