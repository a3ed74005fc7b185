import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeOnce } from './cache.mjs'
import { cacheFolder } from './places.mjs'
import { must } from './run.mjs'
import { timed } from './say.mjs'

// The prebuilt bindings of better-sqlite3 need Node-API 10, which the fallback Electron does not have. The one thing that
// needs version 10, persistent references to strings, older ones allow in experimental mode: so it is compiled in that.

/** Grows with every change of how the binding is compiled. */
const RECIPE = 1
const FILE = 'better_sqlite3.node'

const sqliteFlags = ['-O2', '-fPIC', '-std=gnu99', '-w', '-DNDEBUG']
const addonFlags = [
  '-O2',
  '-fPIC',
  '-std=c++20',
  '-w',
  '-fno-exceptions',
  '-fvisibility=hidden',
  '-fvisibility-inlines-hidden',
]
const addonDefines = [
  'NAPI_VERSION=2147483647',
  'NAPI_EXPERIMENTAL',
  'NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER',
  'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  'NAPI_DISABLE_CPP_EXCEPTIONS',
  'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  'NODE_GYP_MODULE_NAME=better_sqlite3',
  'NDEBUG',
]
const linkFlags = ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL']

// node-api-headers leaves this function out; with the define above, node-addon-api calls it.
const PRELUDE = `#include <node_api.h>
extern "C" napi_status node_api_post_finalizer(napi_env, napi_finalize, void*, void*);
`

/** True when the binding for the fallback Electron is in the cache, so that no compiler is needed. */
export function hasBinding() {
  return existsSync(join(cacheFolder(), folderName(), FILE))
}

/**
 * The path of a better-sqlite3 binding that the fallback Electron loads, compiled into the cache if it is missing, and
 * kept only if it works in this Node and in that Electron.
 * @param {string} electron the executable
 */
export async function makeBinding(electron) {
  const folder = await makeOnce(folderName(), (half) =>
    timed('compiling the SQLite binding for this Electron', 'about 2 min', async () => {
      const file = await compile(half)
      await prove(process.execPath, file)
      await prove(electron, file)
    }),
  )
  return join(folder, FILE)
}

function folderName() {
  return `better-sqlite3-${readPackage('better-sqlite3').version}-${process.platform}-${process.arch}-r${RECIPE}`
}

/** Compiles SQLite and the addon side by side, and links them. */
async function compile(/** @type {string} */ folder) {
  const source = packageFolder('better-sqlite3')
  const sqlite = join(source, 'deps', 'sqlite3')
  const defines = readDefines(readFileSync(join(source, 'deps', 'defines.gypi'), 'utf8'))
  const includes = [sqlite, join(packageFolder('node-api-headers'), 'include'), packageFolder('node-addon-api')]
  writeFileSync(join(folder, 'prelude.h'), PRELUDE)
  const [sqliteObject, addonObject] = [join(folder, 'sqlite3.o'), join(folder, 'addon.o')]
  await Promise.all([
    must('compiling SQLite', 'cc', [
      ...sqliteFlags,
      ...asDefines(defines),
      '-c',
      join(sqlite, 'sqlite3.c'),
      '-o',
      sqliteObject,
    ]),
    must('compiling the SQLite binding', 'c++', [
      ...addonFlags,
      ...asDefines(addonDefines),
      ...includes.map((path) => `-I${path}`),
      ...['-include', join(folder, 'prelude.h')],
      ...['-c', join(source, 'src', 'better_sqlite3.cpp'), '-o', addonObject],
    ]),
  ])
  const linked = join(folder, 'linked.node')
  await must('linking the SQLite binding', 'c++', [
    ...linkFlags,
    addonObject,
    sqliteObject,
    '-o',
    linked,
    '-ldl',
    '-lpthread',
  ])
  for (const rest of ['prelude.h', 'sqlite3.o', 'addon.o']) rmSync(join(folder, rest))
  renameSync(linked, join(folder, FILE))
  return join(folder, FILE)
}

/** Runs real statements through the binding, with garbage collection, in the given Node or Electron. */
async function prove(/** @type {string} */ executable, /** @type {string} */ file) {
  const script = fileURLToPath(new URL('prove-binding.mjs', import.meta.url))
  await must(`trying the SQLite binding in ${executable}`, executable, ['--expose-gc', script, file], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 60_000,
  })
}

/** The names (and values) in the `defines` list of a .gypi file. */
export function readDefines(/** @type {string} */ gypi) {
  const list = /'defines':\s*\[([^\]]*)\]/.exec(gypi)?.[1] ?? ''
  return [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '')
}

function asDefines(/** @type {readonly string[]} */ names) {
  return names.map((name) => `-D${name}`)
}

function packageFolder(/** @type {string} */ name) {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
}

function readPackage(/** @type {string} */ name) {
  return /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8'))
  )
}
