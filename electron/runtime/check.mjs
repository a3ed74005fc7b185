import { onNewNode } from './node.mjs'
import { installPackages } from './packages.mjs'
import { checkout } from './places.mjs'
import { foreground } from './run.mjs'
import { runEntry, SetupError } from './say.mjs'

/** `npm run typecheck`, `npm run lint`, `npm run format`: all of their checks, also after one that failed. */
async function main() {
  await installPackages()
  const { formatCommand, lintCheck, typeChecks } = await import('./checks.mjs')
  const wanted = process.argv[2] ?? ''
  const all = { types: typeChecks, lint: () => [lintCheck()], format: () => [formatCommand()] }
  if (!Object.hasOwn(all, wanted))
    throw new SetupError(`unknown check "${wanted}": one of ${Object.keys(all).join(', ')}`)
  let worst = 0
  for (const { args } of all[/** @type {keyof typeof all} */ (wanted)]()) {
    worst = Math.max(worst, await foreground(process.execPath, args, { cwd: checkout }))
  }
  return worst
}

await runEntry(() => onNewNode(import.meta.url, main))
