import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { closeProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { bundleScript } from '../support/bundle.ts'
import { addText, makeFolder } from '../support/project.ts'
import { compileShim } from './compile-shim.ts'

/** How the disk fails: with which error, and whether only once or from then on. */
export type Failing = Readonly<{ error: 'EIO' | 'ENOSPC'; lasting: boolean }>

/** What became of the runs, by the codes of the errors that a person saw. */
export type BadDiskRuns = {
  runs: number
  failed: number
  acknowledged: number
  lost: number
  outcomes: Record<string, number>
}

const TEXT = 'أعلن المجلس البلدي أن ترميم الجسر القديم يبدأ في الربيع المقبل ويستمر عامين. '.repeat(6)

/**
 * Does one work on a disk that fails at its first change, at its second … until a run passes untouched; with a stride
 * only at every so many-th. Throws for the first run that lost something, spoilt the file, or failed without words.
 */
export async function failEverywhere(
  work: string,
  { error, lasting }: Failing,
  first = 1,
  stride = 1,
): Promise<BadDiskRuns> {
  const folder = makeFolder()
  for (const each of ['good', 'texts']) mkdirSync(join(folder, each))
  for (let at = 0; at < 2; at++) writeFileSync(join(folder, 'texts', `${at}.txt`), `مقال ${at}\n\n${TEXT}\n`)
  closeProject(newProject(join(folder, 'good', 'p.isnad'), 'ليلى', 'قرص', (db, by) => addText(db, TEXT, by)))
  const script = await bundleScript(new URL('./bad-disk-child.ts', import.meta.url))
  const args = [
    script,
    folder,
    work,
    String(constants.errno[error]),
    lasting ? '1000000' : '1',
    String(first),
    String(stride),
  ]
  const env = { ...process.env, LD_PRELOAD: compileShim('bad-disk') }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const total: BadDiskRuns = { runs: 0, failed: 0, acknowledged: 0, lost: 0, outcomes: {} }
  for await (const line of createInterface({ input: child.stdout })) {
    const run = JSON.parse(line) as {
      n: number
      bug?: string
      failed: number
      acknowledged: number
      lost: number
      problems: number
      codes: string[]
    }
    if (run.bug !== undefined || run.lost > 0 || run.problems > 0)
      throw new Error(`${work} with ${error}${lasting ? ' from' : ' at'} change ${run.n}: ${line}\n${run.bug ?? ''}`)
    total.runs++
    total.failed += run.failed > 0 ? 1 : 0
    total.acknowledged += run.acknowledged
    for (const code of run.codes) total.outcomes[code] = (total.outcomes[code] ?? 0) + 1
  }
  const code = await ended
  if (code !== 0) throw new Error(`${work} with ${error}: the process ended with ${String(code)}`)
  return total
}
