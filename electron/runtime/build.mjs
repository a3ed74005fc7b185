import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleConfig, bundles } from './bundles.mjs'
import { fingerprint, hashFiles, listFiles } from './fingerprint.mjs'
import { withLock } from './lock.mjs'
import { onNewNode } from './node.mjs'
import { installPackages } from './packages.mjs'
import { cacheFolder, checkout } from './places.mjs'
import { runEntry, SetupError, timed } from './say.mjs'

const SOURCES = ['app', 'corpus', 'db', 'electron', 'vite.config.ts', 'package-lock.json']
const dist = join(checkout, 'dist')
const stampFile = join(dist, 'built-from.json')

/** Builds the window and Electron's own files into `dist/` if a source has changed since; says nothing otherwise. */
export async function buildIfStale() {
  if (isFresh()) return
  const name = createHash('sha256').update(checkout).digest('hex').slice(0, 16)
  await withLock(join(cacheFolder(), `build-${name}.lock`), async () => {
    if (isFresh()) return
    await timed('building', 'about 10 s', build).catch((error) => {
      throw new SetupError(`the build failed: ${error instanceof Error ? error.message : String(error)}`)
    })
  })
}

function isFresh() {
  if (!existsSync(stampFile)) return false
  return JSON.parse(readFileSync(stampFile, 'utf8')).sources === sourcesNow()
}

function sourcesNow() {
  return fingerprint(listFiles(checkout, SOURCES).filter(({ path }) => !path.startsWith('corpus/articles/')))
}

/** Builds beside `dist/` and swaps at the end, so that a program that runs from it never sees half a build. */
async function build() {
  const vite = await import('vite')
  const sources = sourcesNow()
  const next = `${dist}.next`
  rmSync(next, { recursive: true, force: true })
  await vite.build({
    configFile: join(checkout, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(next, 'app'), emptyOutDir: false },
  })
  for (const bundle of bundles) await vite.build(bundleConfig(bundle, join(next, 'electron')))
  writeFileSync(join(next, 'app-files.json'), `${JSON.stringify(hashFiles(join(next, 'app')), undefined, 2)}\n`)
  writeFileSync(join(next, 'built-from.json'), JSON.stringify({ sources }))
  const old = `${dist}.old`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(next, dist)
  rmSync(old, { recursive: true, force: true })
}

/** `npm run build`. */
async function main() {
  await installPackages()
  await buildIfStale()
  return 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runEntry(() => onNewNode(import.meta.url, main))
}
