import { describe, expect, it } from 'vitest'
import { decideCase } from '../../db/adjudication.ts'
import { changeAnnotation, createAnnotation, deleteAnnotations, listAnnotations } from '../../db/annotation.ts'
import { readCuration } from '../../db/curation.ts'
import { findOrAddMember, setRole } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { verifyProject } from '../../db/verify.ts'
import { draftOf } from '../support/project.ts'
import { copyFor, makeTeamProject, mergeCopies, TEAM_TEXT } from '../support/team.ts'

/** The only case of an article, decided about as the last argument says. */
function decideOnly(db: Db, articleId: string, by: string, verdict: Parameters<typeof decideCase>[2]) {
  const [only] = readCuration(db, articleId).cases
  return decideCase(db, { articleId, key: only!.key, annotationIds: only!.annotationIds }, verdict, by)
}

const adjudicated = (db: Db, articleId: string) =>
  listAnnotations(db, articleId)
    .filter(({ layer }) => layer === 'adjudicated')
    .map(({ id, quote }) => ({ id, quote }))

describe('a merge after a decision', () => {
  it.each<[string, (at: { db: Db; by: string; articleId: string; id: string }) => unknown, string]>([
    ['a change', ({ db, by, id }) => changeAnnotation(db, id, { note: 'أعدتُ النظر' }, by), 'changed'],
    ['a deletion', ({ db, by, id }) => deleteAnnotations(db, [id], by), 'removed'],
    ['a third analyst’s annotation', () => undefined, 'added'],
  ])('leaves it as it is and shows %s as new', async (_, happen, reason) => {
    const { db, lead, articleId, annotationId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    const { id } = createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'سامر'), layla.by)
    await mergeCopies(db, [layla.db])
    decideOnly(db, articleId, lead, { outcome: 'accept', annotationId, why: null })
    const before = adjudicated(db, articleId)
    happen({ db: layla.db, by: layla.by, articleId, id })
    const karim = copyFor(db, 'كريم')
    if (reason === 'added') createAnnotation(karim.db, draftOf(articleId, TEAM_TEXT, 'الوزير سامر'), karim.by)
    await mergeCopies(db, [layla.db, karim.db])
    expect(adjudicated(db, articleId)).toEqual(before)
    const [only] = readCuration(db, articleId).cases
    expect(only).toMatchObject({ state: 'fresh', fresh: [reason], decision: { outcome: 'accept' } })
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('shows a case that two leads decided apart as decided twice, and one decision settles both', async () => {
    const { db, lead, articleId, annotationId } = makeTeamProject()
    const second = findOrAddMember(db, 'ليلى')
    setRole(db, second.id, 'lead', lead)
    const { id: other } = createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'الوزير سامر'), second.id)
    const layla = copyFor(db, 'ليلى')
    decideOnly(db, articleId, lead, { outcome: 'accept', annotationId, why: null })
    decideOnly(layla.db, articleId, layla.by, { outcome: 'accept', annotationId: other, why: 'مع اللقب' })
    await mergeCopies(db, [layla.db])
    expect(adjudicated(db, articleId)).toHaveLength(2)
    expect(readCuration(db, articleId).cases).toMatchObject([{ state: 'fresh', fresh: ['twice'] }])
    decideOnly(db, articleId, lead, { outcome: 'accept', annotationId: other, why: null })
    expect(adjudicated(db, articleId)).toMatchObject([{ quote: 'الوزير سامر' }])
    expect(readCuration(db, articleId).cases).toMatchObject([{ state: 'decided', fresh: [] }])
    await mergeCopies(layla.db, [db])
    expect(adjudicated(layla.db, articleId)).toEqual(adjudicated(db, articleId))
    expect(readCuration(layla.db, articleId).cases).toEqual(readCuration(db, articleId).cases)
  })
})
