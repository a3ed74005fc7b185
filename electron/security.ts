import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, protocol, session, type WebContents } from 'electron'

/** Where the window lives: its own origin, never `file:`. */
export const APP_ORIGIN = 'app://isnad'

/** Nothing but the files of the window itself; no inline script or style, no network, no plug-in, no form. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  woff: 'font/woff',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
}

/** Must run before the application is ready: no host has an address, and the window has a scheme of its own. */
export function declareScheme(): void {
  // Whoever may start the packaged program may not look into it that way; an unpacked one is looked at by its tests.
  if (app.isPackaged)
    for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) app.commandLine.removeSwitch(name)
  // Chromium asks for things by itself, before any session can be told not to.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the window's own files, each only if the build listed it and its bytes still have that SHA-256. */
export function serveWindow(root: string): void {
  const files = JSON.parse(readFileSync(join(root, 'app-files.json'), 'utf8')) as Record<string, string>
  protocol.handle('app', ({ url, method }) => {
    const name = fileNameOf(url)
    const expected = name !== undefined && Object.hasOwn(files, name) ? files[name] : undefined
    if (method !== 'GET' || name === undefined || expected === undefined) return answer('', 404, 'text/plain')
    const bytes = readFileSync(join(root, 'app', ...name.split('/')))
    const intact = createHash('sha256').update(bytes).digest('hex') === expected
    return intact ? answer(new Uint8Array(bytes), 200, typeOf(name)) : answer('', 404, 'text/plain')
  })
}

/** Denies every permission and every request that is not for the window's own files. */
export function lockSession(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, reply) => reply(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.setDisplayMediaRequestHandler((_request, reply) => reply({}))
  defaultSession.webRequest.onBeforeRequest(({ url }, reply) => reply({ cancel: !isAllowed(url) }))
  // A language without its dictionary is one that Chromium fetches, spell checking or not.
  defaultSession.setSpellCheckerLanguages([])
  defaultSession.setSpellCheckerEnabled(false)
}

/** Keeps every web contents where it is: no navigation, no new window, no webview. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

function isAllowed(url: string): boolean {
  const { protocol: scheme } = new URL(url)
  return scheme === 'app:' || scheme === 'blob:' || (scheme === 'devtools:' && !app.isPackaged)
}

/** The name of a served file, exactly as the build lists it; undefined for any other way of writing it. */
function fileNameOf(url: string): string | undefined {
  const { host, pathname, search } = new URL(url)
  if (host !== 'isnad' || search !== '') return undefined
  const name = pathname === '/' ? 'index.html' : pathname.slice(1)
  return /^[\w./-]+$/.test(name) && !name.includes('..') ? name : undefined
}

function typeOf(name: string): string {
  return TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

function answer(body: Uint8Array<ArrayBuffer> | string, status: number, type: string): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    },
  })
}
