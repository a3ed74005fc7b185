import { foldAdjudication } from './adjudication-fold.ts'
import { foldAnnotation, quotesItsArticle } from './annotation-fold.ts'
import { foldArticle } from './article-fold.ts'
import { foldAssignments } from './assignment.ts'
import { foldEntity } from './entity-fold.ts'
import type { Report } from './findings.ts'
import { foldLayer, parseLayerTarget } from './layer-state.ts'
import { foldLink } from './link-fold.ts'
import { foldMember } from './member-fold.ts'
import type { Db } from './open.ts'
import { listOps } from './ops.ts'
import { foldProject } from './project.ts'
import { nounOf } from './refold.ts'
import { statement } from './statement.ts'
import { foldSuggestion, hasArticle } from './suggestion-fold.ts'

/** Compares every row with the fold of the log, both ways: rows that are wrong, missing or unknown to the log. */
export function verifyFold(db: Db, report: Report): void {
  const seen = new Set<string>()
  for (const { target } of statement<{ target: string }>(db, 'SELECT DISTINCT target FROM op').all()) {
    seen.add(target)
    const noun = nounOf(db, target)
    const differs = noun === undefined ? undefined : DIFFERS[noun]
    if (differs?.(db, target)) report('fold', target, `${NAMES[noun!]} is not what the log says`)
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

const DIFFERS: Readonly<Record<string, (db: Db, id: string) => boolean>> = {
  adjudication: (db, id) => stable(readRow(db, 'adjudication', id)) !== stable(foldAdjudication(listOps(db, id))),
  annotation: annotationDiffers,
  article: articleDiffers,
  layer: layerDiffers,
  entity: (db, id) => stable(readRow(db, 'entity', id)) !== stable(foldEntity(listOps(db, id))),
  link: (db, id) => stable(readRow(db, 'link', id)) !== stable(foldLink(listOps(db, id))),
  member: (db, id) => stable(readRow(db, 'member', id)) !== stable(foldMember(listOps(db, id))),
  project: projectDiffers,
  suggestion: suggestionDiffers,
}

function suggestionDiffers(db: Db, id: string): boolean {
  const made = foldSuggestion(listOps(db, id))
  const folded = made && hasArticle(db, made) ? made : undefined
  return stable(readRow(db, 'suggestion_decision', id)) !== stable(folded)
}

function annotationDiffers(db: Db, id: string): boolean {
  const made = foldAnnotation(listOps(db, id))
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

function articleDiffers(db: Db, id: string): boolean {
  const folded = foldArticle(listOps(db, id))
  const sentences = statement<{ at: number; s: number; e: number }>(db, SENTENCES).all(id)
  return (
    stable(readRow(db, 'article', id)) !== stable(folded?.row) ||
    stable(sentences.map(({ at, s, e }) => [at, s, e])) !==
      stable((folded?.sentences ?? []).map(([s, e], at) => [at, s, e])) ||
    stable(statement(db, ASSIGNMENTS).all(id)) !== stable(foldAssignments(listOps(db, id)))
  )
}

function layerDiffers(db: Db, target: string): boolean {
  const { articleId, author } = parseLayerTarget(target) ?? {}
  const row = statement(db, LAYER).get(articleId, author)
  return stable(row) !== stable(foldLayer(listOps(db, target)))
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

function projectDiffers(db: Db, id: string): boolean {
  const folded = foldProject(listOps(db, id))
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
const ASSIGNMENTS = 'SELECT * FROM assignment WHERE article_id = (SELECT ?) ORDER BY member_id'
const LAYER = 'SELECT * FROM layer_state WHERE article_id = ? AND author = ?'
const SENTENCES = `SELECT position AS at, start_code_point AS s, end_code_point AS e FROM sentence
WHERE article_id = (SELECT ?) ORDER BY position`
