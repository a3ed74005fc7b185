import { refoldAdjudication } from './adjudication-fold.ts'
import { refoldAnnotation } from './annotation-fold.ts'
import { refoldArticle } from './article-fold.ts'
import { refoldAssignments } from './assignment.ts'
import { refoldEntity } from './entity-fold.ts'
import { refoldLayer } from './layer-state.ts'
import { refoldLink } from './link-fold.ts'
import { refoldMember } from './member-fold.ts'
import type { Db } from './open.ts'
import { refoldProject } from './project.ts'
import { statement } from './statement.ts'
import { refoldSuggestion } from './suggestion-fold.ts'

/** The noun of a target, `annotation`, `article` and so on, by the first op on it; undefined for an unknown target. */
export function nounOf(db: Db, target: string): string | undefined {
  return statement<{ kind: string }>(db, FIRST_KIND).get(target)?.kind.split('.')[0]
}

/** Folds one target again and writes its rows, whatever noun it is. */
export function refold(db: Db, target: string): void {
  const noun = nounOf(db, target)
  if (noun === 'annotation') refoldAnnotation(db, target)
  else if (noun === 'article') {
    refoldArticle(db, target)
    refoldAssignments(db, target)
  } else if (noun === 'layer') refoldLayer(db, target)
  else if (noun === 'link') refoldLink(db, target)
  else if (noun === 'member') refoldMember(db, target)
  else if (noun === 'entity') refoldEntity(db, target)
  else if (noun === 'project') refoldProject(db, target)
  else if (noun === 'suggestion') refoldSuggestion(db, target)
  else if (noun === 'adjudication') refoldAdjudication(db, target)
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
  const targets = statement<{ target: string }>(
    db,
    'SELECT target, min(lamport) AS first FROM op GROUP BY target ORDER BY first, target',
  ).all()
  for (const { target } of targets) refold(db, target)
}

const FIRST_KIND = "SELECT kind FROM op WHERE target = ? AND kind <> 'op.undo' ORDER BY lamport, hash LIMIT 1"
