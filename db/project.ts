import { basename } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { foldFields } from './fold.ts'
import { findOrAddMember } from './member.ts'
import { createProject, type Db } from './open.ts'
import { appendOp, listOps } from './ops.ts'
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

/** Folds the project's own facts and writes its row. */
export function refoldProject(db: Db, id: string): void {
  const fields = foldFields(listOps(db, id), ({ kind, change }) => (kind === 'project.set' ? change : undefined))
  statement(
    db,
    'INSERT INTO project (id, title) VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET title = excluded.title',
  ).run(id, String(fields.get('title')?.value ?? ''))
}
