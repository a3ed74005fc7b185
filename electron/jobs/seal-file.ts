import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { assertFree, draftPath, dropDraft, publishDraft } from '../../db/draft.ts'
import { toDomainError } from '../../db/errors.ts'
import { isSealed, type SealFor, type SealKeys, seal, unseal } from '../seal.ts'

/**
 * Has `write` make a file and seals it under the name `path`. Until it is sealed the plain file lies in `folder`, that of
 * the project, whose own file is plain too: nothing readable ever reaches the place the sealed one is for.
 */
export async function writeSealed<T>(path: string, whom: SealFor, folder: string, write: (plain: string) => T) {
  const file = resolve(path)
  assertFree(file)
  const plain = draftPath(join(folder, 'sealing'))
  const draft = draftPath(file)
  try {
    const result = await write(plain)
    writeFileSync(draft, await seal(readFileSync(plain), whom), { flag: 'wx' })
    publishDraft(draft, file)
    return result
  } catch (error) {
    throw toDomainError(error, file)
  } finally {
    rmSync(plain, { force: true })
    dropDraft(draft)
  }
}

/**
 * Gives `read` the file itself, or, where it is sealed, what is inside it as a file in the folder of the project, which
 * is gone afterwards. Throws as `unseal`; the sealed file is only ever read.
 */
export async function withUnsealed<T>(path: string, keys: SealKeys, project: string, read: (plain: string) => T) {
  if (!isSealedFile(path)) return await read(path)
  const bytes = await unseal(readFileSync(path), keys, path)
  const plain = draftPath(join(dirname(resolve(project)), 'unsealed'))
  try {
    writeFileSync(plain, bytes, { flag: 'wx', mode: 0o600 })
    return await read(plain)
  } catch (error) {
    throw toDomainError(error, path)
  } finally {
    dropDraft(plain)
  }
}

/** True for a file in the age format. Throws DomainError `file-missing` and the like. */
export function isSealedFile(path: string): boolean {
  const start = Buffer.alloc(64)
  try {
    const handle = openSync(path, 'r')
    try {
      return isSealed(start.subarray(0, readSync(handle, start, 0, start.length, 0)))
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw toDomainError(error, path)
  }
}
