import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openProgram } from '../support/program.ts'
import { itUnless } from '../support/programs.ts'
import { makeFolder } from '../support/project.ts'
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts'
import { choosePath, openArticle, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

const ARTICLE = 'انتخابات نُوار'

/** Marks the n-th word of the open article by keyboard; the first time the window asks for a name. */
async function markWord(page: Page, at: number): Promise<void> {
  await page.locator('.ProseMirror').focus()
  await page.keyboard.press('Control+Home')
  for (let word = 0; word < at; word++) await page.keyboard.press('Control+ArrowLeft')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Digit2')
  const name = page.getByLabel('اسمك')
  if (at === 1) {
    await name.fill('نور')
    await page.getByRole('button', { name: 'احفظ وتابع' }).click()
  }
  await waitUntilSaved(page)
}

function listBackups(project: string): string[] {
  const folder = `${project}-backups`
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.isnad'))
        .toSorted()
    : []
}

/** How many annotations people have made, counted in a copy: the program may have the project open. */
function countOwn(file: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-count-'))
  try {
    for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, join(folder, `p${end}`))
    const sql = "SELECT count(*) FROM annotation WHERE layer <> 'adjudicated' AND status <> 'deleted'"
    return Number(execFileSync('sqlite3', [join(folder, 'p'), sql]).toString())
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Destroys a page in the middle of the log, as a failing disk does. */
function destroyPage(file: string): void {
  const bytes = readFileSync(file)
  const page = Math.floor(bytes.lastIndexOf('annotation.create') / 4096)
  bytes.fill(0xaa, page * 4096, (page + 1) * 4096)
  writeFileSync(file, bytes)
}

describe('backups', () => {
  it('are made in a pause, go back in three clicks, and bring a damaged project back', {
    timeout: 240_000,
  }, async () => {
    vi.stubEnv('ISNAD_IDLE_MS', '1500')
    onTestFinished(() => void vi.unstubAllEnvs())
    const profile = makeFolder()
    const project = join(profile, 'sample.isnad')
    const program = await openProgram(profile)
    const { page } = program
    await openArticle(page, ARTICLE)
    await markWord(page, 1)
    await markWord(page, 4)
    await vi.waitFor(
      () => expect(listBackups(project).map((name) => countOwn(join(`${project}-backups`, name)))).toContain(2),
      {
        timeout: 60_000,
        interval: 300,
      },
    )
    await markWord(page, 8)
    await markWord(page, 12)

    // Three clicks: the menu's entry, the backup, the answer.
    await useMenu(page, 'النسخ الاحتياطية…')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('ينقصها').first().waitFor()
    await takePicture(page, 'backups')
    const missing = dialog.locator('tr[data-backup]', { hasText: 'ينقصها' }).first()
    await missing.getByRole('button', { name: 'استعادة…' }).click()
    await dialog.getByText('يُحفظ المشروع كما هو الآن').waitFor()
    await takePicture(page, 'backups-ask')
    await dialog.getByRole('button', { name: 'استعد هذه النسخة' }).click()
    await page.getByText('المشروع كما كان محفوظ').waitFor()
    await vi.waitFor(() => expect(countOwn(project)).toBe(2), { timeout: 20_000 })
    await page.locator('.ProseMirror, [data-article-id]').first().waitFor()
    await takePicture(page, 'backups-restored')
    expect(listBackups(project).some((name) => name.includes('restore'))).toBe(true)
    await program.close()

    destroyPage(project)
    const damaged = readFileSync(project)
    const again = await openProgram(profile)
    await again.page.getByRole('heading', { name: 'تعذّر فتح المشروع' }).waitFor()
    await again.page.locator('[data-candidate=backup]').first().waitFor({ timeout: 60_000 })
    await takePicture(again.page, 'recovery')
    expect(readFileSync(project).equals(damaged)).toBe(true)
    await again.page.getByRole('button', { name: 'تابع بما اخترته' }).click()
    await again.page.locator('[data-article-id]').first().waitFor()
    await takePicture(again.page, 'recovery-done')
    expect(countOwn(project)).toBeGreaterThanOrEqual(2)
    const kept = readdirSync(profile).find((name) => name.includes('.damaged-'))!
    expect(readFileSync(join(profile, kept)).equals(damaged)).toBe(true)
    await openArticle(again.page, ARTICLE)
    await markWord(again.page, 16)
    await again.close()
  })

  itUnless(noSmallDisk)(
    'opens a project on a read-only disk to read, and saves a copy to edit',
    { timeout: 120_000 },
    async () => {
      const profile = makeFolder()
      await (await openProgram(profile)).close()
      const disk = mountSmallDisk(20_000)
      const project = join(disk, 'تقارير.isnad')
      copyFileSync(join(profile, 'sample.isnad'), project)
      execFileSync('mount', ['-o', 'remount,ro', disk])
      const program = await openProgram(profile, [project])
      const { page } = program
      await page.locator('[data-situation=locked]').waitFor()
      await openArticle(page, ARTICLE)
      await page.locator('.ProseMirror').focus()
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('Control+ArrowLeft')
      await page.keyboard.press('Control+Shift+ArrowLeft')
      await page.keyboard.press('Digit2')
      await page.getByText('هذا المشروع للقراءة فقط').waitFor()
      await takePicture(page, 'read-only')
      const copy = join(makeFolder(), 'نسخة.isnad')
      await choosePath(program, copy)
      await page.getByRole('button', { name: 'احفظ نسخة للتحرير…' }).click()
      await page.locator('[data-situation=locked]').waitFor({ state: 'detached' })
      await page.locator('[data-article-id], .ProseMirror').first().waitFor()
      if ((await page.locator('.ProseMirror').count()) === 0) await openArticle(page, ARTICLE)
      await markWord(page, 1)
      expect(countOwn(copy)).toBe(1)
      await program.close()
    },
  )
})
