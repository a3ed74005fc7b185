import { v7 as uuidv7 } from 'uuid'
import type { ArticleDescription, ArticleSummary, ArticleText } from '../corpus/article.ts'
import { DomainError } from '../corpus/errors.ts'
import type { CodePointSpan } from '../corpus/span.ts'
import { countCodePoints } from '../corpus/text/code-points.ts'
import { appendOp } from './append.ts'
import { type Reading, refoldArticle } from './article-fold.ts'
import { groupByArticle, type LayerCount, type Look, readStateFacts, stateOfArticle } from './article-state.ts'
import { sha256Hex } from './hash.ts'
import { type Db, inTransaction } from './open.ts'
import { statement } from './statement.ts'

/** A source file that was read: its bytes, and the canonical text that the named reader made of them. */
export type SourceText = Readonly<{
  /** The file's name without its folder. */
  file: string
  bytes: Uint8Array
  encoding: string
  reader: string
  text: string
  sentences: readonly CodePointSpan[]
  segmenter: string
}>

/** Whether an article is new, was there from the same bytes, or has the same text from other bytes. */
export type AddedArticle = Readonly<{ outcome: 'added' | 'present' | 'duplicateText'; id: string }>

/** Recognises an article that is there already, by its bytes or by its text; undefined where it is new. */
export function recogniseArticle(db: Db, { bytes, text }: SourceText): AddedArticle | undefined {
  const same = findByHash(db, 'source_sha256', sha256Hex(bytes))
  if (same) return { outcome: 'present', id: same }
  const sameText = findByHash(db, 'sha256', sha256Hex(text))
  return sameText === undefined ? undefined : { outcome: 'duplicateText', id: sameText }
}

/** Adds an article, or recognises one that is there. The text and the bytes are stored once, by hash. */
export function addArticle(db: Db, source: SourceText, described: ArticleDescription, by: string): AddedArticle {
  return inTransaction(db, () => {
    const known = recogniseArticle(db, source)
    if (known) return known
    const sourceSha256 = sha256Hex(source.bytes)
    const reading = storeText(db, source)
    // Most files are their own canonical text: their bytes are not stored twice.
    const bytes = sourceSha256 === reading.sha256 ? null : Buffer.from(source.bytes)
    statement(db, 'INSERT OR IGNORE INTO source_file (sha256, bytes) VALUES (?, ?)').run(sourceSha256, bytes)
    const id = uuidv7()
    const change = { ...described, ...reading, sourceSha256, file: source.file }
    appendOp(db, by, { kind: 'article.add', target: id, change })
    refoldArticle(db, id)
    return { outcome: 'added', id }
  })
}

/** Stores a canonical text once, by hash; returns what an op says of the reading, sentences in code points. */
export function storeText(db: Db, { text, encoding, reader, segmenter, sentences }: SourceText): Reading {
  const sha256 = sha256Hex(text)
  statement(db, 'INSERT OR IGNORE INTO canonical_text (sha256, text) VALUES (?, ?)').run(sha256, text)
  const bounds = sentences.map(({ startCodePoint, endCodePoint }) => [startCodePoint, endCodePoint] as const)
  return { sha256, encoding, reader, characters: countCodePoints(text), segmenter, sentences: bounds }
}

/** Changes what describes an article beside its text. */
export function describeArticle(
  db: Db,
  id: string,
  change: { [Name in keyof ArticleDescription]?: ArticleDescription[Name] | undefined },
  by: string,
): ArticleSummary {
  return inTransaction(db, () => {
    getArticle(db, id)
    appendOp(db, by, { kind: 'article.describe', target: id, change })
    refoldArticle(db, id)
    return getArticle(db, id)
  })
}

/** Every article in the order in which it was added, with the live annotations that `look` sees counted by label. */
export function listArticles(db: Db, look: Look = {}): ArticleSummary[] {
  return summarise(db, statement<ArticleRecord>(db, SELECT_ARTICLES).all(), look)
}

/** One article. Throws DomainError `article-missing`. */
export function getArticle(db: Db, id: string, look: Look = {}): ArticleSummary {
  const found = findArticle(db, id, look)
  if (found) return found
  throw new DomainError('article-missing', `no article ${id} in this project`, { id })
}

/** One article, or undefined for an unknown or removed one. */
export function findArticle(db: Db, id: string, look: Look = {}): ArticleSummary | undefined {
  const row = statement<ArticleRecord>(db, SELECT_ARTICLE).get(id)
  return row && summarise(db, [row], look, id)[0]
}

/** The SHA-256 of an article's canonical text; undefined for an unknown or removed one. */
export function findTextHash(db: Db, id: string): string | undefined {
  const sql = 'SELECT sha256 FROM article WHERE id = ? AND removed = 0'
  return statement<{ sha256: string }>(db, sql).get(id)?.sha256
}

/** The article whose canonical text has this SHA-256; undefined if none has. */
export function findArticleByText(db: Db, sha256: string): string | undefined {
  return findByHash(db, 'sha256', sha256)
}

/** An article with its canonical text and its stored sentences, in code points. */
export function readArticle(db: Db, id: string, look: Look = {}): ArticleText {
  const summary = getArticle(db, id, look)
  return { article: summary, text: readText(db, summary.sha256), sentences: listSentences(db, id) }
}

/** The canonical text with this SHA-256. */
export function readText(db: Db, sha256: string): string {
  const row = statement<{ text: string }>(db, 'SELECT text FROM canonical_text WHERE sha256 = ?').get(sha256)
  if (!row) throw new DomainError('project-damaged', `the text ${sha256} is missing: restore a backup`)
  return row.text
}

/** The sentences of an article as they were when it was added or last segmented, in code points. */
export function listSentences(db: Db, articleId: string): { startCodePoint: number; endCodePoint: number }[] {
  return statement<{ startCodePoint: number; endCodePoint: number }>(
    db,
    `SELECT start_code_point AS startCodePoint, end_code_point AS endCodePoint FROM sentence
WHERE article_id = (SELECT ?) ORDER BY position`,
  ).all(articleId)
}

type ArticleRecord = Omit<ArticleSummary, 'labels' | 'state' | 'addedAt'> & { addedMs: number }

function summarise(db: Db, rows: readonly ArticleRecord[], look: Look, only?: string): ArticleSummary[] {
  const sql = only === undefined ? COUNT_BY_LABEL : COUNT_OF_ARTICLE
  const counts = groupByArticle(statement<LayerCount>(db, sql).all(...(only === undefined ? [] : [only])))
  const facts = readStateFacts(db, only)
  const said = groupByArticle(facts.said)
  const assigned = groupByArticle(facts.assigned)
  return rows.map(({ addedMs, ...row }) => {
    const mine = counts.get(row.id) ?? []
    const labels = { actor: 0, event: 0, date: 0, amount: 0, claim: 0 }
    for (const { layer, label, n } of mine)
      if (look.sees?.(row.id, layer) !== false) labels[label as keyof typeof labels] += n
    const members = (assigned.get(row.id) ?? []).map(({ memberId }) => memberId)
    const state = stateOfArticle(look, row.id, mine, said.get(row.id) ?? [], members)
    return { ...row, addedAt: addedMs, labels, state }
  })
}

function findByHash(db: Db, column: 'sha256' | 'source_sha256', hash: string): string | undefined {
  const sql = `SELECT id FROM article WHERE ${column} = (SELECT ?) AND removed = 0 ORDER BY added_ms, id LIMIT 1`
  return statement<{ id: string }>(db, sql).get(hash)?.id
}

const ARTICLE = `SELECT a.id, a.sha256, a.source_sha256 AS sourceSha256, a.file, a.encoding, a.reader, a.title, a.publisher,
a.author, a.date, a.language, a.characters, a.added_ms AS addedMs,
(SELECT count(*) FROM sentence s WHERE s.article_id = a.id) AS sentences FROM article a WHERE a.removed = 0`
const SELECT_ARTICLES = `${ARTICLE} ORDER BY a.added_ms, a.id`
const SELECT_ARTICLE = `${ARTICLE} AND a.id = ?`
const COUNT_BY_LABEL = `SELECT article_id AS articleId, layer, label, count(*) AS n FROM annotation
WHERE status <> 'deleted' GROUP BY article_id, layer, label`
const COUNT_OF_ARTICLE = `SELECT article_id AS articleId, layer, label, count(*) AS n FROM annotation
WHERE status <> 'deleted' AND article_id = ? GROUP BY layer, label`
