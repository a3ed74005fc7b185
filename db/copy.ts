import { rmSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../corpus/errors.ts'
import { assignArticles } from './assignment.ts'
import { keepCheckpoint, listCheckpoints, signCheckpoint } from './checkpoint.ts'
import { createCopyWriter } from './copy-writer.ts'
import { assertFree, draftPath, dropDraft, publishDraft } from './draft.ts'
import { toDomainError } from './errors.ts'
import { createChoice } from './hand-out-choice.ts'
import { readLocal } from './local.ts'
import { addMember, findMember, findMemberByName } from './member.ts'
import { closeProject, createProject, type Db, inTransaction } from './open.ts'
import { findReplica } from './replica.ts'
import { statement } from './statement.ts'
import { type OnProgress, verifyProject } from './verify.ts'

/** What a hand-out copy is: whose, which articles. */
export type CopyDraft = Readonly<{ memberId: string; articleIds: readonly string[] }>

/** A hand-out copy as it was written. */
export type CopyReport = Readonly<{
  file: string
  memberId: string
  counts: Readonly<{ ops: number; articles: number; annotations: number; omitted: number }>
}>

const NOBODY: OnProgress = async () => {}

/**
 * Writes a copy of the project for one member: the chosen articles, the facts of the project and the member's own work
 * on these articles, nothing of anybody else's. What is left out is listed in it by replica, number and hash. The
 * articles are assigned to the member here in the same moment. The copy gets its name only after it was verified; where
 * anything fails the project is as it was. Throws DomainError `file-exists`, `not-found`, `handout-copy`, `copy-failed`.
 */
export function copyForMember(
  db: Db,
  path: string,
  draft: CopyDraft,
  by: string,
  onProgress: OnProgress = NOBODY,
): Promise<CopyReport> {
  if (!findMember(db, draft.memberId)) throw new DomainError('not-found', `no member ${draft.memberId} in this project`)
  return write(db, path, draft, () => assign(db, draft, by), onProgress)
}

/** The same for a person by name (NFC), who becomes a member of the project where they are none yet. */
export function handOut(
  db: Db,
  path: string,
  { name, articleIds }: Readonly<{ name: string; articleIds: readonly string[] }>,
  by: () => string,
  onProgress: OnProgress = NOBODY,
): Promise<CopyReport> {
  const exact = name.normalize('NFC').trim()
  const found = findMemberByName(db, exact)
  const draft = { memberId: found?.id ?? uuidv7(), articleIds }
  const enrol = (): void => {
    const author = by()
    // Whoever gave the copy out may be the receiver themselves, added a moment ago.
    if (!findMember(db, draft.memberId)) addMember(db, { id: draft.memberId, name: exact }, author)
    assign(db, draft, author)
  }
  return write(db, path, draft, enrol, onProgress)
}

function assign(db: Db, { memberId, articleIds }: CopyDraft, by: string): void {
  assignArticles(db, articleIds, memberId, by, { group: uuidv7() })
}

async function write(
  db: Db,
  path: string,
  draft: CopyDraft,
  enrol: () => void,
  onProgress: OnProgress,
): Promise<CopyReport> {
  const file = resolve(path)
  assertFree(file)
  assertHandable(db, draft)
  const hidden = draftPath(file)
  let copy: Db | undefined
  let published = false
  try {
    copy = createProject(hidden, () => {})
    const opened = copy
    const writer = createCopyWriter(db, opened, createChoice(draft.memberId, draft.articleIds))
    const total = 3 * Math.max(1, writer.pending())
    await writer.takeAll((done, of) => onProgress((done / of) * total * 0.6, total))
    assertSound(
      (await verifyProject(opened, (done, of) => onProgress((0.6 + (done / of) * 0.4) * total, total))).problems,
    )
    // One short step: what this adds to the project is durable if and only if the copy has its name.
    const counts = inTransaction(db, () => {
      enrol()
      writer.takeRest()
      keepWitness(db, opened)
      writer.address(draft.memberId)
      assertReadable(opened)
      const counted = statement<CopyReport['counts']>(opened, COUNTS).get()!
      closeProject(opened)
      assertFree(file)
      publishDraft(hidden, file)
      published = true
      return counted
    })
    await onProgress(total, total)
    return { file, memberId: draft.memberId, counts }
  } catch (error) {
    if (published) rmSync(file, { force: true })
    throw toDomainError(error, file)
  } finally {
    if (copy) closeProject(copy)
    dropDraft(hidden)
  }
}

/** What this replica signs of its chain at this moment goes along: the receiver can tell later what was there. */
function keepWitness(db: Db, copy: Db): void {
  signCheckpoint(db)
  const own = findReplica(db)
  for (const one of listCheckpoints(db).filter(({ replica }) => replica === own)) keepCheckpoint(copy, one)
}

function assertHandable(db: Db, { articleIds }: CopyDraft): void {
  if (readLocal(db, 'handout') !== undefined)
    throw new DomainError(
      'handout-copy',
      `${basename(db.file)} is itself a copy that was handed out: make copies from the lead’s project`,
      { file: basename(db.file) },
    )
  if (articleIds.length === 0) throw new DomainError('bad-input', 'a copy needs at least one article')
  const known = statement(db, 'SELECT 1 FROM article WHERE id = ? AND removed = 0')
  for (const id of articleIds)
    if (known.get(id) === undefined) throw new DomainError('not-found', `no article ${id} in this project`, { id })
}

function assertSound(problems: readonly Readonly<{ message: string }>[]): void {
  const [first] = problems
  if (first === undefined) return
  throw new DomainError('copy-failed', `the copy did not pass its check and was not kept: ${first.message}`)
}

/** The whole was verified before the last few entries came; they went through the same fold. */
function assertReadable(copy: Db): void {
  if (copy.raw.pragma('quick_check(1)', { simple: true }) !== 'ok') assertSound([{ message: 'it is damaged' }])
}

const COUNTS = `SELECT (SELECT count(*) FROM op) AS ops, (SELECT count(*) FROM article WHERE removed = 0) AS articles,
(SELECT count(*) FROM annotation WHERE status <> 'deleted') AS annotations, (SELECT count(*) FROM omitted) AS omitted`
