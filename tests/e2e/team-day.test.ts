import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { findBarriers } from '../support/barriers.ts'
import { makeCli } from '../support/cli.ts'
import { readExportedLines } from '../support/exported.ts'
import { openProgram, type Program } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { describeShared, sharedPath } from '../support/shared.ts'
import { choosePath, markByMouse, openArticle, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

const CONTESTED = { title: 'شهدت مراحل الحرب', quote: 'تنظيم داعش' }
const AGREED = { title: 'دمشق إلى قطار', quote: 'زيارة' }

/** Three analysts; two see an actor where the third sees an event. */
const ANALYSTS = [
  ['ليلى', 'جهة فاعلة'],
  ['كريم', 'جهة فاعلة'],
  ['نور', 'حدث'],
] as const

const goToTeam = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Shift+KeyM')
  await page.locator('main.team').waitFor()
}

const handOut = async (lead: Program, name: string, copy: string): Promise<void> => {
  const { page } = lead
  await page.getByRole('button', { name: 'سلّم نسخة…' }).click()
  await page.getByRole('textbox', { name: 'لمن النسخة؟' }).fill(name)
  await choosePath(lead, copy)
  await page.getByRole('button', { name: 'اختر مكان النسخة…' }).click()
  await page.getByRole('heading', { name: 'النسخة جاهزة' }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'إغلاق' }).last().click()
}

/** An analyst's own day on their own machine: mark, say done, nothing of the others in sight. */
const annotate = async (profile: string, copy: string, name: string, label: string): Promise<void> => {
  const { page, close } = await openProgram(profile, [copy])
  await page.getByText(`نسخة ⁨${name}⁩ من مشروع`).waitFor()
  for (const [{ title, quote }, given] of [
    [CONTESTED, label],
    [AGREED, 'حدث'],
  ] as const) {
    await openArticle(page, title)
    expect(await page.locator('[data-annotation-id]').count()).toBe(0)
    await markByMouse(page, quote, given)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'أنجزتُ المقال' }).click()
    await page.locator('.done-mark .state.done').waitFor()
    await page.getByRole('button', { name: 'المقالات' }).first().click()
    await page.locator('[data-article-id]').first().waitFor()
  }
  await page.getByText('أنجزت اثنين من ٥').waitFor()
  await takePicture(page, `team-day-02-${name}`)
  await close()
}

describeShared('the team’s day on the five raw articles', () => {
  it('hands out, annotates apart, merges, adjudicates, exports, traces and verifies', async () => {
    const folder = makeFolder()
    const profile = join(folder, 'lead')
    const file = join(folder, 'تقارير.isnad')
    const copies = ANALYSTS.map(([name]) => join(folder, `${name}.isnad`))

    const lead = await openProgram(profile)
    await choosePath(lead, file)
    await useMenu(lead.page, 'مشروع جديد')
    await lead.page.getByText('ابدأ بإضافة مقالاتك').waitFor()
    await choosePath(lead, sharedPath('corpus', 'raw')!)
    await lead.page.getByRole('button', { name: 'استيراد مجلد' }).first().click()
    await lead.page.getByLabel('اسمك').fill('سلمى حداد')
    await lead.page.getByRole('button', { name: 'احفظ وتابع' }).click()
    await lead.page.getByText('أُضيفت ٥ مقالات').waitFor()
    await lead.page.keyboard.press('Escape')
    await goToTeam(lead.page)
    // Who made the project leads it, without having been told so.
    await lead.page.getByText('أنت وحدك في هذا المشروع').waitFor()
    expect(await findBarriers(lead.page)).toEqual([])
    await takePicture(lead.page, 'team-day-00-alone')
    for (const [at, [name]] of ANALYSTS.entries()) await handOut(lead, name, copies[at]!)
    await expect.poll(() => lead.page.locator('.team-table .state.none').count()).toBe(15)
    await takePicture(lead.page, 'team-day-01-handed-out')
    await lead.close()

    for (const [at, [name, label]] of ANALYSTS.entries())
      await annotate(join(folder, `profile-${at}`), copies[at]!, name, label)

    const again = await openProgram(profile, [file])
    const { page } = again
    await again.inMain(`void Object.assign(electron.dialog, {
showOpenDialog: async () => ({ canceled: false, filePaths: ${JSON.stringify(copies)} }) })`)
    await useMenu(page, 'دمج نسخ')
    await page.getByRole('heading', { name: 'ما الذي سيجلبه الدمج؟' }).waitFor()
    await takePicture(page, 'team-day-03-merge')
    await page.getByRole('button', { name: 'ادمج', exact: true }).click()
    await page.getByRole('heading', { name: 'تم الدمج' }).waitFor()
    await page.keyboard.press('Escape')
    await goToTeam(page)
    await expect.poll(() => page.locator('.team-table .state.done').count()).toBe(6)
    await page.getByText('عاد آخر مرة').first().waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'team-day-03-z-came-back')

    await page.keyboard.press('Control+Shift+KeyG')
    await page.locator('.adjudication-row', { hasText: CONTESTED.title }).click()
    await page.locator('.case-column').first().waitFor()
    expect(await page.locator('.case-column').count()).toBe(3)
    await takePicture(page, 'team-day-04-adjudicate')
    await page.keyboard.press('KeyM')
    await page.getByText('حُسمت حالات هذا المقال كلها').waitFor()
    await waitUntilSaved(page)
    await page.keyboard.press('Control+Shift+KeyG')
    await page
      .getByRole('button', { name: /^اقبل .*متفق/ })
      .first()
      .click()
    await waitUntilSaved(page)

    const out = join(folder, 'export')
    await choosePath(again, out)
    await useMenu(page, 'تصدير')
    await page.getByText('تم التصدير').waitFor()
    await page.keyboard.press('Escape')
    const rows = readExportedLines<{ id: string; layer: string; label: string; text: string; uri: string }>(out)
    const adjudicated = rows.filter(({ layer }) => layer === 'adjudicated')
    expect(rows.length - adjudicated.length).toBe(6)
    expect(adjudicated.map(({ text, label }) => [text, label]).sort()).toEqual([
      [CONTESTED.quote, 'actor'],
      [AGREED.quote, 'event'],
    ])

    await useMenu(page, 'تتبّع')
    await page.getByLabel('المعرّف أو العنوان').fill(adjudicated[0]!.uri)
    await page.getByRole('button', { name: 'تتبّع', exact: true }).click()
    await page.getByText('النص مطابق للملف الأصلي').waitFor()
    await takePicture(page, 'team-day-05-trace')
    await page.keyboard.press('Escape')
    await useMenu(page, 'فحص سلامة المشروع')
    await page.getByRole('dialog').waitFor()
    await takePicture(page, 'team-day-06-verify')
    await again.close()

    const cli = makeCli(profile)
    const repeated = await cli.json(['merge', file, ...copies])
    expect(repeated).toMatchObject({ new: 0, conflicts: [], quarantined: [] })
    expect(await cli.json(['verify', file])).toMatchObject({ ok: true, problems: [] })
    expect(await cli.json(['trace', file, adjudicated[0]!.id])).toMatchObject({ verified: true })
    const { ops } = (await cli.json(['log', file])) as { ops: { author: string }[] }
    expect(new Set(ops.map(({ author }) => author)).size).toBe(4)
  })
})
