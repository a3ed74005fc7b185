import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import type { Fact, ItemReport, NotApplicable } from '../../../electron/selftest/checklist.ts'
import type { OrdinaryUser } from '../../support/ordinary-user-program.ts'
import { CHECKOUT } from '../../support/program.ts'
import type { Look } from './checklist.ts'

/** As `@electron/fuses read` says them; a fuse that this Electron does not have yet is not asked for. */
const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
} as const

/** Row 19: the packaged application, its fuses as another tool reads them, and what it does when it is tried. */
export async function findFuses({ user }: Look): Promise<readonly Fact[] | NotApplicable> {
  const made = makePackage(user)
  if (typeof made !== 'string') return made
  const wire = await getCurrentFuseWire(made)
  const facts: Fact[] = []
  for (const [name, on] of Object.entries(WANTED)) {
    const state = wire[FuseV1Options[name as keyof typeof WANTED]]
    if (state !== undefined) facts.push([name, state === FuseState.ENABLE, on])
  }
  return [...facts, ...tryFuses(user, made), ...trySelftest(user, made), ...tryCommands(user, made)]
}

/** The packaged executable, in a copy that the ordinary user may run. */
function makePackage(user: OrdinaryUser): string | NotApplicable {
  const script = join(CHECKOUT, 'electron', 'runtime', 'package.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script], { cwd: CHECKOUT, encoding: 'utf8', stdio: 'pipe' })
  const made = join(CHECKOUT, 'out', 'package', 'linux-unpacked')
  if (status !== 0)
    throw new Error(`npm run package ended with ${status}: ${stderr.trim().split('\n').slice(-3).join(' | ')}`)
  if (!existsSync(made))
    return { reason: `packages are looked at on Linux x64, not on ${process.platform}-${process.arch}` }
  const copy = join(user.application, '..', 'package')
  cpSync(made, copy, { recursive: true })
  return join(copy, 'isnad')
}

type Ran = SpawnSyncReturns<string>

/** Runs the packaged application to its end. */
function run(user: OrdinaryUser, executable: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
  const launch = user.launch(args, { executable, env: { ISNAD_PROFILE: join(user.home, 'packaged'), ...env } })
  return spawnSync(launch.command, launch.args, { env: launch.env, encoding: 'utf8', timeout: 60_000, input: '' })
}

/** What the fuses forbid is tried: to be Node, to load other code, to open a port. */
function tryFuses(user: OrdinaryUser, executable: string): Fact[] {
  const mark = join(user.home, 'mark')
  const intruder = join(user.home, 'intruder.cjs')
  writeFileSync(intruder, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x')`)
  const asNode = run(user, executable, ['--version'], { ELECTRON_RUN_AS_NODE: '1' })
  run(user, executable, ['--version'], { NODE_OPTIONS: `--require ${intruder}` })
  const unpacked = join(executable, '..', 'resources', 'app')
  mkdirSync(unpacked)
  writeFileSync(join(unpacked, 'package.json'), '{ "main": "main.cjs" }')
  cpSync(intruder, join(unpacked, 'main.cjs'))
  const beside = run(user, executable, ['--version'])
  rmSync(unpacked, { recursive: true })
  return [
    ['ELECTRON_RUN_AS_NODE', asNode.stdout.trim(), version()],
    ['a folder beside the archive', beside.stdout.trim(), version()],
    ['NODE_OPTIONS or that folder ran', existsSync(mark), false],
  ]
}

/** The report that the packaged application writes of itself. */
function trySelftest(user: OrdinaryUser, executable: string): Fact[] {
  const file = join(user.home, 'selftest.json')
  const { status, stderr } = run(user, executable, [
    '--inspect=0',
    '--remote-debugging-port=0',
    '--disable-gpu',
    `--selftest=${file}`,
  ])
  const report = JSON.parse(readFileSync(file, 'utf8')) as { ok: boolean; items: ItemReport[] }
  process.stdout.write(`\nThe packaged application’s own report\n${report.items.map(describeItem).join('\n')}\n`)
  return [
    ['its exit code', status, 0],
    ['its items', report.items.map(({ row }) => row), Array.from({ length: 20 }, (_, at) => at + 1)],
    ['what fails', report.items.filter(({ outcome }) => outcome === 'fails'), []],
    ['its sandbox and its fuses hold', [4, 19].map((row) => report.items[row - 1]?.outcome), ['holds', 'holds']],
    ['ports to look in', /(Debugger|DevTools) listening/.test(stderr), false],
  ]
}

function describeItem({ row, item, outcome, facts, reason }: ItemReport): string {
  return `${String(row).padStart(3)}  ${item.padEnd(42)}${outcome.padEnd(16)}${reason ?? `${facts} facts`}`
}

/** The packaged application takes the arguments of the command line, and then opens no window. */
function tryCommands(user: OrdinaryUser, executable: string): Fact[] {
  const project = join(user.home, 'تجربة.isnad')
  const short = ({ status, stdout }: Ran): unknown[] => [status, stdout.trim().split('\n')[0]?.slice(0, 40)]
  const listed = run(user, executable, ['new', project, '--json'])
  const list = run(user, executable, ['list', project, '--json'])
  const wrong = run(user, executable, ['frobnicate'])
  return [
    ['--version', short(run(user, executable, ['--version'])), [0, version()]],
    ['--help', short(run(user, executable, ['--help'])), [0, 'Usage: isnad [options] [command]']],
    ['new --help', short(run(user, executable, ['new', '--help'])), [0, 'Usage: isnad new [options] <project>']],
    ['new', listed.status, 0],
    ['list', [list.status, list.stdout.trim().replaceAll(/\s/g, '')], [0, '{"articles":[]}']],
    ['a mistyped command', [wrong.status, /unknown command/.test(wrong.stderr)], [2, true]],
  ]
}

function version(): string {
  return (JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as { version: string }).version
}
