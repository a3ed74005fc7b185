import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Claim } from '../../corpus/claim.ts'
import { findBarriers } from '../support/barriers.ts'
import { makeCli } from '../support/cli.ts'
import { readExportedLines } from '../support/exported.ts'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { ANALYSTS, makeAdjudicable } from '../support/three-analysts.ts'
import { typeArabic } from '../support/typist.ts'
import { choosePath, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

const dock = (page: Page) => page.getByRole('region', { name: 'الحالة المعروضة' })
const place = (page: Page) => dock(page).locator('.case-place').textContent()
const progress = (page: Page) => page.locator('.case-list > header .quiet').textContent()

/** A shared machine may take its time. */
const SOON = { timeout: 20_000 }

/** Waits until the view looks at another case than the given one. */
async function waitForOther(page: Page, before: string | null): Promise<void> {
  await expect.poll(() => place(page), SOON).not.toBe(before)
}

const readLines = (path: string): unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

describe('the adjudication', () => {
  it('decides by keys what three analysts marked, keeps the originals, and exports the adjudicated layer', async () => {
    const folder = makeFolder()
    const profile = join(folder, 'profile')
    mkdirSync(profile)
    const cli = makeCli(profile)
    const file = await makeAdjudicable(cli, folder, 'سلمى')
    const program = await openProgram(profile, [file])
    const { page } = program

    await page.keyboard.press('Control+Shift+KeyG')
    await page.getByRole('heading', { name: 'التحكيم' }).waitFor()
    await page.locator('.figures table').waitFor()
    await takePicture(page, 'adjudication-01-overview')
    expect(await findBarriers(page)).toEqual([])
    await page.locator('.adjudication-row').first().focus()
    await page.keyboard.press('Enter')
    await dock(page).locator('.case-column').first().waitFor()
    expect(await dock(page).locator('.case-column').count()).toBe(3)
    await takePicture(page, 'adjudication-02-article')
    expect(await findBarriers(page)).toEqual([])

    const keys = await typeArabic(page)
    const all = Number((await page.locator('.case-list .windowed-rows li').first().getAttribute('aria-setsize'))!)
    expect(all).toBeGreaterThan(60)
    // Names are hidden, and nothing on the page tells them.
    await keys.press('KeyA')
    await page.getByText('المحلل أ', { exact: true }).first().waitFor()
    const html = await page.locator('.adjudication').innerHTML()
    for (const name of ANALYSTS) expect(html).not.toContain(name)
    await takePicture(page, 'adjudication-03-anonymous')

    // All that is agreed, as one act; the name is asked for once.
    await keys.press('Shift+KeyG')
    await page.getByLabel('اسمك').fill('سلمى')
    await page.keyboard.press('Enter')
    await waitUntilSaved(page)
    await expect.poll(() => progress(page), SOON).not.toContain('لم يُحسم')
    const agreed = await progress(page)
    await page.locator('.notice', { hasText: 'نُقل إلى التحكيم' }).first().waitFor()
    await takePicture(page, 'adjudication-03b-carried')

    // A majority, one analyst's, a rejection with its reason, an edited one.
    await keys.press('KeyN')
    let before = await place(page)
    await keys.press('KeyM')
    await waitForOther(page, before)
    await waitUntilSaved(page)
    expect(await progress(page)).not.toBe(agreed)
    await keys.press('KeyU')
    await expect.poll(() => progress(page), SOON).toBe(agreed)
    await expect.poll(() => place(page), SOON).toBe(before)

    before = await place(page)
    const column = await dock(page).locator('.case-column:has(.button)').first().getByRole('heading').textContent()
    const digit = 'أبج'.indexOf(column!.trim().at(-1)!) + 1
    await keys.press(`Digit${digit}`)
    await waitForOther(page, before)

    before = await place(page)
    await keys.press('KeyR')
    await page.getByLabel('سبب الرفض').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), SOON).toBe('INPUT')
    await page.keyboard.type('ليس مما نسِمه')
    await takePicture(page, 'adjudication-04-reject')
    await page.keyboard.press('Enter')
    await waitForOther(page, before)

    before = await place(page)
    await keys.press('KeyE')
    await page.locator('.case-edit').waitFor()
    await takePicture(page, 'adjudication-05-edit')
    expect(await findBarriers(page)).toEqual([])
    await keys.press('KeyK')
    await keys.press('KeyJ')
    const editor = page.locator('.case-edit')
    await editor.locator('summary').click()
    await editor.getByRole('radio', { name: 'مختلط' }).press('Space')
    await editor.getByLabel('عند القائل').selectOption('PR+')
    await editor.locator('.claim-certainty').scrollIntoViewIfNeeded()
    await takePicture(page, 'adjudication-05b-claim')
    await page.locator('.case-edit').getByRole('button', { name: 'احفظ التحكيم' }).press('Enter')
    await waitForOther(page, before)

    // The rest: the majority where there is one, else the first who marked something.
    for (let step = 0; step < all; step++) {
      if ((await page.getByText('حُسمت حالات هذا المقال كلها').count()) > 0) break
      before = await place(page)
      const hasMajority = await dock(page).locator('.case-acts .button').first().isEnabled()
      if (hasMajority) await keys.press('KeyM')
      else {
        const heading = await dock(page).locator('.case-column:has(.button)').first().getByRole('heading').textContent()
        await keys.press(`Digit${'أبج'.indexOf(heading!.trim().at(-1)!) + 1}`)
      }
      await expect
        .poll(async () => (await place(page)) !== before || (await page.locator('.case-decided').count()) > 0, SOON)
        .toBe(true)
    }
    await waitUntilSaved(page)
    await takePicture(page, 'adjudication-06-done')
    await page.getByRole('radio', { name: 'أرقام الاتفاق' }).press('Space')
    await page.locator('.figures table').waitFor()
    await takePicture(page, 'adjudication-07-figures')
    expect(await findBarriers(page)).toEqual([])

    await page.keyboard.press('F1')
    await page.getByRole('heading', { name: 'التحكيم', level: 3 }).waitFor()
    await page.keyboard.press('Escape')

    const out = join(folder, 'out')
    await choosePath(program, out)
    await useMenu(page, 'سجل')
    await page.locator('.acts li').first().waitFor()
    await takePicture(page, 'adjudication-08-history')
    await program.close()

    await cli.json(['export', file, '--format', 'jsonl', '--out', out, '--layer', 'adjudicated'])
    type Row = {
      id: string
      rule: string
      claim: Claim | null
      annotator: string
      tool: string
      layer: string
      entity: string | null
    }
    const rows = readExportedLines<Row>(out)
    expect(rows.length).toBeGreaterThan(50)
    expect(rows.filter(({ entity }) => entity !== null).length).toBeGreaterThan(5)
    expect(rows.find(({ rule }) => rule === 'edit')?.claim).toMatchObject({
      speech: 'mixed',
      factuality: { source: 'PR+' },
    })
    const links = readLines(join(out, 'links.jsonl')) as { from: string; to: string }[]
    expect(links.length).toBeGreaterThan(2)
    const ids = new Set(rows.map(({ id }) => id))
    expect(links.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true)
    expect(new Set(rows.map(({ layer, annotator, tool }) => `${layer} ${annotator} ${tool}`))).toEqual(
      new Set(['adjudicated سلمى adjudication']),
    )
    const { ok, problems } = (await cli.json(['verify', file])) as { ok: boolean; problems: unknown[] }
    expect({ ok, problems }).toEqual({ ok: true, problems: [] })
  })

  it('shows in English and in the dark what came since a decision', async () => {
    const folder = makeFolder()
    const profile = join(folder, 'profile')
    mkdirSync(profile)
    const cli = makeCli(profile)
    const file = await makeAdjudicable(cli, folder, 'سلمى')
    const first = await openProgram(profile, [file])
    await first.page.getByRole('button', { name: 'شكل العرض' }).click()
    await first.page.getByRole('radio', { name: 'English' }).press('Space')
    await first.page.getByRole('radio', { name: 'Dark' }).press('Space')
    await first.page.keyboard.press('Escape')
    await first.page.keyboard.press('Control+Shift+KeyG')
    await first.page.locator('.adjudication-row').first().click()
    await first.page.locator('.case-column').first().waitFor()
    await first.page.keyboard.press('KeyM')
    await first.page.getByRole('dialog').getByRole('textbox').fill('سلمى')
    await first.page.keyboard.press('Enter')
    await waitUntilSaved(first.page)
    await first.page.keyboard.press('KeyK')
    await first.page.locator('.case-decided').waitFor()
    await takePicture(first.page, 'adjudication-09-english-dark')
    expect(await findBarriers(first.page)).toEqual([])
    await first.close()

    const [article] = ((await cli.json(['list', file])) as { articles: { id: string }[] }).articles
    const line = JSON.stringify({ articleId: article!.id, label: 'event', start: 0, end: 4, text: 'هدنة' })
    writeFileSync(join(folder, 'late.jsonl'), line)
    await cli.json(['annotations', 'import', file, join(folder, 'late.jsonl'), '--format', 'jsonl', '--as', 'نور'])

    const { page, close } = await openProgram(profile, [file])
    await page.keyboard.press('Control+Shift+KeyG')
    await page.locator('.adjudication-row').getByText('News in one case').waitFor()
    await takePicture(page, 'adjudication-10-news')
    await page.locator('.adjudication-row').first().click()
    await page.getByText('An annotation was added since.').waitFor()
    expect(await dock(page).count()).toBe(0)
    expect(await page.locator('.case-column').count()).toBe(4)
    await takePicture(page, 'adjudication-11-since')
    await close()
  })
})
