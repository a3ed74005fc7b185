import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { checkout } from './places.mjs'

/** @typedef {{ name: string, args: string[] }} Check one program for Node: its script and arguments */

/** The rooms that the compiler checks one by one, each with only the types it may know. */
export const rooms = /** @type {const} */ (['corpus', 'db', 'electron', 'app', 'tests'])

/** The compiler over each room. @returns {Check[]} */
export function typeChecks() {
  return rooms
    .filter((room) => existsSync(join(checkout, room, 'tsconfig.json')))
    .map((room) => ({ name: `types of ${room}`, args: [packageBin('typescript', 'tsc'), '-p', room] }))
}

/** The linter and formatter over everything, changing nothing. @returns {Check} */
export function lintCheck() {
  return {
    name: 'lint and format',
    args: [
      packageBin('@biomejs/biome', 'biome'),
      'ci',
      '--max-diagnostics=50',
      ...(process.stdout.isTTY ? [] : ['--colors=off']),
    ],
  }
}

/** The formatter and the safe repairs of the linter, which change files. @returns {Check} */
export function formatCommand() {
  return { name: 'format', args: [packageBin('@biomejs/biome', 'biome'), 'check', '--write'] }
}

/** The script behind a package's command, to be run by our own Node. */
export function packageBin(/** @type {string} */ name, /** @type {string} */ command) {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { bin } = /** @type {{ bin: string | Record<string, string> }} */ (JSON.parse(readFileSync(manifest, 'utf8')))
  const script = typeof bin === 'string' ? bin : bin[command]
  if (!script) throw new RangeError(`${name} has no command ${command}`)
  return join(dirname(manifest), script)
}
