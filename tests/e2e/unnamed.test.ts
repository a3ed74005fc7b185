import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findBarriers } from '../support/barriers.ts'
import { makeCli } from '../support/cli.ts'
import { openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { ANALYSTS, makeAdjudicable } from '../support/three-analysts.ts'
import { openArticle, takePicture } from '../support/window.ts'

describe('a project that came from another machine', () => {
  it('hides the analysts’ layers until it knows who works here, then shows theirs in the open article', async () => {
    const folder = makeFolder()
    const [theirs, ours] = ['theirs', 'ours'].map((name) => join(folder, name)) as [string, string]
    for (const each of [theirs, ours]) mkdirSync(each)
    const file = await makeAdjudicable(makeCli(theirs), folder, 'سلمى')
    const { page } = await openProgram(ours, [file])
    await page.getByText('وسوم المحللين مخفية').waitFor()
    await openArticle(page, 'هدنة')
    await page.locator('.reader-mount').waitFor()
    const drawn = () => page.locator('.reader-mount [data-annotation-id]').count()
    expect(await drawn()).toBe(0)
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'unnamed-01-hidden')

    await page.getByRole('button', { name: 'اذكر اسمك…' }).click()
    await page.getByLabel('اسمك').fill(ANALYSTS[0])
    await page.getByRole('button', { name: 'احفظ وتابع' }).click()
    await expect.poll(drawn, { timeout: 20_000 }).toBeGreaterThan(20)
    expect(await page.getByText('وسوم المحللين مخفية').count()).toBe(0)
    await takePicture(page, 'unnamed-02-own')
  })
})
