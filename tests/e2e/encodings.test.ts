import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { choosePath, openArticle, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

/** مرحبا in windows-1256, and in ISO-8859-6 some other letters: too little to be sure. */
const HELLO = Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7])

describe('texts in any encoding', () => {
  it('are asked about where unsure, read again until annotated, pasted, and show what cannot be seen', async () => {
    const folder = makeFolder()
    const files = join(folder, 'ملفات')
    mkdirSync(files)
    writeFileSync(join(files, 'تحية\u202Etxt.exe.txt'), HELLO)
    const program = await openProgram(join(folder, 'profile'))
    const { page } = program
    await choosePath(program, join(folder, 'ترميز.isnad'))
    await useMenu(page, 'مشروع جديد')
    await page.getByText('ابدأ بإضافة مقالاتك').waitFor()
    await choosePath(program, files)
    await page.getByRole('button', { name: 'استيراد مجلد' }).first().click()
    await page.getByLabel('اسمك').fill('سلمى')
    await page.getByRole('button', { name: 'احفظ وتابع' }).click()
    await page.getByText('ملف واحد اختر ترميزه').waitFor()
    await page.getByText('تحية‹U+202E›txt.exe.txt').waitFor()
    const encoding = page.getByRole('dialog').getByLabel('الترميز')
    await encoding.selectOption('iso-8859-6')
    await expect.poll(() => page.locator('.encoding-preview').textContent()).not.toContain('مرحبا')
    await encoding.selectOption('windows-1256')
    await expect.poll(() => page.locator('.encoding-preview').textContent()).toContain('مرحبا')
    await takePicture(page, '19-encoding')
    await page.getByRole('button', { name: 'استوردها بما اخترت' }).click()
    await page.getByText('أُضيف مقال واحد').waitFor()
    await page.keyboard.press('Escape')

    const details = async (title: string): Promise<void> => {
      await page.getByRole('button', { name: `إجراءات المقال «${title}»` }).click()
      await page.getByRole('menuitem', { name: 'تعديل البيانات…' }).click()
    }
    await details('مرحبا')
    await page.getByRole('button', { name: 'اقرأ الملف بترميز آخر' }).click()
    await page.getByRole('dialog').getByLabel('الترميز').last().selectOption('iso-8859-6')
    await takePicture(page, '20-read-again')
    await page.getByRole('button', { name: 'اقرأه بهذا الترميز' }).click()
    await page.getByText('قُرئ المقال بترميز').waitFor()
    await waitUntilSaved(page)

    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'خبر من الحافظة\nقال\u200F الوزير \u202Eمعكوس.')
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    })
    await page.getByRole('dialog', { name: 'مقال من الحافظة' }).waitFor()
    await takePicture(page, '21-paste')
    await page.getByRole('button', { name: 'أضف المقال' }).click()
    await page.locator('.ProseMirror').waitFor()
    await useMenu(page, 'المحارف التي لا تُرى')
    await page.getByRole('cell', { name: '١' }).first().waitFor()
    expect(
      await page.locator('.invisible').evaluateAll((all) => all.map((each) => each.getAttribute('data-name'))),
    ).toEqual(['RLM', 'RLO'])
    await expect.poll(() => page.locator('.invisible.suspicious').count()).toBe(1)
    await takePicture(page, '22-invisible')
    await useMenu(page, 'المحارف التي لا تُرى')
    await page.locator('.invisible').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'المقالات' }).first().click()
    await openArticle(page, 'خبر من الحافظة')
  })
})
