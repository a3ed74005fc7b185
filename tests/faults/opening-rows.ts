import { existsSync, linkSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SCHEMA_VERSION } from '../../db/migrate.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { makeFolder } from '../support/project.ts'
import { createRandom } from '../support/random.ts'
import { alterRaw, openRaw } from '../support/raw.ts'
import type { Result, Row } from './row.ts'
import { makeGood, makeOpen, openSpoilt } from './spoilt.ts'

type Random = (limit: number) => number
type Spoil = (file: string, random: Random) => void

/** Rows F1 to F11: files that are damaged, foreign or hostile when they are opened. */
export const openingRows: readonly Row[] = [
  spoil('F1', 'a file of 0 bytes', /^refused: project-empty/, [(file) => writeFileSync(file, '')]),
  spoil('F2', 'random bytes, a text, another program’s database', /^refused: not-a-project/, [
    (file, random) => writeFileSync(file, Buffer.from(Array.from({ length: 9000 }, () => random(256)))),
    (file) => writeFileSync(file, 'سطر من النص\n'.repeat(900)),
    (file) => writeFileSync(file, 'SQLite format 3\0'),
    (file) => run(file, 'PRAGMA application_id = 7'),
  ]),
  spoil('F3', 'truncated at a page or anywhere', /^(refused: (project-damaged|not-a-project)|found)/, [
    (file, random) => change(file, (bytes) => bytes.subarray(0, 4096 * (1 + random(bytes.length / 4096 - 1)))),
    (file, random) => change(file, (bytes) => bytes.subarray(0, 100 + random(bytes.length - 100))),
  ]),
  spoil('F4', 'a page overwritten or zeroed', /^(refused: (project-damaged|not-a-project)|found|unharmed)/, [
    (file, random) => change(file, (bytes) => fillPage(bytes, random, 0)),
    (file, random) => change(file, (bytes) => fillPage(bytes, random, 1 + random(255))),
  ]),
  spoil('F5', 'one bit of an article’s text flipped', /^found: (text-hash|source-hash|structure|quote|fold)/, [
    flipText,
  ]),
  {
    id: 'F*',
    fault: 'random changes of bytes in a good file',
    promise: 'opens and verifies, is found out or refused; never missed, never slow, a refusal changes nothing',
    run: async ({ mutations }, seed) => mutate(mutations, seed),
  },
  {
    id: 'F6',
    fault: 'the write-ahead log truncated, flipped, overwritten or gone',
    promise: 'nothing is missing in silence: refused, or the missing entries are named',
    run: (scale, seed) => spoilLog(scale.long ? 200 : 24, seed),
  },
  {
    id: 'F7',
    fault: 'an older file beside a newer write-ahead log',
    promise: 'refused or found out, never a mixture',
    run: (_, seed) => mixLogs(seed),
  },
  spoil('F8', 'written by a newer program', /^refused: project-newer/, [
    (file) => run(file, `PRAGMA user_version = ${SCHEMA_VERSION + 1}`),
  ]),
  spoil('F9', 'a hostile schema: triggers, views, recursion, functions', /^refused: project-damaged/, [
    (file) => run(file, "CREATE TRIGGER t AFTER INSERT ON local BEGIN UPDATE op SET body = ''; END"),
    (file) =>
      run(file, 'CREATE VIEW v AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT * FROM r'),
    (file) => run(file, 'CREATE TABLE extra (x)'),
    (file) => run(file, "DROP TABLE claim; CREATE VIEW claim AS SELECT writefile('/tmp/x', 'x') AS id"),
  ]),
  {
    id: 'F10',
    fault: 'a stale journal, a symbolic link, a hard link',
    promise: 'the link’s real file opens; a second name is refused; a journal of another file changes nothing',
    run: () => openOddNames(),
  },
  {
    id: 'F11',
    fault: 'only derived tables are wrong',
    promise: 'verify names it; rebuilt from the log nothing is lost',
    run: () => spoilDerived(),
  },
]

function spoil(id: string, fault: string, wanted: RegExp, ways: readonly Spoil[]): Row {
  const execute = async (times: number, seed: number): Promise<Result> => {
    const random = createRandom(seed)
    const good = makeGood()
    const outcomes: Record<string, number> = {}
    for (let at = 0; at < times * ways.length; at++) {
      const outcome = await tryOnce(good, (file) => ways[at % ways.length]!(file, random))
      if (!wanted.test(outcome)) throw new Error(`${id}, try ${at}, ISNAD_SEED=${seed}: ${outcome}`)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    return { cycles: times * ways.length, outcomes }
  }
  const promise = `${wanted.source.replaceAll(/[\\^()]/g, '').replaceAll('|', ', ')}; the file is left as it was`
  return { id, fault, promise, run: ({ long }, seed) => execute(long ? 25 : 2, seed) }
}

async function tryOnce(good: ReturnType<typeof makeGood>, harm: (file: string) => void): Promise<string> {
  const folder = dirname(good.file)
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
  writeFileSync(good.file, good.bytes)
  harm(good.file)
  return openSpoilt(good.file, good.content)
}

async function mutate(times: number, seed: number): Promise<Result> {
  const random = createRandom(seed)
  const good = makeGood()
  const outcomes: Record<string, number> = {}
  for (let at = 0; at < times; at++) {
    const outcome = await tryOnce(good, (file) => change(file, (bytes) => mutateOnce(bytes, at, random))).catch(
      (error: unknown) => {
        throw new Error(`change ${at}, ISNAD_SEED=${seed}: ${String(error)}`, { cause: error })
      },
    )
    const kind = outcome.split(':')[0]!
    outcomes[kind] = (outcomes[kind] ?? 0) + 1
  }
  return { cycles: times, outcomes }
}

function mutateOnce(bytes: Buffer, at: number, random: Random): Buffer {
  const offset = random(bytes.length)
  if (at % 20 === 19) return bytes.subarray(0, offset)
  if (at % 4 === 3) return bytes.fill(random(256), offset, Math.min(bytes.length, offset + 1 + random(3000)))
  bytes[offset]! ^= 1 << random(8)
  return bytes
}

async function spoilLog(times: number, seed: number): Promise<Result> {
  const random = createRandom(seed)
  const open = makeOpen()
  const outcomes: Record<string, number> = {}
  for (let at = 0; at < times; at++) {
    const log = Buffer.from(open.log)
    if (at % 4 === 1) log[random(log.length)]! ^= 1 << random(8)
    if (at % 4 === 2) log.fill(random(256), random(log.length))
    const outcome = await tryOnce({ ...open, content: open.content }, (file) => {
      if (at % 4 !== 3) writeFileSync(`${file}-wal`, at % 4 === 0 ? log.subarray(0, random(log.length)) : log)
    }).catch((error: unknown) => {
      throw new Error(`log ${at}, ISNAD_SEED=${seed}: ${String(error)}`, { cause: error })
    })
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return { cycles: times, outcomes }
}

async function mixLogs(seed: number): Promise<Result> {
  const open = makeOpen()
  const outcome = await tryOnce({ ...open, bytes: open.old }, (file) => {
    writeFileSync(file, open.old.subarray(0, open.old.length))
    writeFileSync(`${file}-wal`, open.log)
  }).catch((error: unknown) => {
    throw new Error(`ISNAD_SEED=${seed}: ${String(error)}`, { cause: error })
  })
  return { cycles: 1, outcomes: { [outcome]: 1 } }
}

async function openOddNames(): Promise<Result> {
  const good = makeGood()
  const other = join(makeFolder(), 'link.isnad')
  symlinkSync(good.file, other)
  const linked = openProject(other)
  closeProject(linked)
  if (linked.file !== good.file || existsSync(`${other}-wal`)) throw new Error('the link was opened, not its file')
  const journal = await tryOnce(good, (file) => writeFileSync(`${file}-journal`, Buffer.alloc(2000, 7)))
  const hard = join(dirname(good.file), 'second.isnad')
  const twice = await tryOnce(good, (file) => linkSync(file, hard))
  if (twice !== 'refused: project-linked') throw new Error(`a hard link: ${twice}`)
  return { cycles: 3, outcomes: { 'link: its file opened': 1, [`journal: ${journal}`]: 1, [`hard link: ${twice}`]: 1 } }
}

async function spoilDerived(): Promise<Result> {
  const harms = ["UPDATE annotation SET note = 'x'", 'DELETE FROM rating', "UPDATE article SET title = 'x'"]
  for (const sql of harms) {
    const { file, content } = makeGood()
    alterRaw(file, (raw) => raw.exec(sql))
    if (!(await openSpoilt(file, content)).startsWith('found: ')) throw new Error(`${sql} was not found`)
    const db = openProject(file)
    rebuild(db)
    const { problems } = await verifyProject(db)
    closeProject(db)
    if (problems.length > 0) throw new Error(`${sql}: the rebuilt tables do not verify`)
  }
  return { cycles: harms.length, outcomes: { 'found and rebuilt': harms.length } }
}

function flipText(file: string, random: Random): void {
  const raw = openRaw(file)
  const text = String(raw.prepare('SELECT text FROM canonical_text').pluck().get())
  raw.close()
  change(file, (bytes) => {
    const at = bytes.indexOf(Buffer.from(text.slice(0, 40)))
    if (at < 0) throw new RangeError('the text is not in the file as it is')
    bytes[at + random(60)]! ^= 1 << random(3)
    return bytes
  })
}

function fillPage(bytes: Buffer, random: Random, value: number): Buffer {
  const page = 1 + random(bytes.length / 4096 - 1)
  return bytes.fill(value, page * 4096, (page + 1) * 4096)
}

function change(file: string, how: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, how(readFileSync(file)))
}

function run(file: string, sql: string): void {
  const raw = openRaw(file)
  raw.unsafeMode()
  raw.exec(sql)
  raw.close()
}
