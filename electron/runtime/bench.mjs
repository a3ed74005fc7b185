import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { onNewNode } from './node.mjs'
import { checkout } from './places.mjs'
import { foreground } from './run.mjs'
import { runEntry, say } from './say.mjs'

/** `npm run bench [-- PATTERN]`: every file of `tests/bench` whose name holds the pattern, one after the other. */
async function main() {
  const { prepare } = await import('./bootstrap.mjs')
  const { onDisplay } = await import('./display.mjs')
  const { buildIfStale } = await import('./build.mjs')
  const { env } = await prepare({ forTests: true })
  await buildIfStale()
  const folder = join(checkout, 'tests', 'bench')
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.(ts|mjs)$/.test(name))
        .sort()
    : []
  let worst = 0
  for (const name of names.filter((each) => each.includes(process.argv[2] ?? ''))) {
    say(`bench ${name}`)
    const [command, args] = onDisplay(process.execPath, [join(folder, name)])
    worst = Math.max(worst, await foreground(command, args, { cwd: checkout, env }))
  }
  return worst
}

await runEntry(() => onNewNode(import.meta.url, main))
