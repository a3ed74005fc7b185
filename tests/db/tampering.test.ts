import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation, setRating } from '../../db/annotation.ts'
import { backupProject } from '../../db/backup.ts'
import { checkpointMessage, listCheckpoints } from '../../db/checkpoint.ts'
import { findMissing } from '../../db/high-water.ts'
import { profileFolder } from '../../db/key-store.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { listOps } from '../../db/ops.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { alterRaw } from '../support/raw.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن.\nأضاف أن العمل يستمر عاماً.'

/** A closed project with a few entries, signed at its close. */
function makeFilled(): { file: string; annotationId: string } {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const { id } = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر آمن', 'claim'), by)
  setRating(db, id, { reliability: 'B', credibility: 2, rationale: 'تطابق' }, by)
  closeProject(db)
  return { file: db.file, annotationId: id }
}

function open(file: string): Db {
  const db = openProject(file)
  onTestFinished(() => closeProject(db))
  return db
}

const CUT = "DELETE FROM op WHERE kind IN ('rating.set', 'annotation.create')"
const CLEAN = `DELETE FROM payload WHERE hash NOT IN
(SELECT unhex(json_extract(CAST(body AS TEXT), '$.payload_hash')) FROM op)`
const FOLDS = 'DELETE FROM rating; DELETE FROM annotation'

/** Cuts the newest two entries off without leaving their content or their rows. */
function cutTail(raw: Database.Database): void {
  raw.exec(`${CUT};${CLEAN};${FOLDS}`)
}

const tampering: [string, string, (raw: Database.Database) => unknown][] = [
  [
    'a stripped signature',
    'signature-missing',
    (raw) => raw.exec("UPDATE op SET sig = NULL WHERE kind = 'rating.set'"),
  ],
  ['every signature stripped', 'signature-missing', (raw) => raw.exec('UPDATE op SET sig = NULL')],
  [
    'another’s signature',
    'signature-wrong',
    (raw) => raw.exec('UPDATE op SET sig = (SELECT sig FROM op WHERE seq = 1)'),
  ],
  ['a tail cut clean off', 'checkpoint-cut', cutTail],
  ['a checkpoint that says less', 'checkpoint-signature', (raw) => raw.exec('UPDATE checkpoint SET op_count = 1')],
  [
    'a tail cut clean off with its checkpoints',
    'entries-missing',
    (raw) => {
      cutTail(raw)
      raw.exec('DELETE FROM checkpoint')
    },
  ],
]

describe('verifyProject of a project that was tampered with', () => {
  it.each(tampering)('finds %s', async (_, code, tamper) => {
    const { file } = makeFilled()
    alterRaw(file, tamper)
    const { ok, problems } = await verifyProject(open(file))
    expect(ok).toBe(false)
    expect(problems.map((problem) => problem.code)).toContain(code)
  })

  it('names the first bad entry: whose, which, when, and what to do, and counts the rest', async () => {
    const { file } = makeFilled()
    alterRaw(file, (raw) => raw.exec('UPDATE op SET sig = NULL WHERE seq >= 7'))
    const { problems } = await verifyProject(open(file))
    expect(problems).toHaveLength(1)
    expect(problems[0]!.message).toMatch(
      /^log entry 7 \(annotation\.create\) by ليلى of \d{4}-\d\d-\d\d \d\d:\d\d UTC has lost its signature: .*backup.* \(and 1 more /,
    )
    expect(problems[0]!.entry).toMatchObject({ seq: 7, author: 'ليلى', kind: 'annotation.create', more: 1 })
  })

  it('says which entries are unsigned, and takes them for no problem where no key was ever announced', async () => {
    const { file } = makeFilled()
    alterRaw(file, (raw) => {
      raw.exec(`DELETE FROM op WHERE kind = 'member.key'; UPDATE op SET sig = NULL; DELETE FROM checkpoint;${CLEAN}`)
    })
    const { problems, checked } = await verifyProject(open(file))
    expect(checked.unsigned).toBe(checked.ops)
    expect(problems.map(({ code }) => code)).not.toContain('signature-missing')
  })

  it('follows a chain across entries that are named as left out, and checks the checkpoint over them', async () => {
    const { file } = makeFilled()
    alterRaw(file, (raw) => {
      raw.exec(
        "INSERT INTO omitted SELECT hash, replica, seq FROM op WHERE kind IN ('rating.set', 'annotation.create')",
      )
      cutTail(raw)
    })
    const db = open(file)
    rmSync(join(profileFolder(), 'marks'), { recursive: true })
    expect((await verifyProject(db)).problems).toEqual([])
    db.raw.exec('UPDATE omitted SET hash = zeroblob(32) WHERE seq = (SELECT max(seq) FROM omitted)')
    expect((await verifyProject(db)).problems.map(({ code }) => code)).toEqual(['checkpoint-rewritten'])
  })

  it('finds a fork', async () => {
    const { file, annotationId } = makeFilled()
    const db = open(file)
    const [op] = listOps(db, annotationId)
    const twin = Buffer.from(JSON.stringify({ twin: true }))
    db.raw
      .prepare(
        `INSERT INTO op SELECT ?, replica, seq, lamport, author, wall_ms, kind, target, ?, prev, sig, NULL FROM op WHERE hash = ?`,
      )
      .run(Buffer.alloc(32), twin, Buffer.from(op!.hash, 'hex'))
    expect((await verifyProject(db)).problems.map(({ code }) => code)).toContain('fork')
  })
})

describe('findMissing', () => {
  it('tells how many entries are gone and since when, and forgets it once they are back', async () => {
    const { file } = makeFilled()
    const whole = `${makeFolder()}/whole.isnad`
    const before = open(file)
    backupProject(before, whole)
    const kept = before.raw.prepare("SELECT * FROM op WHERE kind IN ('rating.set', 'annotation.create')").all()
    const last = before.raw.prepare("SELECT wall_ms FROM op WHERE kind = 'article.add'").pluck().get()
    const head = before.raw.prepare('SELECT max(seq) FROM op').pluck().get() as number
    closeProject(before)
    alterRaw(file, cutTail)
    const db = open(file)
    expect(findMissing(db)).toMatchObject({ from: head - 1, count: 2, since: last })
    // A new chain: the old one's numbers are taken.
    const replica = db.raw.prepare('SELECT replica FROM op LIMIT 1').pluck().get()
    becomeMember(db, 'نور')
    expect(db.raw.prepare('SELECT DISTINCT replica FROM op ORDER BY lamport').pluck().all()).toEqual([
      replica,
      expect.any(String),
    ])
    expect(findMissing(db)).toMatchObject({ replica, count: 2 })
    closeProject(db)
    const again = open(file)
    expect((await verifyProject(again)).problems.map(({ code }) => code)).toContain('entries-missing')
    const put = again.raw.prepare(
      `INSERT INTO op VALUES (@hash, @replica, @seq, @lamport, @author, @wall_ms, @kind, @target, @body, @prev, @sig, @local_rowid)`,
    )
    for (const row of kept) put.run(row)
    expect(findMissing(again)).toBeUndefined()
  })

  it('takes a backup, a moved file and another profile for what they are: other copies', () => {
    const { file } = makeFilled()
    const db = open(file)
    const copy = `${makeFolder()}/copy.isnad`
    backupProject(db, copy)
    becomeMember(db, 'نور')
    closeProject(db)
    expect(findMissing(open(copy))).toBeUndefined()
    alterRaw(file, (raw) => raw.exec("UPDATE local SET value = 'elsewhere' WHERE key = 'replica-home'"))
    alterRaw(file, (raw) => raw.exec('DELETE FROM op WHERE seq = (SELECT max(seq) FROM op)'))
    expect(findMissing(open(file))).toBeUndefined()
  })

  it('notes numbers, hashes and times outside the file, and no word', () => {
    const { file } = makeFilled()
    expect(file).toBeTruthy()
    const names = readdirSync(join(profileFolder(), 'marks'))
    expect(names.every((name) => /^[0-9a-f-]{36}\.[0-9a-f-]{36}\.json$/.test(name))).toBe(true)
  })
})

describe('checkpointMessage', () => {
  it('changes with every field', () => {
    const db = open(makeFilled().file)
    const one = listCheckpoints(db)[0]!
    const others = [
      { ...one, replica: randomUUID() },
      { ...one, seq: one.seq + 1 },
      { ...one, chainHash: Buffer.alloc(32) },
      { ...one, merkleRoot: Buffer.alloc(32) },
      { ...one, opCount: 0 },
      { ...one, wallMs: 0 },
      { ...one, keyId: 'x' },
    ]
    expect(new Set([one, ...others].map((each) => checkpointMessage(each).toString())).size).toBe(8)
  })
})
