import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { backupProject } from '../../db/backup.ts'
import { readLocal, writeLocal } from '../../db/local.ts'
import { becomeMember } from '../../db/member.ts'
import { type MergeOptions, type MergeReport, mergeFiles } from '../../db/merge.ts'
import { checkpoint, closeProject, type Db, openProject } from '../../db/open.ts'
import { statement } from '../../db/statement.ts'
import { addText, draftOf, makeProject } from './project.ts'

/** The text that a team annotates in tests. */
export const TEAM_TEXT = 'قال الوزير سامر إن الجسر آمن.\nأضاف أن العمل يستمر عاماً.'

/** A lead's project with one article and one annotation by the lead. */
export function makeTeamProject() {
  const db = makeProject()
  const lead = becomeMember(db, 'سلمى').id
  const articleId = addText(db, TEAM_TEXT, lead)
  const { id: annotationId } = createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'سامر'), lead)
  return { db, lead, articleId, annotationId }
}

/** A copy of a project as a colleague has it, opened in their name; closed with the test. */
export function copyFor(db: Db, name: string): { db: Db; by: string } {
  const file = join(dirname(db.file), `${name}.isnad`)
  backupProject(db, file)
  const copy = openProject(file)
  onTestFinished(() => closeProject(copy))
  return { db: copy, by: becomeMember(copy, name).id }
}

/** A project's twin as a clone of the whole machine has it: the same home, the same replica and key. Its file stays open. */
export function makeTwin(db: Db): { twin: Db; file: string } {
  const file = join(dirname(db.file), 'twin.isnad')
  checkpoint(db)
  statement(db, 'VACUUM INTO ?').run(file)
  const twin = openProject(file)
  onTestFinished(() => closeProject(twin))
  writeLocal(twin, 'replica-home', readLocal(db, 'replica-home')!)
  return { twin: Object.assign(twin, { home: db.file }), file }
}

/** Merges open copies into a project, each closed for as long as it is read. */
export async function mergeCopies(db: Db, copies: readonly Db[], options: MergeOptions = {}): Promise<MergeReport> {
  for (const copy of copies) closeProject(copy)
  const report = await mergeFiles(
    db,
    copies.map(({ file }) => ({ path: file })),
    options,
  )
  for (const copy of copies) Object.assign(copy, openProject(copy.file))
  checkpoint(db)
  return report
}
