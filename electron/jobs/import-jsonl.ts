import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../../corpus/errors.ts'
import type { JsonlFailure } from '../../corpus/formats/jsonl.ts'
import type { JsonlRating } from '../../corpus/formats/jsonl-beside.ts'
import { type Db, inTransaction } from '../../db/open.ts'
import { type AnnotationsOptions, type AnnotationsReport, importAnnotations } from './import-annotations.ts'
import { addEntities, addLinks, readRatingLines } from './import-beside.ts'

/** A file of JSON lines. `isAsked` is false for one that only lies beside a file that was. */
export type JsonlFile = Readonly<{ path: string; text: string; isAsked: boolean }>

/** What came in, links counted apart. */
export type JsonlReport = AnnotationsReport & { links: number }

const BESIDE = ['entities.jsonl', 'ratings.jsonl', 'links.jsonl']

/** The files that belong to an `annotations.jsonl` of an export and lie beside it. */
export function listBeside(paths: readonly string[]): string[] {
  const folders = paths.filter((path) => basename(path) === 'annotations.jsonl').map(dirname)
  return folders
    .flatMap((folder) => BESIDE.map((name) => join(folder, name)))
    .filter((path) => !paths.includes(path) && existsSync(path))
}

/**
 * Imports annotations, with entities, the ratings of all raters and links from the files `entities.jsonl`, `ratings.jsonl`
 * and `links.jsonl` where these are given, as one act or not at all.
 */
export function importJsonl(
  db: Db,
  files: readonly JsonlFile[],
  by: string,
  options: Omit<AnnotationsOptions, 'file' | 'ratings' | 'group'>,
): JsonlReport {
  const group = uuidv7()
  const named = (name: string) => files.filter(({ path }) => basename(path) === name)
  return inTransaction(db, () => {
    const failed: JsonlFailure[] = []
    const ratings = new Map<string, readonly JsonlRating[]>()
    for (const { text, path } of named('entities.jsonl'))
      failed.push(...nameFile(addEntities(db, text, by, group), path))
    for (const { text, path } of named('ratings.jsonl')) {
      const read = readRatingLines(text)
      for (const [id, lines] of read.ratings) ratings.set(id, lines)
      failed.push(...nameFile(read.failed, path))
    }
    const report: JsonlReport = { added: 0, present: 0, failed, links: 0 }
    for (const { text, path } of files.filter(({ path }) => !BESIDE.includes(basename(path)))) {
      const done = importAnnotations(db, text, by, { ...options, file: basename(path), ratings, group })
      report.added += done.added
      report.present += done.present
      failed.push(...done.failed)
    }
    for (const { text, path, isAsked } of named('links.jsonl')) {
      const done = addLinks(db, text, by, { group, strict: isAsked })
      report.links += done.added
      failed.push(...nameFile(done.failed, path))
    }
    const [first] = failed
    if (first !== undefined && options.onMismatch !== 'skip')
      throw new DomainError('import-refused', `nothing was imported: ${first.message}`, { lines: failed.length })
    return report
  })
}

function nameFile(failed: readonly JsonlFailure[], path: string): JsonlFailure[] {
  return failed.map((each) => ({ ...each, message: `${basename(path)}: ${each.message}` }))
}
