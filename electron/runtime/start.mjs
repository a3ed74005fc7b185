import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { electronSwitches, hasDisplay, onDisplay } from './display.mjs'
import { onNewNode } from './node.mjs'
import { checkout } from './places.mjs'
import { foreground } from './run.mjs'
import { runEntry } from './say.mjs'

// A machine without a message bus makes Chromium complain about it; nothing that Isnad does needs one.
const HARMLESS = /Failed to connect to the bus:/

/**
 * `npm start [-- FILES|FOLDER|PROJECT.isnad]`: prepares this machine, builds if stale, opens the window. Without a display the
 * same application runs under a virtual one and saves a picture of itself in `out/`. Returns its exit code.
 */
async function main() {
  const { prepare } = await import('./bootstrap.mjs')
  const { buildIfStale } = await import('./build.mjs')
  const { electron, env } = await prepare({ forTests: false })
  await buildIfStale()
  const [command, args] = onDisplay(electron.path, [
    ...electronSwitches(),
    checkout,
    ...wantedFiles(process.argv.slice(2)),
  ])
  const shot = hasDisplay() ? {} : { ISNAD_SHOT_DIR: join(checkout, 'out') }
  return foreground(command, args, { env: { ...env, ...shot }, stdio: ['inherit', 'inherit', 'pipe'] }, (child) => {
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line !== '' && !HARMLESS.test(line)) process.stderr.write(`${line}\n`)
    })
  })
}

/** Arguments as the caller meant them: npm changes the folder before it runs a script, and says from where. */
function wantedFiles(/** @type {string[]} */ args) {
  return args.map((each) => (each.startsWith('-') ? each : resolve(process.env.INIT_CWD ?? '.', each)))
}

await runEntry(() => onNewNode(import.meta.url, main))
