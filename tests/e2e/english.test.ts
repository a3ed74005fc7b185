import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { findBarriers } from '../support/barriers.ts'
import { openProgram, type Program } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { openArticle, takePicture, waitUntilSaved } from '../support/window.ts'

const MENU = `electron.Menu.getApplicationMenu().items.map(({ label }) => label)`

/** Words that are shown or read aloud in Arabic letters though they are no article's, name's or file's. */
async function findArabicWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const OWN = '.ProseMirror, [lang=ar], [dir=auto], bdi, .quote, .list-quote, .project-title, .hover-sign'
    const found: string[] = []
    const note = (text: string | null, holder: Element | null): void => {
      // What others wrote stands between isolates.
      const own = text?.replaceAll(/\u2068[^\u2069]*\u2069/g, '') ?? ''
      if (text === null || !/[\u0600-\u06ff]/.test(own)) return
      if (holder?.closest(OWN) === null) found.push(text)
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) note(node.textContent, node.parentElement)
    for (const each of document.querySelectorAll('[title], [placeholder]'))
      for (const name of ['title', 'placeholder']) note(each.getAttribute(name), each)
    return found
  })
}

async function speakEnglish({ page }: Program): Promise<void> {
  await page.getByRole('button', { name: 'شكل العرض' }).click()
  await page.getByRole('radio', { name: 'English' }).press('Space')
  await page.getByText('Reading size').waitFor()
  await page.keyboard.press('Escape')
}

describe('the English interface', () => {
  it('turns window, menus and directions at once, keeps the article’s own, and is there after a restart', async () => {
    const profile = join(makeFolder(), 'profile')
    const first = await openProgram(profile)
    const { page, inMain } = first
    expect(await inMain(MENU)).toEqual(['ملف', 'تحرير', 'عرض'])
    await speakEnglish(first)
    const shown = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])
    expect(await shown()).toEqual(['en', 'ltr'])
    expect(await inMain(MENU)).toEqual(['File', 'Edit', 'View'])
    expect(await inMain('electron.BrowserWindow.getAllWindows()[0].getTitle()')).toMatch(/Isnad$/)
    expect(await findArabicWords(page)).toEqual([])
    await takePicture(page, '11-english-library')

    await openArticle(page, 'انتخابات نُوار')
    await page.locator('[data-annotation-id]').first().click()
    await page.locator('.inspector').waitFor()
    expect(await page.locator('.ProseMirror').getAttribute('dir')).toBe('rtl')
    expect(await page.locator('.inspector .quote').getAttribute('dir')).toBe('rtl')
    await page.getByText(/^Annotated by .+ on \d{1,2} \w+ 20\d\d/).waitFor()
    expect(await findArabicWords(page)).toEqual([])
    await takePicture(page, '12-english-article')
    await page.keyboard.press('KeyN')
    await page.keyboard.press('Delete')
    await page.getByLabel('Your name').fill('Salma')
    await page.getByRole('button', { name: 'Save and go on' }).click()
    await waitUntilSaved(page)
    await page.keyboard.press('Control+z')
    await page.getByText('Undone: deleting an annotation').waitFor()
    await waitUntilSaved(page)
    await page.keyboard.press('F1')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await findArabicWords(page)).toEqual([])
    await page.keyboard.press('Escape')

    const open = async (entry: string): Promise<void> => {
      await page.getByRole('button', { name: 'Project menu' }).click()
      await page.getByRole('menuitem', { name: entry }).click()
    }
    for (const [entry, shownBy] of [
      ['History', '.acts li'],
      ['Guidelines', '.side-panel .panel-empty'],
      ['Invisible characters', '.side-panel .panel-body'],
    ] as const) {
      await open(entry)
      await page.locator(shownBy).first().waitFor()
      expect(await findArabicWords(page)).toEqual([])
      expect(await findBarriers(page)).toEqual([])
      if (entry === 'History') await takePicture(page, '23-english-history')
    }
    await page.keyboard.press('Control+f')
    await page.keyboard.type('الرئيس')
    await page.getByText(/^\d+ of \d+/).waitFor()
    expect(await findArabicWords(page)).toEqual([])
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, '24-english-find')
    const { left, right } = await page.locator('.article-text').evaluate((each) => each.getBoundingClientRect())
    const frame = await page.locator('.reader').evaluate((each) => each.getBoundingClientRect())
    expect([left >= frame.left, right + 46 <= frame.right]).toEqual([true, true])
    await page.getByRole('button', { name: 'Tag all' }).click()
    await page.getByRole('dialog', { name: 'Tag all occurrences' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await open('Labels and subtypes')
    await page.getByRole('button', { name: 'Add a subtype' }).click()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, '25-english-labels')
    await first.close()

    expect(JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8'))).toMatchObject({ language: 'en' })
    const second = await openProgram(profile)
    await second.page.getByRole('heading', { name: 'Articles' }).waitFor()
    expect(await second.inMain(MENU)).toEqual(['File', 'Edit', 'View'])
  })
})
