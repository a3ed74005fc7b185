import { join } from 'node:path'
import { app, BrowserWindow, screen } from 'electron'
import { log } from './log.ts'
import { readProfile, writeProfile } from './profile.ts'
import { APP_ORIGIN } from './security.ts'
import { text } from './texts.ts'

/** Opens the window where it was last; it shows itself when there is something to see. */
export function createWindow(folder: string): BrowserWindow {
  const window = new BrowserWindow({
    ...lastBounds(),
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: '#faf8f3',
    title: text('appName'),
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', () => keepBounds(window))
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

function lastBounds(): Partial<Electron.Rectangle> {
  const last = readProfile().window
  if (!last) return { width: 1360, height: 860 }
  const { width, height } = last
  const { x, y } = last
  if (x === undefined || y === undefined) return { width, height }
  // A screen that is no longer there must not swallow the window.
  const { workArea } = screen.getDisplayMatching({ x, y, width, height })
  const visible = x < workArea.x + workArea.width && y < workArea.y + workArea.height && x + width > workArea.x
  return visible ? { x, y, width, height } : { width, height }
}

/** A size that cannot be kept, on a full disk, is no reason to stay open. */
function keepBounds(window: BrowserWindow): void {
  try {
    writeProfile({ window: window.getNormalBounds() })
  } catch (error) {
    log('window-size-not-kept', { kind: error instanceof Error ? error.name : typeof error })
  }
}
