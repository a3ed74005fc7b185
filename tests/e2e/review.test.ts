import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { createAnnotation, setClaim } from '../../db/annotation.ts'
import { createEntity, linkMentions } from '../../db/entity.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { findBarriers } from '../support/barriers.ts'
import { openArticles } from '../support/open-articles.ts'
import { openProgram } from '../support/program.ts'
import { addText, draftOf, makeFolder } from '../support/project.ts'
import { describeShared, sharedPath } from '../support/shared.ts'
import { dragOver, markByMouse, takePicture, waitUntilSaved } from '../support/window.ts'

const RAW = sharedPath('corpus', 'raw')
const SOON = { timeout: 20_000 }
const TEXTS = [
  'وصل تنظيم «داعش» إلى الرقة في 3 أغسطس 2016. وقالت تركيا إن داعش انسحب من الرقة.\n\nوأكدت تركيا أن داعش عاد إلى الرقة.',
  'قالت تركيا إن داعش خرج من الرقة، وإن داعش سيعود.',
]

const actors = (page: Page) => page.locator('.ProseMirror .span.actor')
/** How many suggestions wait, as the switch over the list says. */
const waiting = async (page: Page): Promise<number> =>
  readArabic((await page.locator('.suggestion-switch').textContent()) ?? '')
const line = (page: Page) => page.locator('.others-line')
const current = (page: Page) =>
  page.evaluate(() => document.querySelector('.suggested.current')?.getAttribute('data-suggestion') ?? '')

async function openReview(): Promise<Awaited<ReturnType<typeof openArticles>>> {
  const folder = makeFolder()
  const paths = TEXTS.map((_, at) => join(folder, `${at}.txt`))
  for (const [at, path] of paths.entries()) writeFileSync(path, TEXTS[at]!)
  const program = await openArticles(paths)
  // The first text, whatever the order of the library is.
  if ((await program.page.locator('.ProseMirror').textContent())?.startsWith('قالت') === true)
    await program.page.keyboard.press('Alt+KeyN')
  await expect.poll(() => program.page.locator('.ProseMirror').textContent(), SOON).toMatch(/^وصل/)
  return program
}

/** Walks the queue with the key until the current suggestion has these words. */
async function walkTo(page: Page, quote: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    if ((await page.locator('.suggestion-card .quote').textContent())?.trim() === quote) return
    await page.keyboard.press('KeyL')
  }
  throw new Error('the suggestion is not in the queue')
}

it('offers the other places of what was accepted, without taking the focus, and tags them by a key as one step', async () => {
  const { page, close } = await openReview()
  await page.keyboard.press('KeyQ')
  await page.locator('.suggestion-card').waitFor()
  await walkTo(page, 'تركيا')
  const before = await waiting(page)
  await page.keyboard.press('KeyY')
  await line(page).getByText('تركيا').waitFor()
  await page.getByText('في مقال آخر').waitFor()
  expect(await page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true)
  expect(await waiting(page)).toBe(before - 1)
  await takePicture(page, 'review-01-others')
  expect(await findBarriers(page)).toEqual([])

  // The walk goes on beside it: another key decides about the next suggestion, and the offer stays.
  const key = await current(page)
  await page.keyboard.press('KeyL')
  await expect.poll(() => current(page), SOON).not.toBe(key)
  await line(page).getByText('تركيا').waitFor()

  await page.keyboard.press('KeyZ')
  const dialog = page.getByRole('dialog', { name: 'وسم المواضع الأخرى' })
  await dialog.locator('.occurrence').first().waitFor()
  await takePicture(page, 'review-02-preview')
  expect(await findBarriers(page)).toEqual([])
  await dialog.getByText('المشروع').click()
  await expect.poll(() => dialog.locator('.occurrence').count(), SOON).toBe(2)
  await dialog.getByRole('button', { name: 'ضع وسمين' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => actors(page).count(), SOON).toBe(2)
  await expect.poll(() => waiting(page), SOON).toBe(before - 2)
  await line(page).waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true)

  await page.keyboard.press('Control+z')
  await expect.poll(() => actors(page).count(), SOON).toBe(1)
  await expect.poll(() => waiting(page), SOON).toBe(before - 1)
  await waitUntilSaved(page)
  await close()
})

/** What waits in the articles of the project, as its queue says, in the order of the queue. */
const project = async (page: Page): Promise<number[]> =>
  (await page.locator('.suggestion-list.project .list-row .count').allTextContents()).map(readArabic)

it('keeps the counts of the project true after one decision, a step over all that are alike, and their undo', async () => {
  const { page, close } = await openReview()
  await page.keyboard.press('KeyQ')
  await page.locator('.suggestion-card').waitFor()
  await page.locator('.suggestion-list').getByText('المشروع').click()
  await expect.poll(() => project(page), SOON).toHaveLength(2)
  const before = await project(page)
  const sum = before.reduce((all, each) => all + each, 0)
  const here = await waiting(page)
  expect(before).toContain(here)
  const total = async () => (await project(page)).reduce((all, each) => all + each, 0)

  await page.locator('.ProseMirror').focus()
  await page.keyboard.press('KeyY')
  await expect.poll(total, SOON).toBe(sum - 1)
  expect(await waiting(page)).toBe(here - 1)
  await page.keyboard.press('KeyB')
  await expect.poll(total, SOON).toBe(sum - 2)

  await walkTo(page, 'تركيا')
  await page.keyboard.press('Shift+KeyO')
  const dialog = page.getByRole('dialog', { name: 'قرار واحد لكل ما يشبهه' })
  const accept = dialog.getByRole('button', { name: /^اقبل الكل/ })
  await accept.and(page.locator(':focus')).waitFor()
  const alike = readArabic((await accept.textContent()) ?? '')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(total, SOON).toBe(sum - 2 - alike)
  const left = await waiting(page)
  expect(await project(page)).toContain(left)
  // Another suggestion is looked at, and the keys go on working.
  await page.locator('.suggestion-card').waitFor()
  expect(await page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true)

  await page.keyboard.press('Control+z')
  await expect.poll(total, SOON).toBe(sum - 2)
  expect(await waiting(page)).toBe(here - 2)
  await page.getByText('وصل تنظيم').first().waitFor()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(total, SOON).toBe(sum)
  await waitUntilSaved(page)
  await close()
})

it('proposes source and cue of a claim that was marked by hand, and writes nothing before a key takes it', async () => {
  const { page, close } = await openReview()
  const source = page.locator('.claim-part.source')
  const bar = page.locator('.claim-proposal')
  await markByMouse(page, 'داعش انسحب من الرقة', 'ادعاء')
  await bar.waitFor()
  await expect.poll(() => source.locator('.claim-part-text').textContent(), SOON).toBe('تركيا')
  expect(await source.getAttribute('class')).toContain('proposed')
  await page.locator('.article-text .claim-source.proposed').first().waitFor()
  await takePicture(page, 'review-03-proposal')
  expect(await findBarriers(page)).toEqual([])
  const stored = async () => {
    await page.locator('.ProseMirror').focus()
    await page.keyboard.press('Escape')
    await bar.waitFor({ state: 'detached' })
    await page.keyboard.press('KeyN')
    await page.locator('.claim-fields').waitFor()
  }

  // Looked at again it is proposed still: nothing was written. Then one key takes all of it, and one undo gives it back.
  await stored()
  await bar.waitFor()
  await page.locator('.ProseMirror').focus()
  await page.keyboard.press('KeyY')
  await bar.waitFor({ state: 'detached' })
  await waitUntilSaved(page)
  expect(await source.getAttribute('class')).not.toContain('proposed')
  expect(await source.locator('.claim-part-text').textContent()).toBe('تركيا')
  await page.keyboard.press('Control+z')
  await bar.waitFor()
  expect(await source.getAttribute('class')).toContain('proposed')

  // Other words that are selected take the place of what is proposed; the rest is proposed still.
  await page.keyboard.press('Digit6')
  await page.locator('.mark-bar').waitFor()
  await dragOver(page, 'الرقة')
  await expect.poll(() => source.locator('.claim-part-text').textContent(), SOON).toBe('الرقة')
  await waitUntilSaved(page)
  expect(await source.getAttribute('class')).not.toContain('proposed')
  expect(await page.locator('.claim-part.cue').getAttribute('class')).toContain('proposed')
  await page.keyboard.press('KeyB')
  await bar.waitFor({ state: 'detached' })
  expect(await page.locator('.claim-part.cue .claim-part-text').textContent()).toBe('لا لفظ إسناد')
  await close()
})

describeShared('a raw article', () => {
  it('shows at least six suggestions with all that is on them beside a claim, in the lowest window', async () => {
    const { page, close, inMain } = await openArticles([join(RAW!, readdirSync(RAW!).sort()[3]!)])
    await inMain('electron.BrowserWindow.getAllWindows()[0].setContentSize(1024, 700)')
    await page.keyboard.press('KeyQ')
    await page.locator('.suggestion-card').waitFor()
    for (let step = 0; step < 80 && (await page.locator('.suggestion-card .claim-fields').count()) === 0; step++)
      await page.keyboard.press('KeyL')
    await takePicture(page, 'review-06-low-window')
    expect(await findBarriers(page)).toEqual([])
    const found = await page.evaluate(() => {
      const list = document.querySelector('.suggestion-list .windowed')!.getBoundingClientRect()
      const rows = [...document.querySelectorAll('.suggestion-row')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return top >= list.top - 1 && bottom <= list.bottom + 1
      })
      const side = document.querySelector('.workbench-side')!.getBoundingClientRect()
      const overlapping = rows.filter((row) => {
        const parts = [...row.querySelectorAll('.list-quote, .suggestion-value, .suggestion-sure, .icon-button')]
        const places = parts.map((part) => part.getBoundingClientRect()).sort((a, b) => a.left - b.left)
        const crossing = places.some((place, at) => at > 0 && place.left < places[at - 1]!.right - 0.5)
        return parts.length < 4 || crossing || places.some(({ left, right }) => left < side.left || right > side.right)
      })
      return { rows: rows.length, overlapping: overlapping.length }
    })
    expect(found.overlapping).toBe(0)
    expect(found.rows).toBeGreaterThanOrEqual(6)
    await close()
  })
})

it('refuses undo while a step over many is written, and takes back with one what was written when it was stopped', async () => {
  const path = join(makeFolder(), 'many.txt')
  writeFileSync(path, 'قالت تركيا إن داعش انسحب من الرقة في 3 أغسطس 2016، ووصل إلى دمشق.\n'.repeat(500))
  const { page, close } = await openArticles([path])
  await page.keyboard.press('KeyQ')
  await page.locator('.suggestion-card').waitFor()
  await expect.poll(() => waiting(page), SOON).toBeGreaterThan(2000)
  const before = await waiting(page)
  await page.keyboard.press('KeyB')
  await expect.poll(() => waiting(page), SOON).toBe(before - 1)

  await page.getByRole('button', { name: 'اقبل المعروض كله' }).click()
  await page.getByText('تُكتب القرارات').waitFor()
  await takePicture(page, 'review-07-writing')
  await page.locator('.ProseMirror').focus()
  await page.keyboard.press('Control+z')
  await page.getByText('تُكتب الآن خطوة').first().waitFor()
  await page.getByRole('button', { name: 'أوقف' }).click()
  await page.getByText(/^أُوقف بعد/).waitFor()
  await expect.poll(() => waiting(page), SOON).toBeLessThan(before - 1)
  await waitUntilSaved(page)
  // One undo takes back the whole step, and not what was decided before it.
  await page.locator('.ProseMirror').focus()
  await page.keyboard.press('Control+z')
  await expect.poll(() => waiting(page), { timeout: 60_000 }).toBe(before - 1)
  await close()
})

it('is walked by keys alone from article to article, from the list as from the text, with words where nothing is left', async () => {
  const { page, close } = await openReview()
  await page.getByText('لترى ما يُقترح في هذا المقال').waitFor()
  await page.keyboard.press('KeyQ')
  await page.locator('.suggestion-card').waitFor()
  await page.getByText('يعرض كل المفاتيح').waitFor()
  const count = await waiting(page)

  // Whoever came to the list walks it by arrows and answers there; then the text has the focus again.
  await page.locator('.suggestion-look').first().focus()
  const first = await current(page)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => current(page), SOON).not.toBe(first)
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('suggestion-look')
  await page.keyboard.press('KeyB')
  await expect.poll(() => waiting(page), SOON).toBe(count - 1)
  expect(await page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true)

  // A filter that hides everything says so, and gives it back.
  const legend = page.getByRole('group', { name: 'اقترح من الأنواع' }).getByRole('button')
  for (const button of await legend.all()) await button.press('Space')
  await page.getByText('لا اقتراح يوافق التصفية').waitFor()
  await page.getByRole('button', { name: 'اعرض الكل' }).press('Enter')
  await page.locator('.suggestion-row').first().waitFor()
  expect(await page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true)

  await page.keyboard.press('KeyL')
  for (let left = await waiting(page); left > 0; left--) {
    await page.keyboard.press('KeyY')
    await expect.poll(() => waiting(page), SOON).toBeLessThan(left)
  }
  await page.getByText('ينقلك إلى مقال فيه اقتراحات').waitFor()
  await takePicture(page, 'review-08-decided')
  expect(await findBarriers(page)).toEqual([])
  await page.keyboard.press('Shift+KeyN')
  await expect.poll(() => page.locator('.ProseMirror').textContent(), SOON).toMatch(/^قالت/)
  await page.locator('.suggestion-card').waitFor()
  expect(await page.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true)
  await page.keyboard.press('KeyY')
  await page.locator('.ProseMirror .span').first().waitFor()
  await close()
})

it('filters and sorts all claims by the entities that say them and that they are about', async () => {
  const folder = makeFolder()
  const file = join(folder, 'project.isnad')
  addClaims(file)
  const { page, close } = await openProgram(join(folder, 'profile'), [file])
  await page.keyboard.press('Control+Shift+KeyK')
  const rows = page.locator('.claim-row')
  await expect.poll(() => rows.count(), SOON).toBe(3)
  await takePicture(page, 'review-04-claims')
  expect(await findBarriers(page)).toEqual([])
  await page.getByLabel('القائل', { exact: true }).selectOption({ label: 'تركيا (٢)' })
  await expect.poll(() => rows.count(), SOON).toBe(2)
  await page.getByLabel('عمّن', { exact: true }).selectOption({ label: 'تنظيم الدولة (٢)' })
  await expect.poll(() => rows.count(), SOON).toBe(1)
  await page.getByLabel('بحث').fill('لا وجود لها')
  await page.getByText('لا ادعاء يوافق هذه الشروط.').waitFor()
  await takePicture(page, 'review-05-no-claims')
  await page.getByRole('button', { name: 'اعرض الكل' }).last().click()
  await expect.poll(() => rows.count(), SOON).toBe(3)

  await page.getByRole('button', { name: 'رتّب حسب عمّن' }).press('Enter')
  expect(await rows.last().locator('.about').textContent()).toBe('')
  await rows.first().focus()
  await page.getByRole('button', { name: 'كل ما يُقال عن «تنظيم الدولة»' }).press('Enter')
  await expect.poll(() => rows.count(), SOON).toBe(2)
  await close()
})

/** A project with three claims, two of them said by one entity under two names. */
function addClaims(file: string): void {
  const db = newProject(file, 'project')
  const by = becomeMember(db, 'سلمى').id
  const text = 'قالت أنقرة إن داعش انسحب. وقالت تركيا إن القتال توقف. وقال شاهد إن داعش عاد.'
  const articleId = addText(db, text, by)
  const mention = (quote: string) => createAnnotation(db, draftOf(articleId, text, quote), by).id
  const add = (content: string, source: string): void => {
    const start = text.indexOf(source)
    const part = { start, end: start + source.length, text: source }
    const { id } = createAnnotation(db, draftOf(articleId, text, content, 'claim'), by)
    setClaim(db, id, { source: part, cue: null, polarity: 'asserts', hedged: false }, by)
  }
  const last = createAnnotation(db, { ...draftOf(articleId, text, 'داعش'), ...lastOf(text, 'داعش') }, by).id
  linkMentions(db, [mention('أنقرة'), mention('تركيا')], createEntity(db, { name: 'تركيا' }, by).id, by)
  linkMentions(db, [mention('داعش'), last], createEntity(db, { name: 'تنظيم الدولة' }, by).id, by)
  add('داعش انسحب', 'أنقرة')
  add('القتال توقف', 'تركيا')
  add('داعش عاد', 'شاهد')
  closeProject(db)
}

function lastOf(text: string, quote: string) {
  const start = text.lastIndexOf(quote)
  return { startCodePoint: start, endCodePoint: start + quote.length }
}

/** The number that Arabic digits in a text say. */
function readArabic(text: string): number {
  const digits = [...text].map((each) => '٠١٢٣٤٥٦٧٨٩'.indexOf(each)).filter((digit) => digit >= 0)
  return Number(digits.join(''))
}
