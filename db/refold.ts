import { refoldAdjudication } from './adjudication-fold.ts'
import { refoldAnnotation } from './annotation-fold.ts'
import { refoldArticle } from './article-fold.ts'
import { refoldAssignments } from './assignment.ts'
import { refoldEntity } from './entity-fold.ts'
import { refoldLayer } from './layer-state.ts'
import { refoldLink } from './link-fold.ts'
import { refoldMember } from './member-fold.ts'
import type { Db } from './open.ts'
import { listOps, listOpsOfEach, nounIn } from './ops.ts'
import { refoldProject } from './project.ts'
import { statement } from './statement.ts'
import { refoldSuggestion } from './suggestion-fold.ts'

/** The noun of a target, `annotation`, `article` and so on, by the first op on it; undefined for an unknown target. */
export function nounOf(db: Db, target: string): string | undefined {
  return statement<{ kind: string }>(db, FIRST_KIND).get(target)?.kind.split('.')[0]
}

/** Folds one target again and writes its rows, whatever noun it is. `ops` are all ops on it, in fold order. */
export function refold(db: Db, target: string, ops = listOps(db, target)): void {
  const noun = nounIn(ops)
  if (noun === 'annotation') refoldAnnotation(db, target, ops)
  else if (noun === 'article') refoldWholeArticle(db, target)
  else if (noun === 'layer') refoldLayer(db, target)
  else if (noun === 'link') refoldLink(db, target)
  else if (noun === 'member') refoldMember(db, target)
  else if (noun === 'entity') refoldEntity(db, target)
  else if (noun === 'project') refoldProject(db, target)
  else if (noun === 'suggestion') refoldSuggestion(db, target, ops)
  else if (noun === 'adjudication') refoldAdjudication(db, target)
}

/** Folds targets in an order in which each finds what it refers to: an annotation its article, and so on. */
export function refoldAll(db: Db, targets: Iterable<string>): void {
  const known = [...new Set(targets)].map((target) => ({ target, rank: RANKS.indexOf(nounOf(db, target) ?? '') }))
  const last = RANKS.length
  const rankOf = (rank: number): number => (rank < 0 ? last : rank)
  known.sort((a, b) => rankOf(a.rank) - rankOf(b.rank) || (a.target < b.target ? -1 : 1))
  refoldEach(
    db,
    known.map(({ target }) => target),
  )
}

/** Folds targets in the order in which they are named. */
export function refoldEach(db: Db, targets: readonly string[]): void {
  for (const [target, ops] of listOpsOfEach(db, targets)) refold(db, target, ops)
}

/** Annotations that are in the log and have no row: held back until their article is here, or its text is theirs. */
export function listRowless(db: Db): string[] {
  return statement<{ target: string }>(db, ROWLESS)
    .all()
    .map(({ target }) => target)
}

const RANKS = ['project', 'member', 'article', 'entity', 'annotation']

function refoldWholeArticle(db: Db, id: string): void {
  const textOf = () => statement<{ sha256: string }>(db, 'SELECT sha256 FROM article WHERE id = ?').get(id)?.sha256
  const before = textOf()
  refoldArticle(db, id)
  refoldAssignments(db, id)
  if (before === undefined || before === textOf()) return
  // Another reading of the bytes: some annotations have lost their words, others found them.
  const on = statement<{ id: string }>(db, 'SELECT id FROM annotation WHERE article_id = ?').all(id)
  const touched = [...on.map((row) => row.id), ...listRowless(db)]
  for (const [annotation, ops] of listOpsOfEach(db, touched)) refoldAnnotation(db, annotation, ops, true)
}

/** Rebuilds every folded table from the log alone. */
export function rebuild(db: Db): void {
  for (const table of [
    'link',
    'layer_state',
    'assignment',
    'entity',
    'mention',
    'refusal',
    'suggestion_decision',
    'adjudication',
    'claim',
    'rating',
    'annotation',
    'sentence',
    'article',
    'member',
    'label_set',
    'guideline',
    'project',
  ])
    db.raw.exec(`DELETE FROM ${table}`)
  const targets = statement<{ target: string }>(db, 'SELECT DISTINCT target FROM op').all()
  refoldAll(
    db,
    targets.map(({ target }) => target),
  )
}

const FIRST_KIND = "SELECT kind FROM op WHERE target = (SELECT ?) AND kind <> 'op.undo' ORDER BY lamport, hash LIMIT 1"
const ROWLESS = `SELECT DISTINCT target FROM op WHERE kind = 'annotation.create'
AND NOT EXISTS (SELECT 1 FROM annotation WHERE id = op.target)`
