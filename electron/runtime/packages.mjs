import { createHash } from 'node:crypto'
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { installLocked } from './npm.mjs'
import { cacheFolder, checkout } from './places.mjs'
import { timed } from './say.mjs'

/** @typedef {{ lock: string, target: string }} Stamp which lock file (SHA-256) was installed, for which machine */
/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[] }} LockedPackage */
/** @typedef {Record<string, LockedPackage>} LockedPackages by path, as in npm's lock files */

const target = `${process.platform}-${process.arch}`

/** Installs the packages from the lock file where they are missing, older than it, or another machine's. */
export async function installPackages() {
  if (isInstalled()) return
  const name = createHash('sha256').update(checkout).digest('hex').slice(0, 16)
  await withLock(join(cacheFolder(), `packages-${name}.lock`), async () => {
    if (isInstalled()) return
    rmSync(stampFile, { force: true })
    await timed('installing packages from the lock file', 'about 30 s', () => installLocked('npm ci', checkout))
    linkCommand()
    writeStamp()
  })
}

/** Puts `isnad` beside the packages' own commands, where npx and npm scripts look; npm does not link a checkout's own. */
function linkCommand() {
  if (process.platform === 'win32') return
  const link = join(checkout, 'node_modules', '.bin', 'isnad')
  rmSync(link, { force: true })
  symlinkSync(join('..', '..', 'electron', 'runtime', 'isnad.mjs'), link)
}

const stampFile = join(checkout, 'node_modules', '.isnad-installed.json')

/** True when the stamp fits, or when somebody else's install left exactly what the lock file names: that one is stamped. */
function isInstalled() {
  const lock = readFileSync(join(checkout, 'package-lock.json'), 'utf8')
  if (stampFits(readText(stampFile), lock, target)) return true
  const installed = readText(join(checkout, 'node_modules', '.package-lock.json'))
  if (!installed || !holdsLocked(JSON.parse(installed).packages, JSON.parse(lock).packages)) return false
  writeStamp()
  return true
}

function writeStamp() {
  const lock = readFileSync(join(checkout, 'package-lock.json'), 'utf8')
  writeFileSync(stampFile, JSON.stringify({ lock: sha256(lock), target }))
}

/**
 * True when the stamp was written for this lock file and this machine; false for one that is missing or unreadable.
 * @param {string | undefined} stamp the stamp file's text
 * @param {string} lock the lock file's text
 * @param {string} machine platform and architecture
 */
export function stampFits(stamp, lock, machine) {
  if (!stamp) return false
  try {
    const { lock: hash, target: made } = /** @type {Stamp} */ (JSON.parse(stamp))
    return hash === sha256(lock) && made === machine
  } catch {
    return false
  }
}

/**
 * True when every package of the lock file is installed in its version, but for optional ones (other machines' binaries),
 * and nothing else is, nor anything made for another machine.
 * @param {LockedPackages} installed the packages of `node_modules/.package-lock.json`
 * @param {LockedPackages} locked the packages of `package-lock.json`
 * @param {{ platform: string, arch: string }} machine
 */
export function holdsLocked(installed, locked, machine = process) {
  const all = Object.entries(locked).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  )
  return (
    all &&
    Object.entries(installed).every(
      ([path, entry]) => locked[path]?.version === entry.version && isMadeFor(entry, machine.platform, machine.arch),
    )
  )
}

/** True for a package without `os` and `cpu`, or with ours among them. */
function isMadeFor(/** @type {LockedPackage} */ entry, /** @type {string} */ platform, /** @type {string} */ arch) {
  return (entry.os ?? [platform]).includes(platform) && (entry.cpu ?? [arch]).includes(arch)
}

function sha256(/** @type {string} */ text) {
  return createHash('sha256').update(text).digest('hex')
}

/** The file's text, or undefined where there is no such file. */
function readText(/** @type {string} */ path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined
    throw error
  }
}
