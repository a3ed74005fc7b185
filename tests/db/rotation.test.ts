import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { checkCopy } from '../../db/backup-check.ts'
import { type BackupReason, chooseToKeep, nameBackup, readBackupName } from '../../db/backup-choice.ts'
import { becomeMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import {
  backupAutomatically,
  backupFolder,
  clearSuspect,
  isSuspect,
  listBackups,
  markSuspect,
  sweepDrafts,
} from '../../db/rotation.ts'
import { itUnless } from '../support/programs.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const DAY = 86_400_000

const at = (days: number, reason: BackupReason = 'idle', ms = 0) => {
  const time = NOW - days * DAY - ms
  return { name: nameBackup(time, reason), time, reason }
}
const every = (count: number, step: number, reason: BackupReason = 'idle') =>
  Array.from({ length: count }, (_, n) => at(n * step, reason))

describe('chooseToKeep', () => {
  it.each([
    ['nothing of nothing', [], 0],
    ['all where there are ten', every(10, 0.001), 10],
    ['the ten latest of many of one day', every(60, 0.001), 10],
    // Ten latest are nine days and today; four weeks and the months reach further.
    ['the seven days, four weeks, twelve months of a year of days', every(400, 1), 10 + 2 + 11],
    ['twelve months, not more, of three years of months', every(36, 30.5), 12],
    ['every migration of ninety days', every(30, 3.01, 'migration'), 30],
    ['of older migrations only what else is kept', every(60, 3.01, 'migration'), 30 + 3],
    ['those from the future beside the ten latest', [...every(12, 0.001), at(-3), at(-400)], 12],
  ])('keeps %s', (_, backups, count) => expect(chooseToKeep(backups, NOW).size).toBe(count))

  it.each([
    ['the last of a day before the first of it', [...every(10, 0.001), at(2), at(2, 'idle', 5000)], at(2), true],
    ['not the first of a day', [...every(10, 0.001), at(2), at(2, 'idle', 5000)], at(2, 'idle', 5000), false],
    ['the last one there is, however old', [at(4000)], at(4000), true],
    ['the newest one always', every(500, 0.3), at(0), true],
    ['a migration on its ninetieth day', [...every(40, 0.1), at(90, 'migration')], at(90, 'migration'), true],
  ])('chooses %s', (_, backups, one, kept) => expect(chooseToKeep(backups, NOW).has(one.name)).toBe(kept))

  it('keeps the same of what it kept, and of any order', () => {
    const backups = every(700, 0.37)
    const kept = chooseToKeep(backups, NOW)
    const again = chooseToKeep(
      backups.filter(({ name }) => kept.has(name)),
      NOW,
    )
    expect(again).toEqual(kept)
    expect(chooseToKeep(backups.toReversed(), NOW)).toEqual(kept)
  })
})

describe('readBackupName', () => {
  it('reads what nameBackup wrote', () => expect(readBackupName(at(1, 'merge').name)).toEqual(at(1, 'merge')))
  it.each([
    '',
    'copy.isnad',
    '2026-11-22T12-00-00-000Z other.isnad',
    '2026-13-45T99-00-00-000Z idle.isnad',
    `${at(0).name}.old`,
    `.${at(0).name}`,
  ])('takes %j for none of ours', (name) => expect(readBackupName(name)).toBeUndefined())
})

const TEXT = 'أعلنت البلدية أن الجسر آمن.'

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

function filled(db = makeProject()): { db: Db; edit: () => void } {
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  return { db, edit: () => void createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by) }
}

describe('backupAutomatically', () => {
  it('backs up what changed, once, and says when nothing did', () => {
    const { db, edit } = filled()
    const first = backupAutomatically(db, 'idle')
    expect(backupAutomatically(db, 'quit')).toBeUndefined()
    edit()
    const second = backupAutomatically(db, 'quit')
    expect(listBackups(db.file).map(({ file, reason }) => [file, reason])).toEqual([
      [second, 'quit'],
      [first, 'idle'],
    ])
    expect(checkCopy(second!).counts.annotations).toBe(1)
  })

  it('is private to its user and leaves nothing else in its folder', () => {
    const { db } = filled()
    const file = backupAutomatically(db, 'merge')!
    expect(readdirSync(backupFolder(db.file))).toHaveLength(1)
    expect(statSync(backupFolder(db.file)).mode & 0o777).toBe(0o700)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it.each(['migration', 'merge', 'bulk', 'restore'] as const)(
    'is made before a %s even where nothing changed',
    (why) => {
      const { db } = filled()
      expect([backupAutomatically(db, why), backupAutomatically(db, why)].every(Boolean)).toBe(true)
      expect(listBackups(db.file)).toHaveLength(2)
    },
  )

  it('takes away the oldest beyond the ten latest, and nothing that is not its own', () => {
    const { db } = filled()
    backupAutomatically(db, 'idle')
    const folder = backupFolder(db.file)
    writeFileSync(join(folder, 'mine.isnad'), 'a note')
    for (let n = 0; n < 12; n++) backupAutomatically(db, 'bulk')
    expect(listBackups(db.file)).toHaveLength(10)
    expect(readFileSync(join(folder, 'mine.isnad'), 'utf8')).toBe('a note')
  })

  it('takes nothing away while the project is known to be damaged', () => {
    const { db } = filled()
    backupAutomatically(db, 'idle')
    markSuspect(db.file)
    for (let n = 0; n < 12; n++) backupAutomatically(db, 'bulk')
    expect([isSuspect(db.file), listBackups(db.file).length]).toEqual([true, 13])
    clearSuspect(db.file)
    backupAutomatically(db, 'bulk')
    expect(listBackups(db.file)).toHaveLength(10)
  })

  itUnless(noSmallDisk)('refuses in words where there is no room, before it writes, and keeps the older ones', () => {
    const disk = mountSmallDisk(3000)
    const { db } = filled(makeProject(join(disk, 'test.isnad')))
    backupAutomatically(db, 'idle')
    writeFileSync(join(disk, 'other'), Buffer.alloc(freeBytes(disk) - 100_000))
    expect(() => backupAutomatically(db, 'merge')).toThrow(expect.objectContaining({ code: 'disk-full' }))
    expect(readdirSync(backupFolder(db.file))).toHaveLength(1)
  })
})

describe('sweepDrafts', () => {
  it('takes away drafts that a killed backup left, and never anything else', () => {
    const { db } = filled()
    const file = backupAutomatically(db, 'idle')!
    const folder = backupFolder(db.file)
    const draft = `.${at(0).name}.${uuidv7()}.new`
    const others = ['note.txt', '.hidden', `.mine.${uuidv7()}.new`, 'x.new']
    for (const name of [...others, draft, `${draft}-journal`]) writeFileSync(join(folder, name), '')
    mkdirSync(join(folder, 'folder'))
    sweepDrafts(db.file)
    expect(readdirSync(folder).toSorted()).toEqual([...others, 'folder', file.slice(folder.length + 1)].toSorted())
    const old = join(folder, '.mine.01999999-0000-7000-8000-000000000001.new')
    writeFileSync(old, '')
    sweepDrafts(db.file)
    expect(existsSync(old)).toBe(false)
    rmSync(folder, { recursive: true })
    expect(() => sweepDrafts(db.file)).not.toThrow()
  })
})
