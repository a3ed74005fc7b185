import { basename } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { foldFields } from './fold.ts'
import { findOrAddMember } from './member.ts'
import { createProject, type Db } from './open.ts'
import { appendOp, listOps, type Op } from './ops.ts'
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
    const author = findOrAddMember(db, by)
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

/** The project's own facts as the log has them. Pure. */
export function foldProject(ops: readonly Op[]): ProjectRow {
  const fields = foldFields(ops, ({ kind, change }) => (kind === 'project.set' ? change : undefined))
  return { id: ops[0]!.target, title: String(fields.get('title')?.value ?? '') }
}

/** Folds the project's own facts and writes its row. */
export function refoldProject(db: Db, id: string): void {
  const { title } = foldProject(listOps(db, id))
  statement(
    db,
    'INSERT INTO project (id, title) VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET title = excluded.title',
  ).run(id, title)
}
