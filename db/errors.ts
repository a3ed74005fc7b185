import { basename } from 'node:path'
import { DomainError } from '../corpus/errors.ts'

/** Turns what SQLite or the file system reports into an error a person can act on; anything else comes back as it was. */
export function toDomainError(error: unknown, file: string): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error
  const code = String((error as { code?: unknown }).code ?? '')
  const name = basename(file)
  const known = CODES.find(([start]) => code.startsWith(start))
  if (!known) return error
  const [, domainCode, sentence] = known
  return new DomainError(domainCode, `${name}: ${sentence}`, { file: name })
}

const CODES: readonly (readonly [start: string, code: string, sentence: string])[] = [
  ['SQLITE_BUSY', 'project-held', 'another program holds this project: close it there first'],
  ['SQLITE_LOCKED', 'project-held', 'another program holds this project: close it there first'],
  ['SQLITE_NOTADB', 'not-a-project', 'this is not an Isnad project'],
  ['SQLITE_CORRUPT', 'project-damaged', 'the file is damaged: restore a backup; the file was not changed'],
  ['SQLITE_FULL', 'disk-full', 'the disk is full: free some space and try again; nothing was half-written'],
  ['ENOSPC', 'disk-full', 'the disk is full: free some space and try again; nothing was half-written'],
  ['EDQUOT', 'disk-full', 'the disk quota is used up: free some space and try again; nothing was half-written'],
  ['SQLITE_READONLY', 'folder-read-only', 'the file or its folder cannot be written: choose another folder'],
  ['SQLITE_CANTOPEN', 'folder-read-only', 'the file or its folder cannot be written: choose another folder'],
  ['EROFS', 'folder-read-only', 'the folder cannot be written: choose another one'],
  ['EACCES', 'folder-read-only', 'no permission for this file or folder: choose another one'],
  ['EPERM', 'folder-read-only', 'no permission for this file or folder: choose another one'],
  ['SQLITE_IOERR', 'disk-error', 'the disk reported an error: the change was not saved'],
  ['EIO', 'disk-error', 'the disk reported an error: the change was not saved'],
  ['ENOENT', 'file-missing', 'no such file or folder'],
  ['ENOTDIR', 'file-missing', 'no such file or folder: a part of its path is a file'],
  ['ELOOP', 'file-missing', 'the link leads to itself'],
  ['EISDIR', 'bad-input', 'it is a folder, not a file'],
  ['ENAMETOOLONG', 'bad-input', 'the name is too long: choose a shorter one'],
  ['EMFILE', 'disk-error', 'too many files are open: close some programs and try again'],
  ['ENFILE', 'disk-error', 'too many files are open: close some programs and try again'],
]
