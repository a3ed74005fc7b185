import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import type { EventBody } from './contract.ts'
import { type TextKey, text } from './texts.ts'

type Command = EventBody<'host.command'>['command']

/** What the menu can ask of the main process itself. */
export type MenuActions = Readonly<{ newProject(): void; openProject(): void }>

/**
 * Puts up the menu. Accelerators are shown only: the window answers the keys itself, by their place on the keyboard, so
 * that they work on an Arabic layout too.
 */
export function showMenu(window: BrowserWindow, actions: MenuActions): void {
  const send = (command: Command) => () => window.webContents.send('bridge:event', 'host.command', { command })
  const entry = (key: TextKey, click: () => void, accelerator?: string): MenuItemConstructorOptions => ({
    label: text(key),
    click,
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const template: MenuItemConstructorOptions[] = [
    {
      label: text('file'),
      submenu: [
        entry('newProject', actions.newProject),
        entry('openProject', actions.openProject),
        separator,
        entry('importFiles', send('import-files')),
        entry('importFolder', send('import-folder')),
        entry('export', send('export')),
        separator,
        entry('merge', send('merge')),
        entry('conflicts', send('conflicts')),
        separator,
        entry('backup', send('backup')),
        entry('backups', send('backups')),
        entry('verify', send('verify')),
        entry('trace', send('trace')),
        entry('protection', send('protection')),
        separator,
        { label: text('quit'), role: 'quit' },
      ],
    },
    {
      label: text('edit'),
      submenu: [
        entry('undo', send('undo'), 'CmdOrCtrl+Z'),
        entry('redo', send('redo'), 'CmdOrCtrl+Shift+Z'),
        separator,
        { label: text('copy'), role: 'copy' },
        { label: text('selectAll'), role: 'selectAll' },
      ],
    },
    {
      label: text('view'),
      submenu: [
        entry('library', send('library')),
        entry('adjudication', send('adjudication'), 'CmdOrCtrl+Shift+G'),
        entry('team', send('team')),
        entry('entities', send('entities')),
        entry('lessons', send('lessons')),
        { label: text('fullScreen'), role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ label: text('devTools'), role: 'toggleDevTools' } as const]),
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
