import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { changeAnnotation, createAnnotation, findAnnotation, listAnnotations } from '../../db/annotation.ts'
import { listArticles } from '../../db/article.ts'
import { readLocal } from '../../db/local.ts'
import { type Db, openProject } from '../../db/open.ts'
import { listBackups } from '../../db/rotation.ts'
import { listMerges, undoMerge } from '../../db/undo-merge.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf } from '../support/project.ts'
import { copyFor, makeTeamProject, mergeCopies, TEAM_TEXT } from '../support/team.ts'

const problemsOf = async (db: Db) => (await verifyProject(db)).problems

describe('undoMerge', () => {
  it('goes back to before the merge, keeps and lists what was done here since', async () => {
    const { db, articleId, annotationId, lead } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    const theirs = createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by).id
    changeAnnotation(layla.db, annotationId, { note: 'من ليلى' }, layla.by)
    const { id } = await mergeCopies(db, [layla.db])
    const mine = createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'العمل'), lead).id
    changeAnnotation(db, theirs, { note: 'رأيت هذا' }, lead)
    const later = addText(db, 'خبر بعد الدمج', lead, 'later.txt')
    expect(listMerges(db)).toMatchObject([{ id, source: 'ليلى.isnad', undoable: true }])
    const before = readLocal(db, 'replica')
    const { kept, gone, backup } = undoMerge(db, id!)
    Object.assign(db, openProject(db.file))
    expect(kept.map(({ target, kind, loose }) => [target, kind, loose])).toEqual([
      [mine, 'annotation.create', false],
      [theirs, 'annotation.change', true],
      [later, 'article.add', false],
    ])
    expect(gone).toBeGreaterThan(2)
    expect(listBackups(db.file).map(({ name }) => name)).toContain(backup)
    expect(listAnnotations(db, articleId).map((one) => one.id)).toEqual([annotationId, mine])
    expect(findAnnotation(db, annotationId)?.note).toBe(null)
    expect(listArticles(db)).toHaveLength(2)
    createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'الجسر'), lead)
    expect(readLocal(db, 'replica')).not.toBe(before)
    expect(listMerges(db)).toEqual([])
    expect(await problemsOf(db)).toEqual([])
    // Nothing was lost: the same merge brings it all back, with what was said of it meanwhile.
    await mergeCopies(db, [layla.db])
    expect(findAnnotation(db, theirs)?.note).toBe('رأيت هذا')
    expect(await problemsOf(db)).toEqual([])
  })

  it('says so where the backup is gone', async () => {
    const { db, articleId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
    const { id } = await mergeCopies(db, [layla.db])
    for (const { file } of listBackups(db.file)) rmSync(file)
    expect(() => undoMerge(db, id!)).toThrow(/backup made before/)
    expect(listAnnotations(db, articleId)).toHaveLength(2)
  })
})
