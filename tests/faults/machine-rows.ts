import { execFileSync, spawn } from 'node:child_process'
import { cpSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DomainError } from '../../corpus/errors.ts'
import { createAnnotation, findAnnotation } from '../../db/annotation.ts'
import { listArticles, readText } from '../../db/article.ts'
import { backupProject } from '../../db/backup.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, isOpenFile, openProject } from '../../db/open.ts'
import { findPlace, judgePlace } from '../../db/place.ts'
import { closeRead, openToRead } from '../../db/read-only.ts'
import { verifyProject } from '../../db/verify.ts'
import { bundleScript } from '../support/bundle.ts'
import { hasProgram } from '../support/programs.ts'
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts'
import { hashFile } from '../support/snapshot.ts'
import { compileShim, whyNoShim } from './compile-shim.ts'
import type { Result, Row } from './row.ts'
import { makeGood } from './spoilt.ts'

/** Rows S11 to S18: the machine around the file. */
export const machineRows: readonly Row[] = [
  {
    id: 'S11',
    fault: 'a file that cannot be written',
    promise: 'opens labelled read-only on a private copy; the file is never touched',
    run: async () => readOnly(makeGood().file, protect),
  },
  {
    id: 'S12',
    fault: 'a medium that cannot be written',
    promise: 'opens labelled read-only on a private copy',
    whyNot: () => noSmallDisk,
    run: async () => {
      const disk = mountSmallDisk(8000)
      cpSync(makeGood().file, join(disk, 'p.isnad'))
      return readOnly(join(disk, 'p.isnad'), () => execFileSync('mount', ['-o', 'remount,ro', disk]))
    },
  },
  {
    id: 'S13',
    fault: 'another process opens the same project',
    promise: 'refused with who holds it and since when; never two writers',
    run: () => holdTwice(),
  },
  {
    id: 'S14',
    fault: 'the own process backs up, verifies and compares while it holds the file',
    promise: 'the lock is still held: another process is refused afterwards',
    run: () => keepLock(),
  },
  {
    id: 'S15',
    fault: 'the file is moved, deleted or replaced while it is open',
    promise: 'the next save fails in words',
    run: async () => moveAway(),
  },
  {
    id: 'S16',
    fault: 'a network share, a folder that is synchronised',
    promise: 'told apart from a local disk, so that the window can warn',
    run: async () => judgePlaces(),
  },
  {
    id: 'S17',
    fault: 'the process runs out of memory',
    promise: 'as a kill: nothing acknowledged is lost',
    whyNot: () => (hasProgram('prlimit') ? undefined : 'there is no prlimit'),
    run: ({ long }, seed) => exhaust(long ? 20 : 2, seed),
  },
  {
    id: 'S18',
    fault: 'the disk stalls for 400 ms at every sync',
    promise: 'no edit is acknowledged before its sync is done',
    whyNot: whyNoShim,
    run: ({ long }) => stall(long ? 20 : 3),
  },
]

/** As root a mode forbids nothing, so the file is marked unchangeable. */
function protect(file: string): void {
  if (process.getuid?.() !== 0) execFileSync('chmod', ['a-w', file])
  else {
    execFileSync('chattr', ['+i', file])
    onTestFinished(() => void execFileSync('chattr', ['-i', file]))
  }
}

async function readOnly(file: string, harm: (file: string) => unknown): Promise<Result> {
  harm(file)
  const before = hashFile(file)
  const refused = codeOf(() => openProject(file))
  const db = openToRead(file)
  const { ok } = await verifyProject(db)
  const write = codeOf(() => annotate(db, 0))
  closeRead(db)
  if (db.readOnly === undefined || !ok || write === undefined || hashFile(file) !== before)
    throw new Error(`read-only: ${JSON.stringify({ why: db.readOnly, ok, write })}`)
  return {
    cycles: 1,
    outcomes: { [`to write: ${refused}`]: 1, [`read-only: ${db.readOnly.why}`]: 1, [`a save: ${write}`]: 1 },
  }
}

async function holdTwice(): Promise<Result> {
  const { file } = makeGood()
  const other = await hold(file)
  const error = errorOf(() => openProject(file))
  await other.end()
  closeProject(openProject(file))
  if (error?.code !== 'project-held' || !/open on .+ by .+ since/.test(error.message))
    throw new Error(`another process: ${String(error)}`)
  return { cycles: 1, outcomes: { 'refused: project-held': 1 } }
}

async function keepLock(): Promise<Result> {
  const { file } = makeGood()
  const db = openProject(file)
  const id = annotate(db, 0)
  backupProject(db, join(dirname(file), 'copy.isnad'))
  await verifyProject(db)
  isOpenFile(db, file)
  const other = await hold(file)
  annotate(db, 1)
  closeProject(db)
  if (other.opened) throw new Error('a second process could open the project')
  const again = openProject(file)
  const there = findAnnotation(again, id)?.status
  closeProject(again)
  if (there !== 'live') throw new Error('an acknowledged edit was overwritten')
  return { cycles: 1, acknowledged: 1, outcomes: { 'second process refused': 1 } }
}

function moveAway(): Result {
  const ways: Record<string, (file: string) => void> = {
    moved: (file) => renameSync(file, `${file}.moved`),
    deleted: (file) => rmSync(file),
    replaced: (file) => {
      cpSync(file, `${file}.other`)
      renameSync(`${file}.other`, file)
    },
  }
  for (const [name, way] of Object.entries(ways)) {
    const db = openProject(makeGood().file)
    way(db.file)
    const code = codeOf(() => annotate(db, 0))
    closeProject(db)
    if (code !== 'project-moved') throw new Error(`${name}: ${code}`)
  }
  return { cycles: 3, outcomes: { 'refused: project-moved': 3 } }
}

function judgePlaces(): Result {
  const NFS = 0x6969
  const CIFS = -11317950 // as a signed number, which statfs may give
  const local = findPlace(makeGood().file)
  const judged = [
    judgePlace(NFS, '/p.isnad'),
    judgePlace(CIFS, '/p.isnad'),
    judgePlace(0xef53, '/home/x/Dropbox/p.isnad'),
  ]
  if (String([local, ...judged]) !== ',share,share,sync') throw new Error(`places: ${[local, ...judged].join(' ')}`)
  return { cycles: 4, outcomes: { share: 2, synchronised: 1, local: 1 } }
}

async function exhaust(times: number, seed: number): Promise<Result> {
  const script = await bundleScript(new URL('./memory-child.ts', import.meta.url))
  const outcomes: Record<string, number> = {}
  let acknowledged = 0
  for (let at = 0; at < times; at++) {
    const { file } = makeGood()
    const limit = ['--data=', 1000 + ((seed + at * 7) % 60), '000000'].join('')
    const { lines, end } = await runToEnd('prlimit', [limit, process.execPath, '--max-old-space-size=64', script, file])
    const db = openProject(file)
    const lost = lines.find((id) => findAnnotation(db, id)?.status !== 'live')
    const { ok } = await verifyProject(db)
    closeProject(db)
    if (lost !== undefined || !ok || end === 'ended with 0')
      throw new Error(`memory, ISNAD_SEED=${seed}: ${lost} ${end}`)
    acknowledged += lines.length
    outcomes[end] = (outcomes[end] ?? 0) + 1
  }
  return { cycles: times, acknowledged, outcomes }
}

const STALL_MS = 400

async function stall(times: number): Promise<Result> {
  const script = await bundleScript(new URL('./stall-child.ts', import.meta.url))
  const { file } = makeGood()
  const { lines, end } = await runToEnd(process.execPath, [script, file, String(STALL_MS), String(times)], {
    LD_PRELOAD: compileShim('bad-disk'),
  })
  const waits = lines.map(Number)
  if (end !== 'ended with 0' || waits.length !== times) throw new Error(`stall: ${end}`)
  const early = waits.find((wait) => wait < STALL_MS)
  if (early !== undefined) throw new Error(`an edit was acknowledged after ${early} ms, before its sync was done`)
  return { cycles: times, acknowledged: times, outcomes: { [`acknowledged after ${STALL_MS} ms or more`]: times } }
}

async function runToEnd(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] })
  let out = ''
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString()
  })
  const end = await new Promise<string>((resolve) =>
    child.once('close', (code, signal) => resolve(signal === null ? `ended with ${code}` : `ended by ${signal}`)),
  )
  return { lines: out.split('\n').slice(0, -1), end }
}

async function hold(file: string): Promise<{ opened: boolean; end: () => Promise<void> }> {
  const script = await bundleScript(new URL('../support/hold-project.ts', import.meta.url))
  const child = spawn(process.execPath, [script, file], { stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const opened = await Promise.race([
    new Promise<boolean>((resolve) => child.stdout.once('data', () => resolve(true))),
    ended.then(() => false),
  ])
  const end = (): Promise<void> => {
    child.stdin.end()
    return ended
  }
  return { opened, end }
}

function annotate(db: Db, at: number): string {
  const [article] = listArticles(db)
  const quote = Array.from(readText(db, article!.sha256))
    .slice(at * 2, at * 2 + 4)
    .join('')
  const bounds = { startCodePoint: at * 2, endCodePoint: at * 2 + 4, quote }
  return createAnnotation(db, { articleId: article!.id, label: 'claim', ...bounds }, becomeMember(db, 'ليلى').id).id
}

function errorOf(work: () => unknown): DomainError | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

function codeOf(work: () => unknown): string | undefined {
  return errorOf(work)?.code
}
