import type { Label } from '../corpus/annotation.ts'
import { DomainError } from '../corpus/errors.ts'
import { DEFAULT_LABEL_SET, LabelSet, listRemoved } from '../corpus/label-set.ts'
import { appendOp } from './append.ts'
import { type Db, inTransaction } from './open.ts'
import { describeProject, refoldProject } from './project.ts'
import { statement } from './statement.ts'

/** How many live annotations have a subtype. */
export type SubtypeUse = Readonly<{ label: Label; subtype: string; count: number }>

/** The labels of the project with their subtypes; those that every project begins with until somebody sets others. */
export function readLabelSet(db: Db): LabelSet {
  const row = statement<{ body: string }>(db, 'SELECT body FROM label_set').get()
  return row === undefined ? DEFAULT_LABEL_SET : LabelSet.parse(JSON.parse(row.body))
}

/**
 * Sets the labels of the project. A subtype that annotations have is removed only with `removeUsed`, else DomainError
 * `subtype-used` says how many have it; they keep its code.
 */
export function setLabelSet(db: Db, labels: LabelSet, by: string, removeUsed = false): LabelSet {
  return inTransaction(db, () => {
    if (!removeUsed) assertUnused(db, labels)
    const { id } = describeProject(db)
    appendOp(db, by, { kind: 'labelset.set', target: id, change: { labels } })
    refoldProject(db, id)
    return readLabelSet(db)
  })
}

/** Every subtype that live annotations have, also one that the label set does not hold any more. */
export function countSubtypes(db: Db): SubtypeUse[] {
  return statement<SubtypeUse>(db, COUNT_SUBTYPES).all()
}

/** The project's guidelines for annotators, as they were written; empty where there are none. */
export function readGuideline(db: Db): string {
  return statement<{ text: string }>(db, 'SELECT text FROM guideline').get()?.text ?? ''
}

/** Replaces the project's guidelines. */
export function setGuideline(db: Db, text: string, by: string): string {
  return inTransaction(db, () => {
    const { id } = describeProject(db)
    appendOp(db, by, { kind: 'guideline.set', target: id, change: { text } })
    refoldProject(db, id)
    return readGuideline(db)
  })
}

function assertUnused(db: Db, labels: LabelSet): void {
  const uses = countSubtypes(db)
  for (const { label, code } of listRemoved(readLabelSet(db), labels)) {
    const count = uses.find((use) => use.label === label && use.subtype === code)?.count ?? 0
    if (count > 0)
      throw new DomainError('subtype-used', `${count} annotations have the subtype ${code} of ${label}`, {
        code,
        count,
      })
  }
}

const COUNT_SUBTYPES = `SELECT label, subtype, count(*) AS count FROM annotation
WHERE subtype IS NOT NULL AND status <> 'deleted' GROUP BY label, subtype ORDER BY label, subtype`
