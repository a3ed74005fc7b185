import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { backupProject } from '../../db/backup.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { listOps } from '../../db/ops.ts'
import { restoreProject } from '../../db/restore.ts'
import { listBackups } from '../../db/rotation.ts'
import { sweepBeside } from '../../db/sweep.ts'
import { verifyProject } from '../../db/verify.ts'
import { bundleScript } from '../support/bundle.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { hashFile, snapshot } from '../support/snapshot.ts'

const ROUNDS = 24
const TEXT = 'أعلنت البلدية أن الجسر آمن.'

/** A closed project of two annotations, and a backup of when it had one. */
function makePair(): { file: string; backup: string; articleId: string; by: string } {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by)
  const backup = join(makeFolder(), 'backup.isnad')
  backupProject(db, backup)
  createAnnotation(db, draftOf(articleId, TEXT, 'البلدية'), by)
  closeProject(db)
  return { file: db.file, backup, articleId, by }
}

function open(file: string): Db {
  const db = openProject(file)
  onTestFinished(() => closeProject(db))
  return db
}

describe('restoreProject', () => {
  it('puts the backup in place, and keeps the project as it was as a backup', async () => {
    const { file, backup, articleId } = makePair()
    const before = hashFile(backup)
    const { counts, kept } = restoreProject(file, backup)
    expect(counts.annotations).toBe(1)
    expect(kept).toEqual(listBackups(file).map(({ name }) => name))
    expect(hashFile(backup)).toBe(before)
    const db = open(file)
    expect(listAnnotations(db, articleId)).toHaveLength(1)
    expect((await verifyProject(db)).problems).toEqual([])
    closeProject(db)
    restoreProject(file, listBackups(file)[0]!.file)
    expect(listAnnotations(open(file), articleId)).toHaveLength(2)
  })

  it('gives the restored project a new replica', () => {
    const { file, backup, articleId, by } = makePair()
    const first = openProject(file)
    const old = listOps(first, listAnnotations(first, articleId)[0]!.id)[0]!.replica
    closeProject(first)
    restoreProject(file, backup)
    const db = open(file)
    const made = createAnnotation(db, draftOf(articleId, TEXT, 'آمن'), by)
    expect(listOps(db, made.id)[0]!.replica).not.toBe(old)
  })

  it.each([
    ['cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 9000))],
    ['empty', (file: string) => writeFileSync(file, '')],
    ['something else', (file: string) => writeFileSync(file, 'a letter to nobody'.repeat(99))],
    ['beside a log that is not its own', (file: string) => writeFileSync(`${file}-wal`, Buffer.alloc(8000, 7))],
    ['gone', (file: string) => rmSync(file)],
  ])('takes the place of a file that is %s, and keeps its bytes', (_, damage) => {
    const { file, backup, articleId } = makePair()
    damage(file)
    const found = snapshot(dirname(file))
    const { kept } = restoreProject(file, backup)
    expect(existsSync(`${file}-wal`)).toBe(false)
    for (const name of kept.filter((each) => each.includes('.damaged-')))
      expect(hashFile(join(dirname(file), name))).toBe(found[name.replace(/\.damaged-[\dTZ-]+/, '')])
    expect(listAnnotations(open(file), articleId)).toHaveLength(1)
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it.each([
    [
      'a damaged backup',
      (backup: string) => writeFileSync(backup, readFileSync(backup).fill(0, 5000, 9000)),
      'backup-failed',
    ],
    ['another file', (backup: string) => writeFileSync(backup, 'x'.repeat(5000)), 'not-a-project'],
    ['no file', (backup: string) => rmSync(backup), 'file-missing'],
  ])('refuses %s and changes nothing', (_, damage, code) => {
    const { file, backup } = makePair()
    damage(backup)
    const before = snapshot(dirname(file))
    expect(() => restoreProject(file, backup)).toThrow(expect.objectContaining({ code }))
    expect(snapshot(dirname(file))).toEqual(before)
  })

  it('refuses a project that is open elsewhere, and the project itself', async () => {
    const { file, backup } = makePair()
    expect(() => restoreProject(file, file)).toThrow(expect.objectContaining({ code: 'bad-input' }))
    const holder = spawn(process.execPath, [HOLD, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    expect(() => restoreProject(file, backup)).toThrow(expect.objectContaining({ code: 'project-held' }))
    holder.stdin.end()
    await once(holder, 'exit')
    expect(restoreProject(file, backup).counts.annotations).toBe(1)
  })

  it('leaves the old project or the new one, whole, wherever it is killed', { timeout: ROUNDS * 20_000 }, async () => {
    const script = await bundleScript(new URL('../faults/restore-child.ts', import.meta.url))
    const seen = new Set<number>()
    let whole = 0
    for (let round = 0; round <= ROUNDS; round++) {
      const { file, backup, articleId } = makePair()
      const child = spawn(process.execPath, [script, file, backup], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout, 'data')
      const [begun, gone] = [Date.now(), once(child, 'exit')]
      // The first is not killed, and tells how long it takes.
      if (round > 0) await setTimeout((round / ROUNDS) * whole).then(() => child.kill('SIGKILL'))
      await gone
      whole ||= Date.now() - begun
      const db = openProject(file)
      sweepBeside(file)
      seen.add(listAnnotations(db, articleId).length)
      expect((await verifyProject(db)).problems).toEqual([])
      closeProject(db)
      const left = readdirSync(dirname(file)).filter((name) => name.startsWith('.') && name.includes(basename(file)))
      expect(left).toEqual([])
    }
    expect([...seen].toSorted()).toEqual([1, 2])
  })
})

const HOLD = new URL('../support/hold-project.ts', import.meta.url).pathname
