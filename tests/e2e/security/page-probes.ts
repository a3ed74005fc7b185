import { createHash } from 'node:crypto'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Fact } from '../../../electron/selftest/checklist.ts'
import type { Look } from './checklist.ts'
import { CONTENT_SECURITY_POLICY } from './policy.ts'

/** Runs the body of an async function in the page, outside the inspector's own turn, where eval would be let through. */
export function runInPage<T>(page: Page, body: string): Promise<T> {
  return page.evaluate<T>(
    `new Promise((done, fail) => setTimeout(() => (async () => { ${body} })().then(done, fail), 0))`,
  )
}

const NODE_NAMES =
  "['require', 'process', 'Buffer', 'module', 'global', '__dirname'].filter((name) => name in globalThis)"

/** Row 2: nothing of Node, in the page and in a worker. */
export async function findNode({ program: { page } }: Look): Promise<Fact[]> {
  const started = page.waitForEvent('worker')
  await runInPage(
    page,
    `const policy = trustedTypes.createPolicy('probe-worker', { createScriptURL: (url) => url })
const { src } = document.querySelector('script[src]')
globalThis.probeWorker = new Worker(policy.createScriptURL(src), { type: 'module' })`,
  )
  const worker = await started
  return [
    ['Node’s names in the page', await runInPage(page, `return ${NODE_NAMES}`), []],
    ['Node’s names in a worker', await worker.evaluate(NODE_NAMES), []],
  ]
}

/** Row 3: what the page does to its own built-ins reaches neither the bridge nor the preload script. */
export async function findIsolation({ program: { page, inMain } }: Look): Promise<Fact[]> {
  const session = await page.context().newCDPSession(page)
  const worlds: { id: number; name: string }[] = []
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context))
  await session.send('Runtime.enable')
  await page.evaluate('void (Object.prototype.polluted = true)')
  const isolated = worlds.find(({ name }) => name === 'Electron Isolated Context')
  const { result } = await session.send('Runtime.evaluate', {
    expression: '[({}).polluted, typeof bridge].join()',
    ...(isolated ? { contextId: isolated.id } : {}),
  })
  await session.detach()
  await page.evaluate('void delete Object.prototype.polluted')
  const bridge = await runInPage(
    page,
    `const kept = [Array.prototype.push, Function.prototype.call, Map.prototype.get, Promise.prototype.then]
let seen = 0
const spy = () => { seen++; throw new Error('the page’s own') }
const asked = bridge.call
Array.prototype.push = spy
Map.prototype.get = spy
Function.prototype.call = spy
const reply = await asked('host.describe', {})
Array.prototype.push = kept[0]
Function.prototype.call = kept[1]
Map.prototype.get = kept[2]
return [reply.ok, seen]`,
  )
  const reach = await runInPage(
    page,
    `return [bridge.call, bridge.on, bridge.grantFiles].map((each) => {
try { return each.constructor('return typeof process')() } catch (error) { return error.name }
})`,
  )
  return [
    ['the isolated world exists', isolated !== undefined, true],
    ['a polluted prototype and the bridge there', result.value, ',undefined'],
    ['the bridge with overwritten built-ins', bridge, [true, 0]],
    ['Node through the bridge’s constructors', reach, ['EvalError', 'EvalError', 'EvalError']],
    ['contextIsolation everywhere', await readPreference(inMain, 'contextIsolation'), [true]],
    [
      'the bridge is frozen',
      await runInPage(page, 'bridge.call = 1; return typeof bridge.call').catch(() => 'function'),
      'function',
    ],
  ]
}

/** One preference of every web contents. */
export function readPreference(inMain: Look['program']['inMain'], name: string): Promise<unknown[]> {
  return inMain(
    `electron.webContents.getAllWebContents().map((each) => each.getLastWebPreferences()[${JSON.stringify(name)}] ?? null)`,
  )
}

const PERMISSIONS: Readonly<Record<string, string>> = {
  camera: 'navigator.mediaDevices.getUserMedia({ video: true })',
  microphone: 'navigator.mediaDevices.getUserMedia({ audio: true })',
  screen: 'navigator.mediaDevices.getDisplayMedia({ video: true })',
  geolocation: 'new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))',
  notifications:
    "Notification.requestPermission().then((state) => { if (state !== 'granted') throw new Error(state) })",
  clipboard: 'navigator.clipboard.readText()',
  midi: 'navigator.requestMIDIAccess({ sysex: true })',
  usb: 'navigator.usb.requestDevice({ filters: [] })',
  serial: 'navigator.serial.requestPort()',
  hid: 'navigator.hid.requestDevice({ filters: [] }).then((all) => { if (all.length === 0) throw new Error() })',
  bluetooth: 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })',
  fonts: 'queryLocalFonts().then((all) => { if (all.length === 0) throw new Error() })',
  idle: "IdleDetector.requestPermission().then((state) => { if (state !== 'granted') throw new Error(state) })",
  'storage access': 'navigator.storage.persist().then((kept) => { if (!kept) throw new Error() })',
}

/** Row 5: every permission that a page can ask for is refused, with a person’s click behind it. */
export async function findPermissions({ program: { page, inMain } }: Look): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const [name, ask] of Object.entries(PERMISSIONS)) {
    const waited = 'new Promise((yes) => setTimeout(yes, 3000, "no answer"))'
    const asked = `(async () => { await (${ask}); return 'granted' })().catch(() => 'denied')`
    facts.push([name, await page.evaluate(`Promise.race([${asked}, ${waited}])`), 'denied'])
  }
  const states = await runInPage(
    page,
    `const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi', 'local-fonts', 'idle-detection', 'display-capture']
return Promise.all(names.map((name) => navigator.permissions.query({ name }).then(({ state }) => state, () => 'denied')))`,
  )
  facts.push(['states that may be asked for', [...new Set(states as string[])], ['denied']])
  const devices = `(() => { const { defaultSession } = electron.session
return ['select-usb-device', 'select-serial-port', 'select-hid-device'].map((name) => defaultSession.listenerCount(name)) })()`
  facts.push(['devices that could be chosen', await inMain(devices), [0, 0, 0]])
  return facts
}

/** Row 6: other origins cannot be read. */
export async function findWebSecurity({ program: { page, inMain }, server }: Look): Promise<Fact[]> {
  const urls = [
    'file:///etc/passwd',
    'app://other/index.html',
    `${server.origin}/data`,
    'https://example.org/',
    'ws://127.0.0.1:9/',
  ]
  const read = await runInPage(
    page,
    `return Promise.all(${JSON.stringify(urls)}.map((url) => url.startsWith('ws')
? new Promise((done) => { try { const socket = new WebSocket(url); socket.onopen = () => done('open'); socket.onerror = () => done('refused') } catch { done('refused') } })
: fetch(url).then(() => 'read', () => 'refused')))`,
  )
  return [
    ['fetches of other origins', read, urls.map(() => 'refused')],
    ['requests that reached a server', server.requests(), []],
    ['webSecurity everywhere', await readPreference(inMain, 'webSecurity'), [true]],
  ]
}

const INJECTIONS: Readonly<Record<string, string>> = {
  'inline script':
    "const it = document.createElement('script'); it.textContent = policy.createScript('hit()'); document.body.append(it)",
  'inline handler':
    "const it = document.createElement('div'); it.innerHTML = policy.createHTML('<img src=app://isnad/none onerror=hit()>'); document.body.append(it)",
  eval: "eval('hit()')",
  Function: "new Function('hit()')()",
  'remote picture':
    "const it = document.createElement('img'); it.onload = hit; it.src = REMOTE; document.body.append(it)",
  base: "const it = document.createElement('base'); it.href = REMOTE; document.head.append(it); if (document.baseURI !== 'app://isnad/') hit()",
  'inline style':
    "const it = document.createElement('style'); it.textContent = 'body { outline: 7px solid }'; document.head.append(it); if (getComputedStyle(document.body).outlineWidth === '7px') hit()",
  'remote frame': "const it = document.createElement('iframe'); it.src = REMOTE; document.body.append(it)",
  'plug-in': "const it = document.createElement('object'); it.data = REMOTE; document.body.append(it)",
  'text as HTML': "document.createElement('div').innerHTML = '<b>x</b>'; hit()",
}

/** Row 7: the header on every answer, and every injection blocked and reported. */
export async function findPolicy({ program: { page }, server }: Look): Promise<Fact[]> {
  const facts: Fact[] = []
  for (const [name, inject] of Object.entries(INJECTIONS)) {
    const seen = await runInPage<[number, boolean]>(
      page,
      `let hits = 0
let reports = 0
globalThis.hit = () => { hits++ }
const policy = trustedTypes.createPolicy('probe', { createScript: (text) => text, createHTML: (text) => text })
const note = () => { reports++ }
document.addEventListener('securitypolicyviolation', note)
try { ${inject.replaceAll('REMOTE', JSON.stringify(`${server.origin}/picture.png`))} } catch {}
await new Promise((go) => setTimeout(go, 250))
document.removeEventListener('securitypolicyviolation', note)
return [hits, reports > 0]`,
    )
    facts.push([name, seen, [0, true]])
  }
  const paths = ['/', '/index.html', '/none', '/?query']
  const headers = await runInPage<string[]>(
    page,
    `return Promise.all([...${JSON.stringify(paths)}, document.querySelector('script[src]').src]
.map((url) => fetch(url).then(({ headers }) => headers.get('content-security-policy'))))`,
  )
  facts.push(['the header on every answer', [...new Set(headers)], [CONTENT_SECURITY_POLICY]])
  facts.push(['requests that reached a server', server.requests(), []])
  return facts
}

/** Row 18: only what the build listed is served, under its one name, and only unchanged. */
export async function findProtocol({ program: { page }, user }: Look): Promise<Fact[]> {
  const served = join(user.application, 'dist', 'app')
  const listed = JSON.parse(readFileSync(join(user.application, 'dist', 'app-files.json'), 'utf8')) as Record<
    string,
    string
  >
  const font = Object.keys(listed).find((name) => name.endsWith('.woff2'))!
  const bytes = readFileSync(join(served, font))
  symlinkSync('/etc/passwd', join(served, 'link.html'))
  writeFileSync(join(served, 'new.js'), 'void 0')
  const get = (url: string, method = 'GET'): Promise<unknown> =>
    runInPage(
      page,
      `return fetch(${JSON.stringify(url)}, { method: ${JSON.stringify(method)}, cache: 'no-store' }).then(({ status }) => status, () => 'refused')`,
    )
  const facts: Fact[] = [['the window’s address', page.url().startsWith('app://isnad/'), true]]
  facts.push([font, await get(`/${font}`), 200])
  writeFileSync(join(served, font), Buffer.concat([bytes, Buffer.from([0])]))
  facts.push(['the same with a byte more', await get(`/${font}`), 404])
  writeFileSync(join(served, font), bytes)
  facts.push([
    'the same as it was',
    [createHash('sha256').update(bytes).digest('hex'), await get(`/${font}`)],
    [listed[font], 200],
  ])
  for (const url of WRONG_ADDRESSES) facts.push([url, await get(url), 404])
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) facts.push([method, await get('/', method), 404])
  for (const url of ['app://other/index.html', '//index.html', 'app:///etc/passwd', 'app://user@other/']) {
    const answer = await get(url)
    facts.push([url, answer === 404 || answer === 'refused', true])
  }
  return facts
}

const WRONG_ADDRESSES = [
  '/../package.json',
  '/%2e%2e/package.json',
  '/%2e%2e%2fpackage.json',
  '/..%2fpackage.json',
  '/..%5cpackage.json',
  '/assets/..%2f..%2fapp-files.json',
  '/index.html%00.js',
  '/%00',
  'app://isnad//etc/passwd',
  '/assets',
  '/assets/',
  '/index.html/',
  '/index.html?x',
  '/INDEX.HTML',
  '/link.html',
  '/new.js',
  '/__proto__',
  '/constructor',
]

/** Row 20: three functions and nothing else; listeners get the event's body alone. */
export async function findBridge({ program: { page, inMain } }: Look): Promise<Fact[]> {
  await page.evaluate("void bridge.on('host.command', (...all) => { globalThis.probeEvent = all })")
  await inMain(
    "electron.BrowserWindow.getAllWindows()[0].webContents.send('bridge:event', 'host.command', { command: 'library' })",
  )
  await page.waitForFunction('globalThis.probeEvent !== undefined')
  return [
    ['the bridge’s keys', await page.evaluate('Object.keys(bridge).sort()'), ['call', 'grantFiles', 'on']],
    [
      'their kinds',
      await page.evaluate('Object.values(bridge).map((each) => typeof each)'),
      ['function', 'function', 'function'],
    ],
    ['what a listener gets', await page.evaluate('probeEvent'), [{ command: 'library' }]],
    [
      'Electron’s names in the page',
      await page.evaluate(
        "['electron', 'ipcRenderer', 'webFrame', 'contextBridge'].filter((name) => name in globalThis)",
      ),
      [],
    ],
  ]
}
