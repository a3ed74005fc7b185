import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeAnnotation, createAnnotation, setRating } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { findBarriers } from '../support/barriers.ts'
import { openProgram } from '../support/program.ts'
import { addText, draftOf, makeFolder } from '../support/project.ts'
import { alterRaw } from '../support/raw.ts'
import { choosePath, openArticle, takePicture, useMenu } from '../support/window.ts'

const TEXT = 'افتتاح الجسر الجديد\n\nقال الوزير سامر إن الجسر آمن. وأضاف أن العمل يستمر عامًا كاملًا.\n'

/** A lead's project, and entries of an analyst's second machine that wait in its quarantine, as after a merge. */
function makeLeadFile(folder: string): { file: string; copy: string } {
  const [file, copy] = [join(folder, 'lead.isnad'), join(folder, 'copy.isnad')]
  const db = newProject(file, 'هدى', 'أخبار المدينة')
  const nur = becomeMember(db, 'نور').id
  becomeMember(db, 'هدى')
  const articleId = addText(db, TEXT, nur, 'الجسر.txt')
  const { id } = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر آمن', 'claim'), becomeMember(db, 'هدى').id)
  setRating(db, id, { reliability: 'B', credibility: 2, rationale: 'تطابقه وكالتان' }, becomeMember(db, 'هدى').id)
  changeAnnotation(db, id, { note: 'راجع التاريخ' }, becomeMember(db, 'هدى').id)
  createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), nur)
  closeProject(db)
  copyFileSync(file, copy)
  const other = openProject(copy)
  createAnnotation(other, draftOf(articleId, TEXT, 'الوزير'), nur)
  closeProject(other)
  alterRaw(file, (raw) => {
    raw.exec(`ATTACH '${copy}' AS other`)
    raw.exec(`INSERT INTO quarantine SELECT o.hash, o.body, p.data, o.sig, 'unknown-key', 'copy.isnad', o.wall_ms
FROM other.op o LEFT JOIN other.payload p ON p.hash = unhex(json_extract(CAST(o.body AS TEXT), '$.payload_hash'))
WHERE o.hash NOT IN (SELECT hash FROM op)`)
    raw.exec('DETACH other')
  })
  return { file, copy }
}

describe('keys and checks', () => {
  it('shows prints, confirms a key, compares copies, prints the log and restores a state', async () => {
    const folder = makeFolder()
    const { file, copy } = makeLeadFile(folder)
    const program = await openProgram(join(folder, 'lead'), [file])
    const { page } = program
    await useMenu(page, 'المفاتيح والبصمات…')
    const keys = page.getByRole('dialog')
    await keys.getByText('قيدان باسم ⁨نور⁩').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'members-01-waiting')
    await keys.getByRole('region', { name: 'ينتظر التأكيد' }).getByRole('button', { name: 'أكّد المفتاح…' }).click()
    await page.getByRole('heading', { name: 'هل هذا مفتاح ⁨نور⁩؟' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'members-02-confirm')
    await page.getByRole('button', { name: 'تطابقت كلها: أكّد' }).click()
    await page.getByText('أكّده ⁨هدى⁩').waitFor()
    // The keyboard comes back to the keys once the question is gone.
    await page.locator('.keys:focus').waitFor()
    await takePicture(page, 'members-03-confirmed')
    await page.keyboard.press('Escape')

    await useMenu(page, 'فحص سلامة المشروع')
    await page.getByText('المشروع سليم: كل اقتباس').waitFor()
    await page.getByRole('list', { name: 'بصمة السجل' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'members-04-verified')
    await choosePath(program, copy)
    await page.getByRole('button', { name: 'قارن بنسخة زميل…' }).click()
    await page.getByText('ولا شيء في «⁨copy.isnad⁩» يناقضه').waitFor()
    await page.keyboard.press('Escape')

    await openArticle(page, 'الجسر')
    await useMenu(page, 'سجل العمل')
    await page.getByText('راجع التاريخ').first().waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'members-05-history')
    await page.getByRole('button', { name: 'استعد هذه الحال' }).last().click()
    await page.getByText('استُعيدت الحال').waitFor()
    await takePicture(page, 'members-06-restored')
    await program.close()
  })

  it('names whose entry was altered, which and when, in both languages and at night', async () => {
    const folder = makeFolder()
    const { file } = makeLeadFile(folder)
    alterRaw(file, (raw) => raw.exec("UPDATE op SET sig = NULL WHERE kind IN ('rating.set', 'annotation.change')"))
    const program = await openProgram(join(folder, 'lead'), [file])
    const { page } = program
    await useMenu(page, 'فحص سلامة المشروع')
    await page.getByText('فقد توقيعه').waitFor()
    await page.getByText('ما العمل؟').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'members-07-problem')
    await page.emulateMedia({ colorScheme: 'dark' })
    await takePicture(page, 'members-08-problem-dark')
    await page.keyboard.press('Escape')
    await useMenu(page, 'المفاتيح والبصمات…')
    await page.getByText('يُصنع مفتاحك').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await takePicture(page, 'members-09-keys-dark')
    await program.close()
  })
})
