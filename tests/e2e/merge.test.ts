import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeArticle } from '../../db/article.ts'
import { findOrAddMember } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { findBarriers } from '../support/barriers.ts'
import { makeCli } from '../support/cli.ts'
import { openProgram, type Program } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { openArticle, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

const TEXT = 'افتتاح الجسر الجديد\n\nقال الوزير سامر إن الجسر آمن. وأضاف أن العمل يستمر عامًا كاملًا.\n'

/** A lead's project and three copies of it, all annotated apart by the command line, each under settings of its own. */
async function makeCopies(folder: string) {
  const lead = join(folder, 'المشروع.isnad')
  const cli = makeCli(join(folder, 'lead'))
  writeFileSync(join(folder, 'الجسر.txt'), TEXT)
  await cli.call(['new', lead, '--title', 'أخبار المدينة', '--as', 'سلمى'])
  await cli.call(['import', lead, join(folder, 'الجسر.txt'), '--as', 'سلمى'])
  const { articles } = (await cli.json(['list', lead])) as { articles: { id: string; sha256: string }[] }
  const { id: articleId, sha256 } = articles[0]!
  const annotate = async (by: typeof cli, project: string, name: string, label: string, quote: string) => {
    const start = [...TEXT.slice(0, TEXT.indexOf(quote))].length
    const row = { articleId, articleSha256: sha256, label, start, end: start + [...quote].length, text: quote }
    writeFileSync(join(folder, 'row.jsonl'), JSON.stringify(row))
    await by.json(['annotations', 'import', project, join(folder, 'row.jsonl'), '--format', 'jsonl', '--as', name])
  }
  const files: string[] = []
  for (const [name, label, quote] of [
    ['ليلى', 'actor', 'الوزير سامر'],
    ['كريم', 'claim', 'الجسر آمن'],
    ['نور', 'date', 'عامًا كاملًا'],
  ] as const) {
    const file = join(folder, `${name}.isnad`)
    copyFileSync(lead, file)
    await annotate(makeCli(join(folder, name)), file, name, label, quote)
    files.push(file)
  }
  return { lead, files, articleId, cli }
}

/** The next dialog for files answers with these. */
async function chooseFiles({ inMain }: Program, files: readonly string[]): Promise<void> {
  await inMain(`void Object.assign(electron.dialog, {
showOpenDialog: async () => ({ canceled: false, filePaths: ${JSON.stringify(files)} }) })`)
}

describe('a merge in the window', () => {
  it('says first what would come, merges, settles a conflict, and is undone as one act', {
    timeout: 240_000,
  }, async () => {
    const folder = makeFolder()
    const { lead, files, articleId, cli } = await makeCopies(folder)
    // Two describe the article apart from each other: a conflict.
    for (const [file, name, title] of [
      [files[0]!, 'ليلى', 'افتتاح الجسر: رأي ليلى'],
      [files[1]!, 'كريم', 'افتتاح الجسر: رأي كريم'],
    ] as const) {
      const db = openProject(file)
      describeArticle(db, articleId, { title }, findOrAddMember(db, name).id)
      closeProject(db)
    }
    const program = await openProgram(join(folder, 'lead'), [lead])
    const { page } = program
    await chooseFiles(program, files)
    await useMenu(page, 'دمج نسخ')
    await page.getByRole('heading', { name: 'ما الذي سيجلبه الدمج؟' }).waitFor()
    await page.getByText('موضع اختلاف واحد').waitFor()
    expect(await page.locator('.merge-authors li').count()).toBe(3)
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'merge-01-trial')

    await page.getByRole('button', { name: 'ادمج', exact: true }).click()
    await page.getByRole('heading', { name: 'تم الدمج' }).waitFor()
    await takePicture(page, 'merge-02-done')
    await page.getByRole('button', { name: 'مواضع الاختلاف' }).click()
    await page.getByRole('heading', { name: 'مواضع الاختلاف' }).waitFor()
    await page.locator('.conflict-values li').first().waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'merge-03-conflicts')
    await page.getByRole('button', { name: /رأي كريم.* من كريم/ }).click()
    // Whoever settles it says who they are, once.
    await page.getByLabel('اسمك').fill('سلمى')
    await page.getByRole('button', { name: 'احفظ وتابع' }).click()
    await page.getByText('لا اختلاف: كل ما في المشروع متفق عليه.').waitFor()
    await waitUntilSaved(page)
    await takePicture(page, 'merge-04-settled')
    await page.getByRole('dialog').getByRole('button', { name: 'إغلاق' }).last().click()
    await openArticle(page, 'رأي كريم')
    await expect.poll(() => page.locator('[data-annotation-id]').count()).toBeGreaterThanOrEqual(3)

    await page.keyboard.press('Control+Shift+KeyM')
    await page.getByRole('heading', { name: 'ما دُمج في هذه النسخة' }).waitFor()
    await takePicture(page, 'merge-05-team')
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'تراجع عن هذا الدمج' }).click()
    await page.getByRole('heading', { name: 'تم التراجع عن الدمج' }).waitFor()
    await takePicture(page, 'merge-06-undone')
    await page.getByRole('dialog').getByRole('button', { name: 'إغلاق' }).last().click()
    await page.getByRole('button', { name: 'المقالات' }).first().click()
    // What was decided here since stays.
    await page.getByText('افتتاح الجسر: رأي كريم').first().waitFor()
    await program.close()

    const { articles } = (await cli.json(['list', lead])) as { articles: { labels: Record<string, number> }[] }
    expect(articles[0]?.labels).toMatchObject({ actor: 0, claim: 0, date: 0 })
    expect((await cli.json(['verify', lead])) as object).toMatchObject({ ok: true })
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
  })
})
