import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../corpus/errors.ts'

// A file appears under its own name only when it is whole: it is written as a draft beside it first.

/** A new hidden name beside a file, to write it under. */
export function draftPath(file: string): string {
  return join(dirname(file), `.${basename(file)}.${uuidv7()}.new`)
}

/** Refuses a name that is taken and a folder that is missing: DomainError `file-exists` or `file-missing`. */
export function assertFree(file: string): void {
  const name = basename(file)
  if (existsSync(file))
    throw new DomainError('file-exists', `${name} exists already: choose another name`, { file: name })
  const folder = dirname(file)
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new DomainError('file-missing', `${name}: there is no folder ${basename(folder)}: create it first`, {
      file: name,
    })
}

/** Puts a draft on the disk and gives it its name, never in place of a file that appeared meanwhile. */
export function publishDraft(draft: string, file: string): void {
  sync(draft, 'r+')
  try {
    linkSync(draft, file)
  } catch (error) {
    // Memory sticks (FAT, exFAT) know no second names.
    if (!(error instanceof Error) || !NO_LINKS.includes(String((error as { code?: unknown }).code))) throw error
    assertFree(file)
    renameSync(draft, file)
  }
  rmSync(draft, { force: true })
  syncFolder(dirname(file))
}

/** Takes a draft away, with what SQLite may have left beside it. */
export function dropDraft(draft: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(draft + end, { force: true })
}

/** Takes away the draft's name of a file whose creation was cut off after it got its own name. */
export function dropSecondName(file: string): void {
  const { ino, dev } = statSync(file)
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(`.${basename(file)}.`) || !name.endsWith('.new')) continue
    const other = statSync(join(dirname(file), name), { throwIfNoEntry: false })
    if (other?.ino === ino && other.dev === dev) rmSync(join(dirname(file), name))
  }
}

/** Makes names that were just created or renamed in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r')
}

/** Puts a file's bytes on the disk. */
export function syncFile(path: string): void {
  sync(path, 'r+')
}

/** Writes a short new file, or another content of it, and puts it on the disk. */
export function writeDurably(path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600 })
  sync(path, 'r+')
}

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

function sync(path: string, mode: 'r' | 'r+'): void {
  const handle = openSync(path, mode)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
