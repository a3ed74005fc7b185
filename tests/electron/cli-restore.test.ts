import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject } from '../../db/open.ts'
import { backupAutomatically } from '../../db/rotation.ts'
import { makeCli } from '../support/cli.ts'
import { itUnless } from '../support/programs.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts'
import { snapshot } from '../support/snapshot.ts'

const TEXT = 'أعلنت البلدية أن الجسر آمن.'

/** A closed project of two annotations with a backup of when it had one. */
function makePair(): { file: string; backup: string; annotation: string } {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const { id } = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by)
  const backup = backupAutomatically(db, 'idle')!
  createAnnotation(db, draftOf(articleId, TEXT, 'البلدية'), by)
  closeProject(db)
  return { file: db.file, backup, annotation: id }
}

describe('isnad restore', () => {
  it('puts a backup in place and names what is kept', async () => {
    const { file, backup } = makePair()
    const cli = makeCli()
    const restored: { counts: unknown; kept: string[] } = await cli.json(['restore', file, backup])
    expect(restored.counts).toMatchObject({ articles: 1, annotations: 1 })
    expect(restored.kept).toEqual([expect.stringMatching(/ restore\.isnad$/)])
    const { articles }: { articles: { labels: { actor: number } }[] } = await cli.json(['list', file])
    expect(articles[0]!.labels.actor).toBe(1)
    const verified = await cli.call(['verify', file])
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('intact')])
  })

  it('is what the message about a damaged project tells to do', async () => {
    const { file, backup } = makePair()
    writeFileSync(file, readFileSync(file).fill(0xaa, 9 * 4096, 30 * 4096))
    const cli = makeCli()
    const refused = await cli.call(['list', file])
    const newest = `${basename(file)}-backups/${basename(backup)}`
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(newest)])
    const ended = await cli.call(['restore', file, join(dirname(file), newest)])
    expect([ended.code, ended.stdout]).toEqual([
      0,
      expect.stringMatching(/restored .* 1 annotations\nkept as it was: test\.isnad\.damaged-/),
    ])
    expect((await cli.call(['list', file])).code).toBe(0)
  })

  it('refuses a damaged backup with one line and exit 2, and changes nothing', async () => {
    const { file, backup } = makePair()
    const copy = join(makeFolder(), 'copy.isnad')
    writeFileSync(copy, readFileSync(backup).fill(0, 9 * 4096, 12 * 4096))
    const before = snapshot(dirname(file))
    const ended = await makeCli().call(['restore', file, copy])
    expect([ended.code, ended.stdout, ended.stderr.split('\n').length]).toEqual([2, '', 2])
    expect(snapshot(dirname(file))).toEqual(before)
  })
})

describe('commands on a disk that cannot be written', () => {
  itUnless(noSmallDisk)('read what they can, say so, and refuse to write', async () => {
    const { file, annotation } = makePair()
    const disk = mountSmallDisk(8000)
    const there = join(disk, 'p.isnad')
    copyFileSync(file, there)
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const cli = makeCli()
    const out = makeFolder()
    for (const args of [
      ['list', there],
      ['verify', there],
      ['log', there],
      ['trace', there, annotation],
      ['suggest', there],
      ['export', there, '--format', 'jsonl', '--out', join(out, 'e')],
      ['backup', there, join(out, 'copy.isnad')],
    ]) {
      const ended = await cli.call(args)
      expect([args[0], ended.code, ended.stderr]).toEqual([
        args[0],
        0,
        expect.stringContaining('p.isnad cannot be written: reading a copy of it\n'),
      ])
    }
    writeFileSync(join(out, 'a.txt'), TEXT)
    for (const args of [
      ['import', there, join(out, 'a.txt')],
      ['restore', there, join(out, 'copy.isnad')],
    ]) {
      const ended = await cli.call(args)
      expect([args[0], ended.code, ended.stderr]).toEqual([args[0], 2, expect.stringMatching(/cannot be written/)])
    }
  })
})
