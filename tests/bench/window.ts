import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { authorLayer } from '../../corpus/layer.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { findWords } from '../../corpus/text/words.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { importAnnotations } from '../../electron/jobs/import-annotations.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { makeText, measureInWindow, median } from './in-window.ts'

// How long an article takes to open and a new tag to be drawn, in the real window, for a small article and for large
// ones: read the ratios, not the milliseconds. Run through `npm run bench`, under a display.

const LABELS = ['actor', 'event', 'date', 'amount', 'claim'] as const
const ROUNDS = 5

/** That many annotations spread evenly over the text, one to five words each. */
function makeLines(text: string, count: number): string {
  const words = findWords(text)
  const map = createOffsetMap(text)
  const lines: string[] = []
  for (let at = 0; at < count; at++) {
    const first = Math.floor((at * (words.length - 6)) / count)
    const [from, to] = [words[first]!, words[first + (at % 5)]!]
    const quote = text.slice(from.start, to.end)
    if (quote.includes('\n')) continue
    const label = LABELS[at % LABELS.length]
    lines.push(JSON.stringify({ label, start: map.toCodePoint(from.start), end: map.toCodePoint(to.end), text: quote }))
  }
  return lines.join('\n')
}

const CASES = [
  { name: '20 kB, 100 spans', characters: 11_000, spans: 100, paragraph: 60 },
  { name: '1 MB, 5,000 spans, paragraphs', characters: 560_000, spans: 5000, paragraph: 60 },
  { name: '1 MB, 5,000 spans, one paragraph', characters: 560_000, spans: 5000, paragraph: Number.POSITIVE_INFINITY },
  {
    name: '1,000,000 characters, 5,000 spans, one paragraph',
    characters: 1_000_000,
    spans: 5000,
    paragraph: Number.POSITIVE_INFINITY,
  },
] as const

async function prepare(folder: string): Promise<string> {
  const file = join(folder, 'bench.isnad')
  const db = newProject(file, 'bench')
  const by = becomeMember(db, 'bench').id
  for (const [at, { characters, spans, paragraph }] of CASES.entries()) {
    const text = `مقال ${at}\n\n${makeText(characters, paragraph)}`
    const path = join(folder, `${at}.txt`)
    writeFileSync(path, text)
    const { added } = await importArticles(db, [path], by)
    const lines = makeLines(text, spans).split('\n')
    const articleId = added[0]!.id
    const jsonl = lines.map((line) => JSON.stringify({ ...JSON.parse(line), articleId })).join('\n')
    importAnnotations(db, jsonl, by, { layer: authorLayer(by) })
  }
  closeProject(db)
  return file
}

/** Opens the n-th article; milliseconds from the click to the second frame after its text, then its spans, are drawn. */
const MEASURE = `async (at) => {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const until = async (holds) => {
    for (const end = performance.now() + 60000; !holds(); await new Promise((done) => setTimeout(done, 1)))
      if (performance.now() > end) throw new Error('waited a minute')
  }
  const rows = [...document.querySelectorAll('[data-article-id] .title-link')]
  const row = rows.find((each) => each.textContent.trim() === 'مقال ' + at)
  const began = performance.now()
  row.click()
  await until(() => document.querySelector('.ProseMirror p')?.textContent.length > 0)
  await frames()
  const text = performance.now() - began
  await until(() => document.querySelector('.ProseMirror [data-annotation-id]') !== null)
  await frames()
  return [text, performance.now() - began]
}`

/** Marks what is selected; milliseconds from the key to the second frame after the new span is drawn. */
const MARK = `async () => {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const until = async (holds) => {
    for (const end = performance.now() + 60000; !holds(); await new Promise((done) => setTimeout(done, 1)))
      if (performance.now() > end) throw new Error('waited a minute')
  }
  const editor = document.querySelector('.ProseMirror')
  const count = () => new Set([...editor.querySelectorAll('[data-annotation-id]')].map((each) => each.dataset.annotationId)).size
  const before = count()
  const began = performance.now()
  editor.dispatchEvent(new KeyboardEvent('keydown', { code: 'Digit2', key: '2', bubbles: true, cancelable: true }))
  await until(() => count() > before)
  await frames()
  return performance.now() - began
}`

async function measure(page: Page): Promise<void> {
  const results: Result[] = []
  for (const [at, { name }] of CASES.entries()) {
    const text: number[] = []
    const open: number[] = []
    const mark: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const [shown, opened] = await page.evaluate<[number, number]>(`(${MEASURE})(${at})`)
      await page.locator('.ProseMirror').focus()
      await page.keyboard.press('Control+Home')
      for (let word = 0; word < 3 + round; word++) await page.keyboard.press('Control+ArrowLeft')
      await page.keyboard.press('Control+Shift+ArrowLeft')
      const marked = await page.evaluate<number>(`(${MARK})()`)
      await page.locator('[data-save-state=saved]').waitFor()
      // The first round warms up and is not counted.
      if (round > 0) {
        text.push(shown)
        open.push(opened)
        mark.push(marked)
      }
      await page.getByRole('button', { name: 'المقالات' }).first().click()
      await page.locator('[data-article-id]').first().waitFor()
    }
    results.push({ name, text: median(text), open: median(open), mark: median(mark) })
  }
  print(results)
}

type Result = { name: string; text: number; open: number; mark: number }

function print(results: readonly Result[]): void {
  const [base] = results
  console.log('| article | text shown, ms | ratio | spans drawn, ms | ratio | new tag, ms | ratio |')
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
  for (const { name, text, open, mark } of results) {
    const ratio = (value: number, of: number): string => (value / of).toFixed(2)
    const cells = [
      ...[name, text.toFixed(0), ratio(text, base!.text), open.toFixed(0), ratio(open, base!.open)],
      ...[mark.toFixed(0), ratio(mark, base!.mark)],
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

await measureInWindow(prepare, measure)
