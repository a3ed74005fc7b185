import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say.mjs'

const BEAT_MS = 2_000
const SILENT_MS = 20_000

/** @typedef {{ token: string, pid: number, host: string }} Holder */

/**
 * Runs the work while no other start does the same on this machine; waits for another one, and takes over from one that
 * was killed: its process is gone, or, where that cannot be asked (another host on the same disk), it fell silent.
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true })
  const token = randomUUID()
  let announced = false
  while (!(await acquire(path, token))) {
    if (!announced) say('waiting for another start that prepares the same thing …')
    announced = true
    await sleep(250)
  }
  const beat = setInterval(() => touch(path), BEAT_MS)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    if (readHolder(path)?.token === token) rmSync(path, { force: true })
  }
}

/** Takes the lock file if it is free or abandoned. The second look catches two starts that took over at the same moment. */
async function acquire(/** @type {string} */ path, /** @type {string} */ token) {
  if (isAbandoned(path)) rmSync(path, { force: true })
  try {
    writeFileSync(path, JSON.stringify({ token, pid: process.pid, host: hostname() }), { flag: 'wx' })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
  await sleep(20)
  return readHolder(path)?.token === token
}

function isAbandoned(/** @type {string} */ path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return false
  const silent = Date.now() - stat.mtimeMs > SILENT_MS
  const holder = readHolder(path)
  if (!holder || holder.host !== hostname()) return silent
  return silent || !isAlive(holder.pid)
}

/** Who holds the lock; undefined for a file that is missing or not yet written to its end. */
function readHolder(/** @type {string} */ path) {
  try {
    return /** @type {Holder} */ (JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/** True while a process of this number runs, also one of another user. */
export function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

function touch(/** @type {string} */ path) {
  const now = new Date()
  try {
    utimesSync(path, now, now)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error
  }
}
