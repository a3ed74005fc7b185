import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { dragOver, openArticle, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

async function addSubtype(page: Page, code: string, arabic: string, english: string): Promise<void> {
  await page.getByRole('button', { name: 'أضف نوعًا فرعيًا' }).click()
  const row = page.locator('.subtype-row').last()
  await row.getByLabel('الرمز').fill(code)
  await row.getByLabel('الاسم بالعربية').fill(arabic)
  await row.getByLabel('الاسم بالإنجليزية').fill(english)
  await row.getByLabel('اللون').selectOption('teal')
  await row.getByLabel('شكل الخط').selectOption('dotted')
}

const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'حفظ' }).click()

describe('labels, guidelines, bulk changes and history', () => {
  it('are a project’s own, are undone, and warn before a used subtype goes', async () => {
    const profile = join(makeFolder(), 'profile')
    const first = await openProgram(profile)
    const { page } = first
    await useMenu(page, 'الوسوم وأنواعها الفرعية')
    await addSubtype(page, 'state', 'دولة', 'State')
    await addSubtype(page, 'party', 'حزب', 'Party')
    await takePicture(page, '13-label-set')
    await save(page)
    await page.getByLabel('اسمك').fill('سلمى')
    await page.getByRole('button', { name: 'احفظ وتابع' }).click()
    await waitUntilSaved(page)

    await openArticle(page, 'انتخابات نُوار')
    await page.getByRole('button', { name: /^جهة فاعلة: باسل/ }).click()
    await page.keyboard.press('Control+2')
    await page.locator('.list-row', { hasText: 'حزب' }).first().waitFor()
    await waitUntilSaved(page)
    await page.locator('.inspector .subtype', { hasText: 'دولة' }).click()
    await expect.poll(() => page.locator('.list-subtype').allTextContents()).toEqual(['دولة'])

    const drawn = page.locator('.span.actor.chosen').first()
    expect(await drawn.evaluate((each) => getComputedStyle(each).textDecorationStyle)).toBe('dotted')
    await dragOver(page, 'مراكز الاقتراع')
    await page.getByRole('button', { name: 'جهة فاعلة: حزب' }).click()
    await expect.poll(() => page.locator('.list-subtype').allTextContents()).toEqual(['دولة', 'حزب'])
    await takePicture(page, '14-subtypes')
    await page.keyboard.press('Control+z')
    await expect.poll(() => page.locator('.list-subtype').allTextContents()).toEqual(['دولة'])

    await useMenu(page, 'إرشادات الوسم')
    await page.getByRole('button', { name: 'حرّر الإرشادات' }).click()
    await page.getByLabel('نص الإرشادات').fill('# الجهات\n- الدولة **باسمها**\n- الحزب <b>باسمه</b>')
    await page.getByRole('complementary', { name: 'إرشادات الوسم' }).getByRole('button', { name: 'حفظ' }).click()
    await page.getByRole('heading', { name: 'الجهات' }).waitFor()
    await takePicture(page, '14-guidelines')

    const rows = page.locator('.list-row')
    const count = await page.getByText(/^١٢٦ وسمًا$/).count()
    expect(count).toBe(1)
    await rows.nth(1).click()
    await rows.nth(3).click({ modifiers: ['Shift'] })
    await page.getByText('٣ وسوم منتقاة').waitFor()
    await page.keyboard.press('Delete')
    await page.getByText('١٢٣ وسمًا').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('١٢٦ وسمًا').waitFor()
    await rows.nth(1).focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('وسمان منتقيان').waitFor()
    await page.getByRole('button', { name: 'غيّرها إلى: حدث' }).click()
    await waitUntilSaved(page)
    await useMenu(page, 'سجل العمل')
    await page.getByText('تعديل وسم (٢)').waitFor()
    await page.locator('.acts li', { hasText: 'تعديل وسم (٢)' }).getByText('حدث', { exact: true }).waitFor()
    await takePicture(page, '15-history')
    await page.getByRole('button', { name: 'تراجع عن هذا', exact: true }).click()
    await page.locator('.acts .undone', { hasText: 'تعديل وسم (٢)' }).waitFor()
    await expect.poll(() => page.locator('.list-subtype').allTextContents()).toEqual(['دولة'])
    await first.close()

    const second = await openProgram(profile)
    const again = second.page
    await useMenu(again, 'الوسوم وأنواعها الفرعية')
    await again.getByRole('button', { name: 'احذف النوع «دولة»' }).click()
    await save(again)
    await again.getByText('حُذفت أنواع تحملها وسوم').waitFor()
    await takePicture(again, '16-subtype-used')
    await again.getByRole('button', { name: 'احذفها واحفظ' }).click()
    await waitUntilSaved(again)
    await again.keyboard.press('Control+z')
    await again.getByText('تراجعتَ عن: تعديل الوسوم وأنواعها').waitFor()
    await useMenu(again, 'الوسوم وأنواعها الفرعية')
    expect(await again.locator('.subtype-row').count()).toBe(2)
  })
})
