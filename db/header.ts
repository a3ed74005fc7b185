import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { DomainError } from '../corpus/errors.ts'
import { dropSecondName } from './draft.ts'
import { toDomainError } from './errors.ts'
import { newer, SCHEMA_VERSION } from './migrate.ts'

/** `application_id` of a project file: "ISND" in ASCII. */
export const APPLICATION_ID = 0x49534e44

const MAGIC = 'SQLite format 3\0'

/**
 * Looks at the first 100 bytes of a project file before SQLite may touch it, and resolves links. Returns the real path.
 * Throws DomainError `file-missing`, `project-empty`, `not-a-project`, `project-newer` or `project-linked`; nothing is changed.
 */
export function inspectHeader(path: string): string {
  try {
    return inspect(realpathSync(path), basename(path))
  } catch (error) {
    throw toDomainError(error, path)
  }
}

function inspect(file: string, name: string): string {
  if (statSync(file).nlink > 1 && statSync(file).isFile()) dropSecondName(file)
  const stat = statSync(file)
  if (stat.isDirectory()) throw notProject(name, 'it is a folder')
  if (stat.size === 0)
    throw new DomainError(
      'project-empty',
      `${name} is not an Isnad project: the file is empty (0 bytes); restore a backup if it once held a project`,
      { file: name },
    )
  if (stat.nlink > 1)
    throw new DomainError('project-linked', `${name}: the file has ${stat.nlink} names (hard links): copy it first`, {
      file: name,
    })
  const head = readHead(file)
  if (head.toString('latin1', 0, 16) !== MAGIC) throw notProject(name, 'its content is something else')
  if (head.readUInt32BE(68) !== APPLICATION_ID) throw notProject(name, 'it is another program’s database')
  const version = head.readUInt32BE(60)
  if (version > SCHEMA_VERSION) throw newer(name, version, SCHEMA_VERSION)
  return file
}

/** True when a file begins with SQLite's header, whatever database it is. */
export function isDatabase(path: string): boolean {
  return statSync(path).isFile() && readHead(path).toString('latin1', 0, 16) === MAGIC
}

function readHead(file: string): Buffer {
  const head = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head, 0, 100, 0)
  } finally {
    closeSync(handle)
  }
  return head
}

function notProject(name: string, why: string): DomainError {
  return new DomainError('not-a-project', `${name} is not an Isnad project: ${why}`, { file: name })
}
