import { basename } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { appendOp } from './append.ts'
import { foldFields } from './fold.ts'
import { findOrAddMember } from './member.ts'
import { createProject, type Db } from './open.ts'
import { type Change, listOps, type Op } from './ops.ts'
import { statement } from './statement.ts'

/** What the project is called. */
export type ProjectRow = Readonly<{ id: string; title: string }>

/**
 * Creates a project file, with what `fill` adds to it or not at all; its title is the file's name unless one is given.
 * Refuses an existing file.
 */
export function newProject(
  path: string,
  by: string,
  title = basename(path).replace(/\.isnad$/i, ''),
  fill: (db: Db, author: string) => void = () => {},
): Db {
  const id = uuidv7()
  return createProject(path, (db) => {
    const author = findOrAddMember(db, by, 'lead')
    appendOp(db, author.id, { kind: 'project.set', target: id, change: { title } })
    refoldProject(db, id)
    fill(db, author.id)
  })
}

/** The project that the file holds. */
export function describeProject(db: Db): ProjectRow {
  const row = statement<ProjectRow>(db, 'SELECT id, title FROM project').get()
  if (!row) throw new RangeError('a project file without a project')
  return row
}

/** The project's row, its label set as JSON and its guidelines; undefined where nobody set them. */
export type FoldedProject = Readonly<{ row: ProjectRow; labelSet: string | undefined; guideline: string | undefined }>

/** The project's own facts as the log has them. Pure. */
export function foldProject(ops: readonly Op[]): FoldedProject {
  const fields = foldFields(ops, readProjectOp)
  const labels = fields.get('labels')?.value
  const guideline = fields.get('guideline')?.value
  return {
    row: { id: ops[0]!.target, title: String(fields.get('title')?.value ?? '') },
    labelSet: labels === undefined ? undefined : JSON.stringify(labels),
    guideline: guideline === undefined ? undefined : String(guideline),
  }
}

/** Folds the project's own facts and writes its rows. */
export function refoldProject(db: Db, id: string): void {
  const { row, labelSet, guideline } = foldProject(listOps(db, id))
  statement(db, UPSERT_PROJECT).run(id, row.title)
  if (labelSet === undefined) statement(db, 'DELETE FROM label_set WHERE project_id = ?').run(id)
  else statement(db, UPSERT_LABEL_SET).run(id, labelSet)
  if (guideline === undefined) statement(db, 'DELETE FROM guideline WHERE project_id = ?').run(id)
  else statement(db, UPSERT_GUIDELINE).run(id, guideline)
}

/** What an op says of the project, field by field. */
export function readProjectOp({ kind, change }: Op): Change | undefined {
  if (change === undefined) return undefined
  if (kind === 'project.set') return change
  if (kind === 'labelset.set') return { labels: change.labels }
  return kind === 'guideline.set' ? { guideline: change.text } : undefined
}

const UPSERT_PROJECT = `INSERT INTO project (id, title) VALUES (?, ?)
ON CONFLICT(id) DO UPDATE SET title = excluded.title`
const UPSERT_LABEL_SET = `INSERT INTO label_set (project_id, body) VALUES (?, ?)
ON CONFLICT(project_id) DO UPDATE SET body = excluded.body`
const UPSERT_GUIDELINE = `INSERT INTO guideline (project_id, text) VALUES (?, ?)
ON CONFLICT(project_id) DO UPDATE SET text = excluded.text`
