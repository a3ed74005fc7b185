import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findBarriers } from '../support/barriers.ts'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { dragOver, openArticle, takePicture, useMenu } from '../support/window.ts'

describe('every view', () => {
  it('has no serious barrier, and is right to left', async () => {
    const { page } = await openProgram(makeFolder())
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      'ar',
      'rtl',
    ])
    expect(await findBarriers(page)).toEqual([])

    await openArticle(page, 'انتخابات نُوار')
    await page.locator('[data-annotation-id]').first().waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.locator('[data-annotation-id]').first().click()
    await page.locator('.inspector').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await dragOver(page, 'مراكز الاقتراع')
    await page.getByRole('toolbar', { name: 'اختر وسم العبارة المحددة' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, '07-picker')

    await page.keyboard.press('Escape')
    await page.keyboard.press('F1')
    await page.getByRole('dialog').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, '08-shortcuts')
    await page.keyboard.press('Escape')
    await useMenu(page, 'فحص سلامة المشروع')
    await page.getByRole('dialog').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, '09-verify')
  })
})

describe('a project that cannot be opened', () => {
  it.each([
    ['an empty file', (file: string) => writeFileSync(file, ''), 'فارغ'],
    ['another program’s file', (file: string) => writeFileSync(file, 'not a database, only words'), 'ليس مشروع'],
  ])('is refused with one sentence: %s; the sample is open instead', async (_, write, sentence) => {
    const folder = makeFolder()
    const file = join(folder, 'broken.isnad')
    write(file)
    const before = readFileSync(file)
    const { page } = await openProgram(join(folder, 'profile'), [file])
    await page.getByText(sentence).first().waitFor()
    expect(readFileSync(file).equals(before)).toBe(true)
    await takePicture(page, '10-refused')
  })

  it('is refused when it is cut in half, and keeps its bytes', async () => {
    const folder = makeFolder()
    const first = await openProgram(folder)
    await first.close()
    const file = join(folder, 'sample.isnad')
    truncateSync(file, 100_000)
    const before = readFileSync(file)
    const { page } = await openProgram(join(folder, 'other'), [file])
    await page.getByText('تالف').first().waitFor()
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})
