import { DomainError } from '../corpus/errors.ts'
import { keysOf, type ReplicaKey } from './announcement.ts'
import { checkpointMessage } from './checkpoint.ts'
import { sha256, sha256Hex } from './hash.ts'
import type { IncomingOp, Intake } from './incoming.ts'
import type { Db } from './open.ts'
import { type Op, readOp } from './ops.ts'
import { describeProject } from './project.ts'
import { listQuarantine } from './quarantine.ts'
import { isSignedBy } from './replica.ts'
import { statement } from './statement.ts'
import { checkSignature, type Distrust, judgeOps, readTrust } from './trust.ts'
import type { OnProgress } from './verify.ts'

/** An op that is not here yet, from the file that is named; `op` is what its exact bytes say. */
export type NewOp = Readonly<{
  op: Op
  from: string
  body: Buffer
  data: Buffer | null
  sig: Buffer | null
  prev: Buffer
  payloadHash: Buffer
}>

/** What sources bring, checked whole: nothing of it is in the project yet. */
export type Checked = Readonly<{
  news: readonly NewOp[]
  /** Why an op must wait in quarantine, by hash (hex): new ones, and what waits already. */
  distrust: ReadonlyMap<string, Distrust>
  texts: ReadonlyMap<string, string>
  sources: ReadonlyMap<string, Buffer | null>
  present: number
  bySource: ReadonlyMap<string, { new: number; present: number }>
}>

/** A lamport number may be this much above ours: more would use up the numbers for everybody. */
const LARGEST_JUMP = 2 ** 40

/**
 * Checks everything that sources bring, before anything is written: bytes, columns, content, signatures, chains, texts.
 * Throws DomainError `merge-other-project`, `merge-altered`, `merge-gap`, `merge-forged`, `merge-incomplete` naming the
 * file: it is then refused whole, and with it the merge.
 */
export async function checkIncoming(db: Db, intakes: readonly Intake[], onProgress: OnProgress): Promise<Checked> {
  const project = describeProject(db).id
  for (const { name, projectId } of intakes) if (projectId !== project) throw otherProject(name)
  const total = intakes.reduce((sum, { count }) => sum + count, 0)
  const news = new Map<string, NewOp>()
  const bySource = new Map<string, { new: number; present: number }>()
  let done = 0
  let present = 0
  for (const intake of intakes) {
    const counted = { new: 0, present: 0 }
    bySource.set(intake.name, counted)
    for (const incoming of intake.ops()) {
      const read = readIncoming(incoming, intake.name)
      if (isHere(db, incoming.hash) || news.has(read.op.hash)) counted.present++
      else {
        news.set(read.op.hash, read)
        counted.new++
      }
      if (++done % PAGE === 0) await onProgress(done, total)
    }
    present += counted.present
  }
  const list = [...news.values()].toSorted((a, b) => a.op.lamport - b.op.lamport || (a.op.hash < b.op.hash ? -1 : 1))
  checkLinks(db, news, intakes)
  checkFounding(db, list, project)
  const keys = await checkSignatures(db, list, () => onProgress(total, total))
  for (const intake of intakes) checkWitnesses(intake, keys)
  const waiting = listQuarantine(db).map(({ op }) => op)
  const distrust = judgeOps([...list.map(({ op }) => op), ...waiting], readTrust(db))
  return { news: list, distrust, present, bySource, ...collectTexts(db, list, intakes) }
}

const PAGE = 500

function isHere(db: Db, hash: Buffer): boolean {
  return statement(db, HERE).get(hash, hash) !== undefined
}

function readIncoming({ hash, body, data, sig, present, columns }: IncomingOp, from: string): NewOp {
  if (!sha256(body).equals(hash)) throw altered(from, 'an entry is not what its hash says')
  const envelope = readEnvelope(body, from)
  if (columns)
    for (const name of COLUMNS) if (columns[name] !== envelope[name]) throw altered(from, `its column ${name}`)
  const payloadHash = Buffer.from(envelope.payload_hash, 'hex')
  if (!present) throw altered(from, 'an entry has lost its content')
  if (data !== null && !sha256(data).equals(payloadHash)) throw altered(from, 'an entry has other content')
  return {
    op: parse({ hash, body, data }, from),
    from,
    body,
    data,
    sig,
    prev: Buffer.from(envelope.prev, 'hex'),
    payloadHash,
  }
}

function parse(stored: Pick<IncomingOp, 'hash' | 'body' | 'data'>, from: string): Op {
  try {
    const op = readOp(stored)
    if (op.change !== undefined && (typeof op.change !== 'object' || op.change === null))
      throw new SyntaxError('no object')
    return op
  } catch (error) {
    if (error instanceof SyntaxError) throw altered(from, 'an entry cannot be read')
    throw error
  }
}

type Envelope = Readonly<Record<string, unknown>> & Readonly<{ payload_hash: string; prev: string }>

/** What every version of an envelope has; a newer one may have more. */
function readEnvelope(body: Buffer, from: string): Envelope {
  const read = readObject(body, from)
  const texts = ['replica', 'author', 'kind', 'target', 'group'].every((name) => isShortText(read[name]))
  const numbers = ['version', 'seq', 'lamport', 'wall_ms'].every((name) => Number.isSafeInteger(read[name]))
  const hashes = [read.payload_hash, read.prev].every((hash) => typeof hash === 'string' && HASH.test(hash))
  const parents =
    Array.isArray(read.parents) && read.parents.every((hash) => typeof hash === 'string' && HASH.test(hash))
  const positive = Number(read.version) >= 1 && Number(read.seq) >= 1 && Number(read.lamport) >= 1
  if (!texts || !numbers || !hashes || !parents || !positive) throw altered(from, 'an entry is no entry')
  return read as Envelope
}

function readObject(body: Buffer, from: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
    if (typeof read === 'object' && read !== null) return read as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
  }
  throw altered(from, 'an entry is no entry')
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= 200
}

type Place = Readonly<{ replica: string; seq: number; lamport: number | null }>

/** Every entry follows the one that it names, here, among what comes, or in a gap that is named; and comes after what it saw. */
function checkLinks(db: Db, news: ReadonlyMap<string, NewOp>, intakes: readonly Intake[]): void {
  const omitted = new Map(
    intakes.flatMap((intake) =>
      intake
        .omitted()
        .map(({ hash, replica, seq }) => [hash.toString('hex'), { replica, seq, lamport: null }] as const),
    ),
  )
  const find = (hash: string): Place | undefined => news.get(hash)?.op ?? findHere(db, hash) ?? omitted.get(hash)
  const top = statement<{ top: number | null }>(db, 'SELECT max(lamport) AS top FROM op').get()?.top ?? 0
  for (const { op, prev, from } of news.values()) {
    if (op.lamport - top > LARGEST_JUMP) throw altered(from, 'an entry counts far ahead of all others')
    const before = op.seq === 1 ? undefined : find(prev.toString('hex'))
    if (op.seq === 1 && !prev.equals(NOTHING)) throw altered(from, 'a chain does not begin at its beginning')
    if (op.seq > 1 && before === undefined) throw gap(from)
    if (before && (before.replica !== op.replica || before.seq !== op.seq - 1)) throw altered(from, 'a chain is broken')
    for (const seen of [before, ...op.parents.map(find)])
      if (seen?.lamport != null && seen.lamport >= op.lamport) throw altered(from, 'an entry comes before what it saw')
  }
}

function findHere(db: Db, hash: string): Place | undefined {
  const bytes = Buffer.from(hash, 'hex')
  return statement<Place>(db, PLACE).get(bytes) ?? statement<Place>(db, PLACE_OMITTED).get(bytes)
}

/** Who began the project leads it: nothing that comes later may be older than its beginning. */
function checkFounding(db: Db, news: readonly NewOp[], project: string): void {
  const founding = statement<{ lamport: number; hash: Buffer }>(db, FOUNDING).get()
  for (const { op, from } of news.filter(({ op: { kind } }) => kind === 'project.set')) {
    if (op.target !== project) throw otherProject(from)
    const hash = founding?.hash.toString('hex') ?? ''
    if (founding && (op.lamport < founding.lamport || (op.lamport === founding.lamport && op.hash < hash)))
      throw altered(from, 'it claims to be older than the project')
  }
}

async function checkSignatures(
  db: Db,
  news: readonly NewOp[],
  pause: () => Promise<void>,
): Promise<ReadonlyMap<string, ReplicaKey>> {
  const announced = [...listQuarantine(db).map(({ op }) => op), ...news.map(({ op }) => op)]
  const keys = new Map([...keysOf(announced.filter(({ kind }) => kind === 'member.key')), ...readTrust(db).keys])
  for (const [at, { op, sig, from }] of news.entries()) {
    const state = checkSignature({ hash: Buffer.from(op.hash, 'hex'), replica: op.replica, sig }, keys)
    if (state === 'missing' || state === 'wrong')
      throw new DomainError('merge-forged', `${from}: an entry is not signed by its author’s key; nothing was merged`, {
        file: from,
      })
    if (at % PAGE === PAGE - 1) await pause()
  }
  return keys
}

/** The sender's signature, and what replicas signed of their chains. */
function checkWitnesses({ name, sender, checkpoints }: Intake, keys: ReadonlyMap<string, ReplicaKey>): void {
  if (sender && keys.get(sender.replica)?.key !== sender.key)
    throw new DomainError('merge-forged', `${name}: it is not signed by its sender’s key; nothing was merged`, {
      file: name,
    })
  for (const one of checkpoints()) {
    const key = keys.get(one.replica)
    if ((key !== undefined && key.key !== one.keyId) || !isSignedBy(one.keyId, checkpointMessage(one), one.sig))
      throw altered(name, 'a checkpoint is not signed by its replica’s key')
  }
}

/** Texts and original bytes that new ops name and that are not here. */
function collectTexts(db: Db, news: readonly NewOp[], intakes: readonly Intake[]): Pick<Checked, 'texts' | 'sources'> {
  const texts = new Map<string, string>()
  const sources = new Map<string, Buffer | null>()
  const findText = (hash: string): string | undefined =>
    statement<{ text: string }>(db, TEXT).get(hash)?.text ??
    texts.get(hash) ??
    firstOf(intakes, ({ text }) => text(hash))
  for (const { op, from } of news) {
    if (op.change === undefined || !TEXTUAL.has(op.kind)) continue
    const { sha256: hash, sourceSha256 } = op.change
    const text = findText(String(hash))
    if (text === undefined || sha256Hex(text) !== hash || text.includes('\0')) throw incomplete(from)
    texts.set(hash, text)
    if (typeof sourceSha256 !== 'string' || statement(db, SOURCE).get(sourceSha256)) continue
    const source = firstOf(intakes, ({ source: find }) => find(sourceSha256))
    const own = source?.bytes ?? findText(sourceSha256)
    if (source === undefined || own === undefined || sha256Hex(own) !== sourceSha256) throw incomplete(from)
    sources.set(sourceSha256, source.bytes)
    if (source.bytes === null) texts.set(sourceSha256, String(own))
  }
  return { texts, sources }
}

function firstOf<T>(intakes: readonly Intake[], find: (intake: Intake) => T | undefined): T | undefined {
  for (const intake of intakes) {
    const found = find(intake)
    if (found !== undefined) return found
  }
  return undefined
}

function altered(file: string, why: string): DomainError {
  return new DomainError('merge-altered', `${file} was altered (${why}); nothing was merged: ask for it again`, {
    file,
  })
}

function gap(file: string): DomainError {
  return new DomainError(
    'merge-gap',
    `${file} continues from entries that are not here; merge what was sent before it, or ask for a whole bundle`,
    { file },
  )
}

function incomplete(file: string): DomainError {
  return new DomainError('merge-incomplete', `${file} lacks the text of an article; nothing was merged`, { file })
}

function otherProject(file: string): DomainError {
  return new DomainError('merge-other-project', `${file} is a copy of another project; nothing was merged`, { file })
}

const NOTHING = Buffer.alloc(32)
const HASH = /^[0-9a-f]{64}$/
const COLUMNS = ['replica', 'seq', 'lamport', 'author', 'wall_ms', 'kind', 'target', 'prev'] as const
const TEXTUAL = new Set(['article.add', 'article.decode'])
const HERE = 'SELECT 1 FROM op WHERE hash = ? UNION ALL SELECT 1 FROM quarantine WHERE hash = ?'
const PLACE = 'SELECT replica, seq, lamport FROM op WHERE hash = ?'
const PLACE_OMITTED = 'SELECT replica, seq, NULL AS lamport FROM omitted WHERE hash = ?'
const FOUNDING = "SELECT lamport, hash FROM op WHERE kind = 'project.set' ORDER BY lamport, hash LIMIT 1"
const TEXT = 'SELECT text FROM canonical_text WHERE sha256 = ?'
const SOURCE = 'SELECT 1 FROM source_file WHERE sha256 = ?'
