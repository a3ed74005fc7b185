import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, inTransaction, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { alterRaw, openRaw } from '../support/raw.ts'
import { snapshot } from '../support/snapshot.ts'

const TEXT = 'أعلنت البلدية أن الجسر آمن.'

/** A closed project with one article and one annotation. */
function closedProject(): string {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  createAnnotation(db, draftOf(addText(db, TEXT, by), TEXT, 'الجسر'), by)
  closeProject(db)
  return db.file
}

describe('openProject', () => {
  const refusals: [string, (file: string) => void, string, RegExp][] = [
    ['a file of 0 bytes', (file) => writeFileSync(file, ''), 'project-empty', /empty \(0 bytes\)/],
    ['a short text', (file) => writeFileSync(file, 'مرحبا'), 'not-a-project', /something else/],
    ['a long text', (file) => writeFileSync(file, 'سطر من النص\n'.repeat(900)), 'not-a-project', /something else/],
    ['a PNG', (file) => writeFileSync(file, PNG), 'not-a-project', /something else/],
    ['another program’s database', otherDatabase, 'not-a-project', /another program/],
    ['only the first bytes of SQLite', (file) => writeFileSync(file, 'SQLite format 3\0'), 'not-a-project', /another/],
    ['a newer schema', (file) => setPragma(file, 'user_version = 99'), 'project-newer', /schema 99.*update Isnad/],
    ['a table that is not ours', (file) => run(file, 'CREATE TABLE extra (x)'), 'project-damaged', /no Isnad wrote/],
    ['a view that is not ours', (file) => run(file, 'CREATE VIEW v AS SELECT 1'), 'project-damaged', /no Isnad/],
    ['a trigger that hides behind a name like SQLite’s', hiddenTrigger, 'project-damaged', /no Isnad wrote/],
    ['a table that is not ours, in another journal mode', otherJournal, 'project-damaged', /no Isnad wrote/],
    ['a missing table', (file) => run(file, 'DROP TABLE claim'), 'project-damaged', /no Isnad wrote/],
    ['an unknown migration', unknownStep, 'project-damaged', /unknown steps/],
    ['a destroyed page', destroyPages, 'project-damaged', /damaged/],
    ['half of the file', cutInHalf, 'project-damaged', /damaged/],
  ]

  it.each(refusals)('refuses %s and leaves the folder as it was', (_, spoil, code, message) => {
    const file = closedProject()
    spoil(file)
    const before = snapshot(dirname(file))
    expect(() => openProject(file)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
    expect(() => openProject(file)).toThrow(/^test\.isnad/)
    expect(snapshot(dirname(file))).toEqual(before)
  })

  it('refuses a missing file, a folder, and a path through a file, and creates nothing', () => {
    const folder = makeFolder()
    mkdirSync(join(folder, 'a.isnad'))
    writeFileSync(join(folder, 'b'), '')
    const before = snapshot(folder)
    const missing = { code: 'file-missing', message: expect.stringContaining('c.isnad') }
    expect(() => openProject(join(folder, 'c.isnad'))).toThrow(expect.objectContaining(missing))
    expect(() => openProject(join(folder, 'b', 'c.isnad'))).toThrow(expect.objectContaining(missing))
    const isFolder = { code: 'not-a-project', message: expect.stringMatching(/a\.isnad.*folder/) }
    expect(() => openProject(join(folder, 'a.isnad'))).toThrow(expect.objectContaining(isFolder))
    expect(snapshot(folder)).toEqual(before)
  })

  it('refuses a file with a second name, and opens one through a symbolic link', () => {
    const file = closedProject()
    const other = join(dirname(file), 'other.isnad')
    linkSync(file, other)
    const before = snapshot(dirname(file))
    const linked = { code: 'project-linked', message: expect.stringMatching(/2 names/) }
    expect(() => openProject(other)).toThrow(expect.objectContaining(linked))
    expect(snapshot(dirname(file))).toEqual(before)
    rmSync(other)
    symlinkSync(file, other)
    const db = openProject(other)
    expect(db.file).toBe(file)
    closeProject(db)
  })

  it('opens a new project whose creation was cut off between its draft’s name and its own', () => {
    const file = closedProject()
    const draft = join(dirname(file), '.test.isnad.01999999-0000-7000-8000-000000000000.new')
    linkSync(file, draft)
    closeProject(openProject(file))
    expect(readdirSync(dirname(file))).toEqual(['test.isnad'])
  })

  it('takes in what a write-ahead log holds that a power cut left beside the file', () => {
    const db = makeProject()
    addText(db, TEXT, becomeMember(db, 'ليلى').id)
    const folder = makeFolder()
    const copy = join(folder, 'copy.isnad')
    // As after a power cut: both files as they stand while the project is open.
    cpSync(db.file, copy)
    cpSync(`${db.file}-wal`, `${copy}-wal`)
    const opened = openProject(copy)
    expect(opened.raw.prepare('SELECT count(*) FROM article').pluck().get()).toBe(1)
    closeProject(opened)
    expect(readdirSync(folder)).toEqual(['copy.isnad'])
  })

  it('writes durably: synchronous is still FULL after a write, and every setting holds', () => {
    const { raw } = makeProject()
    raw.prepare("INSERT INTO local VALUES ('probe', '1')").run()
    const read = (name: string): unknown => raw.pragma(name, { simple: true })
    expect([read('synchronous'), read('journal_mode'), read('locking_mode')]).toEqual([2, 'wal', 'exclusive'])
    expect([read('foreign_keys'), read('trusted_schema'), read('cell_size_check'), read('secure_delete')]).toEqual([
      1, 0, 1, 1,
    ])
    const [major, minor, patch] = String(raw.prepare('SELECT sqlite_version()').pluck().get()).split('.').map(Number)
    expect(major! * 1e6 + minor! * 1e3 + patch!).toBeGreaterThanOrEqual(3_051_003)
  })
})

describe('the exclusive lock', () => {
  it('keeps a second process out and names who holds the project', async () => {
    const file = closedProject()
    const holder = spawn(process.execPath, [HOLD, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    onTestFinished(() => void holder.kill('SIGKILL'))
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    const held = {
      code: 'project-held',
      message: expect.stringMatching(new RegExp(`test\\.isnad is open on ${hostname()} by `)),
    }
    expect(() => openProject(file)).toThrow(expect.objectContaining(held))
    const exited = new Promise((resolve) => holder.once('exit', resolve))
    holder.stdin.end()
    await exited
    const db = openProject(file)
    expect(listAnnotations(db, String(db.raw.prepare('SELECT id FROM article').pluck().get()))).toHaveLength(1)
    closeProject(db)
    expect(readdirSync(dirname(file))).toEqual(['test.isnad'])
  })

  it('falls with its process, whatever note it left', async () => {
    const file = closedProject()
    const holder = spawn(process.execPath, [HOLD, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    const exited = new Promise((resolve) => holder.once('exit', resolve))
    holder.kill('SIGKILL')
    await exited
    expect(existsSync(`${file}.lock`)).toBe(true)
    const db = openProject(file)
    expect((await verifyProject(db)).ok).toBe(true)
    closeProject(db)
    expect(readdirSync(dirname(file))).toEqual(['test.isnad'])
  })
})

describe('a project file that goes away while it is open', () => {
  const moves: [string, (file: string) => void][] = [
    ['is moved', (file) => renameSync(file, `${file}.elsewhere`)],
    ['is deleted', (file) => rmSync(file)],
    ['is replaced', (file) => cpSync(`${file}-wal`, `${file}.new`) ?? renameSync(`${file}.new`, file)],
  ]
  it.each(moves)('%s: the next save fails and nothing is acknowledged', (_, move) => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const articleId = addText(db, TEXT, by)
    const ops = db.raw.prepare('SELECT count(*) FROM op').pluck().get()
    move(db.file)
    const moved = expect.objectContaining({ code: 'project-moved', message: expect.stringContaining('test.isnad') })
    expect(() => createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by)).toThrow(moved)
    expect(listAnnotations(db, articleId)).toEqual([])
    expect(db.raw.prepare('SELECT count(*) FROM op').pluck().get()).toBe(ops)
  })
})

describe('inTransaction', () => {
  it('takes back an inner part that failed, even where the outer one goes on', () => {
    const db = makeProject()
    inTransaction(db, () => {
      becomeMember(db, 'باقية')
      const failing = () =>
        inTransaction(db, () => {
          becomeMember(db, 'زائلة')
          throw new RangeError('afterwards')
        })
      expect(failing).toThrow('afterwards')
    })
    expect(db.raw.prepare('SELECT name FROM member ORDER BY name').pluck().all()).toEqual(['باقية', 'سلمى'])
  })
})

describe('createProject', () => {
  it('refuses an existing file, whatever it is, and a folder that is missing', () => {
    const folder = makeFolder()
    const file = join(folder, 'a.isnad')
    writeFileSync(file, 'نص')
    const before = snapshot(folder)
    expect(() => newProject(file, 'ليلى')).toThrow(expect.objectContaining({ code: 'file-exists' }))
    const missing = { code: 'file-missing', message: expect.stringContaining('nowhere') }
    expect(() => newProject(join(folder, 'nowhere', 'b.isnad'), 'ليلى')).toThrow(expect.objectContaining(missing))
    expect(snapshot(folder)).toEqual(before)
  })

  it('leaves nothing behind when its content cannot be made', () => {
    const folder = makeFolder()
    const fail = () => {
      throw new RangeError('no content')
    }
    expect(() => newProject(join(folder, 'a.isnad'), 'ليلى', 'عنوان', fail)).toThrow('no content')
    expect(readdirSync(folder)).toEqual([])
  })

  it('makes a file of its own kind that verifies', async () => {
    const db = makeProject()
    closeProject(db)
    const again = openProject(db.file)
    expect(again.raw.pragma('application_id', { simple: true })).toBe(0x49534e44)
    expect(await verifyProject(again)).toMatchObject({ ok: true, problems: [] })
    closeProject(again)
  })
})

const HOLD = fileURLToPath(new URL('../support/hold-project.ts', import.meta.url))
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function run(file: string, sql: string): void {
  const raw = openRaw(file)
  raw.exec(sql)
  raw.close()
}

function setPragma(file: string, setting: string): void {
  const raw = openRaw(file)
  raw.pragma(setting)
  raw.close()
}

function otherDatabase(file: string): void {
  rmSync(file)
  run(file, 'CREATE TABLE notes (x); INSERT INTO notes VALUES (1)')
}

function hiddenTrigger(file: string): void {
  run(file, 'CREATE TRIGGER sqliteX AFTER INSERT ON local BEGIN DELETE FROM payload; END')
}

function otherJournal(file: string): void {
  setPragma(file, 'journal_mode = DELETE')
  run(file, 'CREATE TABLE extra (x)')
}

function unknownStep(file: string): void {
  alterRaw(file, (raw) => raw.exec("UPDATE schema_migration SET sha256 = 'x'"))
}

function destroyPages(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4096 * 2, 4096 * 6)
  writeFileSync(file, bytes)
}

function cutInHalf(file: string): void {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 8192) * 4096))
}
