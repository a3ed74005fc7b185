import { writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { announceSigner } from './append.ts'
import { BUNDLE_VERSION, type BundleLine, bundleMessage, type Heads, LARGEST_BUNDLE } from './bundle-format.ts'
import { packBytes } from './bundle-pack.ts'
import { listCheckpoints, signCheckpoint } from './checkpoint.ts'
import { assertFree, draftPath, dropDraft, publishDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import { sha256Hex } from './hash.ts'
import type { Intake, Omission } from './incoming.ts'
import { type Db, inTransaction } from './open.ts'
import { readOp, type StoredOp } from './ops.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'
import { describeProject } from './project.ts'
import { findSigner, type Signer } from './replica.ts'
import { statement } from './statement.ts'
import { replicaKeys } from './trust.ts'

/** Whether whom the bundle is for has an entry already. */
export type Known = (entry: Omission) => boolean

/** A bundle as it was written. */
export type BundleReport = Readonly<{
  file: string
  id: string
  counts: Readonly<{ ops: number; articles: number; bytes: number }>
}>

/**
 * Writes what this copy knows as one signed file: everything, or what `known` does not say is known. Refuses an existing
 * file. Where this replica never wrote anything, its key is announced under the author `by` first. Throws DomainError
 * `bundle-too-large`, `file-exists`, `disk-full`; nothing is left behind then.
 */
export function writeBundle(db: Db, path: string, by: () => string, known: Known = () => false): BundleReport {
  const file = resolve(path)
  assertFree(file)
  const draft = draftPath(file)
  try {
    const signer = inTransaction(db, () => announcedSigner(db) ?? announceSigner(db, by()))
    inTransaction(db, () => signCheckpoint(db))
    const { packed, ops, articles } = pack(db, signer, known)
    writeFileSync(draft, packed, { flag: 'wx', mode: 0o600 })
    publishDraft(draft, file)
    return { file, id: describeProject(db).id, counts: { ops, articles, bytes: packed.length } }
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    dropDraft(draft)
  }
}

/** Each replica's last entry here, as others may name it with `--since`. */
export function readHeads(db: Db): Heads {
  const rows = statement<{ replica: string; seq: number; hash: Buffer }>(db, LAST_OF_EACH).all()
  return Object.fromEntries(rows.map(({ replica, seq, hash }) => [replica, `${seq}/${hash.toString('hex')}`]))
}

/** Knows what comes up to the named heads; a head that is not this chain's says nothing, and all of that chain goes over. */
export function knownByHeads(db: Db, heads: Heads): Known {
  const upTo = new Map<string, number>()
  for (const [replica, head] of Object.entries(heads)) {
    const [seq, hash] = head.split('/')
    if (statement(db, AT).get(replica, Number(seq), Buffer.from(hash!, 'hex'))) upTo.set(replica, Number(seq))
  }
  return ({ replica, seq }) => seq <= (upTo.get(replica) ?? 0)
}

/** Knows what another copy holds, and what it leaves out on purpose. */
export function knownByCopy(copy: Intake): Known {
  const held = new Set<string>()
  for (const { hash } of copy.ops()) held.add(hash.toString('hex'))
  for (const { hash } of copy.omitted()) held.add(hash.toString('hex'))
  return ({ hash }) => held.has(hash.toString('hex'))
}

function announcedSigner(db: Db): Signer | undefined {
  const signer = findSigner(db)
  return signer && replicaKeys(db).get(signer.replica)?.key === signer.publicKey ? signer : undefined
}

function pack(db: Db, signer: Signer, known: Known): { packed: Buffer; ops: number; articles: number } {
  const lines = createLines()
  const { replica, publicKey: key } = signer
  const project = describeProject(db).id
  lines.add({ format: 'isnad bundle', version: BUNDLE_VERSION, project, replica, key, heads: readHeads(db) })
  const texts = new Set<string>()
  const sources = new Set<string>()
  const payloads = new Set<string>()
  const counts = { ops: 0, articles: 0 }
  for (const row of statement<Row>(db, OPS).iterate()) {
    if (known(row)) continue
    lines.addLine({ op: row.body.toString('utf8'), sig: row.sig?.toString('base64') ?? null })
    const payload = row.payloadHash.toString('hex')
    if (!payloads.has(payload))
      lines.addLine(row.data === null ? { erased: payload } : { payload: row.data.toString('utf8') })
    payloads.add(payload)
    counts.ops++
    if (row.kind === 'article.add') counts.articles++
    const { sha256, sourceSha256 } = row.kind.startsWith('article.') ? (readOp(row).change ?? {}) : {}
    if (typeof sha256 === 'string') texts.add(sha256)
    if (typeof sourceSha256 === 'string') sources.add(sourceSha256)
  }
  addTexts(db, lines, texts, sources)
  addWitnesses(db, lines)
  return { packed: lines.seal(signer), ...counts }
}

function addTexts(db: Db, lines: Lines, texts: ReadonlySet<string>, sources: ReadonlySet<string>): void {
  // Bytes that are a canonical text's own are kept as that text.
  for (const sha256 of new Set([...texts, ...sources])) {
    const found = statement<{ text: string }>(db, 'SELECT text FROM canonical_text WHERE sha256 = ?').get(sha256)
    if (found) lines.addLine({ text: found.text })
  }
  for (const sha256 of sources) {
    const found = statement<{ bytes: Buffer | null }>(db, 'SELECT bytes FROM source_file WHERE sha256 = ?').get(sha256)
    if (found) lines.addLine({ source: sha256, bytes: found.bytes?.toString('base64') ?? null })
  }
}

function addWitnesses(db: Db, lines: Lines): void {
  for (const { chainHash, merkleRoot, sig, ...rest } of listCheckpoints(db)) {
    const hashes = { chainHash: chainHash.toString('hex'), merkleRoot: merkleRoot.toString('hex') }
    lines.addLine({ checkpoint: { ...rest, ...hashes, sig: sig.toString('base64') } })
  }
  for (const { hash, replica, seq } of statement<Omission>(db, 'SELECT hash, replica, seq FROM omitted').all())
    lines.addLine({ omitted: hash.toString('hex'), replica, seq })
}

type Lines = Readonly<{ add(line: object): void; addLine(line: BundleLine): void; seal(signer: Signer): Buffer }>

function createLines(): Lines {
  const written: Buffer[] = []
  let size = 0
  const add = (line: object): void => {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    size += bytes.length
    if (size > LARGEST_BUNDLE)
      throw new DomainError(
        'bundle-too-large',
        'a bundle holds at most 256 MB: name what is known with --since, or hand over the project file itself',
      )
    written.push(bytes)
  }
  return {
    add,
    addLine: add,
    seal: (signer) => {
      const digest = sha256Hex(Buffer.concat(written))
      const sig = signer.sign(bundleMessage(digest)).toString('base64')
      return packBytes(Buffer.concat([...written, Buffer.from(`${JSON.stringify({ end: digest, sig })}\n`)]))
    },
  }
}

/** The name under which a bundle is offered. */
export function nameBundle(db: Db): string {
  return `${basename(db.file).replace(/\.isnad$/i, '')}.isnad-bundle`
}

type Row = StoredOp & { replica: string; seq: number; kind: string; sig: Buffer | null; payloadHash: Buffer }

const OPS = `SELECT op.hash, op.body, op.sig, op.replica, op.seq, op.kind, ${PAYLOAD_HASH} AS payloadHash, payload.data
FROM op LEFT JOIN payload ON payload.hash = ${PAYLOAD_HASH} ORDER BY op.lamport, op.hash`
const AT = 'SELECT 1 FROM op WHERE replica = ? AND seq = ? AND hash = ?'
const LAST_OF_EACH = `SELECT o.replica, o.seq, o.hash FROM op o
WHERE o.seq = (SELECT max(seq) FROM op WHERE replica = o.replica) ORDER BY o.replica, o.hash DESC`
