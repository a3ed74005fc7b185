import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { openArticle, takePicture, waitUntilSaved } from '../support/window.ts'

describe('finding in an article', () => {
  it('takes any spelling, goes from hit to hit, and marks all that are ticked as one act', async () => {
    const { page } = await openProgram(join(makeFolder(), 'profile'))
    await openArticle(page, 'انتخابات نُوار')
    await page.locator('.ProseMirror').focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('الهيئه')
    const count = page.locator('.find-count')
    await expect.poll(() => count.textContent()).toBe('١ من ٥')
    await expect.poll(() => page.locator('.hit').count()).toBeGreaterThanOrEqual(5)
    await page.keyboard.press('Enter')
    await expect.poll(() => count.textContent()).toMatch(/^٢ من/)
    await page.keyboard.press('Shift+F3')
    await page.keyboard.press('Shift+Enter')
    await expect.poll(() => count.textContent()).toMatch(/^٥ من/)
    await expect.poll(() => page.locator('.hit.current').first().isVisible()).toBe(true)
    await takePicture(page, '17-find')

    await page.getByRole('button', { name: 'وسم الكل' }).click()
    const dialog = page.getByRole('dialog', { name: 'وسم كل المواضع' })
    await dialog.getByRole('checkbox').first().waitFor()
    expect(await dialog.getByRole('checkbox').count()).toBe(5)
    await dialog.locator('.occurrence').first().click()
    await takePicture(page, '18-tag-all')
    const before = await page.locator('.annotation-list > header .quiet').textContent()
    await dialog.getByRole('button', { name: /^ضع/ }).click()
    await page.getByLabel('اسمك').fill('سلمى')
    await page.getByRole('button', { name: 'احفظ وتابع' }).click()
    await waitUntilSaved(page)
    await expect.poll(() => page.locator('.annotation-list > header .quiet').textContent()).not.toBe(before)
    await page.locator('.find-input').press('Escape')
    await expect.poll(() => page.locator('.hit').count()).toBe(0)
    await page.keyboard.press('Control+z')
    await expect.poll(() => page.locator('.annotation-list > header .quiet').textContent()).toBe(before)
  })
})
