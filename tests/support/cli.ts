import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'
import { runCli } from '../../electron/cli/run.ts'
import { makeFolder } from './project.ts'

/** How a command ended, with what it wrote. */
export type Ended = Readonly<{ code: number | null; stdout: string; stderr: string }>

export type Isnad = Readonly<{
  /** The folder of settings that the commands use. */
  profile: string
  /** Runs a command as a process of its own. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>
  /** Runs a command in this process, which is quicker: for the cases beside those that prove the process. */
  call(args: readonly string[]): Promise<Ended>
  /** Runs a command that must end with 0 and print one JSON document. */
  json(args: readonly string[], options?: RunOptions): Promise<never>
}>

export type RunOptions = Readonly<{ input?: string | Uint8Array; cwd?: string; asNobody?: boolean }>

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/isnad-tests', import.meta.url))
const MAIN = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url))

/** The command line with settings of its own. Every process has ended, or is ended, with the test. */
export function makeCli(profile = makeFolder()): Isnad {
  const run = (args: readonly string[], { input, cwd, asNobody }: RunOptions = {}): Promise<Ended> =>
    new Promise((resolve, reject) => {
      const node = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN, ...args]
      const [program, ...rest] = asNobody ? [...AS_NOBODY, ...node] : node
      const child = spawn(program!, rest, {
        cwd,
        env: { ...process.env, ISNAD_PROFILE: profile, NODE_COMPILE_CACHE: CACHE },
      })
      onTestFinished(() => void child.kill('SIGKILL'))
      const out: Buffer[] = []
      const err: Buffer[] = []
      child.stdout.on('data', (bytes: Buffer) => out.push(bytes))
      child.stderr.on('data', (bytes: Buffer) => err.push(bytes))
      child.on('error', reject)
      child.on('close', (code) =>
        resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
      )
      // A command that wants no input may end before it is written.
      child.stdin.on('error', ({ code }: NodeJS.ErrnoException) => code === 'EPIPE' || reject(new Error(code)))
      child.stdin.end(input)
    })
  const call = (args: readonly string[]) => callHere(args, profile)
  const json = async (args: readonly string[], options?: RunOptions) => {
    const { code, stdout, stderr } = await (options ? run([...args, '--json'], options) : call([...args, '--json']))
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`)
    return JSON.parse(stdout) as never
  }
  return { profile, run, call, json }
}

async function callHere(args: readonly string[], profile: string): Promise<Ended> {
  const written = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text)
      return true
    }),
  )
  const before = process.env.ISNAD_PROFILE
  process.env.ISNAD_PROFILE = profile
  try {
    const code = await runCli(args)
    return { code, ...written }
  } finally {
    if (before === undefined) delete process.env.ISNAD_PROFILE
    else process.env.ISNAD_PROFILE = before
    for (const spy of spies) spy.mockRestore()
  }
}

const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
