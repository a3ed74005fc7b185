import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { becomeMember } from '../../db/member.ts'
import { closeProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { openProgram, type Program } from './program.ts'
import { makeFolder } from './project.ts'

/** Opens the real program on a new project that holds these files, with an author named, and shows the first article. */
export async function openArticles(paths: readonly string[]): Promise<Program> {
  const folder = makeFolder()
  const file = join(folder, 'project.isnad')
  const db = newProject(file, 'project')
  await importArticles(db, [...paths], becomeMember(db, 'سلمى').id)
  closeProject(db)
  const program = await openProgram(join(folder, 'profile'), [file])
  await program.page.locator('[data-article-id] .title-link').first().click()
  await program.page.locator('.ProseMirror').waitFor()
  await settle(program.page)
  return program
}

/** The same for one article with this text. */
export async function openText(text: string): Promise<Program> {
  const path = join(makeFolder(), 'text.txt')
  writeFileSync(path, text)
  return openArticles([path])
}

/** Waits until the letters are there and everything has been drawn. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

/** What is selected in the text, as ProseMirror gave it to the browser. */
export function readSelection(page: Page): Promise<string> {
  return page.evaluate(() => getSelection()!.toString())
}
