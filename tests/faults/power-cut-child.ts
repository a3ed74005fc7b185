// Works on the folder named first, as the second argument says, and writes a line for everything that was acknowledged.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
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

const [folder, work, synchronous, texts] = process.argv.slice(2) as [string, string, string, string]
const acknowledge = (line: string): void => void writeSync(1, `${line}\n`)

function openAs(file: string): Db {
  const db = openProject(join(folder, file))
  // The negative controls: what the program never does.
  if (synchronous !== 'FULL') db.raw.pragma(`synchronous = ${synchronous}`)
  return db
}

function annotate(db: Db, edits: number): void {
  const by = becomeMember(db, 'ليلى').id
  const [article] = listArticles(db)
  const characters = Array.from(readText(db, article!.sha256))
  for (let at = 0; at < edits; at++) {
    const start = (at * 7) % (characters.length - 4)
    const bounds = {
      startCodePoint: start,
      endCodePoint: start + 4,
      quote: characters.slice(start, start + 4).join(''),
    }
    const { id } = createAnnotation(db, { articleId: article!.id, label: 'claim', ...bounds }, by)
    acknowledge(`annotation ${id}`)
    if (at % 5 === 0) {
      setRating(db, id, { reliability: 'B', credibility: 2, rationale: null }, by)
      acknowledge(`rating ${id}`)
    }
    if (at % 12 === 11) checkpoint(db)
  }
}

if (work === 'annotate') {
  const db = openAs('p.isnad')
  annotate(db, 60)
  closeProject(db)
  const again = openAs('p.isnad')
  annotate(again, 15)
  closeProject(again)
} else if (work === 'keep') {
  const db = openAs('p.isnad')
  annotate(db, 15)
  backupAutomatically(db, 'idle')
  annotate(db, 6)
  backupAutomatically(db, 'quit')
  backupProject(db, join(folder, 'copy.isnad'))
  acknowledge('file copy.isnad')
  annotate(db, 6)
  closeProject(db)
  restoreProject(join(folder, 'p.isnad'), join(folder, 'copy.isnad'))
  acknowledge('file p.isnad')
  const restored = openAs('p.isnad')
  annotate(restored, 6)
  const other = join(folder, 'other.isnad')
  backupProject(restored, other)
  const theirs = openProject(other)
  annotate(theirs, 4)
  closeProject(theirs)
  await mergeFiles(restored, [{ path: other }])
  acknowledge('file p.isnad')
  closeProject(restored)
} else {
  closeProject(newProject(join(folder, 'new.isnad'), 'ليلى'))
  acknowledge('file new.isnad')
  const db = openAs('new.isnad')
  const by = becomeMember(db, 'ليلى').id
  const report = async (done: number): Promise<void> => acknowledge(`imported ${done}`)
  await importArticles(db, [texts], by, { progress: { report, cancelled: () => false } })
  backupProject(db, join(folder, 'copy.isnad'))
  acknowledge('file copy.isnad')
  annotate(db, 20)
  closeProject(db)
}
