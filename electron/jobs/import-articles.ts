import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ArticleDescription } from '../../corpus/article.ts'
import { DomainError } from '../../corpus/errors.ts'
import { proposeDescription } from '../../corpus/metadata.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { SEGMENTER_VERSION, segment } from '../../corpus/text/sentences.ts'
import { type AddedArticle, addArticle, recogniseArticle, type SourceText } from '../../db/article.ts'
import { toDomainError } from '../../db/errors.ts'
import { sha256Hex } from '../../db/hash.ts'
import { type Db, inTransaction, isOpenFile } from '../../db/open.ts'
import type { EncodingCandidate, ImportReport } from '../contract.ts'
import { type ArticleFile, listArticleFiles } from '../readers/article-files.ts'
import type { Catalog } from '../readers/catalog.ts'
import { assertSize, EncodingUnsure, readText } from '../readers/text.ts'
import { type Progress, unwatched } from './job.ts'

export type ImportOptions = Readonly<{
  /** Decides for every file. */
  encoding?: string
  /** Decides for a file, or for every file in a folder, by its path. */
  encodings?: ReadonlyMap<string, string>
  catalog?: Catalog
  progress?: Progress
}>

/** What came of every file; those of `unsure` are among `failed`, with the code `encoding-unsure`. */
export type ImportOutcome = Omit<ImportReport, 'unsure'> & {
  unsure: { file: string; path: string; candidates: EncodingCandidate[] }[]
}

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
  { encoding, encodings, catalog, progress = unwatched }: ImportOptions = {},
): Promise<ImportOutcome> {
  const report: ImportOutcome = { added: [], present: [], duplicateText: [], failed: [], unsure: [], cancelled: false }
  const author = typeof by === 'string' ? () => by : by
  const { files, unlisted } = listArticleFiles(paths, catalog)
  for (const { name, error } of unlisted) report.failed.push({ file: name, ...describeFailure(error) })
  for (const [at, file] of files.entries()) {
    await progress.report(at, files.length, file.name)
    if (progress.cancelled()) return { ...report, cancelled: true }
    try {
      const { outcome, id } = importFile(db, file, author, encoding ?? encodingOf(file.path, encodings))
      report[outcome].push({ file: file.name, id })
    } catch (error) {
      const known = toDomainError(error, file.path)
      report.failed.push({ file: file.name, ...describeFailure(known) })
      if (known instanceof EncodingUnsure)
        report.unsure.push({ file: file.name, path: file.path, candidates: [...known.candidates] })
      if (isFatal(known)) return report
    }
  }
  await progress.report(files.length, files.length)
  return report
}

/** The encoding that was named for a file or for a folder around it, the nearest one first. */
function encodingOf(path: string, encodings: ReadonlyMap<string, string> | undefined): string | undefined {
  if (encodings === undefined || encodings.size === 0) return undefined
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = encodings.get(at)
    if (found !== undefined || dirname(at) === at) return found
  }
}

function importFile(db: Db, file: ArticleFile, author: () => string, encoding: string | undefined): AddedArticle {
  const { path, name, catalog } = file
  const bytes = readFileBytes(db, path, name)
  const source = readSource(bytes, name, encoding)
  const known = recogniseArticle(db, source)
  if (known) return known
  const described = catalog?.find(name, sha256Hex(bytes))
  const proposed: ArticleDescription = { ...proposeDescription(source.text, name), ...described }
  return inTransaction(db, () => addArticle(db, source, proposed, author()))
}

/** The bytes of a text file, `-` for standard input. Throws DomainError for the open project and for a file too large. */
export function readFileBytes(db: Db, path: string, name: string): Uint8Array {
  if (path === '-') return readFileSync(0)
  if (isOpenFile(db, path))
    throw new DomainError('not-text', `${name} is this project itself and no text`, { file: name })
  assertSize(statSync(path).size, name)
  return readFileSync(path)
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
