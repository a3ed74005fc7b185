import { DomainError } from '../corpus/errors.ts'
import { keysOf } from './announcement.ts'
import { readBundle } from './bundle-read.ts'
import { toDomainError } from './errors.ts'
import { sha256Hex } from './hash.ts'
import type { IncomingOp, Intake } from './incoming.ts'
import { memberNames } from './member.ts'
import type { Db } from './open.ts'
import { type Op, readOp } from './ops.ts'
import { checkSignature, replicaKeys } from './trust.ts'
import { gatherEntries, type Witness, type WitnessEntry } from './witness.ts'

/**
 * What a bundle says of the log, and whether it can be believed: signed by its sender, every entry by its author's key.
 * It was written at one moment and is nobody's home. Throws DomainError as `readBundle`.
 */
export function readBundleWitness(db: Db, path: string, name: string): Readonly<{ witness: Witness; sound: boolean }> {
  try {
    const bundle = readBundle(path, name)
    const read = [...bundle.ops()].map((incoming) => ({ incoming, op: readOp(incoming) }))
    const ops = read.map(({ op }) => op)
    const entries = gatherEntries()
    const names = memberNames(db)
    for (const { hash, replica, seq, author, kind, wallMs } of ops)
      entries.add(replica, seq, { hash, author: names.get(author) ?? author, kind, wall: wallMs })
    for (const { replica, seq, hash } of readNamed(bundle)) entries.add(replica, seq, { hash })
    const witness = {
      projectId: bundle.projectId,
      home: undefined,
      entries: entries.all,
      checkpoints: bundle.checkpoints(),
      origins: readOrigins(ops),
    }
    return { witness, sound: isSound(db, bundle, read) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw toDomainError(error, path)
    throw new DomainError('bundle-damaged', `${name}: an entry of it cannot be read: ask for it again`, { file: name })
  }
}

/** Entries that a bundle names without bringing them: left out of the copy it comes from, or known to whom it is for. */
function* readNamed({ omitted, heads = {} }: Intake): Generator<{ replica: string; seq: number } & WitnessEntry> {
  for (const { replica, seq, hash } of omitted()) yield { replica, seq, hash: hash.toString('hex') }
  for (const [replica, head] of Object.entries(heads)) {
    const [seq, hash = ''] = head.split('/')
    yield { replica, seq: Number(seq), hash }
  }
}

function isSound(db: Db, { sender }: Intake, read: readonly Readonly<{ incoming: IncomingOp; op: Op }>[]): boolean {
  const keys = new Map([...keysOf(read.map(({ op }) => op)), ...replicaKeys(db)])
  if (sender === undefined || keys.get(sender.replica)?.key !== sender.key) return false
  return read.every(({ incoming: { hash, sig, data, body }, op: { replica } }) => {
    const signed = ['valid', 'unsigned'].includes(checkSignature({ hash, replica, sig }, keys))
    return signed && (data === null || body.includes(sha256Hex(data)))
  })
}

const BEGINNINGS = new Set(['project.set', 'article.add', 'member.add'])

function readOrigins(ops: readonly Op[]): Map<string, string[]> {
  const begun = ops.filter(({ kind, parents, change }) => {
    const byHand = kind === 'annotation.create' && change?.tool === 'hand' && (change.author ?? null) === null
    return parents.length === 0 && (byHand || BEGINNINGS.has(kind))
  })
  const byTarget = Map.groupBy(begun, ({ target }) => target)
  return new Map([...byTarget].map(([target, list]) => [target, list.map(({ hash }) => hash)]))
}
