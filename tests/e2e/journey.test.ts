import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { readExportedLines } from '../support/exported.ts'
import { CHECKOUT, openProgram } from '../support/program.ts'
import { makeFolder } from '../support/project.ts'
import { describeShared, sharedPath } from '../support/shared.ts'
import { choosePath, markByMouse, openArticle, takePicture, useMenu, waitUntilSaved } from '../support/window.ts'

type Line = { id: string; label: string; start: number; end: number; text: string; uri: string; articleSha256: string }

// Quotes that a person would mark, one or two in each raw article; they are found in the text, not by offsets.
const MOUSE: readonly (readonly [file: string, title: string, quote: string, label: string])[] = [
  ['000', 'شهدت مراحل الحرب', 'تنظيم داعش', 'جهة فاعلة'],
  ['001', 'في ربيع عام 2012', 'محمود النصر', 'جهة فاعلة'],
  ['002', 'المخابرات التركية', '28 مايو/أيار الماضي', 'تاريخ'],
  ['003', 'تواطؤ غربي', '3500 من أفراد أسرهم', 'مقدار'],
  ['004', 'دمشق إلى قطار', 'زيارة', 'حدث'],
]

async function nameAuthor(page: Page): Promise<void> {
  await page.getByLabel('اسمك').fill('سلمى حداد')
  await page.getByRole('button', { name: 'احفظ وتابع' }).click()
}

function isnad(profile: string, ...args: readonly string[]): string {
  const run = [`${CHECKOUT}/electron/cli/main.ts`, ...args]
  return execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...run], {
    env: { ...process.env, ISNAD_PROFILE: profile },
    encoding: 'utf8',
  })
}

describeShared('the main job on the five raw articles', () => {
  it('imports, marks by mouse and keyboard, rates, undoes, survives a restart, exports and traces', async () => {
    const folder = makeFolder()
    const profile = join(folder, 'profile')
    const project = join(folder, 'تقارير.isnad')
    const raw = sharedPath('corpus', 'raw')!
    const first = await openProgram(profile)
    const { page } = first
    await expect.poll(() => page.locator('[data-article-id]').count()).toBe(6)
    await takePicture(page, '01-library-samples')

    await choosePath(first, project)
    await useMenu(page, 'مشروع جديد')
    await page.getByText('ابدأ بإضافة مقالاتك').waitFor()
    await choosePath(first, raw)
    await page.getByRole('button', { name: 'استيراد مجلد' }).first().click()
    await nameAuthor(page)
    await page.getByText('أُضيفت ٥ مقالات').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('[data-article-id]').count()).toBe(5)
    await takePicture(page, '02-library-raw')

    for (const [, title, quote, label] of MOUSE) {
      await openArticle(page, title)
      await markByMouse(page, quote, label)
      await page.getByRole('button', { name: 'المقالات' }).first().click()
      await page.locator('[data-article-id]').first().waitFor()
    }

    await markClaimByKeyboard(page)
    await undoAndRedo(page)
    await takePicture(page, '04-reader-claim')
    await first.close()

    const second = await openProgram(profile)
    await openArticle(second.page, 'المخابرات التركية')
    await expect.poll(() => second.page.locator('[data-annotation-id]').count()).toBeGreaterThan(1)
    await second.page.locator('.list-row', { hasText: 'B2' }).waitFor()
    const out = join(folder, 'export')
    mkdirSync(out)
    await choosePath(second, out)
    await useMenu(second.page, 'تصدير')
    await second.page.getByText('تم التصدير').waitFor()
    await second.page.keyboard.press('Escape')
    const lines = readExportedLines<Line>(out)
    const marked = new Map(lines.map(({ label, text }) => [text, label]))
    expect([...marked.values()].sort()).toEqual(['actor', 'actor', 'amount', 'claim', 'date', 'event'])
    for (const [, , quote] of MOUSE) expect([...marked.keys()]).toContain(quote)

    await useMenu(second.page, 'تتبّع')
    await second.page.getByLabel('المعرّف أو العنوان').fill(lines.find(({ label }) => label === 'claim')!.uri)
    await second.page.getByRole('button', { name: 'تتبّع', exact: true }).click()
    await second.page.getByText('النص مطابق للملف الأصلي').waitFor()
    await takePicture(second.page, '05-trace')
    await second.close()

    checkWithOtherTools(profile, project, out, raw, lines)
  })
})

/** By keyboard alone: the second sentence from its beginning, as a claim, rated B2, with a note. */
async function markClaimByKeyboard(page: Page): Promise<void> {
  await openArticle(page, 'المخابرات التركية')
  await page.locator('.ProseMirror').focus()
  await page.keyboard.press('Control+Home')
  for (let word = 0; word < 12; word++) await page.keyboard.press('Control+ArrowLeft')
  for (let word = 0; word < 3; word++) await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Digit5')
  await waitUntilSaved(page)
  await page.locator('.rating input[type=radio]').first().waitFor()
  await page.keyboard.press('b')
  await page.keyboard.press('2')
  await page.locator('.list-row', { hasText: 'B2' }).waitFor()
  await waitUntilSaved(page)
  await takePicture(page, '03-rating')
  await page.keyboard.press('Escape')
}

async function undoAndRedo(page: Page): Promise<void> {
  const rated = page.locator('.list-row', { hasText: 'B2' })
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await rated.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+Shift+z')
  await rated.waitFor()
  await waitUntilSaved(page)
}

/** What other programs say of the same files: Python on the export, our own command line, the sqlite3 shell. */
function checkWithOtherTools(profile: string, project: string, out: string, raw: string, lines: Line[]): void {
  const script = `
import json, sys, hashlib, glob
texts = {}
for path in glob.glob(sys.argv[2] + '/*.txt'):
    text = open(path, encoding='utf-8-sig', newline='').read().replace('\\r\\n', '\\n').replace('\\r', '\\n')
    texts[hashlib.sha256(text.encode()).hexdigest()] = text
rows = [json.loads(line) for line in open(sys.argv[1] + '/annotations.jsonl', encoding='utf-8')]
assert all(texts[row['articleSha256']][row['start']:row['end']] == row['text'] for row in rows)
print(len(rows))`
  expect(execFileSync('python3', ['-c', script, out, raw], { encoding: 'utf8' }).trim()).toBe(String(lines.length))
  for (const line of lines) {
    const trace = JSON.parse(isnad(profile, 'trace', project, line.uri, '--json'))
    expect(trace.annotation.id).toBe(line.id)
    expect(trace.sentence.text).toContain(line.text)
    expect(readdirSync(raw)).toContain(trace.source.file)
    expect(trace.verified).toBe(true)
  }
  expect(JSON.parse(isnad(profile, 'verify', project, '--json')).ok).toBe(true)
  const backup = join(out, '..', 'backup.isnad')
  isnad(profile, 'backup', project, backup)
  const wrong = execFileSync('sqlite3', [
    backup,
    `SELECT count(*) FROM annotation n JOIN article a ON a.id = n.article_id JOIN canonical_text t ON t.sha256 = a.sha256
WHERE n.quote IS NOT substr(t.text, n.start_code_point + 1, n.end_code_point - n.start_code_point)`,
  ])
  expect(wrong.toString().trim()).toBe('0')
}
