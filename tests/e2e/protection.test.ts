import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { takePicture, useMenu } from '../support/window.ts'

describe('what is protected', () => {
  it('is said in the window, in both languages, and closes with Escape', async () => {
    const { page } = await openProgram(join(makeFolder(), 'profile'))
    await useMenu(page, 'ما المحميّ وما ليس محميًّا…')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('ملف المشروع غير مشفَّر').waitFor()
    await dialog.getByText(/مفتاح/).first().waitFor()
    await takePicture(page, '40-protection')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'شكل العرض' }).click()
    await page.getByRole('radio', { name: 'English' }).press('Space')
    await page.getByText('Reading size').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Project menu' }).click()
    await page.getByRole('menuitem', { name: 'What is protected…' }).click()
    await dialog.getByText('The project file is not encrypted.').waitFor()
    await takePicture(page, '41-protection-english')
    expect(await dialog.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Not protected', 'Protected'])
  })
})
