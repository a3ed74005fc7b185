import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { findBarriers } from '../support/barriers.ts'
import { readExportedLines } from '../support/exported.ts'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { describeShared, sharedPath } from '../support/shared.ts'
import { choosePath, dragOver, openArticle, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

type Line = { label: string; text: string; value: Record<string, unknown> | null; tool?: string; claim?: unknown }

const card = (page: Page) => page.getByRole('region', { name: 'الاقتراح الحالي' })
const queued = (page: Page) => page.locator('.suggestion-list .list-row')

/** Walks the queue with the key until the current suggestion has these words. */
async function walkTo(page: Page, quote: string): Promise<void> {
  for (let step = 0; step < 200; step++) {
    if ((await card(page).locator('.quote').textContent())?.trim() === quote) return
    await page.keyboard.press('KeyL')
  }
  throw new Error('the suggestion is not in the queue')
}

/** Leaves one label in the queue. */
async function showOnly(page: Page, label: string): Promise<void> {
  const legend = page.getByRole('group', { name: 'اقترح من الأنواع' }).getByRole('button')
  for (const button of await legend.all()) {
    const wanted = (await button.textContent())?.startsWith(label) ?? false
    if (((await button.getAttribute('aria-pressed')) === 'true') !== wanted) await button.click()
  }
  await page.locator('.ProseMirror').focus()
}

describeShared('the suggestions of a raw article', () => {
  it('are shown, accepted, corrected, rejected and undone by keys, and their values exported', async () => {
    const folder = makeFolder()
    const program = await openProgram(join(folder, 'profile'))
    const { page } = program
    await choosePath(program, join(folder, 'اقتراحات.isnad'))
    await useMenu(page, 'مشروع جديد')
    await page.getByText('ابدأ بإضافة مقالاتك').waitFor()
    await choosePath(program, sharedPath('corpus', 'raw')!)
    await page.getByRole('button', { name: 'استيراد مجلد' }).first().click()
    await page.getByLabel('اسمك').fill('سلمى حداد')
    await page.getByRole('button', { name: 'احفظ وتابع' }).click()
    await page.getByText('أُضيفت ٥ مقالات').waitFor()
    await page.keyboard.press('Escape')
    await openArticle(page, 'شهدت مراحل الحرب')

    await page.keyboard.press('KeyQ')
    await card(page).waitFor()
    await expect.poll(() => page.locator('.ProseMirror .suggested').count()).toBeGreaterThan(20)
    await takePicture(page, 'suggestions-01-shown')
    expect(await findBarriers(page)).toEqual([])

    await showOnly(page, 'تاريخ')
    await page.keyboard.press('KeyL')
    await walkTo(page, '26 أغسطس عام 2017')
    await card(page).getByText('٢٦ آب/أغسطس ٢٠١٧').waitFor()
    await page.keyboard.press('KeyY')
    await waitUntilSaved(page)
    await page.locator('.ProseMirror .span.date').first().waitFor()
    await takePicture(page, 'suggestions-02-accepted-date')

    await walkTo(page, 'مايو عام 2016')
    await dragOver(page, 'عام 2016')
    await page.keyboard.press('KeyO')
    await waitUntilSaved(page)
    await expect.poll(() => page.locator('.ProseMirror .span.date').count()).toBe(2)

    await showOnly(page, 'مقدار')
    await page.keyboard.press('KeyL')
    await walkTo(page, '40 مليون دولار شهرياً')
    await card(page).getByText('٤٠ مليون دولار أمريكي شهريًّا').waitFor()
    await page.keyboard.press('KeyO')
    await page.getByLabel('العدد', { exact: true }).fill('45000000')
    await card(page).getByText('٤٥ مليون دولار أمريكي شهريًّا').waitFor()
    await takePicture(page, 'suggestions-03-correction')
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.locator('.ProseMirror .span.amount').first().waitFor()
    await waitUntilSaved(page)

    const amounts = await queued(page).count()
    await page.locator('.ProseMirror').focus()
    await page.keyboard.press('KeyL')
    await page.keyboard.press('KeyB')
    await expect.poll(() => queued(page).count()).toBe(amounts - 1)
    await page.keyboard.press('Control+z')
    await expect.poll(() => queued(page).count()).toBe(amounts)
    await page.keyboard.press('Control+z')
    await page.locator('.ProseMirror .span.amount').first().waitFor({ state: 'detached' })
    await expect.poll(() => queued(page).count()).toBe(amounts + 1)
    await page.keyboard.press('Control+Shift+z')
    await page.locator('.ProseMirror .span.amount').first().waitFor()
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => queued(page).count()).toBe(amounts - 1)

    await showOnly(page, 'ادعاء')
    await page.keyboard.press('KeyL')
    await card(page).getByText('لفظ الإسناد').waitFor()
    await takePicture(page, 'suggestions-04-claim')
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('KeyY')
    await waitUntilSaved(page)
    await page.keyboard.press('KeyQ')
    await page.locator('.ProseMirror .suggested').first().waitFor({ state: 'detached' })
    await page.locator('.list-row', { hasText: '26 أغسطس عام 2017' }).click()
    await page.getByLabel('التاريخ (EDTF)').waitFor()
    await takePicture(page, 'suggestions-05-inspector')
    expect(await findBarriers(page)).toEqual([])

    const out = join(folder, 'export')
    mkdirSync(out)
    await choosePath(program, out)
    await useMenu(page, 'تصدير')
    await page.getByText('تم التصدير').waitFor()
    const lines = readExportedLines<Line>(out)
    const dates = lines.filter(({ label }) => label === 'date').map(({ text, value }) => [text, value])
    expect(dates).toEqual([
      ['عام 2016', { edtf: '2016-05' }],
      ['26 أغسطس عام 2017', { edtf: '2017-08-26' }],
    ])
    expect(lines.find(({ label }) => label === 'amount')).toMatchObject({
      text: '40 مليون دولار شهرياً',
      value: { value: 45_000_000, unit: 'USD', rate: 'month' },
    })
    expect(lines.find(({ label }) => label === 'claim')?.claim).toMatchObject({ polarity: expect.any(String) })
    await program.close()
  })
})
