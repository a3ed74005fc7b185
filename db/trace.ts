import type { AnnotationRow } from '../corpus/annotation.ts'
import type { ArticleSummary } from '../corpus/article.ts'
import { DomainError } from '../corpus/errors.ts'
import { type CodePointSpan, codePointSpan } from '../corpus/span.ts'
import { createOffsetMap } from '../corpus/text/code-points.ts'
import { parseReference, spanToUri } from '../corpus/uri.ts'
import { findAnnotation, listAnnotations } from './annotation.ts'
import { findArticleByText, getArticle, listSentences, readText } from './article.ts'
import type { Look } from './article-state.ts'
import { sha256Hex } from './hash.ts'
import { type HistoryLine, listHistory } from './history.ts'
import type { Db } from './open.ts'
import { findSourceBytes } from './source.ts'

/** The chain from an annotation or a citation back to the sentence, the article and the file. Offsets in code points. */
export type Trace = Readonly<{
  annotation: AnnotationRow | null
  bounds: { startCodePoint: number; endCodePoint: number }
  text: string
  sentence: SentenceText | null
  article: ArticleSummary
  source: { file: string; sha256: string; encoding: string; reader: string }
  history: readonly HistoryLine[]
  uri: string
  /** True when text, source and quote still have the hashes and the content that the log recorded. */
  verified: boolean
  others: readonly string[]
}>

export type SentenceText = Readonly<{ index: number; startCodePoint: number; endCodePoint: number; text: string }>

/**
 * Traces an annotation's id or URI, or a span's URI; for a span the adjudicated annotation on it, else the lowest id.
 * Throws DomainError `bad-input` for something else and `not-found` where the project does not hold it or `look` does
 * not see it.
 */
export function traceReference(db: Db, query: string, { sees = () => true }: Look = {}): Trace {
  const reference = parseReference(query)
  if (reference === undefined)
    throw new DomainError('bad-input', `not an id and not a URI of Isnad: ${query.slice(0, 200)}`)
  if ('id' in reference) {
    const annotation = findAnnotation(db, reference.id)
    if (!annotation || !sees(annotation.articleId, annotation.layer)) throw notFound(query)
    const span = codePointSpan(annotation.startCodePoint, annotation.endCodePoint)
    return trace(db, annotation.articleId, span, annotation, [])
  }
  const articleId = findArticleByText(db, reference.sha256)
  if (articleId === undefined) throw notFound(query)
  const { startCodePoint: start, endCodePoint: end } = reference.span
  if (end > getArticle(db, articleId).characters)
    throw new DomainError('span-out-of-text', `the text ends before ${end}`, { id: articleId })
  const there = listAnnotations(db, articleId)
    .filter((row) => row.startCodePoint === start && row.endCodePoint === end && sees(articleId, row.layer))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  return trace(db, articleId, reference.span, there[0] ?? null, there.slice(1))
}

/** Sentences of an article with their text, in code points; `index` counts from 0. */
export function readSentences(db: Db, articleId: string, text: string): SentenceText[] {
  const map = createOffsetMap(text)
  return listSentences(db, articleId).map(({ startCodePoint, endCodePoint }, index) => {
    const { start, end } = map.toSpan(codePointSpan(startCodePoint, endCodePoint))
    return { index, startCodePoint, endCodePoint, text: text.slice(start, end) }
  })
}

/** The sentence that holds a position; between two sentences the one before it. */
export function sentenceAt(sentences: readonly SentenceText[], codePoint: number): SentenceText | null {
  let low = 0
  let high = sentences.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sentences[middle]!.startCodePoint <= codePoint) low = middle + 1
    else high = middle
  }
  return sentences[Math.max(0, low - 1)] ?? null
}

function trace(
  db: Db,
  articleId: string,
  span: CodePointSpan,
  annotation: AnnotationRow | null,
  others: readonly AnnotationRow[],
): Trace {
  const article = getArticle(db, articleId)
  const text = readText(db, article.sha256)
  const { start, end } = createOffsetMap(text).toSpan(span)
  const quoted = text.slice(start, end)
  return {
    annotation,
    bounds: { startCodePoint: span.startCodePoint, endCodePoint: span.endCodePoint },
    text: quoted,
    sentence: sentenceAt(readSentences(db, articleId, text), span.startCodePoint),
    article,
    source: {
      file: article.file,
      sha256: article.sourceSha256,
      encoding: article.encoding,
      reader: article.reader,
    },
    history: annotation ? listHistory(db, annotation.id) : [],
    uri: spanToUri(article.sha256, span),
    verified: isIntact(db, article, text) && (annotation === null || annotation.quote === quoted),
    others: others.map(({ id }) => id),
  }
}

function isIntact(db: Db, article: ArticleSummary, text: string): boolean {
  if (sha256Hex(text) !== article.sha256) return false
  const bytes = findSourceBytes(db, article.sourceSha256)
  return bytes !== undefined && sha256Hex(bytes) === article.sourceSha256
}

function rank({ layer }: AnnotationRow): number {
  return layer === 'adjudicated' ? 0 : 1
}

function notFound(query: string): DomainError {
  return new DomainError('not-found', `this project does not hold ${query}`, { query })
}
