import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createAnnotation, findAnnotation, listAnnotations, listRatings } from '../../db/annotation.ts'
import { listArticles, readArticle } from '../../db/article.ts'
import { backupProject } from '../../db/backup.ts'
import { redo, undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import { mergeFiles } from '../../db/merge.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { listBackups } from '../../db/rotation.ts'
import { verifyProject } from '../../db/verify.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { bundleScript, CACHE } from '../support/bundle.ts'
import { makeOlder } from '../support/older-file.ts'
import { addText, makeFolder } from '../support/project.ts'
import { createRandom } from '../support/random.ts'

export type Kills = { kills: number; acknowledged: number; outcomes: Record<string, number> }

const TEXT = 'أعلن المجلس البلدي أن ترميم الجسر القديم يبدأ في الربيع المقبل ويستمر عامين. '.repeat(40)
const FILES = 6
/** As in `kill-child.ts`. */
const BULK_PART = 5

/** What is killed, and how a folder is looked at afterwards; `again` is that the next kill goes on in the same folder. */
type Killed = Readonly<{
  again?: number
  prepare?: (folder: string) => void
  /** Looks at the open project beyond what was acknowledged and verified; says what it found. */
  inspect?: (db: Db, folder: string, lines: readonly string[]) => Promise<string> | string
}>

const WORKS: Readonly<Record<string, Killed>> = {
  save: { again: 10 },
  close: { again: 10 },
  new: { inspect: (_, folder) => `${countFiles(folder, 'new-')} new` },
  import: { inspect: inspectImport },
  bulk: { inspect: inspectBulk },
  merge: { prepare: makeOther, inspect: inspectMerge },
  migration: { prepare: (folder) => makeOlder(join(folder, 'p.isnad')), inspect: inspectMigration },
  backup: { again: 5 },
  rotation: { again: 5, inspect: inspectBackups },
  restore: { prepare: makeCopy, inspect: inspectRestored },
}

/**
 * Kills a process at a random moment of its work, again and again, and looks each time that everything it acknowledged
 * is there and the project verifies. Throws, with the seed, for the first that is not so.
 */
export async function killAtWork(work: string, kills: number, seed: number): Promise<Kills> {
  const random = createRandom(seed)
  const script = await bundleScript(new URL('./kill-child.ts', import.meta.url), `${work}-${seed}`)
  const good = makeGood(WORKS[work]!)
  const total: Kills = { kills, acknowledged: 0, outcomes: {} }
  let place = ''
  for (let kill = 0; kill < kills; kill++) {
    if (kill % (WORKS[work]!.again ?? 1) === 0) {
      if (place !== '') rmSync(place, { recursive: true, force: true })
      place = join(good, '..', String(kill))
      cpSync(good, place, { recursive: true })
    }
    const lines = await killOnce(script, [work, place], 1 + random(LINES[work] ?? 20), random(WAITS[work] ?? 8))
    try {
      const outcome = await lookAt(WORKS[work]!, place, lines)
      if (outcome) total.outcomes[outcome] = (total.outcomes[outcome] ?? 0) + 1
      total.acknowledged += lines.filter((line) => line.includes(' ')).length
    } catch (error) {
      throw new Error(`kill ${kill} of ${work}, ISNAD_SEED=${seed}: ${String(error)}`, { cause: error })
    }
  }
  return total
}

/** Work with a beginning and an end is killed at any time between them, in milliseconds. */
const WAITS: Readonly<Record<string, number>> = {
  new: 120,
  import: 60,
  bulk: 120,
  merge: 120,
  migration: 90,
  restore: 120,
  backup: 40,
  rotation: 40,
}

/** After how many acknowledged lines at most; those of slow works come slowly. */
const LINES: Readonly<Record<string, number>> = { close: 4, backup: 4, rotation: 4 }

/** Starts the child, kills it -9 some milliseconds after its n-th line (or `begin`); gives every whole line. */
async function killOnce(script: string, args: readonly string[], after: number, wait: number): Promise<string[]> {
  const env = { ...process.env, NODE_COMPILE_CACHE: CACHE }
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let out = ''
  let told = false
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString()
    if (told || !(out.startsWith('begin') || out.split('\n').length > after)) return
    told = true
    void setTimeout(wait).then(() => child.kill('SIGKILL'))
  })
  await ended
  if (child.exitCode !== null && child.exitCode !== 0) throw new Error(`the child failed: ${child.exitCode}`)
  return out.split('\n').slice(0, -1)
}

async function lookAt({ inspect }: Killed, folder: string, lines: readonly string[]): Promise<string> {
  const db = openProject(join(folder, 'p.isnad'))
  try {
    const { problems } = await verifyProject(db)
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
    for (const line of lines) await assertThere(db, folder, line)
    return (await inspect?.(db, folder, lines)) ?? ''
  } finally {
    closeProject(db)
  }
}

async function assertThere(db: Db, folder: string, line: string): Promise<void> {
  const [kind, id] = line.split(' ') as [string, string]
  if (kind === 'annotation' && findAnnotation(db, id)?.status !== 'live') throw new Error(`${line} is lost`)
  if (kind === 'rating' && listRatings(db, id).length === 0) throw new Error(`${line} is lost`)
  if (kind === 'file') await assertWhole(join(folder, id))
}

async function assertWhole(file: string): Promise<void> {
  const copy = openProject(file)
  try {
    const { problems } = await verifyProject(copy)
    if (problems.length > 0) throw new Error(`${file}: ${JSON.stringify(problems)}`)
  } finally {
    closeProject(copy)
  }
}

async function inspectImport(db: Db, folder: string): Promise<string> {
  const there = listArticles(db)
  for (const { id, characters, sentences } of there) {
    const article = readArticle(db, id)
    if (Array.from(article.text).length !== characters || article.sentences.length !== sentences)
      throw new Error(`${id} was imported in part`)
  }
  const again = await importArticles(db, [join(folder, 'texts')], becomeMember(db, 'ليلى').id)
  const rest = [again.present.length, again.added.length, listArticles(db).length]
  if (String(rest) !== String([there.length - 1, FILES + 1 - there.length, FILES + 1]))
    throw new Error(`the second import: ${rest.join(' ')} of ${there.length}`)
  return there.length === FILES + 1 ? 'all in' : there.length === 1 ? 'none in' : 'some in'
}

/** What a killed step over many wrote is one act still, which one undo takes back and one redo brings back. */
function inspectBulk(db: Db): string {
  const [article] = listArticles(db)
  const count = (): number => listAnnotations(db, article!.id).filter(({ label }) => label === 'event').length
  const by = becomeMember(db, 'ليلى').id
  const written = count()
  undo(db, by)
  const left = count()
  redo(db, by)
  if (written % BULK_PART !== 0 || left !== 0 || count() !== written)
    throw new Error(`of a step over many ${written} were written, ${left} left by one undo, ${count()} brought back`)
  return written === 0 ? 'none written' : 'some written'
}

async function inspectMerge(db: Db, folder: string, lines: readonly string[]): Promise<string> {
  const [article] = listArticles(db)
  const before = listAnnotations(db, article!.id).length
  if (![0, OTHERS].includes(before)) throw new Error(`${before} of ${OTHERS} annotations were merged`)
  if (lines.includes('end') && before === 0) throw new Error('the merge did not last')
  const [backup] = listBackups(db.file)
  if (before > 0 && !backup) throw new Error('no backup was made before the merge')
  if (backup) await assertWhole(backup.file)
  const again = await mergeFiles(db, [{ path: join(folder, 'other.isnad') }])
  if (before > 0 && again.new > 0) throw new Error('the second merge brought what was there')
  if (listAnnotations(db, article!.id).length !== OTHERS) throw new Error('the second merge is not whole')
  return before > 0 ? 'merged' : 'not merged'
}

const OTHERS = 12

function makeOther(folder: string): void {
  const other = join(folder, 'other.isnad')
  const db = openProject(join(folder, 'p.isnad'))
  backupProject(db, other)
  closeProject(db)
  const copy = openProject(other)
  const by = becomeMember(copy, 'كريم').id
  const [article] = listArticles(copy)
  const characters = Array.from(readArticle(copy, article!.id).text)
  for (let at = 0; at < OTHERS; at++) {
    const quote = characters.slice(at, at + 4).join('')
    createAnnotation(
      copy,
      { articleId: article!.id, label: 'claim', startCodePoint: at, endCodePoint: at + 4, quote },
      by,
    )
  }
  closeProject(copy)
}

async function inspectMigration(db: Db, _: string, lines: readonly string[]): Promise<string> {
  // Whoever opened it here finished what was cut off; a backup of the older file was made first.
  const backups = listBackups(db.file)
  if (backups.length === 0) throw new Error('no backup was made before the migration')
  for (const backup of backups) await assertWhole(backup.file)
  return lines.includes('end') ? 'migrated before the kill' : 'migrated or finished at the next start'
}

async function inspectBackups(db: Db): Promise<string> {
  const [newest] = listBackups(db.file)
  if (newest) await assertWhole(newest.file)
  return newest ? 'newest backup whole' : 'no backup yet'
}

async function inspectRestored(db: Db, folder: string, lines: readonly string[]): Promise<string> {
  const [article] = listArticles(db)
  const restored = article?.file === 'before.txt'
  if (lines.includes('restored') && listArticles(db).length !== 1) throw new Error('the restoration did not last')
  for (const backup of listBackups(join(folder, 'p.isnad'))) await assertWhole(backup.file)
  return listArticles(db).length === 1 ? 'the copy' : restored ? 'the project as it was' : 'unknown'
}

function makeCopy(folder: string): void {
  const db = openProject(join(folder, 'p.isnad'))
  backupProject(db, join(folder, 'copy.isnad'))
  addText(db, `${TEXT} وبعد ذلك.`, becomeMember(db, 'ليلى').id, 'after.txt')
  closeProject(db)
}

function makeGood({ prepare }: Killed): string {
  const folder = join(makeFolder(), 'good')
  const texts = join(folder, 'texts')
  mkdirSync(texts, { recursive: true })
  for (let at = 0; at < FILES; at++) writeFileSync(join(texts, `${at}.txt`), `مقال ${at}\n\n${TEXT}\n`)
  const file = join(folder, 'p.isnad')
  closeProject(newProject(file, 'ليلى', 'قتل', (db, by) => addText(db, TEXT, by, 'before.txt')))
  prepare?.(folder)
  return folder
}

function countFiles(folder: string, start: string): number {
  let count = 0
  while (existsSync(join(folder, `${start}${count}.isnad`))) count++
  return Math.min(count, 3)
}
