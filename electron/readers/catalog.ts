import { CsvError, parse } from 'csv-parse/sync'
import { ArticleDescription } from '../../corpus/article.ts'
import { DomainError } from '../../corpus/errors.ts'

/** What a catalogue says of one file; a column that is empty or missing says nothing. */
export type CatalogEntry = Readonly<Partial<ArticleDescription>>

/** Finds what a catalogue says of a file by its name or by its SHA-256. */
export type Catalog = Readonly<{ find(file: string, sha256: string): CatalogEntry | undefined }>

/** The names under which a catalogue is looked for beside the files that it describes. */
export const CATALOG_NAMES: readonly string[] = ['catalog.csv', 'catalogue.csv']

const COLUMNS: Readonly<Record<string, string>> = {
  file: 'file',
  filename: 'file',
  name: 'file',
  sha256: 'sha256',
  title: 'title',
  publisher: 'publisher',
  source: 'publisher',
  author: 'author',
  date: 'date',
  language: 'language',
  الملف: 'file',
  العنوان: 'title',
  الناشر: 'publisher',
  المصدر: 'publisher',
  الكاتب: 'author',
  التاريخ: 'date',
  اللغة: 'language',
}

/**
 * Reads a catalogue CSV (RFC 4180, UTF-8) with a header row; Arabic column names are known too.
 * Throws DomainError `catalog-bad` naming the line when it is no such file.
 */
export function readCatalog(bytes: Uint8Array, name: string): Catalog {
  const rows = readRows(bytes, name)
  const byFile = new Map<string, CatalogEntry>()
  const bySha = new Map<string, CatalogEntry>()
  for (const [at, row] of rows.entries()) {
    const { file, sha256, ...rest } = row
    const entry = toEntry(rest, name, at + 1)
    if (file) byFile.set(file.normalize('NFC'), entry)
    if (sha256) bySha.set(sha256.toLowerCase(), entry)
  }
  if (rows.length > 0 && byFile.size === 0 && bySha.size === 0)
    throw bad(name, 'it has no column "file" or "sha256" that says which article a row describes')
  return { find: (file, sha256) => bySha.get(sha256) ?? byFile.get(file.normalize('NFC')) }
}

function readRows(bytes: Uint8Array, name: string): Record<string, string>[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      columns: (header: string[]) => header.map((column) => COLUMNS[column.trim().toLowerCase()] ?? `other:${column}`),
    }) as Record<string, string>[]
  } catch (error) {
    throw bad(name, describeCsvError(error))
  }
}

// The parser's own message would quote the file.
function describeCsvError(error: unknown): string {
  if (error instanceof TypeError) return 'it is not UTF-8'
  if (!(error instanceof CsvError)) throw error
  const lines = Number(error.lines)
  return `it is no CSV with commas and as many columns in every row${lines > 0 ? ` (line ${lines})` : ''}`
}

const Entry = ArticleDescription.partial()

function toEntry(row: Record<string, string>, name: string, number: number): CatalogEntry {
  const known = ['title', 'publisher', 'author', 'date', 'language'] as const
  const entry = Object.fromEntries(known.filter((field) => row[field]).map((field) => [field, row[field]]))
  const checked = Entry.safeParse(entry)
  if (checked.success) return entry
  throw bad(name, `row ${number}: its ${checked.error.issues[0]!.path.join('.')} is too long`)
}

function bad(name: string, why: string): DomainError {
  return new DomainError('catalog-bad', `the catalogue ${name} cannot be read: ${why}`, { file: name })
}
