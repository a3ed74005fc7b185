import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { CHECKOUT, electronPath, type Launch } from './start-program.ts'

/** The user that is made where the tests run as root; as root Chromium has no sandbox that could be looked at. */
const NAME = 'isnad-test'
const isRoot = process.getuid?.() === 0

/** A copy of the program that an ordinary user may read, and what starts it as that user. */
export type OrdinaryUser = Readonly<{
  name: string
  /** A folder that belongs to that user alone. */
  home: string
  /** The application's folder: package.json, dist, the sample articles. */
  application: string
  /** A command as that user; `through` is put before the program, such as strace with its switches. */
  launch(args: readonly string[], options?: LaunchOptions): Launch
  remove(): void
}>
export type LaunchOptions = Readonly<{
  env?: NodeJS.ProcessEnv
  through?: readonly string[]
  before?: readonly string[]
  /** Another program than the Electron that runs the journeys. */
  executable?: string
}>

/**
 * Why the program cannot be run as an ordinary user here; undefined where it can. With CI=true it is never given up: what
 * is missing then fails the tests.
 */
export function findObstacle(): string | undefined {
  if (process.env.CI === 'true' || process.platform !== 'linux') return undefined
  const [asUser, ...args] = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : ['env']
  const sandbox = spawnSync(asUser!, [...args, 'unshare', '--user', 'true'], { stdio: 'ignore' })
  if (sandbox.status !== 0) return 'this machine gives ordinary users no namespaces, so Chromium has no sandbox'
  if (isRoot && !existsSync('/usr/sbin/useradd')) return 'there is no useradd, so no ordinary user can be made'
  return undefined
}

/** Copies the built program to a new folder and gives it to an ordinary user: one that is made for root, else ourselves. */
export function makeOrdinaryUser(): OrdinaryUser {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-user-'))
  const home = join(folder, 'home')
  const application = join(folder, 'app')
  copyApplication(application)
  mkdirSync(home, { mode: 0o700 })
  const binding = process.env.ISNAD_SQLITE_BINDING
  if (binding) cpSync(binding, join(folder, 'binding.node'))
  if (isRoot) giveToUser(folder, home)
  const electron = isRoot ? copyElectron(folder) : electronPath()
  return {
    name: isRoot ? NAME : userInfo().username,
    home,
    application,
    launch: (args, { env = {}, through = [], before = [], executable = electron } = {}) => {
      const asUser = isRoot ? ['setpriv', `--reuid=${NAME}`, `--regid=${NAME}`, '--clear-groups'] : []
      const [command, ...rest] = [...before, ...asUser, ...through, executable, ...args]
      const own = binding ? { ISNAD_SQLITE_BINDING: join(folder, 'binding.node') } : {}
      return { command: command!, args: rest, env: { ...inherited(folder), HOME: home, ...own, ...env } }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The part of our own environment that a window needs; the key of a virtual display is copied, for it is root's alone. */
function inherited(folder: string): NodeJS.ProcessEnv {
  const { PATH, LANG, DISPLAY, XAUTHORITY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR } = process.env
  if (!isRoot) return { ...process.env }
  const key = join(folder, 'Xauthority')
  if (XAUTHORITY && existsSync(XAUTHORITY)) {
    cpSync(XAUTHORITY, key)
    execFileSync('chown', [NAME, key])
  }
  const all = { PATH, LANG, DISPLAY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR, XAUTHORITY: XAUTHORITY ? key : undefined }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** What the program reads of the checkout, and nothing else. */
function copyApplication(folder: string): void {
  for (const part of ['package.json', 'dist', 'corpus/articles', ...BINDING_FILES]) {
    const source = join(CHECKOUT, part)
    if (existsSync(source)) cpSync(source, join(folder, part), { recursive: true })
  }
}
const BINDING_FILES = ['package.json', 'lib', 'prebuilds'].map((part) => `node_modules/better-sqlite3/${part}`)

function copyElectron(folder: string): string {
  cpSync(dirname(electronPath()), join(folder, 'electron'), { recursive: true })
  return join(folder, 'electron', 'electron')
}

function giveToUser(folder: string, home: string): void {
  if (spawnSync('id', [NAME], { stdio: 'ignore' }).status !== 0) {
    const nobodyElse = ['--system', '--no-create-home', '--user-group', '--shell', '/usr/sbin/nologin']
    execFileSync('useradd', [...nobodyElse, '--home-dir', '/nonexistent', NAME])
  }
  chmodSync(folder, 0o755)
  execFileSync('chown', [`${NAME}:${NAME}`, home])
}
