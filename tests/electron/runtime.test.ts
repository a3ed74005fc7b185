import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDefines } from '../../electron/runtime/binding.mjs'
import { leftoverPid, sweepLeftovers } from '../../electron/runtime/cache.mjs'
import { electronSwitches, hasDisplay, onDisplay } from '../../electron/runtime/display.mjs'
import { releaseUrl, wasUnreachable } from '../../electron/runtime/electron.mjs'
import { plainElectronPath } from '../../electron/runtime/fallback-electron.mjs'
import { fingerprint, hashFiles, listFiles } from '../../electron/runtime/fingerprint.mjs'
import { isAlive, withLock } from '../../electron/runtime/lock.mjs'
import { isTooOld, withNodeFirst } from '../../electron/runtime/node.mjs'
import { holdsLocked, stampFits } from '../../electron/runtime/packages.mjs'
import { cacheFolder } from '../../electron/runtime/places.mjs'
import { chooseCandidates, findMissing } from '../../electron/runtime/system.mjs'
import { closingLine, tallyVitest } from '../../electron/runtime/tally.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isnad-runtime-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('isTooOld', () => {
  it.each([
    ['is true for an older major', 'v20.20.2', '24.15.0', true],
    ['is true for an older minor', 'v24.14.9', '24.15.0', true],
    ['is true for an older patch', 'v24.15.0', '24.15.1', true],
    ['is false for the very same', 'v24.15.0', '24.15.0', false],
    ['is false for a newer minor with a lower patch', 'v24.21.0', '24.15.3', false],
    ['compares numbers, not letters', 'v100.0.0', '24.15.0', false],
    ['takes a nightly for its release', 'v24.15.0-nightly2025', '24.15.0', false],
  ])('%s', (_, version, oldest, expected) => expect(isTooOld(version, oldest)).toBe(expected))
})

describe('withNodeFirst', () => {
  it('puts the folder of the given Node before all others', () => {
    expect(withNodeFirst('/opt/node/bin/node', { PATH: '/usr/bin' }).PATH).toBe('/opt/node/bin:/usr/bin')
  })

  it('keeps the name that the machine gives its path', () => {
    expect(withNodeFirst('/opt/node/bin/node', { Path: '/usr/bin' })).toEqual({ Path: '/opt/node/bin:/usr/bin' })
  })
})

describe('cacheFolder', () => {
  it.each([
    ['takes XDG_CACHE_HOME', { XDG_CACHE_HOME: '/var/cache/me' }, 'linux', '/var/cache/me/isnad'],
    ['ignores a relative XDG_CACHE_HOME', { XDG_CACHE_HOME: 'cache' }, 'linux', '/home/me/.cache/isnad'],
    ['falls back to .cache', {}, 'linux', '/home/me/.cache/isnad'],
    ['is the library of caches on macOS', {}, 'darwin', '/home/me/Library/Caches/isnad'],
  ] as const)('%s', (_, env, platform, expected) => expect(cacheFolder(env, platform, '/home/me')).toBe(expected))
})

describe('stampFits', () => {
  const lock = '{"lockfileVersion":3}'
  const hash = '8d0f3ee9f4bb1d3d4c3f2a5a3b8ff0ef'
  it.each([
    ['does not hold without a stamp', undefined],
    ['does not hold for half a stamp', '{"lock":"8d0'],
    ['does not hold for another lock file', JSON.stringify({ lock: hash, target: 'linux-x64' })],
  ])('%s', (_, stamp) => expect(stampFits(stamp, lock, 'linux-x64')).toBe(false))

  it('holds for the same lock file on the same machine, and on no other', () => {
    const stamp = JSON.stringify({ lock: createHash('sha256').update(lock).digest('hex'), target: 'linux-x64' })
    expect(stampFits(stamp, lock, 'linux-x64')).toBe(true)
    expect(stampFits(stamp, lock, 'linux-arm64')).toBe(false)
  })
})

describe('holdsLocked', () => {
  const machine = { platform: 'linux', arch: 'x64' }
  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/a-mac': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['x64'] },
  }
  const { 'node_modules/a': a, 'node_modules/a-linux': onLinux, 'node_modules/a-mac': onMac } = locked
  it.each([
    ['holds without the binaries of other machines', { 'node_modules/a': a, 'node_modules/a-linux': onLinux }, true],
    ['does not hold when a package is missing', { 'node_modules/a-linux': onLinux }, false],
    ['does not hold for another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['does not hold with a package that is not locked', { 'node_modules/a': a, 'node_modules/b': a }, false],
    ['does not hold with the binaries of another machine', { 'node_modules/a': a, 'node_modules/a-mac': onMac }, false],
  ])('%s', (_, installed, expected) => expect(holdsLocked(installed, locked, machine)).toBe(expected))
})

describe('package-lock.json', () => {
  type Entry = { optionalDependencies?: Record<string, string>; resolved?: string }
  const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, Entry>
  }

  it('names every optional package, without which npm ci refuses it', () => {
    const isLocked = (from: string, name: string): boolean => {
      if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true
      return from !== '' && isLocked(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name)
    }
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    )
    expect(missing).toEqual([])
  })

  it('names no address of a registry', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })
})

describe('findMissing', () => {
  const listing = 'installed xvfb\ninstalled libasound2t64\nconfig-files strace\nnot-installed g++\n'
  it.each([
    ['is empty when all are installed', ['xvfb'], []],
    ['takes any alternative for the thing', ['libasound2|libasound2t64'], []],
    ['counts what was removed and left its settings', ['strace'], ['strace']],
    ['counts what dpkg only knows by name', ['g++'], ['g++']],
    ['counts what dpkg has never heard of', ['xauth', 'xvfb'], ['xauth']],
  ])('%s', (_, names, expected) => expect(findMissing(names, listing)).toEqual(expected))
})

describe('chooseCandidates', () => {
  const policy = [
    'libasound2:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n',
    'libasound2t64:\n  Installed: (none)\n  Candidate: 1.2.11\n  Version table:\n     1.2.11 500\n',
    'xvfb:\n  Installed: (none)\n  Candidate: 2:21.1\n',
  ].join('')
  it.each([
    ['takes the alternative that this release has', 'libasound2|libasound2t64', 'libasound2t64'],
    ['takes a name without alternatives', 'xvfb', 'xvfb'],
    ['leaves it to apt-get to name what nobody has', 'libgone|libgone2', 'libgone'],
  ])('%s', (_, name, expected) => expect(chooseCandidates([name], policy)).toEqual([expected]))
})

describe('wasUnreachable', () => {
  const now = Date.UTC(2026, 0, 1)
  it.each([
    ['holds just after the site did not answer', now - 1_000, true],
    ['no longer holds after an hour', now - 60 * 60 * 1000, false],
    ['does not hold for a mark from the future', now + 1_000, false],
    ['does not hold without a mark', undefined, false],
  ])('%s', (_, marked, expected) => expect(wasUnreachable(now, marked)).toBe(expected))
})

describe('releaseUrl', () => {
  it('asks the mirror that is set', () => {
    const url = releaseUrl('45.4.1', { ELECTRON_MIRROR: 'https://mirror.example/electron/' }, 'linux-arm64')
    expect(url).toBe('https://mirror.example/electron/v45.4.1/electron-v45.4.1-linux-arm64.zip')
  })
})

describe('plainElectronPath', () => {
  it.each([
    ['renames the executable', 'Cypress/Cypress', 'electron'],
    ['keeps a library in its place', 'Cypress/libEGL.so', 'libEGL.so'],
    ['keeps a folder below', 'Cypress/locales/ar.pak', 'locales/ar.pak'],
    ['leaves the other product out', 'Cypress/resources/app/index.js', undefined],
    ['leaves its snapshot out', 'Cypress/browser_v8_context_snapshot.bin', undefined],
    ['leaves folders out', 'Cypress/locales/', undefined],
    ['leaves out what is not below its folder', 'Other/libEGL.so', undefined],
    ['leaves out what would climb out', 'Cypress/../../bin/sh', undefined],
  ])('%s', (_, entry, expected) => expect(plainElectronPath(entry)).toBe(expected))
})

describe('readDefines', () => {
  it('reads the names of the list, and those of better-sqlite3', () => {
    expect(readDefines("{ 'defines': [\n 'A=1',\n 'B',\n ], 'other': ['C'] }")).toEqual(['A=1', 'B'])
    const gypi = readFileSync(new URL('../../node_modules/better-sqlite3/deps/defines.gypi', import.meta.url), 'utf8')
    expect(readDefines(gypi)).toContain('SQLITE_ENABLE_FTS5')
  })
})

describe('display', () => {
  it.each([
    ['is there with X11', { DISPLAY: ':0' }, 'linux', true],
    ['is there with Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    ['is not there with an empty name', { DISPLAY: '' }, 'linux', false],
    ['is always there on macOS', {}, 'darwin', true],
  ] as const)('%s', (_, env, platform, expected) => expect(hasDisplay(env, platform)).toBe(expected))

  it('starts a virtual one only where there is none', () => {
    expect(onDisplay('electron', ['.'], true)).toEqual(['electron', ['.']])
    expect(onDisplay('electron', ['.'], false)[1].slice(-2)).toEqual(['electron', '.'])
  })

  it('gives up the sandbox for root alone', () => {
    expect(electronSwitches(true, false)).toEqual([])
    expect(electronSwitches(true, true)).toEqual(process.platform === 'linux' ? ['--no-sandbox'] : [])
  })
})

describe('fingerprint', () => {
  const files = [
    { path: 'app/main.tsx', size: 10, modifiedMs: 1 },
    { path: 'app/App.tsx', size: 20, modifiedMs: 2 },
  ]
  it('does not depend on the order', () => expect(fingerprint(files.toReversed())).toBe(fingerprint(files)))

  it.each([
    ['a removed file', files.slice(1)],
    ['another size', [{ ...files[0]!, size: 11 }, files[1]!]],
    ['another time', [{ ...files[0]!, modifiedMs: 3 }, files[1]!]],
    ['another name', [{ ...files[0]!, path: 'app/Main.tsx' }, files[1]!]],
  ])('changes with %s', (_, changed) => expect(fingerprint(changed)).not.toBe(fingerprint(files)))
})

describe('listFiles', () => {
  it('walks folders, takes single files, and skips what does not exist', () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true })
    writeFileSync(join(folder, 'a', 'b', 'deep.ts'), '12345')
    writeFileSync(join(folder, 'single.json'), '{}')
    const found = listFiles(folder, ['a', 'single.json', 'missing'])
    expect(found.map(({ path, size }) => [path, size])).toEqual([
      ['a/b/deep.ts', 5],
      ['single.json', 2],
    ])
  })
})

describe('hashFiles', () => {
  it('gives the SHA-256 of each plain file, and none for a link', () => {
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'assets', 'empty.css'), '')
    symlinkSync('/etc/hostname', join(folder, 'link'))
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    expect(hashFiles(folder)).toEqual({ 'assets/empty.css': empty })
  })
})

describe('withLock', () => {
  it('lets one in at a time, in whatever order', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      inside++
      most = Math.max(most, inside)
      await new Promise((done) => setTimeout(done, 30))
      inside--
    }
    await Promise.all([1, 2, 3].map(() => withLock(join(folder, 'lock'), work)))
    expect(most).toBe(1)
  })

  it.each([
    ['whose process is gone', { token: 'x', pid: 2 ** 22 + 1, children: [2 ** 22 + 2], host: hostname() }, 0],
    ['that fell silent on another host', { token: 'x', pid: process.pid, children: [], host: 'elsewhere' }, 60_000],
  ])('takes over from a holder %s', async (_, holder, ageMs) => {
    const path = join(folder, 'lock')
    writeFileSync(path, JSON.stringify(holder))
    const then = new Date(Date.now() - ageMs)
    utimesSync(path, then, then)
    expect(await withLock(path, async () => 'done')).toBe('done')
  })

  it('waits for what a killed holder had started', async () => {
    const path = join(folder, 'lock')
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 700)'])
    const gone = new Promise((done) => child.on('exit', done))
    writeFileSync(path, JSON.stringify({ token: 'x', pid: 2 ** 22 + 1, children: [child.pid], host: hostname() }))
    await withLock(path, async () => expect(isAlive(child.pid ?? 0)).toBe(false))
    await gone
  })

  it('frees the lock when the work fails', async () => {
    const path = join(folder, 'lock')
    const failing = withLock(path, () => Promise.reject(new RangeError('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await withLock(path, async () => 'done')).toBe('done')
  })
})

describe('sweepLeftovers', () => {
  it('removes what a killed start left, and nothing else', () => {
    const dead = `electron-33.making-${2 ** 22 + 1}`
    for (const name of [dead, `electron-33.making-${process.pid}`, 'electron-33']) mkdirSync(join(folder, name))
    sweepLeftovers(folder)
    expect(readdirSync(folder).sort()).toEqual(['electron-33', `electron-33.making-${process.pid}`])
    expect(leftoverPid('electron-33')).toBeUndefined()
    expect(isAlive(process.pid)).toBe(true)
  })
})

describe('tallyVitest', () => {
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  })
  it.each([
    [
      'counts each kind',
      { success: true, testResults: [file('passed', 'passed', 'pending', 'todo')] },
      0,
      '1 passed, 0 failed, 2 skipped',
    ],
    [
      'counts a failing test once',
      { success: false, testResults: [file('failed', 'failed', 'passed')] },
      1,
      '1 passed, 1 failed, 0 skipped',
    ],
    [
      'counts a file that could not be loaded',
      { success: false, testResults: [file('failed')] },
      1,
      '0 passed, 1 failed, 0 skipped',
    ],
    ['counts a run without a report as a failure', undefined, 0, '0 passed, 1 failed, 0 skipped'],
    [
      'counts an error outside the tests',
      { success: true, testResults: [file('passed', 'passed')] },
      1,
      '1 passed, 1 failed, 0 skipped',
    ],
  ])('%s', (_, report, exitCode, expected) => expect(closingLine(tallyVitest(report, exitCode))).toBe(expected))
})
