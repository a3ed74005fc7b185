import { readFileSync } from 'node:fs'
import type { ArticleDescription } from '../../corpus/article.ts'
import { DomainError } from '../../corpus/errors.ts'
import { proposeDescription } from '../../corpus/metadata.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { SEGMENTER_VERSION, segment } from '../../corpus/text/sentences.ts'
import { type AddedArticle, addArticle, recogniseArticle, type SourceText } from '../../db/article.ts'
import { toDomainError } from '../../db/errors.ts'
import { sha256Hex } from '../../db/hash.ts'
import { type Db, inTransaction, isOpenFile } from '../../db/open.ts'
import type { ImportReport } from '../contract.ts'
import { type ArticleFile, listArticleFiles } from '../readers/article-files.ts'
import type { Catalog } from '../readers/catalog.ts'
import { readText } from '../readers/text.ts'
import { type Progress, unwatched } from './job.ts'

export type ImportOptions = Readonly<{ encoding?: string; catalog?: Catalog; progress?: Progress }>

/**
 * Imports files and folders as articles. Each file is imported whole or not at all; what fails is listed with its
 * reason and the rest goes on; what is there already is recognised, so a second run adds only what is missing. A disk
 * that is full or a project that went away ends the import: what was added before stays. `by` may be found out at the
 * first article that is really added, so that an import of nothing writes nothing.
 */
export async function importArticles(
  db: Db,
  paths: readonly string[],
  by: string | (() => string),
  { encoding, catalog, progress = unwatched }: ImportOptions = {},
): Promise<ImportReport> {
  const report: ImportReport = { added: [], present: [], duplicateText: [], failed: [], cancelled: false }
  const author = typeof by === 'string' ? () => by : by
  const { files, unlisted } = listArticleFiles(paths, catalog)
  for (const { name, error } of unlisted) report.failed.push({ file: name, ...describeFailure(error) })
  for (const [at, file] of files.entries()) {
    await progress.report(at, files.length, file.name)
    if (progress.cancelled()) return { ...report, cancelled: true }
    try {
      const { outcome, id } = importFile(db, file, author, encoding)
      report[outcome].push({ file: file.name, id })
    } catch (error) {
      const known = toDomainError(error, file.path)
      report.failed.push({ file: file.name, ...describeFailure(known) })
      if (isFatal(known)) return report
    }
  }
  await progress.report(files.length, files.length)
  return report
}

function importFile(db: Db, file: ArticleFile, author: () => string, encoding: string | undefined): AddedArticle {
  const { path, name, catalog } = file
  if (isOpenFile(db, path))
    throw new DomainError('not-text', `${name} is this project itself and no text`, { file: name })
  const bytes = readFileSync(path === '-' ? 0 : path)
  const source = readSource(bytes, name, encoding)
  const known = recogniseArticle(db, source)
  if (known) return known
  const described = catalog?.find(name, sha256Hex(bytes))
  const proposed: ArticleDescription = { ...proposeDescription(source.text, name), ...described }
  return inTransaction(db, () => addArticle(db, source, proposed, author()))
}

/** Reads bytes into a canonical text with its sentences, in code points. */
export function readSource(bytes: Uint8Array, name: string, encoding?: string): SourceText {
  const read = readText(bytes, name, encoding)
  const map = createOffsetMap(read.text)
  const sentences = segment(read.text).sentences.map(map.toCodePointSpan)
  return { ...read, file: name, bytes, sentences, segmenter: `isnad ${SEGMENTER_VERSION}` }
}

function isFatal(error: unknown): boolean {
  return error instanceof DomainError && ['disk-full', 'disk-error', 'project-moved'].includes(error.code)
}

function describeFailure(error: unknown) {
  if (!(error instanceof DomainError)) throw error
  return { code: error.code, message: error.message, details: { ...error.details } }
}
