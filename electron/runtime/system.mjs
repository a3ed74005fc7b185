import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { cacheFolder } from './places.mjs'
import { capture, must } from './run.mjs'
import { SetupError, say, timed } from './say.mjs'

/** @typedef {'electron' | 'display' | 'compiler' | 'tests'} PackageGroup */

// dpkg-query's own placeholders: one line a package, such as "installed xvfb".
const LISTING = ['db:Status-Status', 'Package']
  .map((field) => `\${${field}}`)
  .join(' ')
  .concat('\\n')

/** The one list of Debian packages. "a|b" are names of the same thing in different releases. */
const groups = /** @type {Record<PackageGroup, string[]>} */ (
  JSON.parse(readFileSync(new URL('system-packages.json', import.meta.url), 'utf8'))
)

/**
 * Makes sure that the groups are installed: as root on Debian and its kin by apt-get, otherwise by asking for it in one
 * line. With CI=true what is missing and cannot be had is a failure. Says nothing where nothing is missing.
 * @param {readonly PackageGroup[]} wanted
 */
export async function installSystemPackages(wanted) {
  if (process.platform !== 'linux') return
  const missing = await queryMissing(wanted)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) return missed(missing, '')
  await withLock(join(cacheFolder(), 'system-packages.lock'), async () => {
    const stillMissing = await queryMissing(wanted)
    if (stillMissing.length === 0) return
    await aptInstall(stillMissing).catch((error) => missed(stillMissing, `${error.message}\n`))
  })
}

/** The missing names of the groups; none where there is no dpkg, because then their names mean nothing. */
async function queryMissing(/** @type {readonly PackageGroup[]} */ wanted) {
  const names = wanted.flatMap((group) => groups[group])
  const query = await capture('dpkg-query', ['-W', '-f', LISTING, ...names.flatMap(alternatives)])
  return query.code === 127 ? [] : findMissing(names, query.stdout)
}

/**
 * With CI=true a failure; elsewhere a line that says what to run, because what is missing may not be needed.
 * @param {readonly string[]} missing
 * @param {string} cause empty, or lines that end in a line break
 */
function missed(missing, cause) {
  const line = `sudo apt-get install --no-install-recommends ${missing.map((name) => alternatives(name)[0]).join(' ')}`
  if (process.env.CI === 'true') throw new SetupError(`${cause}system packages are missing, please run: ${line}`)
  say(`${cause}system packages are missing; if something fails to start, run: ${line}`)
}

async function aptInstall(/** @type {string[]} */ missing) {
  await timed(`installing ${missing.length} system packages`, 'about 1 min', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
    await must('apt-get update', 'apt-get', ['update', '-q'], { env })
    const policy = await must('apt-cache policy', 'apt-cache', ['policy', ...missing.flatMap(alternatives)], { env })
    const names = chooseCandidates(missing, policy)
    const quiet = ['-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=300']
    await must('apt-get install', 'apt-get', ['install', ...quiet, ...names], { env })
  })
}

function alternatives(/** @type {string} */ name) {
  return name.split('|')
}

/**
 * The wanted names of which no alternative is installed.
 * @param {readonly string[]} names
 * @param {string} listing dpkg-query's lines of status and package, such as "installed xvfb"
 */
export function findMissing(names, listing) {
  const installed = new Set()
  for (const line of listing.split('\n')) {
    const [status, name] = line.trim().split(' ')
    if (status === 'installed') installed.add(name)
  }
  return names.filter((name) => !alternatives(name).some((one) => installed.has(one)))
}

/**
 * Of each wanted name the first alternative that this release can install; the first one where it can install none, so
 * that apt-get names it in its error.
 * @param {readonly string[]} names
 * @param {string} policy what `apt-cache policy` printed for all alternatives
 */
export function chooseCandidates(names, policy) {
  const installable = new Set()
  let name = ''
  for (const line of policy.split('\n')) {
    const heading = /^(\S+):$/.exec(line)
    if (heading?.[1]) name = heading[1]
    const candidate = /^\s+Candidate: (.+)$/.exec(line)?.[1]
    if (candidate && candidate !== '(none)') installable.add(name)
  }
  return names.map((one) => alternatives(one).find((each) => installable.has(each)) ?? alternatives(one)[0] ?? one)
}
