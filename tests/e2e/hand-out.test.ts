import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { listArticles } from '../../db/article.ts'
import { becomeMember, findOrAddMember } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { findBarriers } from '../support/barriers.ts'
import { openProgram } from '../support/program.ts'
import { draftOf, makeFolder } from '../support/project.ts'
import { choosePath, markByMouse, openArticle, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

const TEXTS = {
  'الجسر.txt': 'افتتاح الجسر الجديد\n\nقال الوزير سامر إن الجسر آمن. وأضاف أن العمل يستمر عامًا كاملًا.\n',
  'الميناء.txt': 'أرصفة الميناء\n\nتقرير عن ميناء الصيادين القديم، ووزارة الزراعة تدرس الطلب.\n',
  'المدرسة.txt': 'مدرسة الحي\n\nأعلنت بلدية الحي ترميم المدرسة في الصيف المقبل.\n',
}

/** A lead's project in which one analyst has annotated already. */
async function makeProject(folder: string): Promise<string> {
  const file = join(folder, 'team.isnad')
  const db = newProject(file, 'سلمى', 'أخبار المدينة')
  const lead = becomeMember(db, 'سلمى').id
  const paths = Object.entries(TEXTS).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
  await importArticles(db, paths, lead)
  const bridge = listArticles(db).find(({ title }) => title.includes('الجسر'))!
  const text = TEXTS['الجسر.txt']
  const karim = findOrAddMember(db, 'كريم').id
  createAnnotation(db, { ...draftOf(bridge.id, text, 'الجسر آمن', 'claim'), note: 'رأي كريم السري' }, karim)
  closeProject(db)
  return file
}

const drawn = (page: Page) =>
  page.evaluate(
    () => new Set([...document.querySelectorAll('[data-annotation-id]')].map((each) => each.textContent)).size,
  )

describe('a hand-out copy', () => {
  it('is made by the lead in the window, and worked on blind by the analyst until it is done', async () => {
    const folder = makeFolder()
    const file = await makeProject(folder)
    const copy = join(folder, 'ليلى.isnad')
    const lead = await openProgram(join(folder, 'lead'), [file])
    await useMenu(lead.page, 'الفريق والنسخ')
    await lead.page.getByRole('heading', { name: 'الفريق', exact: true }).waitFor()
    await lead.page.getByRole('button', { name: 'سلّم نسخة…' }).click()
    await lead.page.getByRole('textbox', { name: 'لمن النسخة؟' }).fill('ليلى')
    await lead.page.getByRole('checkbox', { name: 'أرصفة الميناء' }).press('Space')
    await lead.page.getByText('اخترت مقالين').waitFor()
    await takePicture(lead.page, 'hand-out-01-choose')
    expect(await findBarriers(lead.page)).toEqual([])
    await choosePath(lead, copy)
    await lead.page.getByRole('button', { name: 'اختر مكان النسخة…' }).click()
    await lead.page.getByRole('heading', { name: 'النسخة جاهزة' }).waitFor()
    await takePicture(lead.page, 'hand-out-02-ready')
    await lead.page.getByRole('dialog').getByRole('button', { name: 'إغلاق' }).last().click()
    await lead.page.locator('.team-table').getByText('ليلى').waitFor()
    expect(await findBarriers(lead.page)).toEqual([])
    await takePicture(lead.page, 'hand-out-03-team')
    await lead.close()
    for (const words of ['الصيادين', 'رأي كريم السري'])
      expect(readFileSync(copy).includes(Buffer.from(words))).toBe(false)

    const analyst = await openProgram(join(folder, 'analyst'), [copy])
    const { page } = analyst
    await page.getByText('نسخة ⁨ليلى⁩ من مشروع «⁨أخبار المدينة⁩»').waitFor()
    expect(await page.locator('[data-article-id]').count()).toBe(2)
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'hand-out-04-analyst')
    await openArticle(page, 'الجسر')
    expect(await drawn(page)).toBe(0)
    // Nobody is asked for a name: the copy knows whose it is.
    await markByMouse(page, 'الوزير سامر', 'جهة فاعلة')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'أنجزتُ المقال' }).click()
    await page.getByText('منجز', { exact: true }).waitFor()
    await takePicture(page, 'hand-out-05-done')
    expect(await findBarriers(page)).toEqual([])

    // The first edit of a done article asks once.
    await page
      .getByRole('button', { name: 'حذف' })
      .first()
      .click()
      .catch(() => {})
    await page.getByRole('button', { name: 'المقال التالي' }).click()
    await page.locator('.ProseMirror', { hasText: 'بلدية الحي' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText('أنجزت كل المقالات').waitFor()
    await markByMouse(page, 'المدرسة', 'جهة فاعلة', async (asked) => {
      await asked.getByRole('heading', { name: 'المقال معلَّم منجزًا' }).waitFor()
      await takePicture(asked, 'hand-out-06-reopen')
      await asked.getByRole('button', { name: 'أعد فتحه وعدّل' }).click()
    })
    await page.getByRole('button', { name: 'أنجزتُ المقال' }).waitFor()
    await waitUntilSaved(page)
    await analyst.close()

    const db = openProject(copy)
    const states = listArticles(db, { author: { id: findOrAddMember(db, 'ليلى').id, role: 'annotator' } })
    expect(states.map(({ title, state }) => [title, state]).sort()).toEqual([
      ['افتتاح الجسر الجديد', 'done'],
      ['مدرسة الحي', 'progress'],
    ])
    closeProject(db)
  })

  it('shows the lead every layer to be chosen and read, in both languages, by day and by night', async () => {
    const folder = makeFolder()
    const { page } = await openProgram(join(folder, 'lead'), [await makeProject(folder)])
    await openArticle(page, 'الجسر')
    await page.locator('[data-annotation-id]').first().click()
    await page.getByText('في طبقة ⁨كريم⁩').waitFor()
    await page.getByText('رأي كريم السري').waitFor()
    await page.keyboard.press('Delete')
    await page.getByText('للقراءة فقط').first().waitFor()
    expect(await drawn(page)).toBeGreaterThan(0)
    expect(await findBarriers(page)).toEqual([])
    await markByMouse(page, 'الوزير سامر', 'جهة فاعلة')
    await page.getByRole('button', { name: 'الطبقات المعروضة' }).click()
    await takePicture(page, 'hand-out-07-layers')
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('checkbox', { name: 'أظهر الأسماء' }).press('Space')
    await page.getByRole('checkbox', { name: 'المحلل' }).press('Space')
    await page.keyboard.press('Escape')
    await page.locator('.list-row').nth(1).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Shift+KeyM')
    await page.locator('.team-table').waitFor()
    await page.getByRole('button', { name: 'اكشف طبقات «افتتاح الجسر الجديد» للجميع' }).click()
    await page.getByText('مكشوفة للجميع').waitFor()
    await page.getByRole('button', { name: 'شكل العرض' }).click()
    await page.getByRole('radio', { name: 'English' }).press('Space')
    await page.getByRole('radio', { name: 'Dark' }).press('Space')
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Team', level: 1 }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'hand-out-08-team-english-dark')
  })
})
