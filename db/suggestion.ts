import { v5 as deriveId, v7 as uuidv7 } from 'uuid'
import type { AnnotationRow } from '../corpus/annotation.ts'
import { DomainError } from '../corpus/errors.ts'
import { authorLayer } from '../corpus/layer.ts'
import { RULE_SET } from '../corpus/suggest/rule-set.ts'
import { type Decision, type SuggestionChange, type SuggestionRow, suggestionKey } from '../corpus/suggestion.ts'
import { createAnnotation, listAnnotations, setClaim } from './annotation.ts'
import { appendTo } from './append.ts'
import { readKnownText } from './known-text.ts'
import { type Db, inTransaction } from './open.ts'
import { listOps } from './ops.ts'
import { statement } from './statement.ts'
import { refoldSuggestion } from './suggestion-fold.ts'

/** What produced an annotation that was accepted from a suggestion. */
const TOOL = 'isnad'

/**
 * Keys of what need not be suggested to a person any more: what they decided about on this text, and what they or the
 * adjudication marked with the same label. Before anybody is named, the adjudicated ones.
 */
export function listSettledKeys(db: Db, articleId: string, by: string | undefined): Set<string> {
  const { sha256 } = readKnownText(db, articleId)
  const layers = new Set(['adjudicated', ...(by === undefined ? [] : [authorLayer(by)])])
  const marked = listAnnotations(db, articleId).filter(({ layer }) => layers.has(layer))
  const decided = statement<Place>(db, DECIDED).all(articleId, sha256, by ?? '')
  return new Set([...marked, ...decided].map((at) => suggestionKey(at.label, at.startCodePoint, at.endCodePoint)))
}

/** What is made different of suggestions, by their keys. */
export type SuggestionChanges = Readonly<Record<string, SuggestionChange>>

/**
 * Makes suggestions annotations of the person's layer and records each decision, as one act. A change makes something
 * else of its suggestion: the decision is `correct` then. Returns the annotations in the given order.
 */
export function acceptSuggestions(
  db: Db,
  articleId: string,
  rows: readonly SuggestionRow[],
  by: string,
  changes: SuggestionChanges = {},
  group: string = uuidv7(),
): AnnotationRow[] {
  const keys = new Set(rows.map(({ key }) => key))
  if (Object.keys(changes).some((key) => !keys.has(key)))
    throw new DomainError('bad-input', 'a change belongs to one of the suggestions')
  return inTransaction(db, () =>
    rows.map((row) => {
      const change = changes[row.key] ?? {}
      const isChanged = Object.keys(change).length > 0
      const { draft, claim } = correct(row, change)
      const derivedFrom = `suggestion:${decisionIdOf(db, articleId, row, by)}`
      const made = createAnnotation(db, { articleId, ...draft }, by, { tool: TOOL, rule: row.rule, derivedFrom, group })
      const whole = claim === null ? made : setClaim(db, made.id, claim, by, group)
      decide(db, articleId, row, by, isChanged ? 'correct' : 'accept', group, made.id)
      return whole
    }),
  )
}

/** Records that a person wants none of these, as one act; they are not suggested again. */
export function rejectSuggestions(
  db: Db,
  articleId: string,
  rows: readonly SuggestionRow[],
  by: string,
  group: string = uuidv7(),
): void {
  inTransaction(db, () => {
    for (const row of rows) decide(db, articleId, row, by, 'reject', group)
  })
}

/** The article of a decision, also of one that was undone; undefined for an unknown id. */
export function articleOfDecision(db: Db, id: string): string | undefined {
  const articleId = listOps(db, id).find(({ kind }) => kind === 'suggestion.decide')?.change?.articleId
  return articleId === undefined ? undefined : String(articleId)
}

type Place = { label: SuggestionRow['label']; startCodePoint: number; endCodePoint: number }

/** A suggestion has no id of its own: whoever decides about the same place on the same text decides anew. */
function decisionIdOf(db: Db, articleId: string, { key }: SuggestionRow, by: string): string {
  return deriveId(`${readKnownText(db, articleId).sha256} ${key} ${by}`, articleId)
}

function decide(
  db: Db,
  articleId: string,
  row: SuggestionRow,
  by: string,
  decision: Decision,
  group: string,
  annotationId?: string,
): void {
  const { label, startCodePoint, endCodePoint, rule, confidence, claim } = row
  const articleSha256 = readKnownText(db, articleId).sha256
  const place = { articleId, articleSha256, label, startCodePoint, endCodePoint }
  const judged = { ...place, rule, ruleSet: RULE_SET, confidence, ...(claim?.cue ? { cue: claim.cue.text } : {}) }
  const change = { ...judged, decision, ...(annotationId ? { annotationId } : {}) }
  const target = decisionIdOf(db, articleId, row, by)
  refoldSuggestion(db, target, appendTo(db, by, { kind: 'suggestion.decide', target, change, group }))
}

/** What the annotation says: the suggestion, but for the change. A value or claim belongs to its label. */
function correct(row: SuggestionRow, change: SuggestionChange) {
  const { startCodePoint, endCodePoint, quote } = change.bounds ?? row
  const label = change.label ?? row.label
  const found = label === row.label ? row : { value: null, claim: null }
  return {
    draft: {
      label,
      subtype: change.subtype ?? null,
      startCodePoint,
      endCodePoint,
      quote,
      value: change.value === undefined ? found.value : change.value,
    },
    claim: change.claim === undefined ? found.claim : change.claim,
  }
}

const DECIDED = `SELECT label, start_code_point AS startCodePoint, end_code_point AS endCodePoint
FROM suggestion_decision WHERE article_id = ? AND article_sha256 = ? AND author = ?`
