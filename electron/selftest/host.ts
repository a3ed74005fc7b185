import { readFileSync } from 'node:fs'
import { app, BrowserWindow, crashReporter, session, shell, type WebContents, webContents } from 'electron'
import manifest from '../../package.json' with { type: 'json' }
import type { Fact, NotApplicable } from './checklist.ts'
import { fusedFile, readFuses, WANTED_FUSES } from './fuses.ts'
import { runIn, seeSchemes } from './page.ts'

/** Row 1: no name has an address, no request leaves, and the page was loaded from its own scheme alone. */
export async function seeNetwork(page: WebContents): Promise<Fact[]> {
  const { defaultSession } = session
  const failed = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'answered',
      () => 'refused',
    )
  return [
    ['a name', await failed(defaultSession.resolveHost('example.org')), 'refused'],
    ['a request', await failed(defaultSession.fetch('http://127.0.0.1:9/')), 'refused'],
    ['schemes of what was loaded', await seeSchemes(page), ['app:']],
    ['languages with dictionaries', defaultSession.getSpellCheckerLanguages(), []],
  ]
}

/** Row 4: on Linux the system's own word for it, elsewhere Electron's. */
export async function seeSandbox(): Promise<Fact[]> {
  const tabs = app.getAppMetrics().filter(({ type }) => type === 'Tab')
  const filtered = tabs.map(({ pid, sandboxed }) =>
    process.platform === 'linux' ? seccompOf(pid) : (sandboxed ?? false),
  )
  return [
    ['a window behind the system’s filter', filtered, tabs.map(() => (process.platform === 'linux' ? '2' : true))],
    ['windows', tabs.length > 0, true],
    ['--no-sandbox', app.commandLine.hasSwitch('no-sandbox'), false],
  ]
}

function seccompOf(pid: number): string {
  return /^Seccomp:\s+(\d)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
}

/** A preference that must have this value, or be absent, in every web contents, and a switch that must not be set. */
export function seePreference(name: string, wanted: boolean, forbidden?: string): Fact[] {
  const values = webContents.getAllWebContents().map((each) => preferencesOf(each)[name] || false)
  const facts: Fact[] = [[name, values, values.map(() => wanted)]]
  return forbidden ? [...facts, [`--${forbidden}`, app.commandLine.hasSwitch(forbidden), false]] : facts
}

// Electron has this function and leaves it out of its typings.
function preferencesOf(contents: WebContents): Record<string, unknown> {
  return (contents as WebContents & { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
}

/** Row 12. */
export function seeWebviewRefusal(page: WebContents): Fact[] {
  let refused = false
  page.emit('will-attach-webview', { preventDefault: () => (refused = true) }, {}, {})
  return [['an attached webview is refused', refused, true]]
}

/** Rows 14 and 15: ways to open something, and what was opened. */
export async function seeOpening(page: WebContents): Promise<{ windows: Fact[]; external: Fact[] }> {
  let calls = 0
  const kept = shell.openExternal
  shell.openExternal = async () => void calls++
  const urls = ['file:///etc/hosts', 'smb://host/share', 'mailto:x', 'ms-msdt:/x', 'http://127.0.0.1:9/', 'about:blank']
  const body = `return ${JSON.stringify(urls)}.map((url) => { Object.assign(document.createElement('a'), { href: url, target: '_blank' }).click()
return open(url) === null })`
  const opened = await runIn(page, body)
  await runIn(page, 'await new Promise((go) => setTimeout(go, 300))')
  shell.openExternal = kept
  const windows: Fact[] = [
    ['window.open', opened, urls.map(() => true)],
    ['windows', webContents.getAllWebContents().length, 1],
  ]
  return { windows, external: [['calls', calls, 0]] }
}

/** Row 16: Electron's versions count up every eight weeks; a stand-in for a machine without the real one is no release. */
export function seeAge(): Fact[] | NotApplicable {
  const wanted = manifest.devDependencies.electron
  const running = process.versions.electron
  if (running === wanted) return [['Electron', running, wanted]]
  return { reason: `Electron ${running} stands in for ${wanted}: this package is for trying, not for release` }
}

/** Row 17: a window of somebody else, with our own preload script, gets no answer. */
export async function seeStranger(preload: string): Promise<Fact[]> {
  const webPreferences = { preload, sandbox: true, contextIsolation: true }
  const stranger = new BrowserWindow({ show: false, webPreferences })
  try {
    await stranger.loadURL('app://isnad/')
    const body = `const late = new Promise((yes) => setTimeout(yes, 500, 'no answer'))
const ask = (work) => Promise.race([work.then(() => 'answered', () => 'refused'), late])
return [await ask(bridge.call('host.describe', {})), await ask(bridge.grantFiles([])), await ask(bridge.call('project.describe', {}))]`
    return [['host, grant, project', await runIn(stranger.webContents, body), ['refused', 'refused', 'no answer']]]
  } finally {
    stranger.destroy()
  }
}

/** Row 19: only a packaged application is fused. */
export function seeFuses(): Fact[] | NotApplicable {
  if (!app.isPackaged) return { reason: 'only the packaged application is fused' }
  const fuses = readFuses(fusedFile(process.execPath, process.platform))
  return [
    ...Object.entries(fuses).map(([name, on]): Fact => [name, on, WANTED_FUSES[name as keyof typeof fuses]]),
    ['loaded from an archive', app.getAppPath().endsWith('.asar'), true],
    ['crash reports are sent', crashReporter.getUploadToServer(), false],
    ...seePreference('devTools', false),
  ]
}
