import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { findBarriers } from '../support/barriers.ts'
import { openText, readSelection, settle } from '../support/open-articles.ts'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { locateQuote, openArticle, takePicture, waitUntilSaved } from '../support/window.ts'

const TEXT = [
  'سطر أول',
  'قال يوم 28 مايو إن شبكة CNN Arabic نشرت 3500 خبر عن المدينة، وبالمدينة بقي الوزير محمد وحده.',
  'وهذه جملة ثانية قصيرة. وهذه ثالثة بعدها.',
].join('\n')

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<string> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 3 })
  await page.mouse.up()
  await settle(page)
  return readSelection(page)
}

describe('the mouse', () => {
  it('takes whole words and numbers, particles where they come off, letters with Alt, and moves ends', async () => {
    const { page } = await openText(TEXT)
    const number = await locateQuote(page, '28')
    const month = await locateQuote(page, 'مايو')
    // In the space beside the number, and on each of its digits: right to left, the number begins at its right side.
    for (const beside of [1, -4, -9, -18])
      expect((await drag(page, { x: number.from.x + beside, y: number.from.y }, month.to)).trim()).toBe('28 مايو')
    expect((await drag(page, month.to, { x: number.from.x - 3, y: number.from.y })).trim()).toBe('28 مايو')

    const inside = await locateQuote(page, 'لمدينة بقي')
    expect(await drag(page, inside.from, inside.to)).toBe('المدينة بقي')
    await page.keyboard.down('Alt')
    const letters = await locateQuote(page, 'زير مح')
    expect(await drag(page, letters.from, letters.to)).toBe('زير مح')
    await page.keyboard.up('Alt')

    const word = await locateQuote(page, 'مدينة بقي')
    await page.mouse.dblclick(word.from.x - 4, word.from.y)
    expect(await readSelection(page)).toBe('المدينة')
    await page.mouse.click(word.from.x - 4, word.from.y, { clickCount: 3 })
    await settle(page)
    expect(await readSelection(page)).toBe(TEXT.split('\n')[1])

    await dragEnds(page)
  })
})

/** Marks a name, drags its end over the next word, and looks at the menu and at undo. */
async function dragEnds(page: Page): Promise<void> {
  const name = await locateQuote(page, 'الوزير')
  await page.mouse.dblclick(name.to.x + 6, name.to.y)
  await page.keyboard.press('Digit1')
  await waitUntilSaved(page)
  const end = (await page.locator('[data-bound=end]').boundingBox())!
  const target = await locateQuote(page, 'محمد')
  await drag(page, { x: end.x + end.width / 2, y: end.y + end.height / 2 }, { x: target.to.x + 2, y: target.to.y })
  await page.locator('.list-row', { hasText: 'الوزير محمد' }).waitFor()
  await page.locator('[data-annotation-id].actor').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'حدث' }).click()
  await page.locator('[data-annotation-id].event').first().waitFor()
  await waitUntilSaved(page)
}

describe('spans', () => {
  it('leave every letter as wide as it was, also inside of a word', async () => {
    const { page } = await openText(TEXT)
    const before = await page.evaluate(measureLetters)
    await page.keyboard.down('Alt')
    const parts = ['زير مح', 'دين', 'ايو إن', '50', 'NN Ar']
    for (const [index, quote] of parts.entries()) {
      const { from, to } = await locateQuote(page, quote)
      await drag(page, from, to)
      await page.keyboard.up('Alt')
      await page.keyboard.press(`Digit${index + 1}`)
      await waitUntilSaved(page)
      await page.keyboard.press('Escape')
      await page.keyboard.down('Alt')
    }
    await page.keyboard.up('Alt')
    await expect.poll(() => page.locator('.sign').count()).toBeGreaterThanOrEqual(parts.length)
    const after = await page.evaluate(measureLetters)
    expect(after.length).toBe(before.length)
    const moved = after.filter((edge, index) => Math.abs(edge - before[index]!) > 0.1)
    expect(moved).toEqual([])
    await expect.poll(() => page.locator('.article-text .span').count()).toBeGreaterThanOrEqual(parts.length)
  })
})

/** Left and right edges of every letter of the text, in its order. */
function measureLetters(): number[] {
  const walker = document.createTreeWalker(document.querySelector('.ProseMirror')!, NodeFilter.SHOW_TEXT)
  const edges: number[] = []
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null)
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      const { left, right } = range.getBoundingClientRect()
      edges.push(left, right)
    }
  return edges
}

describe('every theme', () => {
  it('has no serious barrier in the library, the text, the palette and the sheet of keys', async () => {
    const { page } = await openProgram(makeFolder())
    for (const [theme, name] of [
      ['warm', 'دافئة'],
      ['dark', 'داكنة'],
      ['contrast', 'تباين عالٍ'],
    ] as const) {
      await page.getByRole('button', { name: 'شكل العرض' }).click()
      await page.getByRole('radio', { name }).click({ force: true })
      await page.keyboard.press('Escape')
      expect(await page.evaluate(() => document.documentElement.dataset.paper)).toBe(theme)
      expect(await findBarriers(page), `library, ${theme}`).toEqual([])
      await openArticle(page, 'انتخابات نُوار')
      await page.locator('[data-annotation-id].claim').first().click()
      await page.locator('.inspector').waitFor()
      expect(await findBarriers(page), `text, ${theme}`).toEqual([])
      await takePicture(page, `21-${theme}-text`)
      for (const [key, view] of [['Control+KeyK', 'palette'] as const, ['F1', 'sheet'] as const]) {
        await page.locator('.ProseMirror').focus()
        await page.keyboard.press(key)
        await page.getByRole('dialog').waitFor()
        expect(await findBarriers(page), `${view}, ${theme}`).toEqual([])
        await takePicture(page, `21-${theme}-${view}`)
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await page.getByRole('button', { name: 'المقالات' }).first().click()
      await page.locator('[data-article-id]').first().waitFor()
    }
  })
})
