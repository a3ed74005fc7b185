import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { backupProject } from '../../db/backup.ts'
import { profileFolder } from '../../db/key-store.ts'
import { becomeMember, listMembers } from '../../db/member.ts'
import { closeProject, inTransaction, openProject } from '../../db/open.ts'
import { judgePlace } from '../../db/place.ts'
import { closeRead, openToRead } from '../../db/read-only.ts'
import { verifyProject } from '../../db/verify.ts'
import { itUnless } from '../support/programs.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts'
import { snapshot } from '../support/snapshot.ts'

const TEXT = 'أعلنت البلدية أن الجسر آمن.'

function makeClosed(unclean = false): { file: string; articleId: string; by: string } {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by)
  if (!unclean) closeProject(db)
  return { file: db.file, articleId, by }
}

/** A disk that nobody can write any more, with a copy of a project on it. */
function mountReadOnly(file: string, disk = mountSmallDisk(8000)): string {
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, join(disk, basename(file)) + end)
  execFileSync('mount', ['-o', 'remount,ro', disk])
  return join(disk, basename(file))
}

/** A file marked as never to be changed, for root too. */
function protect(path: string): void {
  execFileSync('chattr', ['+i', path])
  onTestFinished(() => void execFileSync('chattr', ['-i', path]))
}

const noChattr = (() => {
  try {
    const probe = makeProbe()
    execFileSync('chattr', ['+i', probe], { stdio: 'ignore' })
    execFileSync('chattr', ['-i', probe], { stdio: 'ignore' })
    return undefined
  } catch (error) {
    if (error instanceof Error) return 'chattr needs root and a file system that knows it'
    throw error
  }
})()

function makeProbe(): string {
  const file = join(process.env.TMPDIR ?? '/tmp', `isnad-chattr-${process.pid}`)
  execFileSync('touch', [file])
  return file
}

describe('openToRead', () => {
  it('opens a project that can be written as always', () => {
    const { file } = makeClosed()
    const db = openToRead(file)
    expect(db.readOnly).toBeUndefined()
    closeRead(db)
  })

  itUnless(noSmallDisk)('S12: opens one on a medium that cannot be written, with what its log holds', async () => {
    const { file, articleId, by } = makeClosed(true)
    const there = mountReadOnly(file)
    const before = snapshot(dirname(there))
    expect(() => openProject(there)).toThrow(expect.objectContaining({ code: 'folder-read-only' }))
    const db = openToRead(there)
    expect(db.readOnly).toEqual({ why: 'medium', original: there })
    expect(listAnnotations(db, articleId)).toHaveLength(1)
    expect(listMembers(db)).toHaveLength(2)
    expect((await verifyProject(db)).problems).toEqual([])
    const refused = expect.objectContaining({ code: 'read-only', message: expect.stringContaining('save a copy') })
    expect(() => createAnnotation(db, draftOf(articleId, TEXT, 'آمن'), by)).toThrow(refused)
    expect(() => inTransaction(db, () => {})).toThrow(refused)
    expect(() => db.raw.exec('DELETE FROM op')).toThrow(/readonly|read-only|query_only/i)
    const copy = join(makeFolder(), 'mine.isnad')
    backupProject(db, copy)
    closeRead(db)
    expect(snapshot(dirname(there))).toEqual(before)
    expect(readdirSync(join(profileFolder(), 'reading'))).toEqual([])
    const mine = openProject(copy)
    expect(createAnnotation(mine, draftOf(articleId, TEXT, 'آمن'), by).quote).toBe('آمن')
    closeProject(mine)
  })

  itUnless(noChattr).each([
    ['file', (file: string) => file],
    ['folder', (file: string) => dirname(file)],
  ])('S11: names a %s that cannot be written', (why, pick) => {
    const { file, articleId } = makeClosed()
    protect(pick(file))
    const db = openToRead(file)
    expect(db.readOnly?.why).toBe(why)
    expect(listAnnotations(db, articleId)).toHaveLength(1)
    closeRead(db)
  })

  it('refuses what is no project as ever', () => {
    expect(() => openToRead(join(makeFolder(), 'none.isnad'))).toThrow(
      expect.objectContaining({ code: 'file-missing' }),
    )
  })
})

describe('a project that is gone from under the program', () => {
  it('S15: refuses the edit, and still gives all that was saved as a copy', async () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const articleId = addText(db, TEXT, by)
    createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by)
    rmSync(db.file)
    const moved = expect.objectContaining({ code: 'project-moved' })
    expect(() => createAnnotation(db, draftOf(articleId, TEXT, 'آمن'), by)).toThrow(moved)
    const copy = join(makeFolder(), 'mine.isnad')
    backupProject(db, copy)
    const mine = openProject(copy)
    expect(listAnnotations(mine, articleId)).toHaveLength(1)
    expect((await verifyProject(mine)).problems).toEqual([])
    closeProject(mine)
  })
})

describe('judgePlace', () => {
  it.each([
    ['a local disk', 0xef53, '/home/ليلى/عمل/p.isnad', undefined],
    ['memory', 0x01021994, '/tmp/p.isnad', undefined],
    ['NFS', 0x6969, '/mnt/x/p.isnad', 'share'],
    ['CIFS', 0xff534d42, '/mnt/x/p.isnad', 'share'],
    ['CIFS as a signed number', 0xff534d42 | 0, '/mnt/x/p.isnad', 'share'],
    ['SMB 2', 0xfe534d42, '/mnt/x/p.isnad', 'share'],
    ['a Windows share', undefined, '\\\\server\\share\\p.isnad', 'share'],
    ['Dropbox', 0xef53, '/home/x/Dropbox/a/p.isnad', 'sync'],
    ['a company’s Dropbox', undefined, 'C:\\Users\\x\\Dropbox (Acme)\\p.isnad', 'sync'],
    ['OneDrive', undefined, 'C:\\Users\\x\\OneDrive - Acme\\p.isnad', 'sync'],
    ['iCloud', undefined, '/Users/x/Library/Mobile Documents/com~apple~CloudDocs/p.isnad', 'sync'],
    ['Nextcloud', 0xef53, '/home/x/Nextcloud/p.isnad', 'sync'],
    ['a project that is only called so', 0xef53, '/home/x/Dropbox', undefined],
    ['a folder with a name like it', 0xef53, '/home/x/dropbox-notes/p.isnad', undefined],
  ] as const)('%s', (_, fileSystem, path, expected) => expect(judgePlace(fileSystem, path)).toBe(expected))
})
