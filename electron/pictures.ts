import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { BrowserWindow } from 'electron'

const WAIT_MS = 60_000

/**
 * For a machine without a display: waits until the library shows its articles, saves pictures of the library and of the
 * first article, and prints where they are and what they show. Returns the exit code.
 */
export async function takePictures(window: BrowserWindow, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const articles = await waitFor(window, 'document.querySelectorAll("[data-article-id]").length')
  if (articles === 0) {
    process.stderr.write('the window showed no article within a minute\n')
    return 1
  }
  await settle(window)
  const library = await savePicture(window, join(folder, 'library.png'))
  await window.webContents.executeJavaScript('document.querySelector("[data-article-id] button").click()')
  const annotations = await waitFor(window, 'document.querySelectorAll("[data-annotation-id]").length')
  const reader = await savePicture(window, join(folder, 'reader.png'))
  process.stdout.write(`${library}\n${reader}\n${articles} articles, ${annotations} annotations on the first screen\n`)
  return 0
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
