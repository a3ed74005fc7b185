import { existsSync } from 'node:fs'
import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { z } from 'zod'
import type { Grant, Reply } from './contract.ts'
import { log } from './log.ts'
import { APP_ORIGIN } from './security.ts'

/** What the main process does for its window. */
export type Answers = Readonly<{
  serve(route: string, input: unknown): Promise<Reply<unknown>>
  grant(path: string): Grant
  connect(): Promise<void>
}>

/** Opens the main process's channels, for the main frame of this one window and nobody else. */
export function answerWindow(window: BrowserWindow, answers: Answers): void {
  ipcMain.handle('bridge:host', (event, route: unknown, input: unknown) => {
    assertSender(event, window)
    return answers.serve(typeof route === 'string' ? route : '', input)
  })
  ipcMain.handle('bridge:grant', (event, paths: unknown) => {
    assertSender(event, window)
    const dropped = z.array(z.string().max(5000)).max(10_000).parse(paths)
    return dropped.filter((path) => existsSync(path)).map((path) => answers.grant(path))
  })
  ipcMain.on('bridge:connect', (event) => {
    // Nobody waits for an answer here: an error would end in the main process, as a bug that a stranger can cause.
    if (isOwn(event, window)) void answers.connect()
    else log('ipc-refused', { channel: 'bridge:connect' })
  })
}

function assertSender(event: IpcMainInvokeEvent, window: BrowserWindow): void {
  if (!isOwn(event, window)) throw new RangeError('a channel was called from somewhere else than the window')
}

function isOwn({ senderFrame: frame }: IpcMainEvent | IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return frame !== null && frame === window.webContents.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`)
}
