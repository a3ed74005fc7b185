import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'

// Playwright's own launcher for Electron attaches while the first page is still being made, and now and then
// both wait for each other for ever. So the program is started as a person would, and looked at once it stands.

/** The checkout's own folder, without a slash at its end. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** The program as a journey sees it. */
export type Program = Readonly<{
  page: Page
  process: ChildProcess
  /** Runs an expression in the main process, where `electron` is the module of that name, and returns its value. */
  inMain<T>(expression: string): Promise<T>
  /** Quits as a person would and waits for the end. */
  close(): Promise<void>
  /** Ends every process of the program at once, without a word. */
  kill(): Promise<void>
  /** Everything it wrote to stderr so far. */
  errors(): string
}>

/** The path of the Electron that the set-up found. */
export function electronPath(): string {
  const path = process.env.ISNAD_ELECTRON
  if (path === undefined) throw new RangeError('ISNAD_ELECTRON is not set: run the journeys through npm test')
  return path
}

/** Arguments for that Electron: the application's folder, and what root needs. */
export function electronArguments(paths: readonly string[] = []): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [...asRoot, '--disable-gpu', CHECKOUT, ...paths]
}

/** A command line and its environment. */
export type Launch = Readonly<{ command: string; args: readonly string[]; env: NodeJS.ProcessEnv }>

/** The switches that let a journey look at the program. */
export const LOOKED_AT: readonly string[] = ['--inspect=0', '--remote-debugging-port=0']

/**
 * Starts the real program on a profile folder; `atEnd` takes what ends it whatever happens. `launch` starts it in another
 * way, with the switches of `LOOKED_AT`.
 */
export async function startProgram(
  profile: string,
  paths: readonly string[],
  atEnd: (end: () => Promise<void>) => void,
  launch: Launch = {
    command: electronPath(),
    args: [...LOOKED_AT, ...electronArguments(paths)],
    env: { ...process.env, ISNAD_PROFILE: profile },
  },
): Promise<Program> {
  const { command, args, env } = launch
  // A group of its own, so that kill -9 reaches every process of it.
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let errors = ''
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString()
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const killAll = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
    await ended
  }
  atEnd(killAll)
  // This line comes when Electron's own modules are in place; to ask for them sooner would load the wrong ones.
  const address = await waitForLine(child, () => errors, /DevTools listening on ws:\/\/([^/\s]+)/)
  const { evaluate: inMain, disconnect } = await connectToMain(
    await waitForLine(child, () => errors, /Debugger listening on (ws:\S+)/),
  )
  // Before its own code runs the main process has no place to evaluate anything in, and says so.
  await waitUntil('the window to stand', () => inMain<boolean>(STANDS).catch(() => false))
  const browser = await chromium.connectOverCDP(`http://${address}`)
  const page = browser.contexts()[0]!.pages()[0]!
  page.setDefaultTimeout(20_000)
  await page.waitForSelector('[data-article-id], .empty, [role=alert]')
  const close = async (): Promise<void> => {
    await inMain('void setTimeout(() => electron.app.quit(), 50)')
    // Node waits at its end for whoever inspects it.
    disconnect()
    const inTime = await Promise.race([ended.then(() => true), setTimeout(20_000, false)])
    if (!inTime) throw new Error('the program did not quit within 20 s')
  }
  return { page, process: child, inMain, close, kill: killAll, errors: () => errors }
}

const STANDS = `(() => { const [window] = electron.BrowserWindow.getAllWindows()
return window !== undefined && window.isVisible() && !window.webContents.isLoading() })()`

type Inspector = Readonly<{ evaluate<T>(expression: string): Promise<T>; disconnect(): void }>

async function connectToMain(address: string): Promise<Inspector> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error('the main process cannot be inspected'))
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  }
  const evaluate = async <T>(expression: string): Promise<T> => {
    const id = ++last
    // The inspector lends `require` to the outermost expression only, and keeps no promise alive that it waits for.
    const wrapped = `((electron) => { const found = (async () => (${expression}))()
;(globalThis.lookedAt ??= new Set()).add(found); return found })(require('electron'))`
    const params = { expression: wrapped, includeCommandLineAPI: true, awaitPromise: true, returnByValue: true }
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }))
    const { result: replied, error } = await answer
    if (replied === undefined) throw new Error(`the main process did not evaluate: ${error?.message}`)
    const { result, exceptionDetails } = replied
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
    return result.value as T
  }
  return { evaluate, disconnect: () => socket.close() }
}

type Answer = {
  id: number
  result?: { result: { value: unknown }; exceptionDetails?: unknown }
  error?: { message: string }
}

async function waitForLine(child: ChildProcess, read: () => string, pattern: RegExp): Promise<string> {
  await waitUntil(`a line like ${pattern.source}`, async () => {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}: ${read()}`)
    return pattern.test(read())
  })
  return pattern.exec(read())![1]!
}

async function waitUntil(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await setTimeout(50)) if (await holds()) return
  throw new Error(`waited a minute for ${what}`)
}
