import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { createAnnotation, listAnnotations, setRating } from '../../db/annotation.ts'
import { listArticles, readText } from '../../db/article.ts'
import { backupProject } from '../../db/backup.ts'
import { becomeMember } from '../../db/member.ts'
import { mergeFiles } from '../../db/merge.ts'
import { closeProject, type Db, openProject, tryCheckpoint } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { restoreProject } from '../../db/restore.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'

/** One run on a bad disk: `arm` makes it bad, `calm` good again. What was refused must be an error a person can act on. */
export type Run = Readonly<{
  place: string
  texts: string
  arm(): void
  calm(): void
  acknowledge(annotationId: string): void
  refused(error: unknown): void
  /** True when something was refused with this code. */
  refusedAs(code: string): boolean
}>

/** What is tried on a bad disk. Each ends with what must work again once the disk is good. */
export const WORKS: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  save: async (run) => {
    const db = openProject(join(run.place, 'p.isnad'))
    const by = becomeMember(db, 'ليلى').id
    const before = db.raw
    run.arm()
    for (let at = 0; at < 3; at++) {
      const id = await attempt(run, () => annotate(db, by, at))
      if (id !== undefined)
        await attempt(run, () => setRating(db, id, { reliability: 'B', credibility: 2, rationale: null }, by))
    }
    tryCheckpoint(db)
    run.calm()
    if (run.refusedAs('disk-error') && db.raw === before && db.raw.open)
      throw new Error('the connection that failed is still in use')
    run.acknowledge(annotate(db, by, 9))
    closeProject(db)
  },
  close: async (run) => {
    const db = openProject(join(run.place, 'p.isnad'))
    run.acknowledge(annotate(db, becomeMember(db, 'ليلى').id, 1))
    run.arm()
    closeProject(db)
  },
  open: async (run) => {
    run.arm()
    const db = await attempt(run, () => openProject(join(run.place, 'p.isnad')))
    run.calm()
    if (db) closeProject(db)
  },
  new: async (run) => {
    const file = join(run.place, 'other.isnad')
    run.arm()
    const made = await attempt(run, () => newProject(file, 'ليلى'))
    run.calm()
    if (made) return closeProject(made)
    // The disk may fail after the file got its name: it is whole then.
    closeProject(existsSync(file) ? openProject(file) : newProject(file, 'ليلى'))
  },
  import: async (run) => {
    const db = openProject(join(run.place, 'p.isnad'))
    const by = becomeMember(db, 'ليلى').id
    run.arm()
    const report = await attempt(run, () => importArticles(db, [run.texts], by))
    run.calm()
    for (const { code, message } of report?.failed ?? []) run.refused(new DomainError(code, message))
    const again = await importArticles(db, [run.texts], by)
    const twice = again.added.filter(({ file }) => report?.added.some((each) => each.file === file))
    if (twice.length > 0 || again.failed.length > 0) throw new Error('the second import was not the rest of the first')
    closeProject(db)
  },
  merge: async (run) => {
    const other = join(run.place, 'other.isnad')
    const db = openProject(join(run.place, 'p.isnad'))
    run.acknowledge(annotate(db, becomeMember(db, 'ليلى').id, 1))
    backupProject(db, other)
    const copy = openProject(other)
    const theirs = annotate(copy, becomeMember(copy, 'كريم').id, 4)
    closeProject(copy)
    run.arm()
    const report = await attempt(run, () => mergeFiles(db, [{ path: other }]))
    run.calm()
    // Merging is safe to repeat: refused at its very end it may have happened.
    await mergeFiles(db, [{ path: other }])
    if (report && (await mergeFiles(db, [{ path: other }])).new > 0) throw new Error('a merge that was done was not')
    run.acknowledge(theirs)
    closeProject(db)
  },
  restore: async (run) => {
    const file = join(run.place, 'p.isnad')
    const db = openProject(file)
    const by = becomeMember(db, 'ليلى').id
    run.acknowledge(annotate(db, by, 2))
    const copy = join(run.place, 'copy.isnad')
    backupProject(db, copy)
    annotate(db, by, 5)
    closeProject(db)
    run.arm()
    const restored = await attempt(run, () => restoreProject(file, copy))
    run.calm()
    const left = openProject(file)
    const there = listAnnotations(left, listArticles(left)[0]!.id).length
    closeProject(left)
    // Refused at its very end the restoration may have happened; it is never half done.
    if (restored ? there !== 1 : ![1, 2].includes(there)) throw new Error(`${there} annotations after the restoration`)
    restoreProject(file, copy)
  },
  backup: async (run) => {
    const db = openProject(join(run.place, 'p.isnad'))
    await backupProject(db, join(run.place, 'older.isnad'))
    const before = readdirSync(run.place).sort()
    run.arm()
    const made = await attempt(run, () => backupProject(db, join(run.place, 'copy.isnad')))
    run.calm()
    const left = readdirSync(run.place).filter((name) => !before.includes(name) && name !== 'copy.isnad')
    // On a disk that does not even let go of names a draft stays; the next start sweeps it.
    if (left.some((name) => !name.endsWith('.new'))) throw new Error(`the backup left ${left.join(' ')}`)
    const copy = join(run.place, 'copy.isnad')
    if (!made && !existsSync(copy)) await backupProject(db, copy)
    for (const name of ['older.isnad', 'copy.isnad']) closeProject(openProject(join(run.place, name)))
    run.acknowledge(annotate(db, becomeMember(db, 'ليلى').id, 3))
    closeProject(db)
  },
}

async function attempt<T>(run: Run, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    const result = await work()
    if (typeof result === 'string') run.acknowledge(result)
    return result
  } catch (error) {
    run.refused(error)
    return undefined
  }
}

function annotate(db: Db, by: string, at: number): string {
  const [article] = listArticles(db)
  const characters = Array.from(readText(db, article!.sha256))
  const quote = characters.slice(at * 3, at * 3 + 4).join('')
  const bounds = { startCodePoint: at * 3, endCodePoint: at * 3 + 4, quote }
  return createAnnotation(db, { articleId: article!.id, label: 'claim', ...bounds }, by).id
}
