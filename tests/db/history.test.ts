import { renameSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotations,
  listAnnotations,
  setClaim,
  setRating,
} from '../../db/annotation.ts'
import { describeArticle, getArticle } from '../../db/article.ts'
import { assignArticles } from '../../db/assignment.ts'
import { describeStacks, listHistory, redo, undo } from '../../db/history.ts'
import { openLayers } from '../../db/layer.ts'
import { becomeMember, findOrAddMember, listMembers, setRole } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن.'
const QUOTES = ['الوزير', 'سامر', 'الجسر', 'آمن'] as const

type Step = Readonly<{ kind: number; at: number }>
const steps = fc.array(fc.record({ kind: fc.nat(5), at: fc.nat(3) }), { minLength: 1, maxLength: 12 })

/** One act of a person. */
function act(db: Db, articleId: string, by: string, { kind, at }: Step): void {
  const rows = listAnnotations(db, articleId)
  const row = rows[at % Math.max(1, rows.length)]
  if (kind === 0 || row === undefined) createAnnotation(db, draftOf(articleId, TEXT, QUOTES[at]!, 'claim'), by)
  else if (kind === 1) changeAnnotation(db, row.id, { note: `ملاحظة ${at}` }, by)
  else if (kind === 2) deleteAnnotations(db, [...new Set(rows.slice(0, 2).map(({ id }) => id))], by)
  else if (kind === 3) setRating(db, row.id, { reliability: 'B', credibility: 2, rationale: null }, by)
  else if (kind === 4) setClaim(db, row.id, { source: null, cue: null, polarity: 'denies', hedged: true }, by)
  else describeArticle(db, articleId, { publisher: `ناشر ${at}` }, by)
}

/** What a person sees; the history of ratings keeps undone ones on purpose. */
const seen = (db: Db, articleId: string) => ({
  annotations: listAnnotations(db, articleId),
  article: getArticle(db, articleId),
})

describe('undo and redo', () => {
  it('go back through every state and forward again, also after closing, and the file verifies', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(12), async (acts, reopenAt) => {
        let db = makeProject()
        const by = becomeMember(db, 'ليلى').id
        const articleId = addText(db, TEXT, by)
        const states = [seen(db, articleId)]
        for (const [at, step] of acts.entries()) {
          act(db, articleId, by, step)
          states.push(seen(db, articleId))
          if (at === reopenAt) {
            closeProject(db)
            db = openProject(db.file)
          }
        }
        for (const state of states.slice(0, -1).toReversed()) {
          expect(undo(db, by)).toBeDefined()
          expect(seen(db, articleId)).toEqual(state)
        }
        expect([undo(db, by), describeStacks(db, by)]).toEqual([undefined, { canUndo: false, canRedo: true }])
        for (const state of states.slice(1)) {
          expect(redo(db, by)).toBeDefined()
          expect(seen(db, articleId)).toEqual(state)
        }
        expect([redo(db, by), describeStacks(db, by)]).toEqual([undefined, { canUndo: true, canRedo: false }])
        const last = seen(db, articleId)
        rebuild(db)
        expect(seen(db, articleId)).toEqual(last)
        expect((await verifyProject(db)).problems).toEqual([])
        closeProject(db)
      }),
      { numRuns: 25 },
    )
  })

  it('never shrink the log', () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const { id } = createAnnotation(db, draftOf(addText(db, TEXT, by), TEXT, 'سامر'), by)
    for (let round = 0; round < 3; round++) {
      undo(db, by)
      redo(db, by)
    }
    expect(listHistory(db, id).map(({ kind, undone }) => [kind, undone])).toEqual([
      ['annotation.create', false],
      ...Array.from({ length: 6 }, () => ['op.undo', false]),
    ])
  })
})

describe('undo after the file was moved', () => {
  it('reverses what was done since, not what was done before', () => {
    const folder = makeFolder()
    const before = newProject(join(folder, 'a.isnad'), 'سلمى')
    const by = becomeMember(before, 'سلمى').id
    const articleId = addText(before, TEXT, by)
    createAnnotation(before, draftOf(articleId, TEXT, 'سامر'), by)
    closeProject(before)
    renameSync(join(folder, 'a.isnad'), join(folder, 'b.isnad'))
    const after = openProject(join(folder, 'b.isnad'))
    onTestFinished(() => closeProject(after))
    expect(describeStacks(after, by)).toEqual({ canUndo: false, canRedo: false })
    expect([undo(after, by), redo(after, by)]).toEqual([undefined, undefined])
    createAnnotation(after, draftOf(articleId, TEXT, 'الجسر'), by)
    expect(undo(after, by)?.kind).toBe('annotation.create')
    expect(listAnnotations(after, articleId).map(({ quote }) => quote)).toEqual(['سامر'])
    expect(redo(after, by)?.kind).toBe('annotation.create')
    expect(listAnnotations(after, articleId)).toHaveLength(2)
  })
})

describe('what a lead did', () => {
  /** A lead with a colleague who leads too decides, opens and deletes; then leads no more. */
  const demoted = (doing: (at: { db: Db; by: string; articleId: string; id: string }) => unknown) => {
    const db = makeProject()
    const lead = listMembers(db)[0]!.id
    const articleId = addText(db, TEXT, lead)
    const by = findOrAddMember(db, 'ليلى').id
    setRole(db, by, 'lead', lead)
    const { id } = createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), lead, { layer: 'adjudicated' })
    doing({ db, by, articleId, id })
    setRole(db, by, 'annotator', lead)
    return { db, by, lead }
  }

  it.each<[string, Parameters<typeof demoted>[0]]>([
    ['opened layers', ({ db, by, articleId }) => openLayers(db, [articleId], true, by)],
    ['an adjudicated annotation', ({ db, by, id }) => deleteAnnotations(db, [id], by)],
    ['an assignment', ({ db, by, articleId }) => assignArticles(db, [articleId], by, by)],
  ])('is not undone by who leads no more: %s', async (_, doing) => {
    const { db, by, lead } = demoted(doing)
    expect(() => undo(db, by)).toThrow(expect.objectContaining({ code: 'undo-of-lead' }))
    setRole(db, by, 'lead', lead)
    expect(undo(db, by)).toBeDefined()
    setRole(db, by, 'annotator', lead)
    expect(() => redo(db, by)).toThrow(expect.objectContaining({ code: 'undo-of-lead' }))
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('does not keep anybody from undoing their own work', () => {
    const { db, by } = demoted(({ db, by, articleId }) => createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by))
    expect(undo(db, by)).toMatchObject({ kind: 'annotation.create' })
  })
})
