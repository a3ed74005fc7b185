import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openArticles, openText, settle } from '../support/open-articles.ts'
import { colourCaret, findPaintedCaret } from '../support/painted-caret.ts'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { describeShared, sharedPath } from '../support/shared.ts'
import { type Typist, typeArabic, typeLatin } from '../support/typist.ts'
import { openArticle, takePicture, waitUntilSaved } from '../support/window.ts'

const MIXED = ['سطر أول', 'قال يوم 28 مايو إن شبكة CNN Arabic نشرت 3500 خبر، و7.9% منها عن New York Times أمس.'].join(
  '\n',
)
const COUNT = 60
const LABELS = ['actor', 'event', 'date', 'amount', 'claim'] as const

describe('arrow keys in a right-to-left line with numbers and Latin names', () => {
  it('move the painted caret to the side that they point to, every time, also at the edges of spans', async () => {
    const { page } = await openText(MIXED)
    await colourCaret(page)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Alt+ArrowDown')
    await mark(page, 2, 'Digit3')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Alt+ArrowDown')
    await settle(page)
    for (const [key, sign] of [['ArrowLeft', -1] as const, ['ArrowRight', 1] as const]) {
      let before = await findPaintedCaret(page)
      for (let step = 0; step < 52; step++) {
        await page.keyboard.press(key)
        const now = await findPaintedCaret(page)
        expect((now - before) * sign, `${key}, step ${step}: from ${before} to ${now}`).toBeGreaterThan(0)
        before = now
      }
    }
  })
})

/** Selects the word that many words on, and gives it a label. */
async function mark(page: Page, words: number, key: string): Promise<void> {
  for (let word = 0; word < words; word++) await page.keyboard.press('Control+ArrowLeft')
  await page.keyboard.press('KeyW')
  await page.keyboard.press(key)
  await waitUntilSaved(page)
}

describe('the sheet of keys', () => {
  it('shows the letters of the layout, refuses a key that is taken, and keeps a new one over a restart', async () => {
    const folder = makeFolder()
    const first = await openProgram(folder)
    await openArticle(first.page, 'انتخابات نُوار')
    const { press } = await typeArabic(first.page)
    await press('KeyN')
    await press('F1')
    const sheet = first.page.getByRole('dialog')
    const entry = sheet.locator('dl > div', { hasText: 'الوسم التالي' })
    await entry.getByText('N ى').waitFor()
    await entry.getByRole('button').click()
    await press('KeyP')
    await entry.getByRole('alert').waitFor()
    await entry.getByRole('button').click()
    await press('F9')
    await entry.getByText('F9').waitFor()
    await first.close()

    const second = await openProgram(folder)
    await openArticle(second.page, 'انتخابات نُوار')
    await second.page.keyboard.press('KeyN')
    expect(await second.page.locator('.list-row[aria-current=true]').count()).toBe(0)
    await second.page.keyboard.press('F9')
    await second.page.locator('.list-row[aria-current=true]').waitFor()
  })
})

describe('the palette', () => {
  it('finds a command in English or Arabic, in any spelling, and an article by its title', async () => {
    const { page } = await openProgram(makeFolder())
    await page.keyboard.press('Control+KeyP')
    await page.keyboard.type('انتخابات نوار')
    await page.keyboard.press('Enter')
    await page.locator('[data-annotation-id]').first().waitFor()
    for (const [query, layout] of [['one sentence', 'sentence'] as const, ['كل جمله', 'line'] as const]) {
      await page.keyboard.press('Control+KeyK')
      await page.getByRole('combobox').waitFor()
      await page.keyboard.type(query)
      await page.keyboard.press('Enter')
      await page.locator(`.article-text.by-${layout}`).waitFor()
    }
  })
})

describeShared('sixty annotations of all labels on a raw article', () => {
  it.each([
    ['a Latin layout', async (page: Page) => typeLatin(page)],
    ['an Arabic layout', typeArabic],
  ])('are made by keyboard alone on %s', async (name, sit) => {
    const { page } = await openArticles([rawArticle()])
    const typist = await sit(page)
    const began = performance.now()
    for (let index = 0; index < COUNT; index++) await annotateByKeys(page, typist, index)
    report(name, 'keys', typist.count(), performance.now() - began)
    await expectAll(page)
    await takePicture(page, `20-keyboard-${name.replaceAll(' ', '-')}`)
  })

  it('are made by mouse alone', async () => {
    const { page } = await openArticles([rawArticle()])
    let clicks = 0
    const began = performance.now()
    const places = await page.evaluate(placesOfWords, COUNT)
    for (const [index, offset] of places.entries()) {
      const at = await page.evaluate(locateOffset, offset)
      await page.mouse.dblclick(at.x, at.y)
      clicks += 2
      await page
        .locator('.label-picker .picker-label')
        .nth(index % LABELS.length)
        .click()
      clicks++
      await expect.poll(() => countRows(page), { interval: 15 }).toBe(index + 1)
      if (LABELS[index % LABELS.length] !== 'claim') continue
      await page.locator('.rating .choice').nth(1).click()
      await page.locator('.rating .choice').nth(7).click()
      clicks += 2
    }
    report('mouse', 'clicks', clicks, performance.now() - began)
    await expectAll(page)
  })
})

/** Three words on, that word or two of them, a label; a claim is rated B2. Now and then an end is moved. */
async function annotateByKeys(page: Page, { press }: Typist, index: number): Promise<void> {
  const label = LABELS[index % LABELS.length]!
  if (index === 0) await press('Control+Home')
  for (let word = 0; word < 3; word++) await press('Control+ArrowLeft')
  await press('KeyW')
  if (index % 3 === 0) await press('KeyW')
  await press(`Digit${LABELS.indexOf(label) + 1}`)
  await expect.poll(() => countRows(page), { interval: 15 }).toBe(index + 1)
  if (label === 'claim') {
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.rating') !== null)).toBe(true)
    await press('KeyB')
    await press('Digit2')
    await press('Escape')
  }
  if (index % 10 === 7) await press('KeyJ')
}

async function expectAll(page: Page): Promise<void> {
  await waitUntilSaved(page)
  const counts = await page.locator('.legend-label .count').allTextContents()
  expect(counts).toEqual(LABELS.map(() => (COUNT / LABELS.length).toLocaleString('ar-u-nu-arab')))
}

function countRows(page: Page): Promise<number> {
  return page.evaluate(() => Number(document.querySelector('.windowed-rows > li')?.getAttribute('aria-setsize') ?? 0))
}

function report(name: string, unit: string, count: number, milliseconds: number): void {
  const each = (value: number): string => (value / COUNT).toFixed(2)
  console.log(`${name}: ${COUNT} annotations, ${each(count)} ${unit} and ${each(milliseconds / 1000)} s each`)
}

function rawArticle(): string {
  return sharedPath('corpus', 'raw', '004_ac23645d4c670404.txt')!
}

/** Offsets in the window's text of that many words of four letters and more, evenly spread. */
function placesOfWords(count: number): number[] {
  const text = document.querySelector('.ProseMirror')!.textContent!
  const words = [...text.matchAll(/(?<![\p{L}\p{M}])\p{L}{4,}(?![\p{L}\p{M}])/gu)]
  return Array.from({ length: count }, (_, at) => words[Math.floor((at * words.length) / count)]!.index + 2)
}

/** The middle of the letter at an offset of the window's text, brought into view. */
function locateOffset(offset: number): { x: number; y: number } {
  const walker = document.createTreeWalker(document.querySelector('.ProseMirror')!, NodeFilter.SHOW_TEXT)
  let rest = offset
  for (let node = walker.nextNode() as Text; ; node = walker.nextNode() as Text) {
    if (rest >= node.length) {
      rest -= node.length
      continue
    }
    node.parentElement!.scrollIntoView({ block: 'center' })
    const range = document.createRange()
    range.setStart(node, rest)
    range.setEnd(node, rest + 1)
    const box = range.getBoundingClientRect()
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  }
}
