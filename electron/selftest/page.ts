import type { WebContents } from 'electron'
import { CONTENT_SECURITY_POLICY } from '../security.ts'
import type { Fact } from './checklist.ts'

/** Runs the body of an async function in the page, in a turn of its own, so that its policy holds for eval too. */
export function runIn<T>(contents: WebContents, body: string): Promise<T> {
  return contents.executeJavaScript(
    `new Promise((done, fail) => setTimeout(() => (async () => { ${body} })().then(done, fail), 0))`,
    true,
  ) as Promise<T>
}

/** Row 2. */
export async function seeNode(page: WebContents): Promise<Fact[]> {
  const body = "return ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in globalThis)"
  return [['Node’s names in the page', await runIn(page, body), []]]
}

/** Row 3: overwritten built-ins do not reach the bridge. */
export async function seeIsolation(page: WebContents): Promise<Fact[]> {
  const body = `const kept = Array.prototype.push
let seen = 0
Array.prototype.push = () => { seen++ }
const reply = await bridge.call('host.describe', {})
Array.prototype.push = kept
const reach = (() => { try { return bridge.call.constructor('return typeof process')() } catch (error) { return error.name } })()
return [reply.ok, seen, reach]`
  return [['the bridge with overwritten built-ins', await runIn(page, body), [true, 0, 'EvalError']]]
}

/** Row 5. */
export async function seePermissions(page: WebContents): Promise<Fact[]> {
  const body = `const asks = [
navigator.mediaDevices.getUserMedia({ video: true }), navigator.mediaDevices.getUserMedia({ audio: true }),
new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no)), navigator.clipboard.readText(),
navigator.requestMIDIAccess({ sysex: true }), navigator.mediaDevices.getDisplayMedia({ video: true })]
const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi', 'local-fonts', 'idle-detection']
const late = new Promise((yes) => setTimeout(yes, 5000, 'no answer'))
return [
await Promise.all(asks.map((each) => Promise.race([each.then(() => 'granted', () => 'denied'), late]))),
await Promise.all(names.map((name) => navigator.permissions.query({ name }).then(({ state }) => state, () => 'denied')))]`
  const [asked, states] = await runIn<[string[], string[]]>(page, body)
  return [
    ['answers', [...new Set(asked)], ['denied']],
    ['states', [...new Set(states)], ['denied']],
  ]
}

/** Row 6, and what row 1 sees of the page. */
export async function seeOtherOrigins(page: WebContents): Promise<Fact[]> {
  const urls = ['file:///etc/hosts', 'app://other/index.html', 'http://127.0.0.1:9/', 'https://example.org/']
  const body = `return Promise.all(${JSON.stringify(urls)}.map((url) => fetch(url).then(() => 'read', () => 'refused')))`
  return [['fetches of other origins', await runIn(page, body), urls.map(() => 'refused')]]
}

/** The schemes of everything that the page names. */
export function seeSchemes(page: WebContents): Promise<string[]> {
  const body = `const named = [...document.querySelectorAll('script, link, img')].map((each) => each.src || each.href).filter(Boolean)
return [...new Set(named.map((url) => new URL(url).protocol))]`
  return runIn(page, body)
}

/** Row 7. */
export async function seePolicy(page: WebContents): Promise<Fact[]> {
  const body = `let hits = 0
let reports = 0
globalThis.hit = () => { hits++ }
document.addEventListener('securitypolicyviolation', () => { reports++ })
const policy = trustedTypes.createPolicy('selftest', { createScript: (text) => text, createHTML: (text) => text })
const tries = [
() => { const it = document.createElement('script'); it.textContent = policy.createScript('hit()'); document.body.append(it) },
() => { const it = document.createElement('div'); it.innerHTML = policy.createHTML('<img src=x onerror=hit()>'); document.body.append(it) },
() => eval('hit()'),
() => new Function('hit()')(),
() => { const it = document.createElement('img'); it.onload = hit; it.src = 'http://127.0.0.1:9/x.png'; document.body.append(it) },
() => { const it = document.createElement('base'); it.href = 'http://127.0.0.1:9/'; document.head.append(it); if (document.baseURI !== location.href) hit() }]
for (const each of tries) { try { each() } catch {} await new Promise((go) => setTimeout(go, 150)) }
return [hits, reports >= tries.length]`
  const header = "return fetch('/').then(({ headers }) => headers.get('content-security-policy'))"
  return [
    ['six injections: run, and reported', await runIn(page, body), [0, true]],
    ['the header', await runIn(page, header), CONTENT_SECURITY_POLICY],
  ]
}

/** Rows 13 and 14: the window stays where it is, and alone. */
export async function seeNavigation(page: WebContents): Promise<Fact[]> {
  const ways = [
    "location.href = 'http://127.0.0.1:9/'",
    "location.href = 'file:///etc/hosts'",
    "location.href = 'data:text/html,x'",
    "location.href = 'app://isnad/other.html'",
    "location.href = URL.createObjectURL(new Blob(['x'], { type: 'text/html' }))",
    "Object.assign(document.createElement('a'), { href: 'http://127.0.0.1:9/' }).click()",
  ]
  const before = page.getURL()
  const facts: Fact[] = []
  for (const way of ways) {
    await runIn(page, `globalThis.stays = true; ${way}`)
    await runIn(page, 'await new Promise((go) => setTimeout(go, 100))')
    facts.push([way, [page.getURL(), await runIn(page, 'return globalThis.stays')], [before, true]])
  }
  return facts
}

/** Row 18. */
export async function seeProtocol(page: WebContents): Promise<Fact[]> {
  const wrong = [
    '/../package.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/%00',
    '/assets/',
    '/?x',
    '/none.js',
  ]
  const get = `const get = (url, method = 'GET') => fetch(url, { method }).then(({ status }) => status)`
  return [
    ['the window’s address', page.getURL(), 'app://isnad/'],
    [
      'wrong addresses',
      await runIn(page, `${get}; return Promise.all(${JSON.stringify(wrong)}.map((url) => get(url)))`),
      wrong.map(() => 404),
    ],
    ['another method', await runIn(page, `${get}; return get('/', 'POST')`), 404],
  ]
}

/** Row 20. */
export async function seeBridge(page: WebContents): Promise<Fact[]> {
  const names = "['electron', 'ipcRenderer', 'webFrame', 'contextBridge'].filter((name) => name in globalThis)"
  return [
    ['the bridge’s keys', await runIn(page, 'return Object.keys(bridge).sort()'), ['call', 'grantFiles', 'on']],
    ['Electron’s names in the page', await runIn(page, `return ${names}`), []],
  ]
}
