// Does one kind of work on the project in the folder named second until it is killed, and writes a line for everything
// that was acknowledged. "begin" is when the work proper begins.
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { createAnnotation, setRating } from '../../db/annotation.ts'
import { listArticles, readText } from '../../db/article.ts'
import { backupProject } from '../../db/backup.ts'
import { becomeMember } from '../../db/member.ts'
import { mergeFiles } from '../../db/merge.ts'
import { checkpoint, closeProject, type Db, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { restoreProject } from '../../db/restore.ts'
import { backupAutomatically } from '../../db/rotation.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { writeBulk } from '../../electron/jobs/write-bulk.ts'

/** How many annotations each part of a step over many writes. */
const BULK_PART = 5

const [work, folder] = process.argv.slice(2) as [string, string]
const file = join(folder, 'p.isnad')
const say = (line: string): void => void writeSync(1, `${line}\n`)

function annotator(db: Db): (at: number) => void {
  const by = becomeMember(db, 'ليلى').id
  const [article] = listArticles(db)
  const characters = Array.from(readText(db, article!.sha256))
  return (at) => {
    const start = (at * 7) % (characters.length - 4)
    const bounds = {
      startCodePoint: start,
      endCodePoint: start + 4,
      quote: characters.slice(start, start + 4).join(''),
    }
    const { id } = createAnnotation(db, { articleId: article!.id, label: 'claim', ...bounds }, by)
    say(`annotation ${id}`)
    if (at % 5 !== 0) return
    setRating(db, id, { reliability: 'B', credibility: 2, rationale: null }, by)
    say(`rating ${id}`)
  }
}

const WORKS: Readonly<Record<string, () => unknown>> = {
  save: () => {
    const db = openProject(file)
    const annotate = annotator(db)
    for (let at = 0; ; at++) annotate(at)
  },
  close: () => {
    for (let at = 0; ; at++) {
      const db = openProject(file)
      annotator(db)(at)
      if (at % 2) checkpoint(db)
      else closeProject(db)
      if (db.raw.open) db.raw.close()
    }
  },
  new: () => {
    say('begin')
    for (let at = 0; ; at++) {
      closeProject(newProject(join(folder, `new-${at}.isnad`), 'ليلى'))
      say(`file new-${at}.isnad`)
    }
  },
  import: async () => {
    const db = openProject(file)
    const by = becomeMember(db, 'ليلى').id
    say('begin')
    await importArticles(db, [join(folder, 'texts')], by)
    say('end')
    closeProject(db)
  },
  bulk: async () => {
    const db = openProject(file)
    const [article] = listArticles(db)
    const letters = Array.from(readText(db, article!.sha256))
    const by = becomeMember(db, 'ليلى').id
    const group = randomUUID()
    const made: string[] = []
    const write = (part: number): void => {
      for (let start = part * BULK_PART; start < (part + 1) * BULK_PART; start++) {
        const bounds = { startCodePoint: start, endCodePoint: start + 4 }
        const draft = { articleId: article!.id, label: 'event' as const, ...bounds }
        made.push(createAnnotation(db, { ...draft, quote: letters.slice(start, start + 4).join('') }, by, { group }).id)
      }
    }
    // What is reported is in the file.
    const report = async (): Promise<void> => {
      for (const id of made.splice(0)) say(`annotation ${id}`)
      await setImmediate()
    }
    say('begin')
    await writeBulk(
      db,
      Array.from({ length: 60 }, (_, part) => part),
      write,
      { report, cancelled: () => false },
    )
    closeProject(db)
  },
  merge: async () => {
    const db = openProject(file)
    say('begin')
    await mergeFiles(db, [{ path: join(folder, 'other.isnad') }])
    say('end')
    closeProject(db)
  },
  migration: () => {
    say('begin')
    closeProject(openProject(file))
    say('end')
  },
  backup: () => {
    const db = openProject(file)
    const annotate = annotator(db)
    for (let at = 0; ; at++) {
      annotate(at)
      backupProject(db, join(folder, `copy-${process.pid}-${at}.isnad`))
      say(`file copy-${process.pid}-${at}.isnad`)
    }
  },
  rotation: () => {
    const db = openProject(file)
    const annotate = annotator(db)
    for (let at = 0; ; at++) {
      annotate(at)
      backupAutomatically(db, 'idle')
      say('backup')
    }
  },
  restore: () => {
    say('begin')
    restoreProject(file, join(folder, 'copy.isnad'))
    say('restored')
  },
}

await WORKS[work]!()
