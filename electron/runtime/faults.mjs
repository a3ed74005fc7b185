import { resolve } from 'node:path'
import { onNewNode } from './node.mjs'
import { checkout } from './places.mjs'
import { foreground } from './run.mjs'
import { runEntry, say } from './say.mjs'

/**
 * `npm run faults [-- FILE]`: the faults of `tests/faults` in the numbers that the project publishes, about half an hour;
 * the scoreboard goes to the screen and to FILE (.json, else Markdown). ISNAD_ROWS=S1,S6 chooses rows, ISNAD_SEED repeats
 * a run, ISNAD_KILLS and ISNAD_STATES say how much.
 */
async function main() {
  const { prepare } = await import('./bootstrap.mjs')
  const { packageBin } = await import('./checks.mjs')
  const { env } = await prepare({ forTests: true })
  const file = process.argv[2]
  say('the long run of faults (about 30 min) …')
  return foreground(
    process.execPath,
    [packageBin('vitest', 'vitest'), 'run', '--project', 'unit', 'tests/faults/faults.test.ts'],
    {
      cwd: checkout,
      env: {
        ...env,
        ISNAD_SQLITE_BINDING: undefined,
        ISNAD_FAULTS: 'long',
        ...(file ? { ISNAD_SCOREBOARD: resolve(file) } : {}),
      },
    },
  )
}

await runEntry(() => onNewNode(import.meta.url, main))
