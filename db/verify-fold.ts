import { foldAdjudication } from './adjudication-fold.ts'
import { type FoldedAnnotation, foldAnnotation, quotesItsArticle } from './annotation-fold.ts'
import { foldArticle } from './article-fold.ts'
import { foldAssignments } from './assignment.ts'
import { foldEntity } from './entity-fold.ts'
import type { Report } from './findings.ts'
import { foldLayer, parseLayerTarget } from './layer-state.ts'
import { foldLink } from './link-fold.ts'
import { foldMember } from './member-fold.ts'
import type { Db } from './open.ts'
import { listOpsOfEach, nounIn, type Op } from './ops.ts'
import { foldProject } from './project.ts'
import { statement } from './statement.ts'
import { foldSuggestion, hasArticle } from './suggestion-fold.ts'

/** Compares every row with the fold of the log, both ways: rows that are wrong, missing or unknown to the log. */
export function verifyFold(db: Db, report: Report): void {
  const targets = statement<{ target: string }>(db, 'SELECT DISTINCT target FROM op').all()
  const seen = new Set(targets.map(({ target }) => target))
  const annotationDiffers = compareAnnotations(db)
  for (const [target, ops] of listOpsOfEach(db, [...seen])) {
    const noun = nounIn(ops)
    const differs = noun === 'annotation' ? annotationDiffers : DIFFERS[noun ?? '']
    if (differs?.(db, target, ops)) report('fold', target, `${NAMES[noun!]} is not what the log says`)
  }
  for (const { id } of statement<{ id: string }>(db, IDS).iterate())
    if (!seen.has(id)) report('fold', id, 'a row has no entry in the log')
}

const NAMES: Readonly<Record<string, string>> = {
  adjudication: 'a decision on a case',
  annotation: 'an annotation',
  article: 'an article',
  entity: 'an entity',
  layer: 'how far an author is',
  link: 'a link',
  member: 'a member',
  project: 'the project',
  suggestion: 'a decision on a suggestion',
}

type Differs = (db: Db, id: string, ops: readonly Op[]) => boolean

const DIFFERS: Readonly<Record<string, Differs>> = {
  adjudication: (db, id, ops) => stable(readRow(db, 'adjudication', id)) !== stable(foldAdjudication(ops)),
  article: articleDiffers,
  layer: layerDiffers,
  entity: (db, id, ops) => stable(readRow(db, 'entity', id)) !== stable(foldEntity(ops)),
  link: (db, id, ops) => stable(readRow(db, 'link', id)) !== stable(foldLink(ops)),
  member: (db, id, ops) => stable(readRow(db, 'member', id)) !== stable(foldMember(ops)),
  project: projectDiffers,
  suggestion: suggestionDiffers,
}

function suggestionDiffers(db: Db, id: string, ops: readonly Op[]): boolean {
  const made = foldSuggestion(ops)
  const folded = made && hasArticle(db, made) ? made : undefined
  return !isSameRow(readRow(db, 'suggestion_decision', id), folded)
}

/** Two flat rows with the same columns and values, or neither. */
function isSameRow(row: unknown, folded: Readonly<Record<string, string | number | null>> | undefined): boolean {
  if (row === undefined || row === null || folded === undefined) return (row ?? undefined) === folded
  const stored = Object.entries(row)
  return stored.length === Object.keys(folded).length && stored.every(([name, value]) => folded[name] === value)
}

/** Most annotations have a row and nothing else: only of the others more is read than that. */
function compareAnnotations(db: Db): Differs {
  const parts = new Set(
    statement<{ id: string }>(db, WITH_PARTS)
      .all()
      .map(({ id }) => id),
  )
  return (_, id, ops) => {
    const made = foldAnnotation(ops)
    const isBare = made && !parts.has(id) && hasNoParts(made)
    // A row stands where its quote is its article's text, which was looked at before.
    if (isBare && isSameRow(readRow(db, 'annotation', id), made.row)) return false
    return annotationDiffers(db, id, made)
  }
}

function hasNoParts({ ratings, claim, mention: { mention, refusals } }: FoldedAnnotation): boolean {
  return ratings.length === 0 && claim === undefined && mention === undefined && refusals.length === 0
}

function annotationDiffers(db: Db, id: string, made: FoldedAnnotation | undefined): boolean {
  const folded = made && quotesItsArticle(db, made) ? made : undefined
  const ratings = statement(db, 'SELECT * FROM rating WHERE annotation_id = (SELECT ?) ORDER BY lamport, op_hash').all(
    id,
  )
  const claim = statement<{ body: string }>(db, 'SELECT body FROM claim WHERE annotation_id = ?').get(id)?.body
  return (
    stable(readRow(db, 'annotation', id)) !== stable(folded?.row) ||
    stable(ratings) !== stable(folded?.ratings ?? []) ||
    claim !== folded?.claim ||
    stable(readMention(db, id)) !== stable(folded?.mention ?? { mention: undefined, refusals: [] })
  )
}

function readMention(db: Db, id: string) {
  return {
    mention: statement(db, 'SELECT * FROM mention WHERE annotation_id = ?').get(id),
    refusals: statement(db, 'SELECT * FROM refusal WHERE annotation_id = (SELECT ?) ORDER BY link').all(id),
  }
}

function articleDiffers(db: Db, id: string, ops: readonly Op[]): boolean {
  const folded = foldArticle(ops)
  const sentences = statement<{ at: number; s: number; e: number }>(db, SENTENCES).all(id)
  return (
    stable(readRow(db, 'article', id)) !== stable(folded?.row) ||
    stable(sentences.map(({ at, s, e }) => [at, s, e])) !==
      stable((folded?.sentences ?? []).map(([s, e], at) => [at, s, e])) ||
    stable(statement(db, ASSIGNMENTS).all(id)) !== stable(foldAssignments(ops))
  )
}

function layerDiffers(db: Db, target: string, ops: readonly Op[]): boolean {
  const { articleId, author } = parseLayerTarget(target) ?? {}
  const row = statement(db, LAYER).get(articleId, author)
  return stable(row) !== stable(foldLayer(ops))
}

type FoldedTable =
  | 'adjudication'
  | 'annotation'
  | 'article'
  | 'entity'
  | 'link'
  | 'member'
  | 'project'
  | 'suggestion_decision'

function projectDiffers(db: Db, id: string, ops: readonly Op[]): boolean {
  const folded = foldProject(ops)
  const read = (sql: string) => statement<{ value: string }>(db, sql).get(id)?.value
  return (
    stable(readRow(db, 'project', id)) !== stable(folded.row) ||
    read('SELECT body AS value FROM label_set WHERE project_id = ?') !== folded.labelSet ||
    read('SELECT text AS value FROM guideline WHERE project_id = ?') !== folded.guideline
  )
}

function readRow(db: Db, table: FoldedTable, id: string): unknown {
  return statement(db, `SELECT * FROM ${table} WHERE id = ?`).get(id)
}

function stable(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

const IDS = `SELECT id FROM annotation UNION SELECT id FROM article UNION SELECT id FROM member
UNION SELECT id FROM project UNION SELECT project_id FROM label_set UNION SELECT project_id FROM guideline
UNION SELECT id FROM suggestion_decision UNION SELECT id FROM entity UNION SELECT annotation_id FROM mention
UNION SELECT annotation_id FROM refusal UNION SELECT id FROM link UNION SELECT id FROM adjudication UNION SELECT article_id FROM assignment
UNION SELECT 'layer:' || article_id || ':' || author FROM layer_state`
const WITH_PARTS = `SELECT annotation_id AS id FROM rating UNION SELECT annotation_id FROM claim
UNION SELECT annotation_id FROM mention UNION SELECT annotation_id FROM refusal`
const ASSIGNMENTS = 'SELECT * FROM assignment WHERE article_id = (SELECT ?) ORDER BY member_id'
const LAYER = 'SELECT * FROM layer_state WHERE article_id = ? AND author = ?'
const SENTENCES = `SELECT position AS at, start_code_point AS s, end_code_point AS e FROM sentence
WHERE article_id = (SELECT ?) ORDER BY position`
