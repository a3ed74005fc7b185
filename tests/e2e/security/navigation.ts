import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Fact } from '../../../electron/selftest/checklist.ts'
import type { Look } from './checklist.ts'
import { runInPage } from './page-probes.ts'

// A link or form is put before the whole window, so that the pointer hits it and nothing of the program.
const put = (tag: string, properties: string, more = ''): string =>
  `const it = Object.assign(document.createElement('${tag}'), ${properties}); it.id = 'probe-link'
it.textContent = 'x'; it.className = 'probe'; ${more}; document.body.append(it)
Object.assign(it.style, { position: 'fixed', inset: '0', zIndex: '99999', background: 'white' })`

/** Row 13: twelve ways to leave, and the window stays where it is. */
export async function findNavigation({ program: { page, inMain }, server, user }: Look): Promise<Fact[]> {
  const away = JSON.stringify(`${server.origin}/away`)
  const file = join(user.home, 'dropped.html')
  writeFileSync(file, '<title>dropped</title>')
  const click = async (button: 'left' | 'middle' = 'left'): Promise<void> => page.mouse.click(500, 400, { button })
  const ways: readonly (readonly [name: string, act: () => Promise<unknown>])[] = [
    ['location', () => runInPage(page, `location.href = ${away}`)],
    ['link', async () => [await runInPage(page, put('a', `{ href: ${away} }`)), await click()]],
    ['form', () => runInPage(page, `${put('form', `{ action: ${away}, method: 'post' }`)}; it.submit()`)],
    [
      'meta refresh',
      () =>
        runInPage(
          page,
          `const it = document.createElement('meta'); it.httpEquiv = 'refresh'; it.content = '0;url=' + ${away}; document.head.append(it)`,
        ),
    ],
    ['dropped file', () => dropFile(page, file)],
    ['middle click', async () => [await runInPage(page, put('a', `{ href: ${away} }`)), await click('middle')]],
    ['frame', () => runInPage(page, put('iframe', `{ src: ${away} }`))],
    ['file:', () => runInPage(page, "location.href = 'file:///etc/passwd'")],
    ['data:', () => runInPage(page, "location.href = 'data:text/html,<h1>x</h1>'")],
    [
      'blob:',
      () => runInPage(page, "location.href = URL.createObjectURL(new Blob(['<h1>x</h1>'], { type: 'text/html' }))"),
    ],
    ['redirect', () => runInPage(page, `location.assign(${JSON.stringify(`${server.origin}/redirect`)})`)],
    [
      'history',
      () => runInPage(page, `try { history.pushState({}, '', ${away}) } catch {}; history.back(); history.go(-2)`),
    ],
    ['another page of ours', () => runInPage(page, "location.href = 'app://isnad/other.html'")],
    ['another host of ours', () => runInPage(page, "location.replace('app://other/')")],
    ['javascript:', () => runInPage(page, `location.href = 'javascript:document.title="hit"'`)],
  ]
  await page.evaluate('void (globalThis.probeStays = true)')
  const before = page.url()
  const facts: Fact[] = []
  for (const [name, act] of ways) {
    await act()
    await page.waitForTimeout(200)
    await page.evaluate(
      "document.querySelectorAll('#probe-link, meta[http-equiv=refresh]').forEach((each) => each.remove())",
    )
    facts.push([
      name,
      [page.url(), await page.evaluate('globalThis.probeStays'), (await page.title()) === 'hit'],
      [before, true, false],
    ])
  }
  const handlers = `['will-navigate', 'will-frame-navigate', 'will-redirect']
.map((name) => electron.webContents.getAllWebContents().every((each) => each.listenerCount(name) > 0))`
  facts.push(['handlers', await inMain(handlers), [true, true, true]])
  facts.push(['requests that reached a server', server.requests(), []])
  return facts
}

/** A file of the disk, let go over the window, as the system hands it over. */
async function dropFile(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data })
  }
  await session.detach()
  await page.waitForTimeout(300)
  // The program takes a dropped file as an article, and says so or asks who is working.
  for (let press = 0; press < 2; press++) await page.keyboard.press('Escape')
}

/** Row 14: no way opens a window. */
export async function findNewWindows({ program: { page, inMain }, server }: Look): Promise<Fact[]> {
  const away = JSON.stringify(`${server.origin}/window`)
  const count = (): Promise<number> => inMain('electron.webContents.getAllWebContents().length')
  const before = await count()
  const opened = await page.evaluate(
    `[open(${away}), open('about:blank'), open('app://isnad/'), open(${away}, '', 'popup')].map((each) => each === null)`,
  )
  const facts: Fact[] = [['window.open', opened, [true, true, true, true]]]
  const clicks = [
    ['target=_blank', "target: '_blank'", []],
    ['shift-click', "target: ''", ['Shift']],
    ['control-click', "target: ''", ['Control']],
    ['a download', "download: 'x.html'", []],
  ] as const
  for (const [name, properties, keys] of clicks) {
    await runInPage(page, put('a', `{ href: ${away}, ${properties} }`))
    for (const key of keys) await page.keyboard.down(key)
    await page.mouse.click(500, 400)
    for (const key of keys) await page.keyboard.up(key)
    await page.waitForTimeout(150)
    await page.evaluate("document.querySelector('#probe-link').remove()")
    facts.push([name, await count(), before])
  }
  await runInPage(page, `${put('form', `{ action: ${away}, target: '_blank' }`)}; it.submit(); it.remove()`)
  facts.push(['a form for a new window', await count(), before])
  facts.push(['requests that reached a server', server.requests(), []])
  return facts
}

const HOSTILE = [
  'file:///etc/passwd',
  'file://host/share/run.exe',
  'smb://host/share',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x&crumb=location:\\\\host\\share',
  'javascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>1</script>',
  '\\\\host\\share\\run.exe',
  '//host/share/run.exe',
  'ms-officecmd:{}',
  'ms-word:ofe|u|http://host/x.docx',
  'mailto:a@example.org?attach=/etc/passwd',
  'tel:1',
  'ssh://-oProxyCommand=x/',
  'vnc://host',
  'steam://run/1',
  'jar:file:///x.jar!/',
  'http://example.org/',
  'https://example.org/%00',
]

/** Row 15: nothing is ever handed to the system to open. */
export async function findOpenExternal({ program: { page, inMain } }: Look): Promise<Fact[]> {
  await inMain(`void (globalThis.probeOpened = 0, ['openExternal', 'openPath', 'showItemInFolder'].forEach((name) => {
Object.defineProperty(electron.shell, name, { value: async () => { globalThis.probeOpened++ }, configurable: true }) }))`)
  const replaced = await inMain("electron.shell.openExternal('app:none').then(() => globalThis.probeOpened)")
  for (const url of HOSTILE) {
    const quoted = JSON.stringify(url)
    await page.evaluate(`void (() => { try { open(${quoted}) } catch {}
try { location.href = ${quoted} } catch {}
const it = document.createElement('a'); it.href = ${quoted}; it.target = '_blank'; document.body.append(it); it.click(); it.remove() })()`)
  }
  await page.waitForTimeout(300)
  return [
    ['the spy itself counts', replaced, 1],
    [`calls after ${HOSTILE.length} addresses, three ways each`, await inMain('globalThis.probeOpened - 1'), 0],
    ['the window’s address', page.url().startsWith('app://isnad/'), true],
  ]
}
