import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OrdinaryUser } from '../../support/ordinary-user-program.ts'
import { hasProgram } from '../../support/programs.ts'

/** Put before a program: its calls that reach out are written to a file of that user. */
export function traced(file: string): readonly string[] {
  return hasProgram('strace') ? ['strace', '-f', '-qq', '--seccomp-bpf', '-e', 'trace=connect', '-o', file] : []
}

/** The calls to anything but a socket of this machine's own file system; undefined where nothing was traced. */
export function findConnects(file: string): string[] | undefined {
  if (!existsSync(file)) return undefined
  const calls = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('connect('))
  // A trace without a single call would be a trace of nothing: the display alone needs one.
  if (!calls.some((line) => line.includes('AF_UNIX'))) return ['the trace is empty']
  return calls.filter((line) => /AF_INET6?\b/.test(line))
}

/** A run without ports for us to look in: it shows the library and an article, and ends. */
export async function takePicturesOffline(
  user: OrdinaryUser,
  before: readonly string[],
  through: readonly string[],
): Promise<{ code: number | null; pictures: string[] }> {
  const shots = join(user.home, `shots-${before.length}`)
  const env = { ISNAD_PROFILE: join(user.home, `offline-${before.length}`), ISNAD_SHOT_DIR: shots }
  const { command, args, env: all } = user.launch(['--disable-gpu', user.application], { env, before, through })
  const child = spawn(command, args, { env: all, stdio: 'ignore' })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, pictures: existsSync(shots) ? readdirSync(shots).sort() : [] }
}

/** What gives a program a network of its own, with nothing in it; undefined where that cannot be had. */
export function withoutNetwork(): readonly string[] | undefined {
  const unshare = process.getuid?.() === 0 ? ['unshare', '--net'] : ['unshare', '--user', '--map-current-user', '--net']
  const [command, ...args] = [...unshare, 'true']
  return spawnSync(command!, args, { stdio: 'ignore' }).status === 0 ? unshare : undefined
}
