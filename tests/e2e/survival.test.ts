import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { CHECKOUT, electronArguments, electronPath, openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { markByMouse, openArticle, takePicture, waitUntilSaved } from '../support/window.ts'

const ARTICLE = 'انتخابات نُوار'

async function nameAuthor(page: Page): Promise<void> {
  await page.getByLabel('اسمك').fill('نور')
  await page.getByRole('button', { name: 'احفظ وتابع' }).click()
}

/** Marks the next words by keyboard and waits until the window says that it is saved; returns how many are shown. */
async function markNext(page: Page): Promise<void> {
  await page.keyboard.press('Control+ArrowLeft')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Digit2')
  await waitUntilSaved(page)
}

function countOwn(project: string): number {
  const sql = "SELECT count(*) FROM annotation WHERE layer <> 'adjudicated' AND status <> 'deleted'"
  return Number(execFileSync('sqlite3', [project, sql]).toString())
}

describe('the program under kill -9', () => {
  it('has every change that was shown as saved, three times in a row', async () => {
    const folder = makeFolder()
    let shown = 0
    for (let round = 0; round < 3; round++) {
      const program = await openProgram(folder)
      const { page } = program
      await openArticle(page, ARTICLE)
      await page.locator('.ProseMirror').focus()
      await page.keyboard.press('Control+Home')
      for (let word = 0; word < 4 + shown * 3; word++) await page.keyboard.press('Control+ArrowLeft')
      for (let mark = 0; mark < 3; mark++) {
        if (shown === 0) {
          await page.keyboard.press('Control+Shift+ArrowLeft')
          await page.keyboard.press('Digit2')
          await nameAuthor(page)
          await waitUntilSaved(page)
        } else await markNext(page)
        shown++
      }
      await program.kill()
      // Looked at on a copy, so that the recovery of the next start has the file as the kill left it.
      const copy = join(folder, `copy-${round}.isnad`)
      copyFileSync(join(folder, 'sample.isnad'), copy)
      copyFileSync(join(folder, 'sample.isnad-wal'), `${copy}-wal`)
      expect(countOwn(copy)).toBe(shown)
    }
    const { page } = await openProgram(folder)
    await openArticle(page, ARTICLE)
    await page.locator('[data-annotation-id]').first().waitFor()
    expect(countOwn(join(folder, 'copy-2.isnad'))).toBe(9)
  })

  it('goes on when the process that owns the database dies alone', async () => {
    const folder = makeFolder()
    const { page, inMain } = await openProgram(folder)
    await openArticle(page, ARTICLE)
    await markByMouse(page, 'حزب الشراع', 'جهة فاعلة', nameAuthor)
    await inMain(`electron.app.getAppMetrics().filter((each) => each.name === 'isnad-project')
.forEach((each) => process.kill(each.pid, 'SIGKILL'))`)
    await setTimeout(1500)
    await markByMouse(page, 'جزيرة الحوت', 'جهة فاعلة')
    await takePicture(page, '06-after-process-died')
  })
})

describe('quitting', () => {
  it('keeps a note that was still being typed', async () => {
    const folder = makeFolder()
    const first = await openProgram(folder)
    await openArticle(first.page, ARTICLE)
    await markByMouse(first.page, 'حزب الشراع', 'جهة فاعلة', nameAuthor)
    await first.page.getByLabel('ملاحظة', { exact: true }).fill('كُتبت قبيل الإنهاء')
    await first.close()
    const sql = "SELECT note FROM annotation WHERE layer <> 'adjudicated'"
    expect(
      execFileSync('sqlite3', [join(folder, 'sample.isnad'), sql])
        .toString()
        .trim(),
    ).toBe('كُتبت قبيل الإنهاء')
  })
})

describe('a second start', () => {
  it('hands its files to the first window and ends', async () => {
    const folder = makeFolder()
    const { page, inMain } = await openProgram(folder)
    const article = join(
      CHECKOUT,
      'corpus',
      'articles',
      readdirSync(join(CHECKOUT, 'corpus', 'articles')).find((name) => name.endsWith('.txt'))!,
    )
    await inMain('electron.BrowserWindow.getAllWindows()[0].blur()')
    const second = spawn(electronPath(), electronArguments([article]), {
      env: { ...process.env, ISNAD_PROFILE: folder },
      stdio: 'ignore',
    })
    const code = await new Promise((resolve) => second.once('exit', resolve))
    expect(code).toBe(0)
    await nameAuthor(page)
    await page.getByText('ملف واحد موجود من قبل').waitFor()
    expect(await inMain('electron.BrowserWindow.getAllWindows().length')).toBe(1)
    expect(await inMain('electron.BrowserWindow.getAllWindows()[0].isFocused()')).toBe(true)
  })
})
