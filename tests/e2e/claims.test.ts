import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { listSuggestions } from '../../corpus/suggest/suggestion-rows.ts'
import { readText } from '../../electron/readers/text.ts'
import { findBarriers } from '../support/barriers.ts'
import { countHandKeys } from '../support/hand-keys.ts'
import { openArticles } from '../support/open-articles.ts'
import { describeShared, sharedPath } from '../support/shared.ts'
import { type Typist, typeArabic } from '../support/typist.ts'
import { dragOver, takePicture, waitUntilSaved } from '../support/window.ts'

/** A machine that does other things as well needs longer than a second now and then. */
const SOON = { timeout: 20_000 }

const card = (page: Page) => page.getByRole('region', { name: 'الاقتراح الحالي' })
const waiting = (page: Page) => page.getByText(/الاقتراحات \(/)
const source = (page: Page) => page.locator('.claim-part.source .claim-part-text')

const currentKey = (page: Page) =>
  page.evaluate(() => document.querySelector('.suggested.current')?.getAttribute('data-suggestion') ?? '')

/** Presses a key and waits until another suggestion is looked at, or none. */
async function decide(page: Page, typist: Typist, chord: string): Promise<void> {
  const before = await currentKey(page)
  await typist.press(chord)
  await expect.poll(() => currentKey(page), SOON).not.toBe(before)
}

/** Walks to the next claim; where there is none, says so. */
async function walkToClaim(page: Page, typist: Typist): Promise<void> {
  for (let step = 0; step < 200 && (await page.locator('.suggestion-card .claim-fields').count()) === 0; step++)
    await decide(page, typist, 'KeyL')
}

describeShared('a whole raw article', () => {
  it('is reviewed by keys alone, its claims corrected and linked, in far fewer keys than by hand', async () => {
    const raw = sharedPath('corpus', 'raw')!
    const file = join(raw, readdirSync(raw).sort()[0]!)
    const { page, close } = await openArticles([file])
    const typist = await typeArabic(page)
    const rows = listSuggestions(readText(readFileSync(file), file).text)

    await typist.press('KeyQ')
    await card(page).waitFor()
    await expect.poll(async () => waiting(page).textContent(), SOON).toContain('(')

    // One claim first: its source is another one, marked in the text; then it denies and is hedged.
    await walkToClaim(page, typist)
    await typist.press('Slash')
    await page.locator('.why').waitFor()
    await takePicture(page, 'claims-01-why')
    await typist.press('Slash')
    const before = await source(page).textContent()
    await typist.press('Digit6')
    await page.locator('.mark-bar').waitFor()
    await takePicture(page, 'claims-02-marking')
    expect(await findBarriers(page)).toEqual([])
    await typist.press('Escape')
    await page.locator('.mark-bar').waitFor({ state: 'detached' })
    await typist.press('Digit6')
    await typist.press('Alt+ArrowUp')
    await typist.press('KeyW')
    await typist.press('KeyW')
    await typist.press('Enter')
    await expect.poll(() => source(page).textContent(), SOON).not.toBe(before)
    const marked = await source(page).textContent()
    await takePicture(page, 'claims-03-source')
    await decide(page, typist, 'KeyY')
    await waitUntilSaved(page)

    // Everything else: what is rather sure is accepted, the rest refused.
    let left = rows.length - 1
    for (; left > 0 && (await currentKey(page)) !== ''; left--) {
      const why = (await card(page).locator('.suggestion-why').textContent()) ?? ''
      await decide(page, typist, readArabic(why) < 60 ? 'KeyB' : 'KeyY')
    }
    await waitUntilSaved(page)
    const reviewed = typist.count()
    await page.getByText('حُسمت اقتراحات هذا المقال').waitFor()
    expect(await page.locator('.suggestion-list .list-row').count()).toBe(0)
    await takePicture(page, 'claims-04-reviewed')

    // The claim as it was stored: the marked source, also after it is looked at again.
    await typist.press('KeyQ')
    await typist.press('Control+Home')
    for (let step = 0; step < 200 && (await page.locator('.claim-links').count()) === 0; step++)
      await typist.press('KeyN')
    expect(await source(page).textContent()).toBe(marked)
    await page.locator('.ProseMirror').focus()
    await typist.press('Digit0')
    await expect.poll(() => source(page).textContent(), SOON).toBe('لا قائل مذكور')
    await typist.press('Control+KeyZ')
    await expect.poll(() => source(page).textContent(), SOON).toBe(marked)

    // By mouse the selected words become the part when the button is let go.
    await typist.press('Digit6')
    await dragOver(page, 'تقارير عديدة')
    await expect.poll(() => source(page).textContent(), SOON).toBe('تقارير عديدة')
    await waitUntilSaved(page)

    const offered = page.locator('.link-chip.offered')
    const linked = page.locator('.link-chip:not(.offered)')
    await expect.poll(() => offered.count(), SOON).toBeGreaterThan(0)
    const count = await offered.count()
    await typist.press('Equal')
    await expect.poll(() => linked.count(), SOON).toBe(count)
    await page.locator('.claim-links').scrollIntoViewIfNeeded()
    await takePicture(page, 'claims-05-linked')
    expect(await findBarriers(page)).toEqual([])
    await page.locator('.ProseMirror').focus()
    await typist.press('Control+KeyZ')
    await expect.poll(() => offered.count(), SOON).toBe(count)
    await typist.press('Control+Shift+KeyZ')
    await expect.poll(() => linked.count(), SOON).toBe(count)

    await typist.press('Control+Shift+KeyK')
    await page.locator('.claim-row').first().waitFor()
    await page.getByLabel('بحث').fill('النفط')
    await page.keyboard.press('ArrowDown')
    await page.locator('.claim-row:focus').waitFor()
    await page.keyboard.press('KeyB')
    await page.keyboard.press('Digit2')
    await page.locator('.claim-row[aria-current=true] .code', { hasText: 'B2' }).waitFor()
    await waitUntilSaved(page)
    await takePicture(page, 'claims-06-table')
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.locator('.ProseMirror .span.claim.chosen').first().waitFor()

    const byHand = countHandKeys(readText(readFileSync(file), file).text, rows)
    process.stdout.write(
      `keys: ${reviewed} to review ${rows.length} suggestions, at least ${byHand} to mark them by hand\n`,
    )
    expect(reviewed).toBeLessThan(byHand / 2)
    await close()
  })
})

/** The number that Arabic digits in a sentence say. */
function readArabic(text: string): number {
  const digits = [...text].map((each) => '٠١٢٣٤٥٦٧٨٩'.indexOf(each)).filter((digit) => digit >= 0)
  return Number(digits.join(''))
}
