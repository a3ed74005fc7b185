import { basename } from 'node:path'
import type { BrowserWindow } from 'electron'
import { closeProject } from '../db/open.ts'
import { newProject } from '../db/project.ts'
import { isIntact } from '../db/recover.ts'
import { type EventBody, type EventName, type FailureReport, hostRoutes } from './contract.ts'
import { createGrant, type HostContext, hostHandlers } from './handlers/host.ts'
import { answerWindow } from './ipc.ts'
import type { Keychain } from './keychain.ts'
import { showMenu } from './menu.ts'
import { defaultAuthor, writeProfile } from './profile.ts'
import { createProjectHost, type ProjectFile } from './project-host.ts'
import { createProjectSwitch } from './project-switch.ts'
import { createRpc, toFailure } from './rpc.ts'
import { setTextLanguage, text } from './texts.ts'
import { offerFrom, sortWanted, withEnding } from './wanted.ts'

export type SessionOptions = Readonly<{
  /** The folder of the built files. */
  folder: string
  /** The articles that ship. */
  articles: string
  /** The operating system's own keychain; undefined where it has none. */
  keychain: Keychain | undefined
  /** Articles beside the checkout that are offered until they are in the project. */
  rawFolder: string
  sampleFile: string
  lastProject: string | undefined
  /** Files, folders or a project named on the command line. */
  wanted: readonly string[]
  /** Takes the offer without asking, for a picture of the program. */
  acceptOffer: boolean
}>

/** One run of the program: its window, the project it serves, and what the window may ask of the main process. */
export type Session = Readonly<{
  start(): Promise<void>
  /** Takes what a second start of the program was given. */
  handOver(paths: readonly string[]): Promise<void>
  close(): Promise<void>
  /** Why the project that was asked for is not open; null when it is. */
  failure(): FailureReport | null
  /** Whether files or folders were named or offered to be imported at the start. */
  imports(): boolean
}>

/** Creates the session of a window; nothing is opened before `start`. */
export function createSession(window: BrowserWindow, options: SessionOptions): Session {
  const sample: ProjectFile = { file: options.sampleFile, sample: true }
  const started = Promise.withResolvers<void>()
  let pending: string[] = []
  let listening = false
  let title = ''
  let hasImports = false

  const nameWindow = (): void => window.setTitle(title === '' ? text('appName') : `${title} — ${text('appName')}`)

  const emit = <N extends EventName>(event: N, body: EventBody<N>): void => {
    if (!window.isDestroyed()) window.webContents.send('bridge:event', event, body)
  }
  const lost = (): void => {
    if (window.isDestroyed()) return
    window.webContents.send('bridge:lost')
    void projects.recover()
  }
  const host = createProjectHost(
    options.folder,
    options.articles,
    options.keychain,
    lost,
    (project) => void projects.change(project),
  )
  const projects = createProjectSwitch(host, sample, (result, project, failure) => {
    if (window.isDestroyed()) return
    if (result.ok && result.title !== '') {
      writeProfile({ project: project.file })
      title = result.title
      nameWindow()
    }
    if (listening) host.connect(window.webContents)
    emit('host.project', { ready: result.ok || result.recovery, failure })
  })
  const context: HostContext = {
    window: () => window,
    grant: (path, kind) => createGrant(path, host.grant, kind),
    offer: () => offerFrom(options.rawFolder, projects.current()),
    pathOf: host.pathOf,
    takePending: () => pending.splice(0),
    failure: projects.failure,
    unopened: () => {
      const failure = projects.unopened()
      const { file } = projects.current()
      return failure && { file: basename(file), failure, intact: isIntact(failure.code) }
    },
    openProject: (file) => projects.change({ file, sample: file === options.sampleFile }),
    newProject: async (path) => {
      const file = withEnding(path)
      try {
        closeProject(newProject(file, defaultAuthor()))
      } catch (error) {
        projects.fail(toFailure(error, 'host.newProject'))
        return false
      }
      return projects.change({ file, sample: false })
    },
    setLanguage: (language) => {
      setTextLanguage(language)
      writeProfile({ language })
      drawMenu()
      nameWindow()
    },
  }
  const drawMenu = (): void =>
    showMenu(window, {
      newProject: () => void hostHandlers['host.newProject']({}, context),
      openProject: () => void hostHandlers['host.openProject']({}, context),
    })
  const serve = createRpc(hostRoutes, hostHandlers, context)
  answerWindow(window, {
    serve: async (route, input) => {
      await started.promise
      return serve(route, input)
    },
    grant: (path) => context.grant(path),
    connect: async () => {
      await started.promise
      listening = true
      host.connect(window.webContents)
    },
  })
  drawMenu()

  return {
    start: async () => {
      const { project, files } = sortWanted(options.wanted)
      const offered = options.acceptOffer ? offerFrom(options.rawFolder, sample) : undefined
      pending = [...files, ...(offered ? [offered.path] : [])]
      hasImports = pending.length > 0
      const last = options.lastProject ?? sample.file
      const file = project ?? last
      await projects.start({ file, sample: file === sample.file })
      started.resolve()
    },
    handOver: async (paths) => {
      const { project, files } = sortWanted(paths)
      if (project) await projects.change({ file: project, sample: project === sample.file })
      const grants = files.map((path) => context.grant(path))
      if (grants.length > 0) emit('host.handover', { grants })
    },
    close: () => host.close(window.isDestroyed()),
    failure: projects.failure,
    imports: () => hasImports,
  }
}
