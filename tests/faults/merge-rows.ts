import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotations,
  findAnnotation,
  listAnnotations,
} from '../../db/annotation.ts'
import { appendOp } from '../../db/append.ts'
import { writeBundle } from '../../db/bundle.ts'
import { handOut } from '../../db/copy.ts'
import { redo, undo } from '../../db/history.ts'
import { profileFolder } from '../../db/key-store.ts'
import { readLocal } from '../../db/local.ts'
import { mergeFiles } from '../../db/merge.ts'
import { digestLog } from '../../db/merge-apply.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import type { OpKind } from '../../db/ops.ts'
import { statement } from '../../db/statement.ts'
import { verifyProject } from '../../db/verify.ts'
import { verifyAgainst } from '../../electron/jobs/verify-against.ts'
import { draftOf, makeFolder } from '../support/project.ts'
import { createRandom } from '../support/random.ts'
import { HARMS, setDesk, tamper } from '../support/tamper.ts'
import { copyFor, makeTeamProject, makeTwin, mergeCopies, TEAM_TEXT } from '../support/team.ts'
import type { Result, Row } from './row.ts'

/** Rows M1 to M9 but for the clocks, A1 and A2: people who work apart, and who alter what was written. */
export const mergeRows: readonly Row[] = [
  {
    id: 'M1',
    fault: 'copies merged twice, in any order, one by one or together',
    promise: 'every copy ends with the same entries and verifies',
    run: ({ long }, seed) => mergeAnyhow(long ? 40 : 2, seed),
  },
  row('M2', 'two change the same field apart', 'both values are kept, named and listed', changeTwice),
  row('M3', 'one deletes what another edits', 'it stays alive, as a conflict', deleteEdited),
  row(
    'M5',
    'a project file that was copied to a second machine, both edited',
    'found as a fork; both sides are kept',
    clone,
  ),
  {
    id: 'M6',
    fault: 'a bundle cut off or changed anywhere',
    promise: 'refused whole; the project is as it was',
    run: ({ long }, seed) => spoilBundles(long ? 300 : 30, seed),
  },
  row('M7', 'an empty or old copy', 'deletes nothing', mergeOld),
  row('M8', 'entries of a kind that only a newer program knows', 'stored as they are, and handed on', mergeUnknown),
  row('M9', 'a copy that speaks in another’s name', 'quarantined, listed, not in the tables', forge),
  {
    id: 'A1',
    fault: 'altered with another program: entries changed, deleted, cut off, all rewritten, signatures taken away',
    promise: 'named by verify or by any colleague’s copy, every time',
    run: ({ tamperings }) => tamperOften(tamperings),
  },
  {
    id: 'A2',
    fault: 'undo and redo at random, also after a merge',
    promise: 'each is an entry of its own; the history never shrinks and verifies',
    run: ({ long }, seed) => undoAtRandom(long ? 40 : 3, seed),
  },
]

function row(id: string, fault: string, promise: string, once: () => Promise<string>): Row {
  const run = async ({ long }: { long: boolean }): Promise<Result> => {
    const outcomes: Record<string, number> = {}
    const cycles = long ? 10 : 1
    for (let at = 0; at < cycles; at++) {
      const outcome = await once()
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    return { cycles, outcomes }
  }
  return { id, fault, promise, run }
}

type Team = ReturnType<typeof makeTeamProject>

async function mergeAnyhow(times: number, seed: number): Promise<Result> {
  const random = createRandom(seed)
  for (let at = 0; at < times; at++) {
    const { db, articleId, annotationId, lead } = makeTeamProject()
    const others = ['ليلى', 'كريم'].map((name) => copyFor(db, name))
    const all = [{ db, by: lead }, ...others]
    for (let left = 3 + random(8); left > 0; left--) edit(all[random(3)]!, { articleId, annotationId }, random)
    for (let left = 2 + random(4); left > 0; left--) {
      const to = random(3)
      const from = [0, 1, 2].filter((each) => each !== to && random(2) === 0).map((each) => all[each]!.db)
      if (from.length > 0) await mergeCopies(all[to]!.db, from)
    }
    for (const to of [0, 1, 2])
      await mergeCopies(
        all[to]!.db,
        all.filter((_, each) => each !== to).map((each) => each.db),
      )
    await mergeCopies(db, [all[2]!.db, all[1]!.db])
    const heads = new Set(all.map((each) => digestLog(each.db)))
    const problems = await Promise.all(all.map(async (each) => (await verifyProject(each.db)).problems))
    if (heads.size !== 1 || problems.flat().length > 0)
      throw new Error(`history ${at}, ISNAD_SEED=${seed}: ${heads.size} heads, ${JSON.stringify(problems.flat()[0])}`)
    for (const each of all) closeProject(each.db)
  }
  return { cycles: times, outcomes: { 'one head': times } }
}

function edit(
  { db, by }: { db: Db; by: string },
  on: Pick<Team, 'articleId' | 'annotationId'>,
  random: (n: number) => number,
) {
  const what = random(4)
  const live = findAnnotation(db, on.annotationId)?.status !== 'deleted'
  if (what === 0 && live) changeAnnotation(db, on.annotationId, { note: `ملاحظة ${random(1000)}` }, by)
  else if (what === 1 && live) deleteAnnotations(db, [on.annotationId], by)
  else createAnnotation(db, draftOf(on.articleId, TEAM_TEXT, ['الوزير', 'الجسر', 'العمل'][random(3)]!), by)
}

async function changeTwice(): Promise<string> {
  const { db, annotationId, lead } = makeTeamProject()
  const other = copyFor(db, 'ليلى')
  changeAnnotation(db, annotationId, { note: 'أولى' }, lead)
  changeAnnotation(other.db, annotationId, { note: 'ثانية' }, other.by)
  const { conflicts } = await mergeCopies(db, [other.db])
  const authors = new Set(conflicts[0]?.values.map(({ author }) => author))
  return expectThat(conflicts.length === 1 && authors.size === 2, 'both kept and listed', db)
}

async function deleteEdited(): Promise<string> {
  const { db, annotationId, lead } = makeTeamProject()
  const other = copyFor(db, 'ليلى')
  deleteAnnotations(db, [annotationId], lead)
  changeAnnotation(other.db, annotationId, { note: 'مهم' }, other.by)
  const { conflicts } = await mergeCopies(db, [other.db])
  const row = findAnnotation(db, annotationId)
  return expectThat(row?.status === 'contested' && conflicts.length > 0, 'alive and contested', db)
}

async function clone(): Promise<string> {
  const { db, articleId, lead } = makeTeamProject()
  const { twin, file } = makeTwin(db)
  createAnnotation(twin, draftOf(articleId, TEAM_TEXT, 'الوزير'), lead)
  createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'العمل'), lead)
  closeProject(twin)
  const before = readLocal(db, 'replica')
  const { forks } = await mergeFiles(db, [{ path: file }])
  createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'الجسر'), lead)
  const both = listAnnotations(db, articleId).length === 4 && readLocal(db, 'replica') !== before
  if (forks.length === 0 || !both) throw new Error('the clone was not found')
  closeProject(db)
  return 'fork found, both kept, new replica'
}

async function spoilBundles(times: number, seed: number): Promise<Result> {
  const random = createRandom(seed)
  const { db, articleId } = makeTeamProject()
  const other = copyFor(db, 'ليلى')
  createAnnotation(other.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), other.by)
  const file = join(dirname(db.file), 'sent.bundle')
  writeBundle(other.db, file, () => other.by)
  const bytes = readFileSync(file)
  const before = digestLog(db)
  const outcomes: Record<string, number> = {}
  for (let at = 0; at < times; at++) {
    const spoilt = Buffer.from(bytes)
    const where = Math.floor((at / times) * bytes.length)
    spoilt[where]! ^= 1 << random(8)
    writeFileSync(file, at % 6 === 5 ? bytes.subarray(0, where) : spoilt)
    const code = await mergeFiles(db, [{ path: file }]).then(
      () => 'merged',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    )
    if (!/^(bundle-|not-a-project|project-empty|merge-)/.test(code) || digestLog(db) !== before)
      throw new Error(`bundle change ${at} at ${where}, ISNAD_SEED=${seed}: ${code}`)
    outcomes[`refused: ${code}`] = (outcomes[`refused: ${code}`] ?? 0) + 1
  }
  writeFileSync(file, bytes)
  if ((await mergeFiles(db, [{ path: file }])).new === 0) throw new Error('the good bundle brought nothing')
  closeProject(other.db)
  return { cycles: times, outcomes }
}

async function mergeOld(): Promise<string> {
  const { db, articleId, lead } = makeTeamProject()
  const old = copyFor(db, 'ليلى')
  for (const quote of ['الوزير', 'الجسر']) createAnnotation(db, draftOf(articleId, TEAM_TEXT, quote), lead)
  const before = listAnnotations(db, articleId).length
  await mergeCopies(db, [old.db])
  return expectThat(listAnnotations(db, articleId).length === before, 'nothing deleted', db)
}

async function mergeUnknown(): Promise<string> {
  const { db, annotationId } = makeTeamProject()
  const newer = copyFor(db, 'ليلى')
  appendOp(newer.db, newer.by, {
    kind: 'annotation.dance' as string as OpKind,
    target: annotationId,
    change: { steps: 3 },
  })
  await mergeCopies(db, [newer.db])
  const count = 'SELECT count(*) AS n FROM op WHERE kind = ?'
  const here = statement<{ n: number }>(db, count).get('annotation.dance')?.n
  return expectThat(here === 1 && findAnnotation(db, annotationId)?.status === 'live', 'stored, not applied', db)
}

async function forge(): Promise<string> {
  const { db, articleId, lead } = makeTeamProject()
  const file = join(dirname(db.file), 'handed.isnad')
  await handOut(db, file, { name: 'ليلى', articleIds: [articleId] }, () => lead)
  const copy = openProject(file)
  createAnnotation(copy, draftOf(articleId, TEAM_TEXT, 'الوزير'), lead)
  closeProject(copy)
  const { quarantined } = await mergeFiles(db, [{ path: file }])
  return expectThat(quarantined.length > 0 && listAnnotations(db, articleId).length === 1, 'quarantined', db)
}

async function tamperOften(times: number): Promise<Result> {
  const outcomes: Record<string, number> = {}
  let desk: ReturnType<typeof setDesk> | undefined
  for (let seed = 1; seed <= times; seed++) {
    const random = createRandom(seed)
    if (desk === undefined || seed % 20 === 1) desk = setDesk(makeFolder(), random)
    const file = join(makeFolder(), 'altered.isnad')
    copyFileSync(desk.analyst, file)
    const said = tamper(file, HARMS[seed % HARMS.length]!, random)
    const codes = await examine(file, desk.colleague)
    if (codes.length === 0) throw new Error(`tampering ${seed} (${said}) was missed`)
    const by = codes.some((code) => !code.startsWith('against'))
      ? 'found by verify'
      : 'found by a colleague’s copy alone'
    outcomes[by] = (outcomes[by] ?? 0) + 1
  }
  return { cycles: times, outcomes }
}

/** As on an auditor's machine, where nothing is known but the files. */
async function examine(file: string, colleague: string): Promise<string[]> {
  const profile = profileFolder()
  process.env.ISNAD_PROFILE = makeFolder()
  const db = openProject(file)
  try {
    return (await verifyAgainst(db, colleague)).problems.map(({ code }) => code)
  } finally {
    closeProject(db)
    process.env.ISNAD_PROFILE = profile
  }
}

async function undoAtRandom(times: number, seed: number): Promise<Result> {
  const random = createRandom(seed)
  let steps = 0
  for (let at = 0; at < times; at++) {
    const { db, articleId, annotationId, lead } = makeTeamProject()
    const other = copyFor(db, 'ليلى')
    for (let left = 12; left > 0; left--, steps++) {
      const before = countOps(db)
      const what = random(4)
      if (what === 0) undo(db, lead)
      else if (what === 1) redo(db, lead)
      else if (what === 2) edit({ db, by: lead }, { articleId, annotationId }, random)
      else {
        edit(other, { articleId, annotationId }, random)
        await mergeCopies(db, [other.db])
      }
      if (countOps(db) < before) throw new Error(`history ${at}, ISNAD_SEED=${seed}: it shrank`)
    }
    const { problems } = await verifyProject(db)
    if (problems.length > 0) throw new Error(`history ${at}, ISNAD_SEED=${seed}: ${JSON.stringify(problems[0])}`)
    for (const each of [db, other.db]) closeProject(each)
  }
  return { cycles: steps, outcomes: { 'histories verified': times } }
}

function countOps(db: Db): number {
  return statement<{ n: number }>(db, 'SELECT count(*) AS n FROM op').get()!.n
}

async function expectThat(holds: boolean, outcome: string, db: Db): Promise<string> {
  const { problems } = await verifyProject(db)
  closeProject(db)
  if (!holds || problems.length > 0) throw new Error(`not ${outcome}: ${JSON.stringify(problems[0] ?? null)}`)
  return outcome
}
