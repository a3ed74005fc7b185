import { basename } from 'node:path'
import type { ArticleSummary } from '../../corpus/article.ts'
import { proposeDescription } from '../../corpus/metadata.ts'
import { canonicalise } from '../../corpus/text/canonical.ts'
import { readArticle } from '../../db/article.ts'
import { toDomainError } from '../../db/errors.ts'
import type { Db } from '../../db/open.ts'
import { decodeArticle, readSourceBytes } from '../../db/source.ts'
import { createDecoder } from '../readers/decode.ts'
import { readFileBytes, readSource } from './import-articles.ts'

/** How the beginning of some bytes reads in an encoding. `replaced`: a byte means nothing in it, so it is not the one. */
export type Preview = Readonly<{ encoding: string; text: string; replaced: boolean }>

const PREVIEW_CHARACTERS = 1000

/** Shows bytes in an encoding, to be looked at only. Throws DomainError `bad-input` for an encoding that is none. */
export function previewBytes(bytes: Uint8Array, label: string): Preview {
  const decoder = createDecoder(label)
  const strict = decoder.decode(bytes)
  const text = canonicalise(strict ?? decoder.show(bytes))
  const shown = [...text.slice(0, PREVIEW_CHARACTERS * 2)].slice(0, PREVIEW_CHARACTERS).join('')
  return { encoding: decoder.encoding, text: shown, replaced: strict === undefined }
}

/** The bytes of a file that a person chose, as import would read them. */
export function readGrantedFile(db: Db, path: string): Uint8Array {
  try {
    return readFileBytes(db, path, basename(path))
  } catch (error) {
    throw toDomainError(error, path)
  }
}

/**
 * Reads an article's bytes in another encoding. What was proposed from the old text and never changed is proposed anew
 * from the new one. Throws DomainError as `readText` and `decodeArticle` do.
 */
export function decodeArticleAs(db: Db, id: string, encoding: string, by: string): ArticleSummary {
  const { article, text } = readArticle(db, id)
  const source = readSource(readSourceBytes(db, id), article.file, encoding)
  const before = proposeDescription(text, article.file)
  const now = proposeDescription(source.text, article.file)
  const names = ['title', 'publisher', 'author', 'date', 'language'] as const
  const proposed = names.filter((name) => article[name] === before[name]).map((name) => [name, now[name]])
  return decodeArticle(db, id, source, by, Object.fromEntries(proposed))
}
