import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say.mjs'

const BEAT_MS = 2_000
const SILENT_ELSEWHERE_MS = 20_000
const SILENT_HERE_MS = 15 * 60 * 1000

/**
 * Who works under a lock: the process, and those it started, which go on when it is killed.
 * @typedef {{ token: string, pid: number, children: number[], host: string }} Holder
 */

/** The locks that this process holds, by path. @type {Map<string, Holder>} */
const held = new Map()

/** Tells the locks held here that another process now works under them. */
export function noteChild(/** @type {number} */ pid) {
  for (const [path, holder] of held) {
    holder.children.push(pid)
    writeFileSync(path, JSON.stringify(holder))
  }
}

/**
 * Runs the work while no other start does the same on this machine; waits for another one, and takes over from one that
 * was killed: all its processes are gone, or, where that cannot be asked (another host on the same disk), it fell silent.
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
    held.delete(path)
    if (readHolder(path)?.token === token) rmSync(path, { force: true })
  }
}

/** Takes the lock file if it is free or abandoned. The second look catches two starts that took over at the same moment. */
async function acquire(/** @type {string} */ path, /** @type {string} */ token) {
  if (isAbandoned(path)) rmSync(path, { force: true })
  const holder = { token, pid: process.pid, children: [], host: hostname() }
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx' })
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
  await sleep(20)
  if (readHolder(path)?.token !== token) return false
  held.set(path, holder)
  return true
}

function isAbandoned(/** @type {string} */ path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return false
  const silentMs = Date.now() - stat.mtimeMs
  const holder = readHolder(path)
  if (!holder || holder.host !== hostname()) return silentMs > SILENT_ELSEWHERE_MS
  return silentMs > SILENT_HERE_MS || ![holder.pid, ...holder.children].some(isAlive)
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
