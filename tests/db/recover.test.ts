import { copyFileSync, existsSync, linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { SCHEMA_VERSION } from '../../db/migrate.ts'
import { checkpoint, closeProject, type Db, openProject } from '../../db/open.ts'
import { offersRecovery, recoverProject } from '../../db/recover.ts'
import { backupAutomatically, backupFolder, isSuspect, listBackups } from '../../db/rotation.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { snapshot } from '../support/snapshot.ts'

const WORDS = Array.from({ length: 400 }, (_, at) => `كلمة${at}`)
const TEXT = WORDS.join(' ')

type Case = Readonly<{
  db: Db
  file: string
  articleId: string
  by: string
  annotate: (from: number, to: number) => void
}>

/** An open project with an annotation a word, from the first to the two hundredth; the first hundred are in a backup. */
function makeCase(): Case {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const annotate = (from: number, to: number): void => {
    for (const word of WORDS.slice(from, to)) {
      const start = TEXT.split(' ').slice(0, WORDS.indexOf(word)).join(' ').length + (word === WORDS[0] ? 0 : 1)
      const bounds = { startCodePoint: start, endCodePoint: start + word.length, quote: word }
      createAnnotation(db, { ...draftOf(articleId, TEXT, word), ...bounds }, by)
    }
  }
  annotate(0, 100)
  backupAutomatically(db, 'idle')
  annotate(100, 200)
  return { db, file: db.file, articleId, by, annotate }
}

/** The same with everything in the file itself, closed. */
function makeClosed(): Case {
  const made = makeCase()
  closeProject(made.db)
  return made
}

function overwrite(file: string, change: (bytes: Buffer) => Buffer | undefined): void {
  const bytes = readFileSync(file)
  writeFileSync(file, change(bytes) ?? bytes)
}

/** Destroys pages in which the log's bodies lie: the ones that hold a text only they hold. */
function destroyPage(file: string, holds: string, many = 1): void {
  overwrite(file, (bytes) => {
    const found = bytes.indexOf(holds, bytes.length / 2)
    const page = Math.floor((found < 0 ? bytes.indexOf(holds) : found) / 4096)
    bytes.fill(0xaa, page * 4096, (page + many) * 4096)
    return undefined
  })
}

async function countAfter(file: string, articleId: string): Promise<number> {
  const db = openProject(file)
  onTestFinished(() => closeProject(db))
  const problems = (await verifyProject(db)).problems.filter(({ code }) => !GAPS.includes(code))
  expect(problems).toEqual([])
  return listAnnotations(db, articleId).length
}

const GAPS = ['entries-missing', 'chain-gap', 'op-missing', 'cause-missing']

describe('recoverProject', () => {
  it.each([
    [
      'F3: cut off in the middle of its pages',
      (file: string) => overwrite(file, (b) => b.subarray(0, Math.floor(b.length / 8192) * 4096)),
      100,
    ],
    ['F3: cut off by a few bytes', (file: string) => overwrite(file, (b) => b.subarray(0, b.length - 1777)), 100],
    ['F4: with a page of the log destroyed', (file: string) => destroyPage(file, 'annotation.create'), 150],
    ['F4: with a page zeroed', (file: string) => overwrite(file, (b) => b.fill(0, 20 * 4096, 21 * 4096)), 150],
    [
      'F5: with a bit flipped',
      (file: string) =>
        overwrite(file, (b) => {
          const at = b.lastIndexOf('كلمة150')
          b.writeUInt8(b.readUInt8(at) ^ 1, at)
          return undefined
        }),
      199,
    ],
    ['F1: empty', (file: string) => writeFileSync(file, ''), 100],
    ['F2: something else', (file: string) => writeFileSync(file, 'رسالة'.repeat(999)), 100],
    ['gone', (file: string) => rmSync(file), 100],
  ])('brings back a file that is %s', async (_, damage, atLeast) => {
    const { file, articleId } = makeClosed()
    damage(file)
    const found = existsSync(file) ? snapshot(dirname(file))[basename(file)] : undefined
    const recovery = await recoverProject(file)
    expect(isSuspect(file)).toBe(true)
    const after = snapshot(dirname(file))
    expect(after[basename(file)]).toBe(found)
    if (found !== undefined) expect(after[recovery.kept[0]!]).toBe(found)
    const best = recovery.candidates.find(({ id }) => id === recovery.best)!
    expect(best.counts!.annotations).toBeGreaterThanOrEqual(atLeast)
    recovery.pick(best.id)
    expect(isSuspect(file)).toBe(false)
    expect(await countAfter(file, articleId)).toBe(best.counts!.annotations)
    for (const name of recovery.kept) expect(snapshot(dirname(file))[name]).toBe(after[name])
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('F7: an old file beside a newer log is tried both ways, and what verifies is offered', async () => {
    const { db, file, articleId, annotate } = makeCase()
    checkpoint(db)
    const old = join(makeFolder(), 'old')
    copyFileSync(listBackups(file)[0]!.file, old)
    annotate(200, 300)
    const log = readFileSync(`${file}-wal`)
    closeProject(db)
    copyFileSync(old, file)
    writeFileSync(`${file}-wal`, log)
    const before = snapshot(dirname(file))
    expect(() => openProject(file)).toThrow(expect.objectContaining({ code: 'project-damaged' }))
    expect(snapshot(dirname(file))).toEqual(before)
    const { candidates, best, pick } = await recoverProject(file)
    expect(candidates.find(({ kind }) => kind === 'with-log')!.verified).toBe(false)
    expect(candidates.find(({ kind }) => kind === 'without-log')!.verified).toBe(true)
    pick(best!)
    expect(await countAfter(file, articleId)).toBeGreaterThanOrEqual(100)
  })

  it('F6: keeps a cut-off log as it was found and says what is missing', async () => {
    const { db, file, annotate } = makeCase()
    checkpoint(db)
    annotate(200, 220)
    const kept = join(makeFolder(), 'copy')
    copyFileSync(`${file}-wal`, kept)
    const main = readFileSync(file)
    closeProject(db)
    writeFileSync(file, main)
    writeFileSync(`${file}-wal`, readFileSync(kept).subarray(0, Math.floor(statSync(kept).size * 0.7)))
    const again = openProject(file)
    onTestFinished(() => closeProject(again))
    expect((await verifyProject(again)).problems.map(({ code }) => code)).toContain('entries-missing')
    expect(readdirSync(dirname(file)).filter((name) => name.includes('.damaged-')).length).toBe(2)
  })

  it('salvages what it can where there is no backup at all', async () => {
    const { file, articleId } = makeClosed()
    rmSync(backupFolder(file), { recursive: true })
    destroyPage(file, 'annotation.create')
    const { candidates, best, pick } = await recoverProject(file)
    expect(candidates.map(({ kind }) => kind)).toEqual(['with-log', 'salvaged'])
    pick(best ?? 'salvaged')
    expect(await countAfter(file, articleId)).toBeGreaterThan(150)
  })

  it('names what a damaged backup is worth and does not pick it', async () => {
    const { file } = makeClosed()
    const [backup] = listBackups(file)
    overwrite(backup!.file, (b) => b.fill(0, 3 * 4096, 5 * 4096))
    writeFileSync(file, '')
    const { candidates, best } = await recoverProject(file)
    expect(candidates).toMatchObject([{ kind: 'backup', verified: false, problem: expect.stringContaining('check') }])
    expect(best).toBeNull()
  })
})

describe('offersRecovery', () => {
  it.each([
    ['project-damaged', false, true],
    ['project-empty', true, true],
    ['project-empty', false, false],
    ['file-missing', true, true],
    ['project-held', true, false],
    ['project-newer', true, true],
    ['project-newer', false, false],
    ['project-linked', true, true],
    ['project-linked', false, false],
  ])('for %s with backups %s: %s', (code, backups, offered) => {
    const { file } = makeClosed()
    if (!backups) rmSync(backupFolder(file), { recursive: true })
    expect(offersRecovery(file, code)).toBe(offered)
  })
})

describe('a project that is whole and cannot be opened here', () => {
  const newer = (file: string): void => {
    const raw = new Database(file)
    raw.pragma(`user_version = ${SCHEMA_VERSION + 1}`)
    raw.close()
  }

  it('of a newer program goes on with a backup, keeps the file, and says what the backup does not have', async () => {
    const { file } = makeClosed()
    newer(file)
    const bytes = readFileSync(file)
    const recovery = await recoverProject(file, undefined, true)
    expect(recovery.candidates).toMatchObject([{ kind: 'backup', verified: true, missing: 100 }])
    expect([recovery.kept, isSuspect(file), readFileSync(file).equals(bytes)]).toEqual([[], false, true])
    recovery.pick(recovery.best!)
    const kept = readdirSync(dirname(file)).find((name) => name.includes('.damaged-'))!
    expect(readFileSync(join(dirname(file), kept)).equals(bytes)).toBe(true)
    const db = openProject(file)
    expect((await verifyProject(db)).problems.filter(({ code }) => code !== 'entries-missing')).toEqual([])
    closeProject(db)
  })

  it('with a second name goes on as it is, or with a backup, under its own name alone', async () => {
    const { file } = makeClosed()
    const second = join(dirname(file), 'second.isnad')
    linkSync(file, second)
    const recovery = await recoverProject(file, undefined, true)
    expect(recovery.candidates).toMatchObject([
      { kind: 'with-log', verified: true, missing: 0 },
      { kind: 'backup', missing: 100 },
    ])
    expect(recovery.best).toBe('with-log')
    recovery.pick('with-log')
    expect([statSync(file).nlink, statSync(second).nlink <= 2]).toEqual([1, true])
    closeProject(openProject(file))
  })

  it('leaves nothing behind where nobody picks', async () => {
    const { file } = makeClosed()
    newer(file)
    const before = snapshot(dirname(file))
    const recovery = await recoverProject(file, undefined, true)
    recovery.end()
    expect(snapshot(dirname(file))).toEqual(before)
  })
})
