import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { proposeDescription } from '../../corpus/metadata.ts'
import { addArticle } from '../../db/article.ts'
import { refoldForVersion } from '../../db/fold-version.ts'
import { sha256Hex } from '../../db/hash.ts'
import type { Db } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { openToRead } from '../../db/read-only.ts'
import { CATALOG_NAMES, readCatalog } from '../readers/catalog.ts'
import { importAnnotations } from './import-annotations.ts'
import { readSource } from './import-articles.ts'

/** Who made the sample project's gold annotations. */
export const SAMPLE_AUTHOR = 'إسناد'
const SAMPLE_TITLE = 'مقالات نموذجية'

/** Opens a project, only to read where it cannot be written; the sample project is created from the articles that ship where it does not exist yet. */
export function openOrCreateSample(file: string, sample: boolean, articles: string): Db {
  if (!sample || existsSync(file)) {
    const opened = openToRead(file)
    if (!opened.readOnly) refoldForVersion(opened)
    return opened
  }
  const db = newProject(file, SAMPLE_AUTHOR, SAMPLE_TITLE, (made, by) => fillSample(made, by, articles))
  // It lies in the profile, which is one person's; its log takes its rights from it.
  for (const each of [file, `${file}-wal`].filter((path) => existsSync(path))) chmodSync(each, 0o600)
  return db
}

/** Adds the articles that ship and their gold annotations, in the adjudicated layer. */
function fillSample(db: Db, by: string, folder: string): void {
  const names = readdirSync(folder).sort()
  const catalogName = names.find((name) => CATALOG_NAMES.includes(name))
  const catalog = catalogName ? readCatalog(readFileSync(join(folder, catalogName)), catalogName) : undefined
  for (const name of names.filter((each) => each.endsWith('.txt'))) {
    const bytes = readFileSync(join(folder, name))
    const source = readSource(bytes, name)
    const described = { ...proposeDescription(source.text, name), ...catalog?.find(name, sha256Hex(bytes)) }
    addArticle(db, source, described, by)
    const gold = name.replace(/\.txt$/, '.gold.jsonl')
    if (!names.includes(gold)) throw new DomainError('file-missing', `${gold} is missing beside ${name}`)
    importAnnotations(db, readFileSync(join(folder, gold), 'utf8'), by, { layer: 'adjudicated' })
  }
}
