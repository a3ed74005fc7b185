import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { changeAnnotation, createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { appendOp } from '../../db/append.ts'
import { handOut } from '../../db/copy.ts'
import { openLayers } from '../../db/layer.ts'
import { becomeMember, findOrAddMember, setRole } from '../../db/member.ts'
import { closeProject, inTransaction, openProject } from '../../db/open.ts'
import { listLastOps } from '../../db/ops.ts'
import { refold } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { draftOf, makeFolder } from '../support/project.ts'
import { makeRoutes } from '../support/routes.ts'
import { copyFor, makeTeamProject, mergeCopies, TEAM_TEXT } from '../support/team.ts'

describe('what an annotator does in a lead’s place', () => {
  it('waits in quarantine until a lead makes them one', async () => {
    const { db, lead, articleId, annotationId } = makeTeamProject()
    changeAnnotation(db, annotationId, { note: 'أول' }, lead)
    const layla = copyFor(db, 'ليلى')
    const adjudicated = { layer: 'adjudicated' }
    const { id } = createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by, adjudicated)
    changeAnnotation(layla.db, id, { note: 'حكم' }, layla.by)
    openLayers(layla.db, [articleId], true, layla.by)
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'العمل'), layla.by)
    const { quarantined } = await mergeCopies(db, [layla.db])
    expect(quarantined.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['annotation.create', 'role'],
      ['annotation.change', 'role'],
      ['layer.open', 'role'],
    ])
    expect(listAnnotations(db, articleId).map(({ layer }) => layer)).not.toContain('adjudicated')
    expect(listAnnotations(db, articleId)).toHaveLength(2)
    expect((await verifyProject(db)).problems).toEqual([])
    setRole(db, layla.by, 'lead', lead)
    expect(await mergeCopies(db, [layla.db])).toMatchObject({ quarantined: [] })
    expect(listAnnotations(db, articleId)).toHaveLength(3)
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('waits too where it undoes what a lead did', async () => {
    const { db, lead, articleId, annotationId } = makeTeamProject()
    openLayers(db, [articleId], true, lead)
    changeAnnotation(db, annotationId, { note: 'رأي القائد' }, lead)
    const layla = copyFor(db, 'ليلى')
    const state = (of: typeof db) => of.raw.prepare('SELECT state FROM layer_state').all()
    const last = (of: typeof db, kind: string) => listLastOps(of, 50).find((op) => op.kind === kind)!
    for (const kind of ['layer.open', 'annotation.change']) {
      const { hash, target } = last(layla.db, kind)
      inTransaction(layla.db, () => {
        appendOp(layla.db, layla.by, { kind: 'op.undo', target, change: { undoes: hash } })
        refold(layla.db, target)
      })
    }
    expect(state(layla.db)).toEqual([])
    const { quarantined } = await mergeCopies(db, [layla.db])
    expect(quarantined.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['op.undo', 'role'],
      ['op.undo', 'role'],
    ])
    expect([state(db), listAnnotations(db, articleId)]).toMatchObject([[{ state: 'open' }], [{ note: 'رأي القائد' }]])
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('stands where they led when it was done, also where they do not lead any more', async () => {
    const { db, lead, articleId } = makeTeamProject()
    const { id } = findOrAddMember(db, 'ليلى')
    setRole(db, id, 'lead', lead)
    const layla = copyFor(db, 'ليلى')
    openLayers(layla.db, [articleId], true, layla.by)
    setRole(db, id, 'annotator', lead)
    expect(await mergeCopies(db, [layla.db])).toMatchObject({ quarantined: [] })
  })
})

describe('the routes of merging', () => {
  const names = ['merge.list', 'conflict.list', 'merge.preview', 'merge.undo', 'conflict.resolve'] as const
  const refusals = async (db: Parameters<typeof makeRoutes>[0]) => {
    const { refusal } = makeRoutes(db)
    const id = crypto.randomUUID()
    return {
      'merge.list': await refusal('merge.list', {}),
      'conflict.list': await refusal('conflict.list', {}),
      'merge.preview': await refusal('merge.preview', { grants: [id], job: id }),
      'merge.undo': await refusal('merge.undo', { id }),
      'conflict.resolve': await refusal('conflict.resolve', { target: 'x', field: 'note', op: 'x' }),
    }
  }

  it.each([
    ['annotator', names],
    ['auditor', ['merge.preview', 'merge.undo', 'conflict.resolve']],
    ['lead', []],
  ] as const)('refuse an %s what is the lead’s', async (role, refused) => {
    const { db, lead } = makeTeamProject()
    setRole(db, findOrAddMember(db, 'ليلى').id, role, lead)
    becomeMember(db, 'ليلى')
    const found = Object.entries(await refusals(db)).filter(([, code]) => code === 'lead-only')
    expect(found.map(([name]) => name)).toEqual(refused)
  })

  it('are open to whom the copy was handed to', async () => {
    const { db, lead, articleId } = makeTeamProject()
    const file = join(makeFolder(), 'copy.isnad')
    await handOut(db, file, { name: 'ليلى', articleIds: [articleId] }, () => lead)
    const copy = openProject(file)
    onTestFinished(() => closeProject(copy))
    expect(Object.values(await refusals(copy))).not.toContain('lead-only')
    becomeMember(copy, 'نور')
    expect(await refusals(copy)).toMatchObject({ 'merge.preview': 'lead-only' })
  })
})
