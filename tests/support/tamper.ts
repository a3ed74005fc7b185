import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { changeAnnotation, createAnnotation, deleteAnnotations, setRating } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { rebuild } from '../../db/refold.ts'
import { opMessage } from '../../db/replica.ts'
import { addText, draftOf } from './project.ts'
import type { createRandom } from './random.ts'
import { alterRaw } from './raw.ts'

/** A lead's project, an analyst's copy of it with work of their own, and a colleague's copy of that. All closed. */
export type Desk = Readonly<{ analyst: string; colleague: string }>

type Random = ReturnType<typeof createRandom>

const WORDS = ['الجسر', 'الوزير', 'المهندس', 'النهر', 'السوق', 'الميناء']

/** Lets two people work one after the other, `random` deciding what they do; the colleague works on besides. */
export function setDesk(folder: string, random: Random): Desk {
  const files = ['lead', 'analyst', 'colleague'].map((name) => join(folder, `${name}.isnad`)) as [
    string,
    string,
    string,
  ]
  const lead = newProject(files[0], 'هدى')
  const text = Array.from({ length: 12 }, () => WORDS[random(WORDS.length)]).join(' ')
  const articleId = addText(lead, text, becomeMember(lead, 'هدى').id)
  work(lead, 'هدى', { articleId, text }, random)
  closeProject(lead)
  for (const [at, name] of ['سلمى', 'نور'].entries()) {
    copyFileSync(files[at]!, files[at + 1]!)
    const db = openProject(files[at + 1]!)
    work(db, name, { articleId, text }, random)
    closeProject(db)
  }
  return { analyst: files[1], colleague: files[2] }
}

function work(db: Db, name: string, on: { articleId: string; text: string }, random: Random): void {
  const { articleId, text } = on
  const by = becomeMember(db, name).id
  for (let left = 4 + random(6); left > 0; left--) {
    const quote = text.split(' ')[random(12)]!
    const { id } = createAnnotation(db, draftOf(articleId, text, quote, 'claim'), by)
    if (random(2) === 0) setRating(db, id, { reliability: 'B', credibility: 2, rationale: null }, by)
    if (random(3) === 0) changeAnnotation(db, id, { note: `${left}` }, by)
    if (random(5) === 0) deleteAnnotations(db, [id], by)
  }
}

/** What is done to the file. */
export const HARMS = ['update', 'delete', 'tail', 'rewrite', 'strip'] as const

/** Does one harm to a closed project as somebody would who knows the format well; says what was done. */
export function tamper(file: string, harm: (typeof HARMS)[number], random: Random): string {
  let said = ''
  alterRaw(file, (raw) => {
    said = TAMPER[harm](raw, random)
  })
  // Whoever goes that far also leaves tables that fit the log.
  if (harm !== 'update' && random(2) === 0) refold(file)
  return said
}

type Row = { hash: Buffer; replica: string; seq: number; body: Buffer; prev: Buffer; sig: Buffer | null; kind: string }

const TAMPER: Readonly<Record<(typeof HARMS)[number], (raw: Database.Database, random: Random) => string>> = {
  update: (raw, random) => {
    const row = pick(readRows(raw), random)
    const forged = Buffer.from(row.body.toString().replace(/"wall_ms":(\d+)/, '"wall_ms":1$1'))
    const ways: [string, () => unknown][] = [
      [
        'a byte of the body',
        () => raw.prepare('UPDATE op SET body = ? WHERE hash = ?').run(flip(row.body, random), row.hash),
      ],
      [
        'the body with its hash',
        () =>
          raw
            .prepare("UPDATE op SET body = ?, hash = ?, wall_ms = CAST('1' || wall_ms AS INTEGER) WHERE hash = ?")
            .run(forged, sha256(forged), row.hash),
      ],
      ['the column author', () => raw.prepare("UPDATE op SET author = 'x' WHERE hash = ?").run(row.hash)],
      [
        'a content',
        () => raw.prepare("UPDATE payload SET data = CAST(data || ' ' AS BLOB) WHERE hash = ?").run(payloadOf(row)),
      ],
    ]
    const [what, does] = ways[random(ways.length)]!
    does()
    return `${what} of ${row.kind}`
  },
  delete: (raw, random) => {
    const rows = readRows(raw).filter(({ seq }) => seq > 1)
    const row = pick(rows, random)
    const count = 1 + random(3)
    raw.prepare('DELETE FROM op WHERE replica = ? AND seq >= ? AND seq < ?').run(row.replica, row.seq, row.seq + count)
    forget(raw, random)
    return `${count} from ${row.seq}`
  },
  tail: (raw, random) => {
    const replicas = [...new Set(readRows(raw).map(({ replica }) => replica))]
    const replica = replicas[random(replicas.length)]!
    const last = raw.prepare('SELECT max(seq) FROM op WHERE replica = ?').pluck().get(replica) as number
    const count = 1 + random(Math.min(6, last - 1))
    raw.prepare('DELETE FROM op WHERE replica = ? AND seq > ?').run(replica, last - count)
    raw.prepare(CLEAN).run()
    raw.prepare('DELETE FROM checkpoint').run()
    return `${count} of ${last}`
  },
  rewrite: (raw, random) => rewrite(raw, random),
  strip: (raw, random) => {
    const row = pick(readRows(raw), random)
    const ways: [string, string][] = [
      ['one', 'hash = @hash'],
      ['from one on', 'seq >= @seq'],
      ['all', '1'],
    ]
    const [what, where] = ways[random(ways.length)]!
    const sig = random(2) === 0 ? null : row.sig
    raw
      .prepare(`UPDATE op SET sig = @sig WHERE ${where} AND (@sig IS NULL OR sig <> @sig OR hash = @hash)`)
      .run({ sig: sig && where === 'hash = @hash' ? flip(sig, random) : sig, hash: row.hash, seq: row.seq })
    return `${what} signature${sig ? ', another put in' : ''}`
  },
}

/** Rewrites history from some entry of the analyst's own chain on: hashes, parents, signatures by a key of the forger's. */
function rewrite(raw: Database.Database, random: Random): string {
  const replica = raw.prepare("SELECT value FROM local WHERE key = 'replica'").pluck().get() as string
  const rows = readRows(raw).filter((row) => row.replica === replica)
  const from = pick(rows, random).seq
  const signing = (['nobody', 'forger', 'old'] as const)[random(3)]!
  const renamed = random(3) === 0 ? `${replica.slice(0, -4)}ffff` : replica
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = String(publicKey.export({ format: 'jwk' }).x)
  const changed = new Map<string, string>()
  let prev = renamed === replica ? rows.find(({ seq }) => seq === from - 1)?.hash : undefined
  const forged = rows.filter(({ seq }) => renamed !== replica || seq >= from).toSorted((a, b) => a.seq - b.seq)
  for (const row of forged) {
    const body = JSON.parse(row.body.toString()) as Record<string, unknown>
    const data = forgePayload(raw, row, { key, renamed, altered: row.seq === from, signing })
    Object.assign(body, {
      replica: renamed,
      prev: (prev ?? Buffer.alloc(32)).toString('hex'),
      parents: (body.parents as string[]).map((parent) => changed.get(parent) ?? parent),
      payload_hash: data.toString('hex'),
      ...(row.seq === from ? { wall_ms: Number(body.wall_ms) - 1000 } : {}),
    })
    const bytes = Buffer.from(JSON.stringify(body))
    const hash = sha256(bytes)
    changed.set(row.hash.toString('hex'), hash.toString('hex'))
    const sig = signing === 'nobody' ? null : signing === 'old' ? row.sig : signWith(privateKey, hash)
    raw
      .prepare('UPDATE op SET hash = ?, body = ?, replica = ?, prev = ?, sig = ?, wall_ms = ? WHERE hash = ?')
      .run(hash, bytes, renamed, prev ?? Buffer.alloc(32), sig, body.wall_ms, row.hash)
    prev = hash
  }
  raw.prepare("UPDATE local SET value = ? WHERE key = 'replica'").run(renamed)
  raw.prepare(CLEAN).run()
  raw.prepare('DELETE FROM checkpoint').run()
  return `${forged.length} of ${rows.length}, signed by ${signing}${renamed === replica ? '' : ', under another replica'}`
}

type Forging = Readonly<{ key: string; renamed: string; altered: boolean; signing: string }>

/** The hash of what the entry says now; a key's announcement names the forger's key. */
function forgePayload(raw: Database.Database, row: Row, { key, renamed, altered, signing }: Forging): Buffer {
  const data = raw.prepare('SELECT data FROM payload WHERE hash = ?').pluck().get(payloadOf(row)) as Buffer
  const said = JSON.parse(data.toString()) as Record<string, unknown>
  if (row.kind === 'member.key') Object.assign(said, { replica: renamed, ...(signing === 'forger' ? { key } : {}) })
  if (altered && row.kind === 'annotation.create') said.note = 'غيره'
  const bytes = Buffer.from(JSON.stringify(said))
  raw.prepare('INSERT OR IGNORE INTO payload (hash, data) VALUES (?, ?)').run(sha256(bytes), bytes)
  return sha256(bytes)
}

function forget(raw: Database.Database, random: Random): void {
  if (random(2) === 0) raw.prepare(CLEAN).run()
  if (random(2) === 0) raw.prepare('DELETE FROM checkpoint').run()
}

function refold(file: string): void {
  const db = openProject(file)
  try {
    db.raw.transaction(() => rebuild(db))()
  } finally {
    db.raw.close()
  }
}

const readRows = (raw: Database.Database): Row[] => raw.prepare('SELECT * FROM op ORDER BY replica, seq').all() as Row[]
const pick = (rows: readonly Row[], random: Random): Row => rows[random(rows.length)]!
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()
const payloadOf = ({ body }: Row): Buffer =>
  Buffer.from(String((JSON.parse(body.toString()) as Record<string, unknown>).payload_hash), 'hex')
const signWith = (key: KeyObject, hash: Buffer): Buffer => sign(null, opMessage(hash), key)

function flip(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  copy[random(copy.length)]! ^= 1
  return copy
}

const CLEAN = `DELETE FROM payload WHERE hash NOT IN
(SELECT unhex(json_extract(CAST(body AS TEXT), '$.payload_hash')) FROM op)`
