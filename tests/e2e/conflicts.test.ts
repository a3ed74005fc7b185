import '../support/profile.ts'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decideCase } from '../../db/adjudication.ts'
import { createAnnotation } from '../../db/annotation.ts'
import { listConflicts } from '../../db/conflicts.ts'
import { readCuration } from '../../db/curation.ts'
import { changeEntity, createEntity, linkMentions } from '../../db/entity.ts'
import { findOrAddMember, setRole } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { findBarriers } from '../support/barriers.ts'
import { openProgram } from '../support/program.ts'
import { draftOf, makeFolder } from '../support/project.ts'
import { copyFor, makeTeamProject, mergeCopies, TEAM_TEXT } from '../support/team.ts'
import { takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

/** A project in which two leads named an entity, linked a mention, gave a role and decided a case apart. */
async function makeDivided(): Promise<string> {
  const { db, lead, articleId, annotationId } = makeTeamProject()
  setRole(db, findOrAddMember(db, 'ليلى').id, 'lead', lead)
  const third = findOrAddMember(db, 'كريم').id
  const [first, second] = ['سامر', 'سامر حداد'].map((name) => createEntity(db, { name }, lead).id) as [string, string]
  const wider = createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'الوزير سامر'), third).id
  const layla = copyFor(db, 'ليلى')
  const diverge = (of: Db, by: string, at: 0 | 1): void => {
    changeEntity(of, first, { name: ['سامر الأول', 'سامر الثاني'][at]! }, by)
    linkMentions(of, [annotationId], [first, second][at]!, by)
    setRole(of, third, (['auditor', 'lead'] as const)[at], by)
    const chosen = [annotationId, wider][at]!
    const found = readCuration(of, articleId).cases.find(({ annotationIds }) => annotationIds.includes(chosen))!
    const asked = { articleId, key: found.key, annotationIds: found.annotationIds }
    decideCase(of, asked, { outcome: 'accept', annotationId: chosen, why: null }, by)
  }
  diverge(db, lead, 0)
  diverge(layla.db, layla.by, 1)
  await mergeCopies(db, [layla.db])
  const { file } = db
  closeProject(db)
  return file
}

describe('the list of conflicts', () => {
  it('shows entities, mentions, roles and decisions with who and when, and settles each', {
    timeout: 240_000,
  }, async () => {
    const file = await makeDivided()
    const profile = join(makeFolder(), 'profile')
    mkdirSync(profile)
    const { page, close } = await openProgram(profile, [file])
    await useMenu(page, 'مواضع الاختلاف')
    const rows = page.locator('.conflicts > li')
    await rows.first().waitFor()
    expect(await rows.evaluateAll((all) => all.map((each) => each.getAttribute('data-conflict')).sort())).toEqual([
      'decision',
      'entity',
      'name',
      'role',
    ])
    expect(await page.locator('.conflict-values time').count()).toBe(8)
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'conflicts-01')
    await rows.last().scrollIntoViewIfNeeded()
    await takePicture(page, 'conflicts-02')
    for (let left = await rows.count(); left > 0; left--) {
      await rows
        .first()
        .getByRole('button', { name: /^اختر «/ })
        .first()
        .click()
      await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(left - 1)
    }
    await page.getByText('لا اختلاف: كل ما في المشروع متفق عليه.').waitFor()
    await waitUntilSaved(page)
    await close()
    const db = openProject(file)
    expect(listConflicts(db)).toEqual([])
    closeProject(db)
  })
})
