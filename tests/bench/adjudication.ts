import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { authorLayer } from '../../corpus/layer.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { findWords } from '../../corpus/text/words.ts'
import { becomeMember, findOrAddMember } from '../../db/member.ts'
import { closeProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { importAnnotations } from '../../electron/jobs/import-annotations.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { makeText, measureInWindow, median } from './in-window.ts'

// How long an article with thousands of cases takes to open for adjudication and to decide one, beside the reader's time
// for as many spans of one analyst in the same text and the same run: read the ratios. Run under a display.

const LABELS = ['actor', 'event', 'date', 'amount', 'claim'] as const
const ROUNDS = 5
const CASES = 5000
const CHARACTERS = 560_000

/** Annotations spread evenly; every tenth of the later analysts is a word longer. */
function makeLines(text: string, articleId: string, analyst: number): string {
  const words = findWords(text)
  const map = createOffsetMap(text)
  const lines: string[] = []
  for (let at = 0; at < CASES; at++) {
    const first = Math.floor((at * (words.length - 7)) / CASES)
    const longer = analyst > 0 && at % 10 === analyst ? 1 : 0
    const [from, to] = [words[first]!, words[first + (at % 5) + longer]!]
    const quote = text.slice(from.start, to.end)
    if (quote.includes('\n')) continue
    const [start, end] = [map.toCodePoint(from.start), map.toCodePoint(to.end)]
    lines.push(JSON.stringify({ articleId, label: LABELS[at % LABELS.length], start, end, text: quote }))
  }
  return lines.join('\n')
}

async function prepare(folder: string): Promise<string> {
  const file = join(folder, 'bench.isnad')
  const db = newProject(file, 'bench')
  const by = becomeMember(db, 'bench').id
  for (const [at, analysts] of [['هدى'], ['هدى', 'زيد', 'منى']].entries()) {
    const text = `مقال ${at}\n\n${makeText(CHARACTERS, 60)}`
    const path = join(folder, `${at}.txt`)
    writeFileSync(path, text)
    const { added } = await importArticles(db, [path], by)
    for (const [analyst, name] of analysts.entries())
      importAnnotations(db, makeLines(text, added[0]!.id, analyst), by, {
        layer: authorLayer(findOrAddMember(db, name).id),
      })
  }
  closeProject(db)
  return file
}

/** Presses a row; milliseconds from then to the second frame after the first span, or case, is drawn. */
const OPEN = `async (selector, title) => {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const row = [...document.querySelectorAll(selector)].find((each) => each.textContent.includes(title))
  const began = performance.now()
  row.click()
  for (const end = began + 60000; document.querySelector('.ProseMirror [data-annotation-id]') === null; ) {
    if (performance.now() > end) throw new Error('waited a minute')
    await new Promise((done) => setTimeout(done, 1))
  }
  await frames()
  return performance.now() - began
}`

/** Accepts the majority; milliseconds from the key to the second frame in which another case is looked at. */
const DECIDE = `async () => {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const place = () => document.querySelector('.case-place').textContent
  const before = place()
  const began = performance.now()
  document.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyM', key: 'm', bubbles: true, cancelable: true }))
  for (const end = began + 60000; place() === before; ) {
    if (performance.now() > end) throw new Error('waited a minute')
    await new Promise((done) => setTimeout(done, 1))
  }
  await frames()
  return performance.now() - began
}`

async function measure(page: Page): Promise<void> {
  const times = { reader: [] as number[], cases: [] as number[], decide: [] as number[] }
  for (let round = 0; round <= ROUNDS; round++) {
    await page.locator('[data-article-id]').first().waitFor()
    const read = await page.evaluate<number>(`(${OPEN})('[data-article-id] .title-link', 'مقال 0')`)
    await page.getByRole('button', { name: 'المقالات' }).first().click()
    await page.locator('[data-article-id]').first().waitFor()
    await page.keyboard.press('Control+Shift+KeyG')
    await page.locator('.adjudication-row').first().waitFor()
    const opened = await page.evaluate<number>(`(${OPEN})('.adjudication-row', 'مقال 1')`)
    const decided = await page.evaluate<number>(`(${DECIDE})()`)
    await page.locator('[data-save-state=saved]').waitFor()
    // The first round warms up and is not counted.
    if (round > 0) {
      times.reader.push(read)
      times.cases.push(opened)
      times.decide.push(decided)
    }
    await page.getByRole('button', { name: 'المقالات' }).first().click()
  }
  const [reader, cases, decide] = [median(times.reader), median(times.cases), median(times.decide)]
  console.log('| what | ms | ratio to the reader |')
  console.log('| --- | ---: | ---: |')
  console.log(`| reader, one analyst’s spans drawn | ${reader.toFixed(0)} | 1.00 |`)
  console.log(`| cases of three analysts drawn | ${cases.toFixed(0)} | ${(cases / reader).toFixed(2)} |`)
  console.log(`| one case decided, the next shown | ${decide.toFixed(0)} | ${(decide / reader).toFixed(2)} |`)
}

await measureInWindow(prepare, measure)
