import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startProgram } from '../support/start-program.ts'

const WORDS =
  'قالت مصادر في وزارة الري إن منسوب النهر ارتفع خلال الأسبوع الماضي وأضافت أن اللجنة ستعلن نتائج التحقيق غداً'.split(
    ' ',
  )

/** Text of about that many characters, in paragraphs of that many words; words come in a fixed order. */
export function makeText(characters: number, wordsAParagraph: number): string {
  const parts: string[] = []
  for (let length = 0, at = 0; length < characters; at++) {
    const end = (at + 1) % wordsAParagraph === 0
    const word = WORDS[(at * 7) % WORDS.length]! + ((at + 1) % 15 === 0 ? '.' : '')
    parts.push(word, end ? '\n\n' : ' ')
    length += word.length + 1
  }
  return parts.join('').trim()
}

/** The middle value, the upper one of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** Prepares a project in a folder of its own, opens it in the real program, measures there, and leaves nothing behind. */
export async function measureInWindow(
  prepare: (folder: string) => Promise<string>,
  measure: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-bench-'))
  let end: () => Promise<void> = async () => {}
  try {
    const file = await prepare(folder)
    const { page } = await startProgram(join(folder, 'profile'), [file], (act) => {
      end = act
    })
    page.setDefaultTimeout(120_000)
    await measure(page)
  } finally {
    await end()
    rmSync(folder, { recursive: true, force: true })
  }
}
