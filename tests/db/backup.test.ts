import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation, deleteAnnotations, listAnnotations } from '../../db/annotation.ts'
import { backupProject } from '../../db/backup.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { listOps } from '../../db/ops.ts'
import { verifyProject } from '../../db/verify.ts'
import { hasProgram, itUnless } from '../support/programs.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts'
import { hashFile, snapshot } from '../support/snapshot.ts'

const TEXT = '\uFEFF«مُحـمَّد» 👨‍👩‍👧 قال\u200F: الجسر\u2028آمن 𐤀𐤁.\nسطر \u202Eثانٍ\u202C.\n'

function fill(db: Db): { by: string; articleId: string } {
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  for (const quote of ['مُحـمَّد', '👨‍👩‍👧', 'الجسر\u2028آمن', '𐤀𐤁', '\u202Eثانٍ\u202C'])
    createAnnotation(db, draftOf(articleId, TEXT, quote), by)
  const [last] = listAnnotations(db, articleId)
  deleteAnnotations(db, [last!.id], by)
  return { by, articleId }
}

describe('backupProject', () => {
  it('writes a whole copy that opens, verifies and counts the same, and leaves nothing beside it', async () => {
    const db = makeProject()
    const { articleId } = fill(db)
    const file = join(makeFolder(), 'copy.isnad')
    expect(backupProject(db, file)).toEqual({ file, counts: { ops: 12, articles: 1, annotations: 4 } })
    expect(readdirSync(dirname(file))).toEqual(['copy.isnad'])
    const copy = openProject(file)
    onTestFinished(() => closeProject(copy))
    expect((await verifyProject(copy)).problems).toEqual([])
    expect(listAnnotations(copy, articleId)).toEqual(listAnnotations(db, articleId))
  })

  it('gives the copy a replica of its own at its first edit, so that two copies never continue one chain', () => {
    const db = makeProject()
    const { by, articleId } = fill(db)
    const file = join(makeFolder(), 'copy.isnad')
    backupProject(db, file)
    const copy = openProject(file)
    onTestFinished(() => closeProject(copy))
    const mine = createAnnotation(db, draftOf(articleId, TEXT, 'سطر'), by)
    const theirs = createAnnotation(copy, draftOf(articleId, TEXT, 'سطر'), by)
    expect(listOps(copy, theirs.id)[0]?.replica).not.toBe(listOps(db, mine.id)[0]?.replica)
  })

  it('takes over what is still in the write-ahead log, and does not let go of the lock', () => {
    const db = makeProject()
    fill(db)
    expect(statSync(`${db.file}-wal`).size).toBeGreaterThan(0)
    backupProject(db, join(makeFolder(), 'copy.isnad'))
    // Another process still finds it held, after the copy was read back.
    const listed = spawnSync(process.execPath, [MAIN, 'list', db.file])
    expect([listed.status, listed.stderr.toString()]).toEqual([2, expect.stringMatching(/test\.isnad is open on/)])
  })

  it.each([
    ['an existing file', (file: string) => writeFileSync(file, 'x'), 'file-exists'],
    ['an existing folder', (file: string) => mkdirSync(file), 'file-exists'],
    ['a folder that is missing', (file: string) => rmSync(dirname(file), { recursive: true }), 'file-missing'],
  ])('refuses %s and changes nothing', (_, prepare, code) => {
    const db = makeProject()
    fill(db)
    const folder = makeFolder()
    const file = join(folder, 'inner', 'copy')
    mkdirSync(dirname(file))
    prepare(file)
    const before = snapshot(folder)
    expect(() => backupProject(db, file)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('copy') }),
    )
    expect(() => backupProject(db, db.file)).toThrow(expect.objectContaining({ code: 'file-exists' }))
    expect(snapshot(folder)).toEqual(before)
  })

  itUnless(noSmallDisk)('leaves nothing behind on a full disk, and an older backup as it was', () => {
    const db = makeProject()
    const { by } = fill(db)
    const disk = mountSmallDisk(1500)
    backupProject(db, join(disk, 'older.isnad'))
    const before = hashFile(join(disk, 'older.isnad'))
    for (let at = 0; at < 12; at++) addText(db, `${'كلمة '.repeat(20_000)}${at}`, by, `${at}.txt`)
    const full = { code: 'disk-full', message: expect.stringMatching(/^newer\.isnad: the disk is full/) }
    expect(() => backupProject(db, join(disk, 'newer.isnad'))).toThrow(expect.objectContaining(full))
    expect(readdirSync(disk)).toEqual(['older.isnad'])
    expect(hashFile(join(disk, 'older.isnad'))).toBe(before)
  })

  itUnless(hasProgram('sqlite3') ? undefined : 'the sqlite3 shell is missing')(
    'gives every quote by substr in the sqlite3 shell, another build of SQLite than ours',
    () => {
      const db = makeProject()
      fill(db)
      const file = join(makeFolder(), 'copy.isnad')
      backupProject(db, file)
      const sql = `SELECT count(*), sum(hex(substr(t.text, n.start_code_point + 1, n.end_code_point - n.start_code_point)) = hex(n.quote))
FROM annotation n JOIN article a ON a.id = n.article_id JOIN canonical_text t ON t.sha256 = a.sha256`
      expect(execFileSync('sqlite3', [file, sql]).toString().trim()).toBe('5|5')
    },
  )
})

const MAIN = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url))
