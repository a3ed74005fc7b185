import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { CHECKOUT, type Program } from './program.ts'

/** Where a journey leaves pictures to be looked at. */
const PICTURES = `${CHECKOUT}/out/journeys`

/** Answers the next system dialogs with a path, as a person would by choosing it. */
export async function choosePath({ inMain }: Program, path: string): Promise<void> {
  const chosen = JSON.stringify(path)
  await inMain(`void Object.assign(electron.dialog, {
showOpenDialog: async () => ({ canceled: false, filePaths: [${chosen}] }),
showSaveDialog: async () => ({ canceled: false, filePath: ${chosen} }) })`)
}

/** Saves a picture under a name, to be looked at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

/** Runs a command of the project menu. */
export async function useMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'قائمة المشروع' }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Opens an article from the library by the words of its title. */
export async function openArticle(page: Page, title: string): Promise<void> {
  await page.locator('[data-article-id] .title-link', { hasText: title }).first().click()
  await page.locator('.ProseMirror').waitFor()
}

/** Waits until the window says that the last change is in the file. */
export async function waitUntilSaved(page: Page): Promise<void> {
  await page.locator('[data-save-state=saved]').waitFor()
}

/** Where a quote stands in the window: the points at which a person would press and let go to mark it. */
export async function locateQuote(page: Page, quote: string): Promise<{ from: Point; to: Point }> {
  const found = await page.evaluate((wanted) => {
    const root = document.querySelector('.ProseMirror')!
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const nodes: { node: Text; start: number }[] = []
    let text = ''
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push({ node: node as Text, start: text.length })
      text += (node as Text).data
    }
    const at = text.indexOf(wanted)
    if (at < 0) return null
    const place = (offset: number) => {
      const holder = nodes.findLast(({ start }) => start <= offset)!
      return [holder.node, offset - holder.start] as const
    }
    const charRect = (offset: number): DOMRect => {
      const range = document.createRange()
      const [node, inner] = place(offset)
      range.setStart(node, inner)
      range.setEnd(node, inner + 1)
      return range.getBoundingClientRect()
    }
    place(at)[0].parentElement?.scrollIntoView({ block: 'center' })
    // Right to left: a person presses at the right edge of the first letter; before a number, which runs the other way,
    // in the space beside it.
    const before = at > 0 ? charRect(at - 1) : undefined
    const first = charRect(at)
    const last = charRect(at + wanted.length - 1)
    const inNumber = /[0-9A-Za-z]/.test(wanted[0]!)
    const sameLine = before !== undefined && Math.abs(before.top - first.top) < first.height / 2 && before.width > 0
    return {
      from: { x: inNumber && sameLine ? before.left + 0.5 : first.right - 1, y: first.top + first.height / 2 },
      to: { x: last.left + 0.5, y: last.top + last.height / 2 },
    }
  }, quote)
  if (found === null) throw new RangeError('the quote is not on the page')
  return found
}

export type Point = { x: number; y: number }

/** Marks a quote as a person does: press at its beginning, drag to its end, let go. */
export async function dragOver(page: Page, quote: string): Promise<void> {
  await locateQuote(page, quote)
  await page.waitForTimeout(150)
  const { from, to } = await locateQuote(page, quote)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

/** Marks a quote by mouse and gives it a label from the picker; `before` answers what the window asks meanwhile. */
export async function markByMouse(
  page: Page,
  quote: string,
  label: string,
  before: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  await dragOver(page, quote)
  await page.getByRole('toolbar', { name: 'اختر وسم العبارة المحددة' }).getByRole('button', { name: label }).click()
  await before(page)
  await waitUntilSaved(page)
}
