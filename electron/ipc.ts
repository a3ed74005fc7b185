import { existsSync } from 'node:fs'
import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { z } from 'zod'
import type { Grant, Reply } from './contract.ts'
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
    return answers.serve(z.string().max(100).parse(route), input)
  })
  ipcMain.handle('bridge:grant', (event, paths: unknown) => {
    assertSender(event, window)
    const dropped = z.array(z.string().max(5000)).max(10_000).parse(paths)
    return dropped.filter((path) => existsSync(path)).map((path) => answers.grant(path))
  })
  ipcMain.on('bridge:connect', (event) => {
    assertSender(event, window)
    void answers.connect()
  })
}

function assertSender(event: IpcMainEvent | IpcMainInvokeEvent, window: BrowserWindow): void {
  const frame = event.senderFrame
  const known = frame !== null && frame === window.webContents.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`)
  if (!known) throw new RangeError('a channel was called from somewhere else than the window')
}
