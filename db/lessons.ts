import type { Label } from '../corpus/annotation.ts'
import { authorLayer } from '../corpus/layer.ts'
import { addLessons, type Decided, Lessons, learn, noLessons } from '../corpus/learn/lessons.ts'
import { codePointSpan, sliceOf } from '../corpus/span.ts'
import { sha256Hex } from './hash.ts'
import { readKnownText } from './known-text.ts'
import { readLocal, writeLocal } from './local.ts'
import { type Db, inTransaction } from './open.ts'
import { PAYLOAD_HASH } from './payload-hash.ts'
import { statement } from './statement.ts'

/** What was learnt here and elsewhere. `version` names the content, so that suggestions can be kept under it. */
export type Learnt = Readonly<{
  version: string
  /** From decisions and annotations of this project. */
  own: Lessons
  /** From files that were imported. */
  imported: Lessons
  all: Lessons
}>

/** Lessons that came from a file. */
export type ImportedLessons = Readonly<{ name: string; source: string; made: number }>

const FORGOTTEN = 'lessons.forgotten'
const kept = new WeakMap<Db, Map<string, Readonly<{ state: string; learnt: Learnt }>>>()

/**
 * What a member's own decisions and the adjudicated annotations teach, with what was imported. Other annotators' layers
 * teach nobody but themselves, so that work made apart stays apart. Read again only after the log grew.
 */
export function readLessons(db: Db, by: string | undefined): Learnt {
  const known = kept.get(db) ?? new Map<string, Readonly<{ state: string; learnt: Learnt }>>()
  kept.set(db, known)
  const state = stateOf(db)
  const found = known.get(by ?? '')
  if (found?.state === state) return found.learnt
  const own = learn(readDecided(db, by ?? ''))
  const imported = listBodies(db).reduce(addLessons, noLessons)
  const all = addLessons(own, imported)
  const learnt = { version: sha256Hex(JSON.stringify(all)).slice(0, 16), own, imported, all }
  known.set(by ?? '', { state, learnt })
  return learnt
}

/** Lessons that were imported, the oldest first. */
export function listImportedLessons(db: Db): ImportedLessons[] {
  return statement<ImportedLessons>(db, 'SELECT name, source, made_ms AS made FROM model ORDER BY made_ms, name').all()
}

/** Takes lessons in beside those of this project; the same ones count once. `source` is the name of their file. */
export function importLessons(db: Db, lessons: Lessons, source: string): void {
  const body = JSON.stringify(lessons)
  const sql = 'INSERT OR IGNORE INTO model (name, body, source, made_ms) VALUES (?, ?, ?, ?)'
  inTransaction(db, () => statement(db, sql).run(`lessons ${sha256Hex(body).slice(0, 16)}`, body, source, Date.now()))
}

/** Drops what was imported, and passes over every decision made until now. What people made stays as it is. */
export function forgetLessons(db: Db): void {
  inTransaction(db, () => {
    statement(db, "DELETE FROM model WHERE name LIKE 'lessons %'").run()
    writeLocal(db, FORGOTTEN, String(Date.now()))
  })
}

function stateOf(db: Db): string {
  const row = statement<{ ops: number; models: number }>(db, STATE).get()!
  return `${row.ops} ${row.models} ${readLocal(db, FORGOTTEN)}`
}

function listBodies(db: Db): Lessons[] {
  return statement<{ body: string }>(db, "SELECT body FROM model WHERE name LIKE 'lessons %' ORDER BY name")
    .all()
    .map(({ body }) => Lessons.parse(JSON.parse(body)))
}

type DecidedRow = Readonly<{
  articleId: string
  label: Label
  start: number
  end: number
  rule: string
  decision: 'accept' | 'correct' | 'reject'
  said: string | null
  madeLabel: Label | null
  madeStart: number | null
  madeEnd: number | null
  madeQuote: string | null
  madeStatus: string | null
  madeCue: string | null
}>
type MadeRow = Readonly<{ label: Label; quote: string; cue: string | null }>

function readDecided(db: Db, by: string): Decided[] {
  const since = Number(readLocal(db, FORGOTTEN) ?? 0)
  const judged = statement<DecidedRow>(db, DECISIONS).all(by, since)
  const made = statement<MadeRow>(db, MADE_BY_HAND).all(authorLayer(by), since)
  return [
    ...judged.flatMap((row) => judge(db, row)),
    ...made.map(({ label, quote, cue }): Decided => marked(label, quote, cue)),
  ]
}

/** What one decision says: the suggestion was kept or refused, and what stands in its place now. */
function judge(db: Db, row: DecidedRow): Decided[] {
  const { label, rule, decision, madeLabel, madeQuote } = row
  const said = row.said === null ? {} : (JSON.parse(row.said) as { confidence?: number; cue?: string })
  const suggested = { label, rule, confidence: said.confidence ?? null, words: wordsOf(db, row, said.cue) }
  if (decision === 'reject') return [{ ...suggested, outcome: 'refused' }]
  // What was accepted and then deleted or taken away says neither yes nor no.
  if (madeLabel === null || madeQuote === null || row.madeStatus === 'deleted') return []
  if (madeLabel === label && row.madeStart === row.start && row.madeEnd === row.end)
    return [{ ...suggested, outcome: 'kept' }]
  // The bounds of a claim are seldom those that were suggested; it was right to suggest one.
  if (madeLabel === label && label === 'claim') return [{ ...suggested, outcome: 'kept' }]
  const made = marked(madeLabel, madeQuote, row.madeCue)
  if (madeLabel !== label) return [{ ...suggested, outcome: 'refused' }, made]
  // Other bounds: the rule saw something there, which is neither yes nor no; these words are not what it is called.
  return [{ ...suggested, rule: null, confidence: null, outcome: 'refused' }, made]
}

function marked(label: Label, quote: string, cue: string | null): Decided {
  const words = label === 'claim' ? (cue ?? '') : quote
  return { label, words, outcome: 'kept', rule: null, confidence: null }
}

function wordsOf(db: Db, { label, articleId, start, end }: DecidedRow, cue: string | undefined): string {
  if (label === 'claim') return cue ?? ''
  const { text, map } = readKnownText(db, articleId)
  return sliceOf(text, map.toSpan(codePointSpan(start, end)))
}

const STATE = `SELECT (SELECT count(*) FROM op) AS ops, (SELECT count(*) FROM model) AS models`
// A decision's op says more than its row: how sure the rule was, and a claim's cue.
const DECISIONS = `SELECT d.article_id AS articleId, d.label, d.start_code_point AS start, d.end_code_point AS end,
d.rule, d.decision, n.label AS madeLabel, n.start_code_point AS madeStart, n.end_code_point AS madeEnd,
n.quote AS madeQuote, n.status AS madeStatus, c.body ->> '$.cue.text' AS madeCue,
(SELECT CAST(payload.data AS TEXT) FROM op JOIN payload ON payload.hash = ${PAYLOAD_HASH}
WHERE op.target = d.id AND op.kind = 'suggestion.decide' ORDER BY op.lamport DESC, op.hash DESC LIMIT 1) AS said
FROM suggestion_decision d JOIN article a ON a.id = d.article_id AND a.sha256 = d.article_sha256 AND a.removed = 0
LEFT JOIN annotation n ON n.id = d.annotation_id LEFT JOIN claim c ON c.annotation_id = n.id
WHERE d.author = ? AND d.decided_ms > ? ORDER BY d.article_id`
const MADE_BY_HAND = `SELECT n.label, n.quote, c.body ->> '$.cue.text' AS cue
FROM annotation n LEFT JOIN claim c ON c.annotation_id = n.id
WHERE n.layer IN (?, 'adjudicated') AND n.tool = 'hand' AND n.status <> 'deleted' AND n.changed_ms > ?`
