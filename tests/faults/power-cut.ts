import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { findAnnotation, listRatings } from '../../db/annotation.ts'
import { listArticles } from '../../db/article.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { verifyProject } from '../../db/verify.ts'
import { bundleScript } from '../support/bundle.ts'
import { addText, makeFolder } from '../support/project.ts'
import { createRandom } from '../support/random.ts'
import { compileShim } from './compile-shim.ts'
import { Disk, type DiskEvent, readDiskEvents, writeState } from './crash-states.ts'

/** What the child does while it is recorded, and how it was told to write. */
export type Work = Readonly<{ work: 'annotate' | 'create' | 'keep'; synchronous: 'FULL' | 'NORMAL' | 'OFF' }>

/** What became of the states: `lost` and `corrupt` are what must not be, but for the negative controls. */
export type PowerCuts = { states: number; whole: number; lost: number; corrupt: number; acknowledged: number }

const TEXT = 'أعلن المجلس البلدي أن ترميم الجسر القديم يبدأ في الربيع المقبل ويستمر عامين. '.repeat(12)

/**
 * Records one run of the child and opens this many states that a power cut may have left, each with the program's own
 * `openProject`; every `thorough`-th is verified whole, the others by the log's chain and what was acknowledged.
 */
export async function cutPower({ work, synchronous }: Work, states: number, seed: number): Promise<PowerCuts> {
  const folder = makeFolder()
  const project = join(folder, 'disk')
  const texts = join(folder, 'texts')
  for (const each of [project, texts]) mkdirSync(each)
  for (let at = 0; at < 4; at++) writeFileSync(join(texts, `${at}.txt`), `مقال ${at}\n\n${TEXT}\n`)
  if (work !== 'create')
    closeProject(newProject(join(project, 'p.isnad'), 'ليلى', 'قطع', (db, by) => addText(db, TEXT, by)))
  const disk = new Disk(project)
  const events = await record(project, [work, synchronous, texts])
  const random = createRandom(seed)
  const cuts = Array.from({ length: states }, () => random(events.length + 1)).sort((a, b) => a - b)
  const total: PowerCuts = { states, whole: 0, lost: 0, corrupt: 0, acknowledged: 0 }
  const acknowledged: string[] = []
  let happened = 0
  for (const [at, cut] of cuts.entries()) {
    for (; happened < cut; happened++) {
      const event = events[happened]!
      if (event.what === 'a') acknowledged.push(...event.bytes.toString().trim().split('\n'))
      disk.apply(event)
    }
    const state = disk.lost(random, CHANCES[random(CHANCES.length)]!)
    const { outcome, why } = await openState(state, acknowledged, {
      thorough: at % 20 === 0,
      // A restoration puts an older state in the project's place; what is newer is in a backup then.
      keeps: work === 'keep',
    })
    total[outcome]++
    total.acknowledged += acknowledged.length
    if (synchronous === 'FULL' && outcome !== 'whole')
      throw new Error(`${work}: ${outcome} after a power cut at event ${cut} (state ${at}, ISNAD_SEED=${seed}): ${why}`)
  }
  for (const event of events.slice(happened)) disk.apply(event)
  assertRecordedAll(disk, project)
  return total
}

/** How likely an unsynced change reached the disk; one of these a state. */
const CHANCES = [0, 0.1, 0.5, 0.9, 1]

async function record(project: string, args: readonly string[]): Promise<DiskEvent[]> {
  const script = await bundleScript(new URL('./power-cut-child.ts', import.meta.url))
  const log = join(makeFolder(), 'events')
  const env = {
    ...process.env,
    // Keys and marks lie on the same disk.
    ISNAD_PROFILE: join(project, 'profile'),
    LD_PRELOAD: compileShim('power-cut'),
    PC_DIR: project,
    PC_LOG: log,
  }
  const child = spawn(process.execPath, [script, project, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`the recorded process ended with ${String(code)}`)
  const events = readDiskEvents(log)
  if (!events.some(({ what }) => what === 's')) throw new Error('nothing was recorded: the library was not loaded')
  return events
}

/** The recorder saw all there was to see only if its events, all of them, give the folder as it is. */
function assertRecordedAll(disk: Disk, project: string): void {
  const there = new Disk(project).whole()
  const seen = disk.whole()
  for (const name of new Set([...there.keys(), ...seen.keys()]))
    if (!there.get(name)?.equals(seen.get(name) ?? Buffer.alloc(0)))
      throw new Error(
        `the recorder missed something in ${name}: ${there.get(name)?.length} bytes there, ${seen.get(name)?.length} seen`,
      )
}

const SPACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

async function openState(
  state: ReadonlyMap<string, Buffer>,
  acknowledged: readonly string[],
  { thorough, keeps }: { thorough: boolean; keeps: boolean },
): Promise<{ outcome: 'whole' | 'lost' | 'corrupt'; why: string }> {
  const folder = mkdtempSync(join(SPACE, 'isnad-cut-'))
  const before = process.env.ISNAD_PROFILE
  try {
    writeState(folder, state)
    process.env.ISNAD_PROFILE = join(folder, 'profile')
    const named = acknowledged.filter((line) => line.startsWith('file ')).map((line) => line.slice(5))
    const gone = named.find((name) => !state.has(name))
    if (gone !== undefined) return { outcome: 'lost', why: gone }
    const rest = new Set(acknowledged)
    for (const name of [...state.keys()].filter(isProject)) {
      const why = await openOne(join(folder, name), rest, thorough)
      if (why !== undefined) return { outcome: 'corrupt', why: `${name}: ${why}` }
      if (MAIN.includes(name) && !keeps && rest.size > 0) break
    }
    const lost = [...rest].find((line) => !line.startsWith('file '))
    if (lost !== undefined) return { outcome: 'lost', why: lost }
    return { outcome: 'whole', why: '' }
  } finally {
    process.env.ISNAD_PROFILE = before
    rmSync(folder, { recursive: true, force: true })
  }
}

const MAIN = ['p.isnad', 'new.isnad']
const isProject = (name: string): boolean => name.endsWith('.isnad') && !basename(name).startsWith('.')

/** Opens one file as the program does and strikes off what it holds; says why a person could not work with it. */
async function openOne(file: string, rest: Set<string>, thorough: boolean): Promise<string | undefined> {
  let db: Db | undefined
  try {
    db = openProject(file)
    const problems = thorough ? (await verifyProject(db)).problems : []
    if (problems.length > 0) return JSON.stringify(problems[0])
    if (!chainHolds(db)) return 'the chain does not hold'
    for (const line of rest) if (isThere(db, line)) rest.delete(line)
    return undefined
  } catch (error) {
    if (error instanceof Error) return error.message
    throw error
  } finally {
    db?.raw.close()
  }
}

function isThere(db: Db, line: string): boolean {
  const [kind, id] = line.split(' ') as [string, string]
  if (kind === 'annotation') return findAnnotation(db, id)?.status === 'live'
  if (kind === 'rating') return listRatings(db, id).length > 0
  return kind === 'file' || listArticles(db).length >= Number(id)
}

function chainHolds(db: Db): boolean {
  const gaps = `SELECT count(*) AS n FROM op LEFT JOIN op AS before
    ON before.replica = op.replica AND before.seq = op.seq - 1 WHERE op.seq > 1 AND before.hash IS NOT op.prev`
  return (db.raw.prepare(gaps).get() as { n: number }).n === 0
}
