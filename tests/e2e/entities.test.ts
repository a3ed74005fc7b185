import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { findBarriers } from '../support/barriers.ts'
import { openProgram, type Program } from '../support/program.ts'
import { addText, draftOf, makeFolder } from '../support/project.ts'
import { takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

const FIRST =
  'قالت حركة الزعفران (حزع) إن الحركة لن تنسحب. ورد الرئيس سمير حداد على حركة الزّعفران، وأضاف حداد أن الباب مفتوح.'
const SECOND = 'نفى حزع أمس ما قاله سمير حداد، وأكد مجلس الثغور أن الهدنة باقية.'
const SECOND_ACTORS = ['حزع', 'سمير حداد', 'مجلس الثغور']

/** A project with two articles whose actors are marked. */
async function openMarked(): Promise<Program> {
  const folder = makeFolder()
  const file = join(folder, 'كيانات.isnad')
  const db = newProject(file, 'كيانات')
  const by = becomeMember(db, 'سلمى').id
  const first = addText(db, FIRST, by, 'الأول.txt')
  const mark = (quote: string, from = 0) => {
    const start = FIRST.indexOf(quote, from)
    const span = { startCodePoint: start, endCodePoint: start + quote.length } as ReturnType<typeof draftOf>
    createAnnotation(db, { ...span, articleId: first, label: 'actor', quote }, by)
  }
  mark('حركة الزعفران')
  mark('حزع')
  mark('الحركة')
  mark('الرئيس سمير حداد')
  mark('حركة الزّعفران')
  mark('حداد', FIRST.indexOf('وأضاف'))
  const second = addText(db, SECOND, by, 'الثاني.txt')
  for (const quote of SECOND_ACTORS) createAnnotation(db, draftOf(second, SECOND, quote), by)
  closeProject(db)
  return openProgram(join(folder, 'profile'), [file])
}

const rows = (page: Page) => page.locator('.entity-row')
const current = (page: Page) => page.locator('.entity-row[aria-current=true] .entity-name')
const mentions = (page: Page) => page.locator('.entity-detail .mention-line')

it('links mentions across articles by keys, merges, splits, renames and undoes', async () => {
  const { page } = await openMarked()
  await useMenu(page, 'الكيانات')
  await expect.poll(() => rows(page).count()).toBe(2)
  await expect.poll(() => mentions(page).count()).toBe(5)
  await takePicture(page, 'entities-01-proposals')
  expect(await findBarriers(page)).toEqual([])

  // The first is looked at and has the focus: Enter accepts it, Delete rejects the next, undo brings it back.
  await expect.poll(() => current(page).textContent()).toBe('حركة الزعفران')
  await page.keyboard.press('Enter')
  await waitUntilSaved(page)
  await expect.poll(() => rows(page).count()).toBe(1)
  await expect.poll(() => current(page).textContent()).toBe('سمير حداد')
  await page.keyboard.press('Delete')
  await page.getByText('لا مقترحات الآن').waitFor()
  await page.keyboard.press('Control+KeyZ')
  await expect.poll(() => current(page).textContent()).toBe('سمير حداد')
  await page.keyboard.press('Enter')
  await page.getByText('لا مقترحات الآن').waitFor()

  // Where the last is settled the way on has the focus.
  await page.locator('button:focus', { hasText: 'اعرض الكيانات' }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => rows(page).count()).toBe(2)
  await takePicture(page, 'entities-02-known')
  expect(await findBarriers(page)).toEqual([])
  await expect.poll(() => mentions(page).count()).toBe(5)

  const name = page.getByLabel('الاسم', { exact: true })
  await name.fill('حركة الزعفران المتحدة')
  await name.press('Enter')
  await waitUntilSaved(page)
  await expect.poll(() => page.getByLabel('أسماء أخرى').inputValue()).toContain('حركة الزعفران')

  // Merge the person into it by mistake, and split it off again.
  await rows(page).filter({ hasText: 'سمير' }).click()
  await page.getByRole('button', { name: 'ادمج في كيان آخر' }).click()
  await page.locator('.quick-field').fill('زعفران')
  await page.keyboard.press('Enter')
  await expect.poll(() => rows(page).count()).toBe(1)
  await page.getByText('دُمج هنا').waitFor()
  await takePicture(page, 'entities-03-merged')
  await page.getByRole('button', { name: 'افصله' }).click()
  await expect.poll(() => rows(page).count()).toBe(2)

  // A mention taken out of its entity into a new one, from the list.
  await rows(page).filter({ hasText: 'الزعفران' }).click()
  await mentions(page).filter({ hasText: 'الحركة' }).first().locator('.occurrence').click()
  await page.getByRole('button', { name: 'انقل الإشارة' }).click()
  await page.locator('.quick-field').fill('الحركة الأم')
  await page.keyboard.press('Enter')
  await expect.poll(() => rows(page).count()).toBe(3)

  // In the article the inspector shows the entity and changes it by typing.
  await mentions(page).first().locator('.mention-article').click()
  await page.locator('.ProseMirror').waitFor()
  const entity = page.locator('.entity-of')
  await entity.getByText('حركة الزعفران المتحدة').waitFor()
  await takePicture(page, 'entities-04-inspector')
  await entity.getByRole('button', { name: 'فكّ الربط' }).click()
  await entity.getByText('اختر كيانًا…').click()
  await page.locator('.quick-field').fill('متحدة')
  await page.keyboard.press('Enter')
  await entity.getByText('حركة الزعفران المتحدة').waitFor()
  expect(await findBarriers(page)).toEqual([])
})

it('shows what Isnad has learnt, and forgets it', async () => {
  const { page } = await openMarked()
  await useMenu(page, 'ما تعلّمه إسناد')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('row', { name: /فاعل/ }).waitFor()
  await takePicture(page, 'lessons-01-counts')
  expect(await findBarriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'انسَ كل شيء' }).click()
  await dialog.getByRole('button', { name: 'انسَ كل شيء فعلًا' }).click()
  await dialog.getByText('لم يتعلّم إسناد شيئًا بعد').waitFor()
})
