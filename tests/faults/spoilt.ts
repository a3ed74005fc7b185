import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { createAnnotation, setRating } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { checkpoint, closeProject, type Db, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder } from '../support/project.ts'
import { snapshot } from '../support/snapshot.ts'

const TEXT = `أعلنت البلدية أن الجسر آمن.\n${'وأضافت أن العمل مستمر في الضفة الأخرى من النهر. '.repeat(60)}`
const TABLES = [
  'op',
  'payload',
  'project',
  'member',
  'article',
  'sentence',
  'annotation',
  'rating',
  'claim',
  'canonical_text',
]
const LONGEST_MS = 10_000

/** Everything a person could read or export; what is only local to a copy is left out. */
export function contentOf(db: Db): string {
  return JSON.stringify(TABLES.map((table) => db.raw.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()))
}

/** A closed project with content of several kinds, and what it holds. */
export function makeGood(): { file: string; bytes: Buffer; content: string } {
  const file = join(makeFolder(), 'p.isnad')
  const db = newProject(file, 'سلمى')
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  for (const quote of ['البلدية', 'الجسر', 'آمن', 'العمل', 'النهر']) {
    const { id } = createAnnotation(db, draftOf(articleId, TEXT, quote), by)
    setRating(db, id, { reliability: 'B', credibility: 2, rationale: quote }, by)
  }
  closeProject(db)
  // Opened once more: what a start itself notes is in it.
  const again = openProject(file)
  const content = contentOf(again)
  closeProject(again)
  return { file, bytes: readFileSync(file), content }
}

/** A project as it lies on the disk while it is open: the file, and the log beside it with the newest edits. */
export function makeOpen(): { file: string; old: Buffer; bytes: Buffer; log: Buffer; content: string } {
  const { file, bytes: old } = makeGood()
  const db = openProject(file)
  const by = becomeMember(db, 'ليلى').id
  const articleId = String(db.raw.prepare('SELECT id FROM article').pluck().get())
  const annotate = (quote: string) => createAnnotation(db, draftOf(articleId, TEXT, quote), by)
  for (const quote of ['الضفة', 'الأخرى']) annotate(quote)
  // What is in the file by now is no longer in the log.
  checkpoint(db)
  for (const quote of ['مستمر', 'وأضافت']) annotate(quote)
  const [bytes, log] = [readFileSync(file), readFileSync(`${file}-wal`)]
  const content = contentOf(db)
  closeProject(db)
  return { file, old, bytes, log, content }
}

/**
 * Opens a spoilt file as the program does and says how that ended: refused in words and left as it was, opened and found
 * out by verify, or unharmed. Throws where the harm stayed unnoticed, a refusal changed a byte, or it took ten seconds.
 */
export async function openSpoilt(file: string, content: string): Promise<string> {
  const began = performance.now()
  const before = snapshot(dirname(file))
  const outcome = await open(file, content)
  if (
    outcome.startsWith('refused') &&
    JSON.stringify(without(snapshot(dirname(file)))) !== JSON.stringify(without(before))
  )
    throw new Error(`${outcome}, and the folder was changed`)
  if (performance.now() - began > LONGEST_MS) throw new Error(`${outcome} took more than ten seconds`)
  return outcome
}

/** A copy of damaged files that was kept beside them is meant to be there. */
function without(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.includes('.damaged-')))
}

async function open(file: string, content: string): Promise<string> {
  let db: Db
  try {
    db = openProject(file)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return `refused: ${error.code}`
  }
  try {
    const { ok, problems } = await verifyProject(db)
    if (!ok) return `found: ${problems[0]!.code}`
    if (contentOf(db) === content) return 'unharmed'
    throw new Error('the harm was missed')
  } finally {
    closeProject(db)
  }
}
