import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** @typedef {{ path: string, size: number, modifiedMs: number }} SourceFile path with forward slashes */

/**
 * One hash over names, sizes and times of the files: another one when a file is added, removed, renamed or changed.
 * The order of the files does not matter.
 * @param {readonly SourceFile[]} files
 */
export function fingerprint(files) {
  const lines = files.map(({ path, size, modifiedMs }) => JSON.stringify([path, size, modifiedMs])).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

/**
 * The files under `roots` (folders or files, relative to `base`); roots that do not exist have none.
 * @param {string} base
 * @param {readonly string[]} roots
 * @returns {SourceFile[]}
 */
export function listFiles(base, roots) {
  return roots.flatMap((root) => {
    const stat = statSync(join(base, root), { throwIfNoEntry: false })
    if (!stat) return []
    if (!stat.isDirectory()) return [{ path: root, size: stat.size, modifiedMs: stat.mtimeMs }]
    return listFiles(
      base,
      readdirSync(join(base, root)).map((name) => `${root}/${name}`),
    )
  })
}

/**
 * The files of a folder, each with the SHA-256 of its bytes: what the window's protocol may serve.
 * @param {string} folder
 * @returns {Record<string, string>} hashes in hexadecimal by path from the folder, with forward slashes
 */
export function hashFiles(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const hashed = files.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).split(sep).join('/')
    return /** @type {const} */ ([name, createHash('sha256').update(readFileSync(path)).digest('hex')])
  })
  return Object.fromEntries(hashed.sort(([a], [b]) => (a < b ? -1 : 1)))
}
