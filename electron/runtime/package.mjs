import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onNewNode } from './node.mjs'
import { checkout } from './places.mjs'
import { foreground } from './run.mjs'
import { runEntry, say } from './say.mjs'

/**
 * `npm run package`: the application as a folder that needs no checkout, in `out/package`. With the fallback Electron it is for
 * trying alone: that one is too old to be given to anybody, and needs ISNAD_SQLITE_BINDING when it is started.
 */
async function main() {
  const { prepare } = await import('./bootstrap.mjs')
  const { buildIfStale } = await import('./build.mjs')
  const { packageBin } = await import('./checks.mjs')
  const { electron, env } = await prepare({ forTests: false })
  await buildIfStale()
  if (electron.isFallback)
    say(`Electron ${electron.version} is the fallback: this package is for trying, not for release`)
  const folder = mkdtempSync(join(tmpdir(), 'isnad-electron-'))
  try {
    // The loader of the fallback would take precedence over the application.
    const loader = join(dirname(electron.path), 'resources', 'app')
    cpSync(dirname(electron.path), folder, { recursive: true, filter: (path) => path !== loader })
    const chosen = [`-c.electronDist=${folder}`, `-c.electronVersion=${electron.version}`]
    const args = [packageBin('electron-builder', 'electron-builder'), '--dir', '--publish=never', ...chosen]
    return await foreground(process.execPath, args, { cwd: checkout, env })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await runEntry(() => onNewNode(import.meta.url, main))
