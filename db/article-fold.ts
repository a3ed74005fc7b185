import { foldFields } from './fold.ts'
import type { Db } from './open.ts'
import { type Change, listOps, type Op } from './ops.ts'
import { statement, upsertById } from './statement.ts'

/** An article and its sentences as the log has them; undefined where no effective op adds it. */
export type FoldedArticle = Readonly<{
  row: Readonly<Record<string, string | number | null>>
  sentences: readonly (readonly [start: number, end: number])[]
}>

/** What a reader made of an article's bytes, as an op says it; sentence bounds in code points. */
export type Reading = Readonly<{
  sha256: string
  encoding: string
  reader: string
  characters: number
  segmenter: string
  sentences: readonly (readonly [start: number, end: number])[]
}>

/**
 * Folds the ops on one article. Pure; sentence bounds in code points. Text, encoding and sentences come from one op, so
 * that two readings made apart never mix; a segmentation counts only for the text that it was made of.
 */
export function foldArticle(ops: readonly Op[]): FoldedArticle | undefined {
  const added = ops.find(({ kind, change }) => kind === 'article.add' && change !== undefined)
  if (added === undefined) return undefined
  const fields = foldFields(ops, readArticleOp)
  const origin = added.change!
  // A detail that a person cleared is null on purpose and must not fall back to the first proposal.
  const shown = (name: string): string | null => {
    const field = fields.get(name)
    return (field === undefined ? (origin[name] ?? null) : field.value) as string | null
  }
  const reading = (fields.get('reading')?.value ?? readingOf(origin)) as Reading
  const segmented = fields.get('segmentation')?.value as Segmentation | undefined
  const { segmenter, sentences } = segmented?.sha256 === reading.sha256 ? segmented : reading
  return {
    row: {
      id: added.target,
      sha256: reading.sha256,
      source_sha256: String(origin.sourceSha256),
      file: String(origin.file),
      encoding: reading.encoding,
      reader: reading.reader,
      title: String(shown('title')),
      publisher: shown('publisher'),
      author: shown('author'),
      date: shown('date'),
      language: String(shown('language')),
      characters: reading.characters,
      segmenter,
      added_ms: added.wallMs,
      removed: fields.has('sourceSha256') ? 0 : 1,
    },
    sentences,
  }
}

/** Folds one article and writes its row and sentences. */
export function refoldArticle(db: Db, id: string): void {
  const folded = foldArticle(listOps(db, id))
  if (folded === undefined) return
  statement(db, UPSERT_ARTICLE).run(folded.row)
  statement(db, 'DELETE FROM sentence WHERE article_id = ?').run(id)
  const insert = statement(
    db,
    'INSERT INTO sentence (article_id, position, start_code_point, end_code_point) VALUES (?, ?, ?, ?)',
  )
  for (const [at, [start, end]] of folded.sentences.entries()) insert.run(id, at, start, end)
}

type Segmentation = Pick<Reading, 'sha256' | 'segmenter' | 'sentences'>

/** What an op says of an article, field by field. */
export function readArticleOp({ kind, change }: Op): Change | undefined {
  if (change === undefined) return undefined
  if (kind === 'article.describe') return change
  if (kind === 'article.segment') return { segmentation: change }
  return kind === 'article.add' || kind === 'article.decode' ? { ...change, reading: readingOf(change) } : undefined
}

function readingOf(change: Change): Reading {
  return {
    sha256: String(change.sha256),
    encoding: String(change.encoding),
    reader: String(change.reader),
    characters: Number(change.characters),
    segmenter: String(change.segmenter),
    sentences: change.sentences as Reading['sentences'],
  }
}

const COLUMNS = [
  'id',
  'sha256',
  'source_sha256',
  'file',
  'encoding',
  'reader',
  'title',
  'publisher',
  'author',
  'date',
  'language',
  'characters',
  'segmenter',
  'added_ms',
  'removed',
]
const UPSERT_ARTICLE = upsertById('article', COLUMNS)
