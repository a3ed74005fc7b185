// Runs one piece of work again and again on a disk that fails at its first, second, third … change, until a run passes
// untouched, and writes one JSON line a run. Runs under bad-disk.c, in the folder named first.
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { findAnnotation } from '../../db/annotation.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { verifyProject } from '../../db/verify.ts'
import { type Run, WORKS } from './bad-disk-works.ts'

const [folder, wanted, errno, times, first, stride] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const place = join(folder, 'at')

/** Asks the disk below us; there is no file of that name, so the answer is an error unless it counts. */
function ask(what: string): void {
  try {
    openSync(`/bad-disk/${what}`, 'r')
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}

function countFailed(): number {
  return Number(readFileSync('/bad-disk/count', 'utf8').split(' ')[1])
}

type Outcome = { n: number; failed: number; acknowledged: number; lost: number; problems: number; codes: string[] }

async function runOnce(n: number): Promise<Outcome> {
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place)
  cpSync(join(folder, 'good'), place, { recursive: true })
  const acknowledged: string[] = []
  const codes: string[] = []
  const run: Run = {
    place,
    texts: join(folder, 'texts'),
    arm: () => ask(`arm/${n}/${times}/${errno}${place}`),
    calm: () => ask('calm'),
    acknowledge: (id) => acknowledged.push(id),
    refused: (error) => {
      // An error that no person can act on is a fault of its own.
      if (!(error instanceof DomainError)) throw error
      codes.push(error.code)
    },
    refusedAs: (code) => codes.includes(code),
  }
  ask(`arm/0/0/0${place}`)
  await WORKS[wanted]!(run)
  ask('calm')
  const failed = countFailed()
  const file = join(place, existsSync(join(place, 'p.isnad')) ? 'p.isnad' : 'new.isnad')
  const db = openProject(file)
  const lost = acknowledged.filter((id) => findAnnotation(db, id)?.status !== 'live').length
  const { problems } = await verifyProject(db)
  closeProject(db)
  return { n, failed, acknowledged: acknowledged.length, lost, problems: problems.length, codes }
}

let at = Number(first)
for (let failed = 1; failed > 0; at += Number(stride)) {
  try {
    const outcome = await runOnce(at)
    failed = outcome.failed
    writeSync(1, `${JSON.stringify(outcome)}\n`)
  } catch (error) {
    ask('calm')
    writeSync(1, `${JSON.stringify({ n: at, bug: error instanceof Error ? error.stack : String(error) })}\n`)
    break
  }
}
