import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import '../support/profile.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { backupAutomatically } from '../../db/rotation.ts'
import { findBarriers } from '../support/barriers.ts'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { openRaw } from '../support/raw.ts'
import { takePicture } from '../support/window.ts'

/** A profile whose sample project was opened once, closed, and damaged since. */
async function makeDamaged(): Promise<{ profile: string; project: string }> {
  const profile = makeFolder()
  await (await openProgram(profile)).close()
  const project = join(profile, 'sample.isnad')
  const bytes = readFileSync(project)
  const page = Math.floor(bytes.lastIndexOf('annotation.create') / 4096)
  bytes.fill(0xaa, page * 4096, (page + 1) * 4096)
  writeFileSync(project, bytes)
  return { profile, project }
}

const waitForChoice = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { name: 'تعذّر فتح المشروع' }).waitFor({ timeout: 60_000 })
  await page.locator('[data-candidate]').first().waitFor({ timeout: 60_000 })
}

describe('the recovery page', () => {
  it('comes back when the window is loaded again, during the attempts and after them, and still recovers', {
    timeout: 240_000,
  }, async () => {
    const { profile, project } = await makeDamaged()
    const damaged = readFileSync(project)
    const { page } = await openProgram(profile)
    await page.getByRole('heading', { name: 'تعذّر فتح المشروع' }).waitFor()
    // At once, while copies are still being tried.
    await page.reload()
    await waitForChoice(page)
    await page.reload()
    await waitForChoice(page)
    await takePicture(page, 'recovery-reloaded')
    // What was found is kept once, however often the page comes back.
    expect(readdirSync(profile).filter((name) => /damaged-.*Z$/.test(name))).toHaveLength(1)
    expect(readdirSync(profile).filter((name) => name.endsWith('.new'))).toHaveLength(1)
    expect(readFileSync(project).equals(damaged)).toBe(true)
    await page.getByRole('button', { name: 'تابع بما اخترته' }).click()
    await page.locator('[data-article-id]').first().waitFor({ timeout: 60_000 })
    expect(readdirSync(profile).filter((name) => name.endsWith('.new'))).toEqual([])
    // A project that is open comes back as well.
    await page.reload()
    await page.locator('[data-article-id]').first().waitFor({ timeout: 60_000 })
  })

  it('offers the backups of a project that a newer program wrote, and keeps that file', {
    timeout: 240_000,
  }, async () => {
    const profile = makeFolder()
    await (await openProgram(profile)).close()
    const project = join(profile, 'sample.isnad')
    const db = openProject(project)
    backupAutomatically(db, 'idle')
    closeProject(db)
    const raw = openRaw(project)
    raw.pragma('user_version = 99')
    raw.close()
    const newer = readFileSync(project)
    const { page } = await openProgram(profile)
    await waitForChoice(page)
    await page.getByText('الملف سليم ولم يُمس').waitFor()
    expect(await page.locator('[data-candidate]').count()).toBe(1)
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'recovery-newer')
    expect(readFileSync(project).equals(newer)).toBe(true)
    await page.getByRole('button', { name: 'تابع بما اخترته' }).click()
    await page.locator('[data-article-id]').first().waitFor({ timeout: 60_000 })
    const kept = readdirSync(profile).find((name) => name.includes('.damaged-'))!
    expect(readFileSync(join(profile, kept)).equals(newer)).toBe(true)
  })
})
