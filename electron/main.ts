import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { chooseKeyStore, profileFolder } from '../db/key-store.ts'
import { readArguments, readCommand } from './arguments.ts'
import { COMMANDS, runCli } from './cli/run.ts'
import { openKeychain } from './keychain.ts'
import { log } from './log.ts'
import { takePictures } from './pictures.ts'
import { readProfile } from './profile.ts'
import { toFailure } from './rpc.ts'
import { declareScheme, lockContents, lockSession, serveWindow } from './security.ts'
import { findSelftest, runSelftest } from './selftest/run.ts'
import { createSession, type Session } from './session.ts'
import { setTextLanguage, text } from './texts.ts'
import { findVault } from './vault.ts'
import { createWindow } from './window.ts'

const folder = import.meta.dirname
const root = app.getAppPath()
const args = readArguments(process.argv, app.isPackaged)
const command = app.isPackaged ? readCommand(process.argv, COMMANDS) : undefined
const selftest = findSelftest(process.argv)
// A look at the program itself touches nothing of the person who asks for it.
if (selftest !== undefined) process.env.ISNAD_PROFILE = mkdtempSync(join(tmpdir(), 'isnad-selftest-'))

// Nothing is awaited here: Electron is ready only after this module has been loaded.
if (command !== undefined) void runCli(command).then((code) => app.exit(code))
else if (holdsLock()) run().catch(endOnBug)
else app.quit()

/** A bug while starting: said without content, and the program ends instead of hanging without a window. */
function endOnBug(error: unknown): void {
  // Only logged: its message is for those who read logs.
  toFailure(error, 'start')
  dialog.showErrorBox(text('appName'), text('startFailed'))
  app.exit(1)
}

/** One window at a time: a second start hands its files to the first and ends. */
function holdsLock(): boolean {
  closeProfile()
  app.setPath('userData', profileFolder())
  app.setName('Isnad')
  return app.requestSingleInstanceLock({ paths: args.paths })
}

/** What lies in the profile is this person's alone, whoever made the folder. */
function closeProfile(): void {
  mkdirSync(profileFolder(), { recursive: true, mode: 0o700 })
  try {
    chmodSync(profileFolder(), 0o700)
  } catch (error) {
    log('profile-not-private', { kind: error instanceof Error ? error.name : typeof error })
  }
}

async function run(): Promise<void> {
  Reflect.deleteProperty(Object.prototype, '__proto__')
  // As root Chromium refuses its sandbox, and the set-up then says so on the command line.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  declareScheme()
  lockContents()
  app.on('window-all-closed', () => app.quit())
  setTextLanguage(readProfile().language ?? 'ar')
  await app.whenReady()
  lockSession()
  serveWindow(join(root, 'dist'))
  const shots = process.env.ISNAD_SHOT_DIR
  const window = createWindow(folder)
  const keychain = openKeychain(findVault())
  if (keychain) chooseKeyStore(keychain)
  const session = createSession(window, {
    keychain,
    folder,
    articles: join(root, 'corpus', 'articles'),
    rawFolder: join(root, 'corpus', 'raw'),
    sampleFile: join(profileFolder(), 'sample.isnad'),
    // A picture is taken of a fresh sample, whatever was open last.
    lastProject: shots === undefined ? lastProject() : undefined,
    wanted: args.paths,
    acceptOffer: shots !== undefined,
  })
  quitCleanly(window, session)
  welcomeSecond(window, session)
  await session.start()
  if (shots !== undefined)
    app.exit(await takePictures(window, resolve(shots), { failure: session.failure, imports: session.imports() }))
  if (selftest !== undefined) app.exit(await lookAtItself(window, session, resolve(selftest)))
}

async function lookAtItself(window: BrowserWindow, session: Session, file: string): Promise<0 | 1> {
  try {
    return await runSelftest(window, folder, file)
  } finally {
    await session.close()
    rmSync(profileFolder(), { recursive: true, force: true })
  }
}

function lastProject(): string | undefined {
  const { project } = readProfile()
  // One that is gone is asked for all the same, so that its absence is said.
  return project
}

function welcomeSecond(window: BrowserWindow, session: Session): void {
  app.on('second-instance', (_event, _argv, _folder, handed) => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    const { paths } = (handed ?? {}) as { paths?: string[] }
    if (paths && paths.length > 0) void session.handOver(paths)
  })
}

/** The window goes first, so that what was still being typed reaches the project; then the project is closed. */
function quitCleanly(window: BrowserWindow, session: Session): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    if (!window.isDestroyed()) {
      // Its end asks to quit again.
      window.close()
      return
    }
    void session.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}
