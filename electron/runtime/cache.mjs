import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, withLock } from './lock.mjs'
import { cacheFolder } from './places.mjs'

/**
 * The folder `name` of the cache, made if it is missing. `make` fills an empty folder that is renamed into place at the
 * end: what bears the name is complete, whoever was killed on the way, and two starts at once make it once.
 * @param {string} name its version and recipe included: a changed recipe is a new name
 * @param {(folder: string) => Promise<void>} make
 * @returns {Promise<string>} its absolute path
 */
export async function makeOnce(name, make) {
  const folder = join(cacheFolder(), name)
  if (existsSync(folder)) return folder
  return withLock(join(cacheFolder(), `${name}.lock`), async () => {
    if (existsSync(folder)) return folder
    sweepLeftovers()
    const half = join(cacheFolder(), `${name}.making-${process.pid}`)
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { recursive: true })
    try {
      await make(half)
      renameSync(half, folder)
    } finally {
      rmSync(half, { recursive: true, force: true })
    }
    return folder
  })
}

/** Removes what starts that were killed left half made. */
export function sweepLeftovers(folder = cacheFolder()) {
  for (const name of readdirSync(folder)) {
    const pid = leftoverPid(name)
    if (pid !== undefined && !isAlive(pid)) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** The process that a half-made folder belongs to; undefined for any other name. */
export function leftoverPid(/** @type {string} */ name) {
  const match = /\.making-(\d+)$/.exec(name)
  return match ? Number(match[1]) : undefined
}
