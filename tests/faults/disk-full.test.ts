import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { verifyProject } from '../../db/verify.ts'
import { itUnless } from '../support/programs.ts'
import { addText, draftOf } from '../support/project.ts'
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts'

const TEXT = 'أعلنت البلدية أن الجسر آمن.'

describe('a disk that fills up while a person annotates', () => {
  itUnless(noSmallDisk)('refuses the save in words, keeps what was saved, and goes on once there is room', async () => {
    const disk = mountSmallDisk(1500)
    const db = newProject(join(disk, 'p.isnad'), 'ليلى')
    const by = becomeMember(db, 'ليلى').id
    const articleId = addText(db, TEXT, by)
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(600_000))
    const saved: string[] = []
    const save = (note = '') => saved.push(createAnnotation(db, { ...draftOf(articleId, TEXT, 'الجسر'), note }, by).id)
    const fillUp = () => {
      for (let at = 0; at < 2000; at++) save('ملاحظة '.repeat(200))
    }
    const full = { code: 'disk-full', message: expect.stringMatching(/^p\.isnad: the disk is full: free some space/) }
    expect(fillUp).toThrow(expect.objectContaining(full))
    expect(saved.length).toBeGreaterThan(3)
    expect(
      listAnnotations(db, articleId)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...saved].sort())
    closeProject(db)
    rmSync(join(disk, 'ballast'))
    const again = openProject(db.file)
    expect(
      listAnnotations(again, articleId)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...saved].sort())
    createAnnotation(again, draftOf(articleId, TEXT, 'آمن'), by)
    expect((await verifyProject(again)).problems).toEqual([])
    closeProject(again)
  })
})
