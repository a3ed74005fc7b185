import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { BrowserWindow } from 'electron'
import type { FailureReport } from './contract.ts'

const WAIT_MS = 60_000

/** What a picture needs to know of the session. */
type Seen = Readonly<{ failure(): FailureReport | null; imports: boolean }>

/**
 * For a machine without a display: waits until what was named is imported and the library stands, saves pictures of the
 * library and of the first article, and prints where they are and what they show. Returns the exit code: 1 where the
 * project could not be opened or a file not imported, which is said on stderr.
 */
export async function takePictures(window: BrowserWindow, folder: string, { failure, imports }: Seen): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const wrong: string[] = []
  const why = failure()
  if (why !== null) wrong.push(why.message)
  if (imports) {
    await waitFor(window, count('.import-report'))
    wrong.push(...(await readTexts(window, '.import-report .reason')))
    press(window, 'Escape')
  }
  await waitFor(window, count('[data-article-id], .empty'))
  const articles = await countNow(window, '[data-article-id]')
  const pictures = [await savePicture(window, join(folder, 'library.png'))]
  let summary = `${articles} articles`
  if (articles > 0) {
    await window.webContents.executeJavaScript('document.querySelector("[data-article-id] button").click()')
    await waitFor(window, count('.ProseMirror'))
    await setTimeout(1000)
    const annotations = await countNow(window, '[data-annotation-id]')
    pictures.push(await savePicture(window, join(folder, 'reader.png')))
    summary += `, ${annotations} annotations on the first screen`
  }
  process.stdout.write(`${pictures.join('\n')}\n${summary}\n`)
  for (const sentence of wrong) process.stderr.write(`isnad: ${sentence}\n`)
  return wrong.length === 0 ? 0 : 1
}

function count(selector: string): string {
  return `document.querySelectorAll(${JSON.stringify(selector)}).length`
}

async function countNow(window: BrowserWindow, selector: string): Promise<number> {
  return Number(await window.webContents.executeJavaScript(count(selector)))
}

async function readTexts(window: BrowserWindow, selector: string): Promise<string[]> {
  const script = `[...document.querySelectorAll(${JSON.stringify(selector)})].map((each) => each.parentElement.innerText)`
  return ((await window.webContents.executeJavaScript(script)) as string[]).map((text) => text.replace(/\s+/g, ' '))
}

function press(window: BrowserWindow, keyCode: string): void {
  window.webContents.sendInputEvent({ type: 'keyDown', keyCode })
  window.webContents.sendInputEvent({ type: 'keyUp', keyCode })
}

/** Repeats a count in the page until it is above zero and the same twice, or a minute has passed. */
async function waitFor(window: BrowserWindow, count: string): Promise<number> {
  let last = 0
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await setTimeout(400)) {
    const found = Number(await window.webContents.executeJavaScript(count))
    if (found > 0 && found === last) return found
    last = found
  }
  return last
}

async function settle(window: BrowserWindow): Promise<void> {
  await window.webContents.executeJavaScript('document.fonts.ready.then(() => 0)')
  await setTimeout(300)
}

async function savePicture(window: BrowserWindow, path: string): Promise<string> {
  await settle(window)
  writeFileSync(path, (await window.webContents.capturePage()).toPNG())
  return path
}
