import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasDisplay, onDisplay } from './display.mjs'
import { onNewNode } from './node.mjs'
import { checkout } from './places.mjs'
import { foreground } from './run.mjs'
import { runEntry, SetupError, say } from './say.mjs'
import { add, closingLine, nothing, tallyCheck, tallyVitest } from './tally.mjs'

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * `npm test [-- PATTERN…]`: prepares this machine, then runs the checks, the build and the tests, all of them whatever fails
 * on the way. Its last line says how many passed, failed and were skipped. The patterns choose test files.
 */
async function main() {
  const total = await runAll().catch((error) => {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    return { ...nothing, failed: 1 }
  })
  process.stdout.write(`\n${closingLine(total)}\n`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

/** @returns {Promise<Tally>} */
async function runAll() {
  const { prepare } = await import('./bootstrap.mjs')
  const { env, binding } = await prepare({ forTests: true })
  const { lintCheck, typeChecks } = await import('./checks.mjs')
  let total = nothing
  for (const { name, args } of [lintCheck(), ...typeChecks()]) {
    total = add(
      total,
      await step(name, async () => tallyCheck(await foreground(process.execPath, args, { cwd: checkout, env }))),
    )
  }
  total = add(total, await step('build', runBuild))
  const forUnits = { ...env, ISNAD_SQLITE_BINDING: undefined }
  total = add(total, await step('unit tests', () => runVitest('unit', forUnits)))
  const forWindows = binding ? { ...env, ISNAD_SQLITE_BINDING: binding } : env
  return add(total, await step('end to end', () => runVitest('e2e', forWindows)))
}

/** Runs one step, says how it went, and how long it took. */
async function step(/** @type {string} */ name, /** @type {() => Promise<Tally>} */ work) {
  const began = performance.now()
  const tally = await work()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`${tally.failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${closingLine(tally)} (${seconds} s)`)
  return tally
}

async function runBuild() {
  const { buildIfStale } = await import('./build.mjs')
  try {
    await buildIfStale()
    return tallyCheck(0)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    return tallyCheck(1)
  }
}

/** One project of vitest.config.ts, counted from the report that it writes. */
async function runVitest(/** @type {string} */ project, /** @type {NodeJS.ProcessEnv} */ env) {
  const { packageBin } = await import('./checks.mjs')
  const folder = mkdtempSync(join(tmpdir(), 'isnad-tests-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters, ...process.argv.slice(2)]
  try {
    const [command, all] = onDisplay(
      process.execPath,
      [packageBin('vitest', 'vitest'), ...args],
      project === 'unit' || hasDisplay(),
    )
    const exitCode = await foreground(command, all, { cwd: checkout, env })
    return tallyVitest(readReport(file), exitCode)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns {import('./tally.mjs').VitestReport | undefined} */
function readReport(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

await runEntry(() => onNewNode(import.meta.url, main))
