import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { findAnnotation, listRatings } from '../../db/annotation.ts'
import { listArticles, readArticle } from '../../db/article.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { verifyProject } from '../../db/verify.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { bundleScript } from '../support/bundle.ts'
import { addText, makeFolder } from '../support/project.ts'
import { createRandom, pickSeed } from '../support/random.ts'

const CYCLES = Number(process.env.ISNAD_KILLS ?? 60)
const LANES = 3
const TEXT = 'أعلن المجلس البلدي أن ترميم الجسر القديم يبدأ في الربيع المقبل ويستمر عامين. '.repeat(40)
const [ANNOTATE, IMPORT] = [
  new URL('./annotate-child.ts', import.meta.url),
  new URL('./import-child.ts', import.meta.url),
]

/** Starts a script, kills it -9 when `isTime` says so for a line, after a wait in milliseconds; gives every whole line. */
async function killed(
  script: string,
  args: readonly string[],
  isTime: (lines: number) => boolean,
  wait: number,
): Promise<string[]> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let out = ''
  let told = false
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString()
    if (told || !isTime(out.split('\n').length - 1)) return
    told = true
    void setTimeout(wait).then(() => child.kill('SIGKILL'))
  })
  await ended
  return out.split('\n').slice(0, -1)
}

describe('kill -9 while a person annotates', () => {
  it(`loses nothing that was acknowledged, in ${CYCLES} kills`, { timeout: CYCLES * 10_000 }, async () => {
    const seed = pickSeed()
    const script = await bundleScript(ANNOTATE)
    const totals = await Promise.all(Array.from({ length: LANES }, (_, lane) => annotateAndKill(script, seed + lane)))
    const acknowledged = totals.reduce((sum, each) => sum + each, 0)
    console.log(`kill -9: ${CYCLES} kills, ${acknowledged} acknowledged edits, 0 lost (ISNAD_SEED=${seed})`)
    expect(acknowledged).toBeGreaterThan(CYCLES)
  })
})

/** One project through its share of the kills; returns how many edits were acknowledged, all of them found again. */
async function annotateAndKill(script: string, seed: number): Promise<number> {
  const random = createRandom(seed)
  const file = join(makeFolder(), 'p.isnad')
  closeProject(newProject(file, 'ليلى', 'قتل', (db, by) => addText(db, TEXT, by)))
  let acknowledged = 0
  for (let cycle = 0; cycle < CYCLES / LANES; cycle++) {
    const after = 1 + random(60)
    const lines = await killed(script, [file], (count) => count >= after, random(8))
    const db = openProject(file)
    for (const line of lines) {
      const id = line.replace('rated ', '')
      const row = findAnnotation(db, id)
      if (row?.status !== 'live' || (line.startsWith('rated') && listRatings(db, id).length === 0))
        throw new Error(`${line} was acknowledged and is gone (ISNAD_SEED=${seed}, cycle ${cycle})`)
    }
    expect((await verifyProject(db)).problems, `ISNAD_SEED=${seed}, cycle ${cycle}`).toEqual([])
    closeProject(db)
    acknowledged += lines.length
  }
  return acknowledged
}

describe('kill -9 while a folder is imported', () => {
  it('leaves every file whole or out, and a second run adds only what is missing', { timeout: 120_000 }, async () => {
    const seed = pickSeed()
    const random = createRandom(seed)
    const script = await bundleScript(IMPORT)
    const folder = makeFolder()
    for (let at = 0; at < 12; at++) writeFileSync(join(folder, `${at}.txt`), `مقال ${at}\n\n${TEXT.repeat(12)}\n`)
    const counts: number[] = []
    for (let cycle = 0; cycle < 10; cycle++) {
      const file = join(makeFolder(), 'p.isnad')
      closeProject(newProject(file, 'ليلى'))
      await killed(script, [file, folder], () => true, random(260))
      const db = openProject(file)
      const there = listArticles(db)
      counts.push(there.length)
      for (const { id, characters, sentences } of there) {
        const article = readArticle(db, id)
        expect([Array.from(article.text).length, article.sentences.length]).toEqual([characters, sentences])
        expect(sentences, `ISNAD_SEED=${seed}, cycle ${cycle}`).toBeGreaterThan(400)
      }
      const again = await importArticles(db, [folder], becomeMember(db, 'ليلى').id)
      expect([again.present.length, again.added.length]).toEqual([there.length, 12 - there.length])
      expect(listArticles(db)).toHaveLength(12)
      expect((await verifyProject(db)).problems, `ISNAD_SEED=${seed}, cycle ${cycle}`).toEqual([])
      closeProject(db)
    }
    console.log(`kill -9: files in at the kill: ${counts.join(' ')} of 12 (ISNAD_SEED=${seed})`)
  })
})
