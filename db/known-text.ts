import { DomainError } from '../corpus/errors.ts'
import { createOffsetMap, type OffsetMap } from '../corpus/text/code-points.ts'
import { readText } from './article.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** A canonical text with the map of its offsets. */
export type KnownText = Readonly<{ sha256: string; text: string; map: OffsetMap }>

const last = new WeakMap<Db, KnownText>()

/**
 * The canonical text of an article; the last one is kept in memory, since a text never changes under its hash and work
 * stays with one article at a time. Throws DomainError `article-missing`.
 */
export function readKnownText(db: Db, articleId: string): KnownText {
  const row = statement<{ sha256: string }>(db, 'SELECT sha256 FROM article WHERE id = ? AND removed = 0').get(
    articleId,
  )
  if (!row) throw new DomainError('article-missing', `no article ${articleId} in this project`, { id: articleId })
  const known = last.get(db)
  if (known?.sha256 === row.sha256) return known
  const text = readText(db, row.sha256)
  const read = { sha256: row.sha256, text, map: createOffsetMap(text) }
  last.set(db, read)
  return read
}
