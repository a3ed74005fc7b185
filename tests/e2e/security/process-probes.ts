import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact, NotApplicable } from '../../../electron/selftest/checklist.ts'
import { CHECKOUT } from '../../support/program.ts'
import type { Look } from './checklist.ts'
import { readPreference } from './page-probes.ts'

/** Row 4: every process that shows something stands behind the system's own filter, whatever the preferences say. */
export async function findSandbox({ program: { inMain }, user }: Look): Promise<Fact[]> {
  const all = await inMain<{ pid: number; type: string; name?: string }[]>(
    'electron.app.getAppMetrics().map(({ pid, type, name }) => ({ pid, type, name }))',
  )
  const windows = all.filter(({ type }) => type === 'Tab')
  const facts: Fact[] = [
    ['windows', windows.length, 1],
    ['root runs none of it', all.filter(({ pid }) => statusOf(pid, 'Uid').split(/\s+/).includes('0')), []],
    ['--no-sandbox', await inMain("electron.app.commandLine.hasSwitch('no-sandbox')"), false],
    ['the sandbox preference', await readPreference(inMain, 'sandbox'), [true]],
  ]
  for (const { pid } of windows) {
    facts.push(['Seccomp of a window', statusOf(pid, 'Seccomp'), '2'])
    facts.push(['NoNewPrivs of a window', statusOf(pid, 'NoNewPrivs'), '1'])
    facts.push(['capabilities of a window', statusOf(pid, 'CapEff'), '0000000000000000'])
  }
  facts.push(['the user', user.name !== 'root', true])
  return facts
}

function statusOf(pid: number, field: string): string {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${field}:`))
  return line?.slice(field.length + 1).trim() ?? ''
}

/** Rows 8, 9 and 10: neither the preferences, nor the command line, nor the sources name them. */
export function findUnsafeFeature(preference: string, feature: string) {
  return async ({ program: { inMain } }: Look): Promise<Fact[]> => {
    const values = await readPreference(inMain, preference)
    return [
      [preference, values.filter((value) => value !== null && value !== false && value !== ''), []],
      [`--${feature}`, await inMain(`electron.app.commandLine.hasSwitch(${JSON.stringify(feature)})`), false],
      ['in the sources', findInSources(new RegExp(`${preference}|${feature}`)), []],
    ]
  }
}

/** Sources of the host and the window that hold a pattern. */
function findInSources(pattern: RegExp): string[] {
  return ['electron', 'app'].flatMap((room) =>
    readdirSync(join(CHECKOUT, room), { recursive: true, encoding: 'utf8' })
      // The selftest looks for them too.
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.startsWith('selftest'))
      .filter((name) => pattern.test(readFileSync(join(CHECKOUT, room, name), 'utf8'))),
  )
}

/** Row 11: the tag is switched off, and an element of that name is nothing. */
export async function findWebviewTag({ program: { page, inMain }, server }: Look): Promise<Fact[]> {
  const before = await inMain('electron.webContents.getAllWebContents().length')
  const made =
    await page.evaluate(`(() => { const it = document.createElement('webview'); it.src = ${JSON.stringify(server.origin)}
document.body.append(it); return [it.constructor.name, typeof it.loadURL, it.childNodes.length] })()`)
  await page.waitForTimeout(200)
  await page.evaluate("document.querySelector('webview').remove()")
  return [
    ['webviewTag', (await readPreference(inMain, 'webviewTag')).filter(Boolean), []],
    ['the element', made, ['HTMLElement', 'undefined', 0]],
    ['web contents', await inMain('electron.webContents.getAllWebContents().length'), before],
    ['requests that reached a server', server.requests(), []],
  ]
}

/** Row 12: if one were attached after all, every web contents would refuse it. */
export async function findWebviewRefusal({ program: { inMain } }: Look): Promise<Fact[]> {
  const asked = `electron.webContents.getAllWebContents().map((each) => { let refused = false
each.emit('will-attach-webview', { preventDefault() { refused = true } }, {}, {}); return refused })`
  return [['refused by', await inMain(asked), [true]]]
}

/** What was current when these words were written; a later version of the lock file needs a later line here. */
const RELEASE = { version: '45.4.1', day: '2026-11-19', newestMajor: 45 }

/** Row 16: one of the two newest majors, younger than ninety days. */
export async function findAge({ program: { inMain } }: Look): Promise<Fact[] | NotApplicable> {
  const running = await inMain<string>('process.versions.electron')
  const wanted = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')).devDependencies.electron as string
  if (running !== wanted)
    return { reason: `Electron ${running} stands in for ${wanted} where its release site is not reached` }
  const days = (Date.now() - Date.parse(RELEASE.day)) / 86_400_000
  return [
    ['the version whose age is known', running, RELEASE.version],
    ['one of the two newest majors', Number(running.split('.')[0]) >= RELEASE.newestMajor - 1, true],
    ['younger than 90 days', days < 90, true],
  ]
}

/** Row 17: frames and other web contents are refused on every channel, and there is no channel beyond those known. */
export async function findSenders({ program: { page, inMain }, profile }: Look): Promise<Fact[]> {
  const inFrame = await page.evaluate(`(() => { const it = document.createElement('iframe'); document.body.append(it)
const found = typeof it.contentWindow.bridge; it.remove(); return found })()`)
  const facts: Fact[] = [
    ['the bridge in a frame', inFrame, 'undefined'],
    [
      'channels that answer',
      await inMain('[...electron.ipcMain._invokeHandlers.keys()].sort()'),
      ['bridge:grant', 'bridge:host'],
    ],
    [
      'channels that listen',
      await inMain("electron.ipcMain.eventNames().map(String).filter((name) => name.startsWith('bridge:'))"),
      ['bridge:connect'],
    ],
  ]
  for (const url of ['app://isnad/', 'data:text/html,<title>x</title>', 'about:blank']) {
    facts.push([`a second web contents at ${url.slice(0, 20)}`, await inMain(askFromStranger(url)), REFUSED])
  }
  facts.push([
    'the window still works',
    await page.evaluate("bridge.call('host.describe', {}).then(({ ok }) => ok)"),
    true,
  ])
  facts.push(['main processes that stand', await inMain('electron.BrowserWindow.getAllWindows().length'), 1])
  facts.push(['its profile', await inMain("electron.app.getPath('userData')"), profile])
  return facts
}

const REFUSED = { host: 'refused', grant: 'refused', project: 'no answer', events: 0 }

/** A foreign window with our own preload script, which asks everything that the bridge can ask. */
function askFromStranger(url: string): string {
  const ask = `(async () => { let events = 0
if (globalThis.bridge === undefined) return ${JSON.stringify({ ...REFUSED, host: 'no bridge', grant: 'no bridge', project: 'no bridge' })}
bridge.on('history.changed', () => { events++ })
const host = await bridge.call('host.describe', {}).then(() => 'answered', () => 'refused')
const grant = await bridge.grantFiles([]).then(() => 'answered', () => 'refused')
const late = new Promise((done) => setTimeout(done, 400, 'no answer'))
const project = await Promise.race([bridge.call('project.describe', {}).then(() => 'answered'), late])
return { host, grant, project, events } })()`
  return `(async () => {
const preload = electron.app.getAppPath() + '/dist/electron/preload.cjs'
const stranger = new electron.BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
await stranger.loadURL(${JSON.stringify(url)}).catch(() => {})
try { return await stranger.webContents.executeJavaScript(${JSON.stringify(ask)}) } finally { stranger.destroy() } })()`
}
