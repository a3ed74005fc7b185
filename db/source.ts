import type { ArticleDescription, ArticleSummary } from '../corpus/article.ts'
import { DomainError } from '../corpus/errors.ts'
import { appendOp } from './append.ts'
import { findArticleByText, getArticle, type SourceText, storeText } from './article.ts'
import { refoldArticle } from './article-fold.ts'
import { sha256Hex } from './hash.ts'
import { type Db, inTransaction } from './open.ts'
import { statement } from './statement.ts'

/** The original bytes with this SHA-256, or undefined where the project does not hold them. */
export function findSourceBytes(db: Db, sha256: string): Buffer | undefined {
  const row = statement<{ bytes: Buffer | null }>(db, 'SELECT bytes FROM source_file WHERE sha256 = ?').get(sha256)
  if (row === undefined || row.bytes !== null) return row?.bytes ?? undefined
  // Bytes that are a canonical text's own are kept as that text, which outlives another reading.
  const text = statement<{ text: string }>(db, 'SELECT text FROM canonical_text WHERE sha256 = ?').get(sha256)
  return text && Buffer.from(text.text)
}

/** The original bytes of an article. Throws DomainError `article-missing` or `project-damaged`. */
export function readSourceBytes(db: Db, articleId: string): Buffer {
  const { sourceSha256 } = getArticle(db, articleId)
  const bytes = findSourceBytes(db, sourceSha256)
  if (bytes) return bytes
  throw new DomainError('project-damaged', `the file ${sourceSha256} is missing: restore a backup`)
}

/**
 * Reads an article's own bytes another way: text, encoding and sentences change with one op, the bytes stay, and
 * another reading reverses it. `described` replaces what was only proposed from the old text. Throws DomainError
 * `article-annotated` once anything was annotated, even what was deleted since, and `text-present` where another
 * article has that text.
 */
export function decodeArticle(
  db: Db,
  id: string,
  source: SourceText,
  by: string,
  described: Partial<ArticleDescription> = {},
): ArticleSummary {
  return inTransaction(db, () => {
    const article = getArticle(db, id)
    if (sha256Hex(source.bytes) !== article.sourceSha256) throw new RangeError('an article is read from its own bytes')
    assertUnannotated(db, article)
    const sha256 = sha256Hex(source.text)
    const { encoding } = source
    if (sha256 === article.sha256 && encoding === article.encoding) return article
    const other = findArticleByText(db, sha256)
    if (other !== undefined && other !== id)
      throw new DomainError('text-present', `read as ${encoding}, this would be the text of article ${other}`, {
        id: other,
        encoding,
      })
    appendOp(db, by, { kind: 'article.decode', target: id, change: { ...described, ...storeText(db, source) } })
    refoldArticle(db, id)
    return getArticle(db, id)
  })
}

function assertUnannotated(db: Db, { id }: ArticleSummary): void {
  // The rows of deleted annotations still quote the text.
  const found = statement<{ n: number }>(db, 'SELECT count(*) AS n FROM annotation WHERE article_id = ?').get(id)!
  if (found.n === 0) return
  throw new DomainError(
    'article-annotated',
    `article ${id} has or had ${found.n} annotations: its text can no longer be read another way`,
    { id, count: found.n },
  )
}
