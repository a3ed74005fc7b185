import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotations,
  findAnnotation,
  listAnnotations,
} from '../../db/annotation.ts'
import { describeArticle, listArticles } from '../../db/article.ts'
import { listConflicts } from '../../db/conflicts.ts'
import { handOut } from '../../db/copy.ts'
import { undo } from '../../db/history.ts'
import { readLocal } from '../../db/local.ts'
import { findMemberByName } from '../../db/member.ts'
import { mergeFiles } from '../../db/merge.ts'
import { digestLog } from '../../db/merge-apply.ts'
import { checkpoint, closeProject, type Db, openProject } from '../../db/open.ts'
import { rebuild } from '../../db/refold.ts'
import { listBackups } from '../../db/rotation.ts'
import { statement } from '../../db/statement.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'
import { snapshot } from '../support/snapshot.ts'
import { copyFor, makeTeamProject, makeTwin, mergeCopies, TEAM_TEXT } from '../support/team.ts'

const problemsOf = async (db: Db) => (await verifyProject(db)).problems

describe('mergeFiles', () => {
  it('brings in what colleagues annotated apart, once, in any order', async () => {
    const { db, articleId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    const karim = copyFor(db, 'كريم')
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
    createAnnotation(karim.db, draftOf(articleId, TEAM_TEXT, 'الجسر آمن', 'claim'), karim.by)
    const report = await mergeCopies(db, [layla.db, karim.db])
    expect(report).toMatchObject({ conflicts: [], forks: [], quarantined: [], heldBack: [] })
    expect(report.byAuthor).toEqual([
      { author: 'كريم', new: expect.any(Number), annotations: 1 },
      { author: 'ليلى', new: expect.any(Number), annotations: 1 },
    ])
    expect(listAnnotations(db, articleId)).toHaveLength(3)
    expect(await problemsOf(db)).toEqual([])
    expect(await mergeCopies(db, [karim.db, layla.db])).toMatchObject({ new: 0, id: null, head: report.head })
    await mergeCopies(karim.db, [db])
    await mergeCopies(layla.db, [karim.db])
    expect([digestLog(karim.db), digestLog(layla.db)]).toEqual([report.head, report.head])
    expect(await problemsOf(layla.db)).toEqual([])
  })

  it('makes a verified backup first and notes what came', async () => {
    const { db, articleId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
    const report = await mergeCopies(db, [layla.db])
    expect(listBackups(db.file).map(({ name }) => name)).toEqual([report.backup])
    expect(statement(db, 'SELECT id, source, backup, ops FROM merge').all()).toEqual([
      { id: report.id, source: 'ليلى.isnad', backup: report.backup, ops: report.new },
    ])
    expect(statement(db, 'SELECT count(*) AS n FROM arrival').get()).toEqual({ n: report.new })
  })

  it('shows the same in a trial and changes nothing', async () => {
    const { db, articleId, annotationId, lead } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    changeAnnotation(layla.db, annotationId, { note: 'من ليلى' }, layla.by)
    changeAnnotation(db, annotationId, { note: 'من سلمى' }, lead)
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
    closeProject(layla.db)
    checkpoint(db)
    const before = [digestLog(db), snapshot(dirname(db.file))]
    const trial = await mergeFiles(db, [{ path: layla.db.file }], { dryRun: true })
    checkpoint(db)
    expect([digestLog(db), snapshot(dirname(db.file))]).toEqual(before)
    const real = await mergeFiles(db, [{ path: layla.db.file }])
    expect(real).toEqual({ ...trial, id: expect.any(String), backup: expect.any(String) })
  })

  it('never touches the file that is merged, nor its log', async () => {
    const { db, articleId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
    const folder = join(dirname(db.file), 'stick')
    // As a stick that was pulled out holds it: the file with its write-ahead log.
    mkdirSync(folder)
    for (const end of ['', '-wal']) copyFileSync(layla.db.file + end, join(folder, `x.isnad${end}`))
    const before = snapshot(folder)
    expect(Object.keys(before)).toHaveLength(2)
    expect(await mergeFiles(db, [{ path: join(folder, 'x.isnad') }])).toMatchObject({ byAuthor: [{ annotations: 1 }] })
    expect(snapshot(folder)).toEqual(before)
    expect(readdirSync(dirname(db.file)).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  it('keeps both values where two changed one field, and names who', async () => {
    const { db, annotationId, lead, articleId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    changeAnnotation(db, annotationId, { note: 'وزير' }, lead)
    changeAnnotation(layla.db, annotationId, { note: 'مدير' }, layla.by)
    describeArticle(layla.db, articleId, { title: 'عنوان ليلى' }, layla.by)
    describeArticle(db, articleId, { title: 'عنوان سلمى' }, lead)
    const { conflicts } = await mergeCopies(db, [layla.db])
    expect(
      conflicts.map(({ target, field, values }) => [
        target,
        field,
        values.map(({ author, value }) => [author, value]).sort(),
      ]),
    ).toEqual([
      [
        annotationId,
        'note',
        [
          ['سلمى', 'وزير'],
          ['ليلى', 'مدير'],
        ].sort(),
      ],
      [
        articleId,
        'title',
        [
          ['سلمى', 'عنوان سلمى'],
          ['ليلى', 'عنوان ليلى'],
        ].sort(),
      ],
    ])
    // An ordinary change that saw both settles it, here and wherever it comes.
    changeAnnotation(db, annotationId, { note: 'وزير' }, lead)
    expect(listConflicts(db).map(({ field }) => field)).toEqual(['title'])
    await mergeCopies(layla.db, [db])
    expect(listConflicts(layla.db).map(({ field }) => field)).toEqual(['title'])
  })

  it('keeps alive what one deleted and another edited, as a conflict', async () => {
    const { db, annotationId, lead } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    deleteAnnotations(db, [annotationId], lead)
    changeAnnotation(layla.db, annotationId, { note: 'ما زال يُحتاج' }, layla.by)
    const { conflicts } = await mergeCopies(db, [layla.db])
    expect(conflicts).toMatchObject([{ target: annotationId, field: 'deleted' }])
    expect(findAnnotation(db, annotationId)?.status).toBe('contested')
    expect(await problemsOf(db)).toEqual([])
  })

  it('deletes nothing because another copy lacks it', async () => {
    const { db, articleId, lead } = makeTeamProject()
    const old = copyFor(db, 'ليلى')
    createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'الوزير'), lead)
    addText(db, 'نص آخر', lead, 'other.txt')
    await mergeCopies(db, [old.db])
    expect([listAnnotations(db, articleId).length, listArticles(db).length]).toEqual([2, 2])
  })

  it('brings new articles with their texts and bytes', async () => {
    const { db } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    const id = addText(layla.db, 'خبر جديد', layla.by, 'new.txt')
    expect(await mergeCopies(db, [layla.db])).toMatchObject({ newArticles: [{ id, title: 'new.txt' }] })
    expect(await problemsOf(db)).toEqual([])
  })

  it('takes a hand-out copy back, gaps and all', async () => {
    const { db, articleId, lead } = makeTeamProject()
    addText(db, 'نص محجوب', lead, 'hidden.txt')
    const file = join(dirname(db.file), 'handed.isnad')
    await handOut(db, file, { name: 'ليلى', articleIds: [articleId] }, () => lead)
    const copy = openProject(file)
    const by = findMemberByName(copy, 'ليلى')!.id
    createAnnotation(copy, draftOf(articleId, TEAM_TEXT, 'الوزير'), by)
    closeProject(copy)
    expect(await mergeFiles(db, [{ path: file }])).toMatchObject({
      byAuthor: [{ author: 'ليلى', annotations: 1 }],
      quarantined: [],
    })
    expect(statement(db, 'SELECT count(*) AS n FROM omitted').get()).toEqual({ n: 0 })
    expect(await problemsOf(db)).toEqual([])
    // And what the lead did meanwhile reaches the copy, where the gaps close.
    closeProject(db)
    const again = openProject(file)
    onTestFinished(() => closeProject(again))
    await mergeFiles(again, [{ path: db.file }])
    expect(statement(again, 'SELECT count(*) AS n FROM omitted').get()).toEqual({ n: 0 })
    expect(await problemsOf(again)).toEqual([])
  })

  it('quarantines what a copy that was handed to one person says in another’s name', async () => {
    const { db, articleId, lead } = makeTeamProject()
    const file = join(dirname(db.file), 'handed.isnad')
    await handOut(db, file, { name: 'ليلى', articleIds: [articleId] }, () => lead)
    const copy = openProject(file)
    createAnnotation(copy, draftOf(articleId, TEAM_TEXT, 'الوزير'), lead)
    closeProject(copy)
    const report = await mergeFiles(db, [{ path: file }])
    expect(report.quarantined.length).toBeGreaterThan(0)
    expect(new Set(report.quarantined.map(({ author, reason }) => `${author} ${reason}`))).toEqual(
      new Set(['سلمى handout']),
    )
    expect(listAnnotations(db, articleId)).toHaveLength(1)
    expect(await problemsOf(db)).toEqual([])
    expect((await mergeFiles(db, [{ path: file }])).new).toBe(0)
  })

  it('keeps both sides of a copy that was doubled, and goes on under a new replica', async () => {
    const { db, articleId, lead } = makeTeamProject()
    const { twin, file } = makeTwin(db)
    createAnnotation(twin, draftOf(articleId, TEAM_TEXT, 'الوزير'), lead)
    createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'العمل'), lead)
    closeProject(twin)
    const before = readLocal(db, 'replica')
    const { forks } = await mergeFiles(db, [{ path: file }])
    expect(forks).toMatchObject([{ replica: before, author: lead, hashes: [expect.any(String), expect.any(String)] }])
    expect(listAnnotations(db, articleId)).toHaveLength(3)
    createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'الجسر'), lead)
    expect(readLocal(db, 'replica')).not.toBe(before)
  })

  it('can be undone in its parts: an undo on one copy reaches the others', async () => {
    const { db, annotationId, lead } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    changeAnnotation(db, annotationId, { note: 'خطأ' }, lead)
    await mergeCopies(layla.db, [db])
    undo(db, lead)
    await mergeCopies(layla.db, [db])
    expect(findAnnotation(layla.db, annotationId)?.note).toBe(null)
  })

  it('leaves the tables as a rebuild makes them', async () => {
    const { db, articleId, annotationId, lead } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    changeAnnotation(layla.db, annotationId, { label: 'event' }, layla.by)
    changeAnnotation(db, annotationId, { label: 'date' }, lead)
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
    await mergeCopies(db, [layla.db])
    const rows = () => listAnnotations(db, articleId)
    const live = rows()
    rebuild(db)
    expect(rows()).toEqual(live)
    expect(await problemsOf(db)).toEqual([])
  })
})

describe('what mergeFiles refuses', () => {
  it('a copy of another project', async () => {
    const { db } = makeTeamProject()
    const other = makeProject()
    closeProject(other)
    await expect(mergeFiles(db, [{ path: other.file }])).rejects.toMatchObject({ code: 'merge-other-project' })
  })

  it('the project itself', async () => {
    const { db } = makeTeamProject()
    await expect(mergeFiles(db, [{ path: db.file }])).rejects.toMatchObject({ code: 'merge-itself' })
  })

  it('something that is neither', async () => {
    const { db } = makeTeamProject()
    const file = join(dirname(db.file), 'x.txt')
    writeFileSync(file, 'نص')
    await expect(mergeFiles(db, [{ path: file }])).rejects.toMatchObject({ code: 'not-a-project' })
  })

  it('all files where one is wrong', async () => {
    const { db, articleId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
    const other = makeProject()
    for (const one of [layla.db, other]) closeProject(one)
    const before = digestLog(db)
    await expect(mergeFiles(db, [{ path: layla.db.file }, { path: other.file }])).rejects.toThrow(/another project/)
    expect([digestLog(db), listBackups(db.file)]).toEqual([before, []])
  })

  const DISGUISE = 'DROP TRIGGER op_is_never_changed'
  const GUARD = `CREATE TRIGGER op_is_never_changed BEFORE UPDATE ON op BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END`
  it.each([
    ['another author in a column', "UPDATE op SET author = 'x' WHERE kind = 'annotation.create'", 'merge-altered'],
    [
      'another body',
      "UPDATE op SET body = CAST(replace(CAST(body AS TEXT), 'annotation.create', 'annotation.delete') AS BLOB)",
      'merge-altered',
    ],
    [
      'other content',
      "UPDATE payload SET data = CAST('{}' AS BLOB) WHERE hash NOT IN (SELECT zeroblob(1))",
      'merge-altered',
    ],
    ['a signature that was taken away', 'UPDATE op SET sig = NULL', 'merge-forged'],
    ['a signature of other bytes', 'UPDATE op SET sig = randomblob(64)', 'merge-forged'],
  ])('a copy with %s', async (_, tamper, code) => {
    const { db, articleId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
    layla.db.raw.exec(`${DISGUISE}; ${tamper}; ${GUARD}`)
    closeProject(layla.db)
    const before = digestLog(db)
    await expect(mergeFiles(db, [{ path: layla.db.file }])).rejects.toMatchObject({ code })
    expect(digestLog(db)).toBe(before)
  })
})
