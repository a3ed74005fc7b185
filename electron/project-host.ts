import { join } from 'node:path'
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron'
import type { FailureReport } from './contract.ts'
import { type Keychain, readKey } from './keychain.ts'
import { FromProject, type ToProject } from './project-messages.ts'

/** Which project to serve: a file, or the sample project that is made where it does not exist. */
export type ProjectFile = Readonly<{ file: string; sample: boolean }>

/** How opening a project ended; `recovery` where its process stays to answer what can be done about it. */
export type Opened =
  | Readonly<{ ok: true; title: string }>
  | Readonly<{ ok: false; failure: FailureReport; recovery: boolean }>

/** The project process as the main process sees it. */
export type ProjectHost = Readonly<{
  open(project: ProjectFile): Promise<Opened>
  /** Gives the window a port of its own to the process. */
  connect(contents: WebContents): void
  grant(id: string, path: string): void
  pathOf(id: string): string | undefined
  /** `windowGone` when nothing more can come from the window. */
  close(windowGone: boolean): Promise<void>
  /** The process that serves now, for trials that end it. */
  pid(): number | undefined
}>

/**
 * Starts and watches the process that owns the database. `onLost` is called when it ends by itself: the project is then
 * opened again in a new process, and what was not acknowledged is not claimed to be saved. `onReplaced` is called when
 * it has put a backup in the project's place.
 */
export function createProjectHost(
  folder: string,
  articles: string,
  keychain: Keychain | undefined,
  onLost: (project: ProjectFile) => void,
  onReplaced: (project: ProjectFile) => void,
): ProjectHost {
  let child: UtilityProcess | undefined
  const grants = new Map<string, string>()

  const send = (message: ToProject): void => child?.postMessage(message)
  const start = (project: ProjectFile): Promise<Opened> =>
    new Promise((resolve) => {
      const started = utilityProcess.fork(join(folder, 'project-process.js'), [], { serviceName: 'isnad-project' })
      child = started
      started.on('message', (data) => {
        const message = FromProject.parse(data)
        if (message.type === 'opened') resolve({ ok: true, title: message.title })
        if (message.type === 'key') keychain?.keep(message.publicKey, readKey(message.key))
        if (message.type === 'replaced') onReplaced(project)
        if (message.type === 'failed') resolve({ ok: false, failure: message.failure, recovery: message.recovery })
      })
      started.on('exit', () => {
        const failure = { code: 'process-ended', message: 'the process that reads the project ended by itself' }
        resolve({ ok: false, failure, recovery: false })
        if (child === started) {
          child = undefined
          onLost(project)
        }
      })
      send({ type: 'open', ...project, articles, keys: keychain?.unlockAll() ?? null })
      for (const [grant, path] of grants) send({ type: 'grant', grant, path })
    })

  return {
    open: async (project) => {
      await end(false)
      return start(project)
    },
    connect: (contents) => {
      const { port1, port2 } = new MessageChannelMain()
      child?.postMessage({ type: 'port' } satisfies ToProject, [port1])
      contents.postMessage('bridge:port', null, [port2])
    },
    grant: (grant, path) => {
      grants.set(grant, path)
      send({ type: 'grant', grant, path })
    },
    pathOf: (id) => grants.get(id),
    close: end,
    pid: () => child?.pid,
  }

  /** Lets the process fold its log into the file and end; it is ended anyway if that takes too long. */
  async function end(windowGone: boolean): Promise<void> {
    const ending = child
    if (ending === undefined) return
    child = undefined
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => ending.kill(), CLOSE_MS)
      ending.once('exit', () => {
        clearTimeout(timer)
        resolve()
      })
      ending.postMessage({ type: 'close', windowGone } satisfies ToProject)
    })
  }
}

const CLOSE_MS = 15_000
