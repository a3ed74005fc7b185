import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { toDomainError } from '../../db/errors.ts'
import { CATALOG_NAMES, type Catalog, readCatalog } from './catalog.ts'

/** One file to import as an article, and the catalogue beside it if there is one. */
export type ArticleFile = Readonly<{ path: string; name: string; catalog: Catalog | undefined }>

/** Files that could not even be listed, with the reason. */
export type Unlisted = Readonly<{ name: string; error: unknown }>

/**
 * Lists what a person named: a file is taken whatever its ending, a folder gives its `.txt` files and those of its
 * folders, in the order of their names, and `-` is standard input. A catalogue beside the files describes them, unless
 * one is given.
 */
export function listArticleFiles(
  paths: readonly string[],
  given?: Catalog,
): { files: ArticleFile[]; unlisted: Unlisted[] } {
  const files: ArticleFile[] = []
  const unlisted: Unlisted[] = []
  const catalogs = new Map<string, Catalog | undefined>()
  const entered = new Set<string>()
  const visit = (path: string, named: boolean): void => {
    try {
      if (statSync(path).isDirectory()) for (const name of listFolder(path, entered)) visit(join(path, name), false)
      else if (!isCatalog(path) && (named || /\.txt$/i.test(path)))
        files.push({ path, name: basename(path), catalog: given ?? catalogBeside(path, catalogs) })
    } catch (error) {
      unlisted.push({ name: basename(path), error: toDomainError(error, path) })
    }
  }
  for (const path of paths)
    if (path === '-') files.push({ path, name: 'standard-input.txt', catalog: given })
    else visit(resolve(path), true)
  return { files, unlisted }
}

/** How many articles a folder holds; 0 where it is missing. */
export function countArticleFiles(folder: string): number {
  return listArticleFiles([folder]).files.length
}

/** The names in a folder; none where it was entered before, as through a link to itself. */
function listFolder(folder: string, entered: Set<string>): string[] {
  const real = realpathSync(folder)
  if (entered.has(real)) return []
  entered.add(real)
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
}

function isCatalog(path: string): boolean {
  return CATALOG_NAMES.includes(basename(path).toLowerCase())
}

function catalogBeside(path: string, known: Map<string, Catalog | undefined>): Catalog | undefined {
  const folder = dirname(path)
  if (known.has(folder)) return known.get(folder)
  const name = readdirSync(folder).find((each) => CATALOG_NAMES.includes(each.toLowerCase()))
  const catalog = name === undefined ? undefined : readCatalog(readFileSync(join(folder, name)), name)
  known.set(folder, catalog)
  return catalog
}
