import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { AnnotationRow, Label } from '../../corpus/annotation.ts'
import { DomainError } from '../../corpus/errors.ts'
import { LayerName } from '../../corpus/layer.ts'
import { listArticles } from '../../db/article.ts'
import type { Look } from '../../db/article-state.ts'
import { signCheckpoint } from '../../db/checkpoint.ts'
import { draftPath, syncFolder } from '../../db/draft.ts'
import { toDomainError } from '../../db/errors.ts'
import { type Db, inTransaction } from '../../db/open.ts'
import { writeFileDurably } from '../files.ts'
import { writeJsonl } from '../writers/jsonl.ts'
import { type Progress, unwatched } from './job.ts'
import { assignSplits, type Split } from './split.ts'

/** What to export. Without `layer` every layer is written; the suggestions never are. */
export type ExportOptions = Readonly<{
  format: 'jsonl'
  layer?: string
  labels?: readonly Label[]
  articles?: readonly string[]
  split?: Split
  anonymous?: boolean
  /** Which layers of an article are written; every one unless given. */
  sees?: Look['sees']
  progress?: Progress
}>

/** Something the format could not hold. */
export type Loss = Readonly<{ code: string; where: string; message: string }>

export type ExportReport = Readonly<{
  format: string
  unit: 'code point'
  lossless: boolean
  counts: Record<string, number>
  lost: readonly Loss[]
}>

/** What a writer gets: only what was chosen, and a say in when to stop. */
export type Selection = Readonly<{
  articleIds: readonly string[]
  keeps(row: AnnotationRow): boolean
  splitOf: ReadonlyMap<string, string>
  anonymous: boolean
  progress: Progress
}>

/**
 * Exports into an empty or new folder: written beside it under another name, read back and compared, then renamed, so
 * that the folder holds the whole export or nothing. Throws DomainError `folder-not-empty`, `not-found`, `cancelled`, …
 */
export async function exportCorpus(db: Db, folder: string, options: ExportOptions): Promise<ExportReport> {
  const out = resolve(folder)
  assertEmpty(out)
  const selection = selectRows(db, options)
  const draft = draftPath(out)
  let made: string | undefined
  try {
    if (!db.readOnly) inTransaction(db, () => signCheckpoint(db))
    made = mkdirSync(dirname(out), { recursive: true })
    mkdirSync(draft)
    const counts = await writeJsonl(db, draft, selection)
    const report: ExportReport = { format: options.format, unit: 'code point', lossless: true, counts, lost: [] }
    writeFileDurably(join(draft, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
    if (existsSync(out)) rmdirSync(out)
    renameSync(draft, out)
    syncFolder(dirname(out))
    return report
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (made !== undefined) dropFolders(dirname(out), made)
    throw toDomainError(error, out)
  }
}

/** Takes away the folders that were made on the way to the export, as far as nobody else put something there. */
function dropFolders(inner: string, outer: string): void {
  for (let folder = inner; folder.length >= outer.length; folder = dirname(folder)) {
    if (!existsSync(folder)) continue
    if (readdirSync(folder).length > 0) return
    rmdirSync(folder)
  }
}

function assertEmpty(out: string): void {
  if (!existsSync(out)) return
  const name = basename(out)
  if (!statSync(out).isDirectory() || readdirSync(out).length > 0)
    throw new DomainError('folder-not-empty', `${name} is not an empty folder: choose a new or an empty one`, {
      file: name,
    })
}

function selectRows(db: Db, options: ExportOptions): Selection {
  const all = listArticles(db).map(({ id }) => id)
  for (const id of options.articles ?? [])
    if (!all.includes(id)) throw new DomainError('not-found', `no article ${id} in this project`, { id })
  const articleIds = options.articles ? all.filter((id) => options.articles?.includes(id)) : all
  const { layer, labels, sees } = options
  if (layer !== undefined && !LayerName.safeParse(layer).success)
    throw new DomainError('bad-input', `no layer is called ${layer}: it is adjudicated or author:<id>`, { layer })
  return {
    articleIds,
    keeps: (row) =>
      (layer === undefined || row.layer === layer) &&
      (labels === undefined || labels.includes(row.label)) &&
      sees?.(row.articleId, row.layer) !== false,
    splitOf: options.split ? assignSplits(articleIds, options.split) : new Map(),
    anonymous: options.anonymous ?? false,
    progress: options.progress ?? unwatched,
  }
}
