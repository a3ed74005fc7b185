/**
 * Prints what many changes at once cost, beside the floor of the same work in this run: the exact bytes of an entry, its
 * SHA-256 and Ed25519 signature, and the rows of entry, content and annotation in one transaction. Then a hand-out, its
 * check and its merge. Run: node tests/bench/writing.ts [articles] [annotations an article]
 */
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnnotationDraft } from '../../corpus/annotation.ts'
import type { SuggestionRow } from '../../corpus/suggestion.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { findParagraphs } from '../../corpus/text/paragraphs.ts'
import { createAnnotations } from '../../db/annotation.ts'
import { addArticle } from '../../db/article.ts'
import { handOut } from '../../db/copy.ts'
import { becomeMember } from '../../db/member.ts'
import { mergeFiles } from '../../db/merge.ts'
import { closeProject, type Db, inTransaction, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { rebuild } from '../../db/refold.ts'
import { acceptSuggestions } from '../../db/suggestion.ts'
import { verifyProject } from '../../db/verify.ts'
import { importAnnotations } from '../../electron/jobs/import-annotations.ts'

const ARTICLES = Number(process.argv[2] ?? 200)
const EACH = Number(process.argv[3] ?? 60)
const WORD = 'قال سامر كلاما '
const QUOTE = 'سامر'

const folder = mkdtempSync(join(tmpdir(), 'isnad-bench-'))
process.env.ISNAD_PROFILE = join(folder, 'profile')

type Line = Readonly<{ what: string; count: number; took: number }>
const lines: Line[] = []

async function time<T>(what: string, count: number, work: () => T | Promise<T>): Promise<T> {
  // Time of the processor, so that what else runs on the machine counts less.
  const began = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(began)
  lines.push({ what, count, took: (user + system) / 1000 })
  return result
}

function addTexts(db: Db, by: string): string[] {
  return inTransaction(db, () =>
    Array.from({ length: ARTICLES }, (_, at) => {
      const text = `مقال ${at}\n${WORD.repeat(EACH)}`
      const sentences = findParagraphs(text).map(createOffsetMap(text).toCodePointSpan)
      const made = { encoding: 'utf-8', reader: 'text 1', segmenter: 'bench' }
      const source = { file: `${at}.txt`, bytes: Buffer.from(text), text, sentences, ...made }
      const described = { title: `${at}`, publisher: null, author: null, date: null, language: 'ar' }
      return addArticle(db, source, described, by).id
    }),
  )
}

function draftsOf(ids: readonly string[]): AnnotationDraft[] {
  return ids.flatMap((articleId, at) =>
    Array.from({ length: EACH }, (_, n) => {
      const startCodePoint = `مقال ${at}\n`.length + n * WORD.length + 4
      return { articleId, label: 'actor', startCodePoint, endCodePoint: startCodePoint + QUOTE.length, quote: QUOTE }
    }),
  )
}

/** What no way of writing an entry can do without. */
function writeFloor(db: Db, drafts: readonly AnnotationDraft[]): void {
  const { privateKey } = generateKeyPairSync('ed25519')
  const op = db.raw.prepare('INSERT INTO op VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)')
  const payload = db.raw.prepare('INSERT INTO payload VALUES (?, ?)')
  const row = db.raw.prepare(`INSERT INTO annotation VALUES (?, ?, ?, ?, NULL, ?, ?, ?, '', '', NULL, NULL, 'live', ?,
    'hand', NULL, NULL, 0, 0)`)
  const [replica, author, group] = [randomUUID(), randomUUID(), randomUUID()]
  let prev = Buffer.alloc(32)
  db.raw.transaction(() => {
    for (const [at, draft] of drafts.entries()) {
      const id = randomUUID()
      const data = Buffer.from(JSON.stringify(draft))
      const hashOf = createHash('sha256').update(data).digest()
      const envelope = { version: 1, replica, seq: at, lamport: at, author, wall_ms: 0, kind: 'x', target: id, group }
      const rest = { parents: [], prev: prev.toString('hex'), payload_hash: hashOf.toString('hex') }
      const body = Buffer.from(JSON.stringify({ ...envelope, ...rest }))
      const hash = createHash('sha256').update(body).digest()
      const signed = sign(null, Buffer.concat([Buffer.from('isnad op\n'), hash]), privateKey)
      payload.run(hashOf, data)
      op.run(hash, replica, at, at, author, 0, 'x', id, body, prev, signed)
      const { articleId, label, startCodePoint, endCodePoint, quote } = draft
      row.run(id, articleId, 'author:x', label, startCodePoint, endCodePoint, quote, author)
      prev = hash
    }
  })()
}

function suggestionsOf(drafts: readonly AnnotationDraft[]): SuggestionRow[] {
  return drafts.map(({ startCodePoint, endCodePoint, quote }) => {
    const place = { label: 'event' as const, startCodePoint, endCodePoint }
    const key = `event:${startCodePoint}-${endCodePoint}`
    return { ...place, key, quote, rule: 'bench', confidence: 0.9, value: null, claim: null } as SuggestionRow
  })
}

async function measureBulk(): Promise<void> {
  const db = newProject(join(folder, 'bulk.isnad'), 'قياس')
  const by = becomeMember(db, 'سلمى').id
  const ids = addTexts(db, by)
  const drafts = draftsOf(ids)
  const floor = newProject(join(folder, 'floor.isnad'), 'قياس')
  const floorDrafts = draftsOf(addTexts(floor, becomeMember(floor, 'سلمى').id))
  await time('floor: body, hash, signature, three rows', drafts.length, () => writeFloor(floor, floorDrafts))
  closeProject(floor)
  await time('create annotations', drafts.length, () => createAnnotations(db, drafts, by))
  const byArticle = Map.groupBy(drafts, ({ articleId }) => articleId)
  await time('accept suggestions (two entries each)', 2 * drafts.length, () =>
    inTransaction(db, () => {
      for (const [id, own] of byArticle) acceptSuggestions(db, id, suggestionsOf(own), by)
    }),
  )
  const jsonl = drafts.map(({ articleId, startCodePoint: start, endCodePoint: end, quote: text }) =>
    JSON.stringify({ articleId, label: 'date', start, end, text }),
  )
  await time('import JSON lines', drafts.length, () => importAnnotations(db, jsonl.join('\n'), by))
  const ops = db.raw.prepare<[], { n: number }>('SELECT count(*) AS n FROM op').get()!.n
  await time('rebuild all rows from the log', ops, () => inTransaction(db, () => rebuild(db)))
  await time('verify', ops, async () => assertSound(await verifyProject(db)))
  closeProject(db)
}

function assertSound({ problems }: { problems: readonly { message: string }[] }): void {
  if (problems.length > 0) throw new RangeError(problems[0]!.message)
}

/** A lead hands all out to an analyst who had worked before; the copy is worked on and comes back. */
async function measureTravel(): Promise<void> {
  const db = newProject(join(folder, 'lead.isnad'), 'قياس')
  const lead = becomeMember(db, 'سلمى').id
  const drafts = draftsOf(addTexts(db, lead))
  createAnnotations(db, drafts, lead)
  const path = join(folder, 'copy.isnad')
  const articleIds = [...new Set(drafts.map(({ articleId }) => articleId))]
  const ops = db.raw.prepare<[], { n: number }>('SELECT count(*) AS n FROM op').get()!.n
  await time('hand out to the lead', ops, () => handOut(db, path, { name: 'سلمى', articleIds }, () => lead))
  const bare = join(folder, 'bare.isnad')
  await time('hand out to a newcomer', ops, () => handOut(db, bare, { name: 'ليلى', articleIds }, () => lead))
  const copy = openProject(bare)
  createAnnotations(copy, drafts, becomeMember(copy, 'ليلى').id)
  closeProject(copy)
  await time('merge it back', drafts.length, () => mergeFiles(db, [{ path: bare }]))
  await time('merge it again', drafts.length, () => mergeFiles(db, [{ path: bare }]))
  await time('verify', ops + drafts.length, async () => assertSound(await verifyProject(db)))
  closeProject(db)
}

try {
  await measureBulk()
  await measureTravel()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const floor = lines[0]!.took / lines[0]!.count
for (const { what, count, took } of lines) {
  const each = took / count
  const cost = `${(each * 1000).toFixed(0).padStart(6)} µs each, ${(each / floor).toFixed(1).padStart(5)} × floor`
  console.log(`${what.padEnd(44)} ${String(count).padStart(8)} entries ${took.toFixed(0).padStart(7)} ms ${cost}`)
}
