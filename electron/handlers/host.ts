import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { app, type BrowserWindow, clipboard, dialog, type OpenDialogOptions } from 'electron'
import type { FailureReport, Grant, HostRoutes } from '../contract.ts'
import type { HandlersOf } from '../rpc.ts'
import { text } from '../texts.ts'
import { APP_VERSION } from '../version.ts'

/** What the routes of the main process may use. */
export type HostContext = Readonly<{
  window(): BrowserWindow
  /** Remembers a path under a new grant, here and in the project process. */
  grant(path: string, kind?: Grant['kind']): Grant
  offer(): { path: string; count: number } | undefined
  takePending(): readonly string[]
  failure(): FailureReport | null
  openProject(file: string): Promise<boolean>
  newProject(file: string): Promise<boolean>
}>

/** A grant for a path that a person chose; its kind is read from the disk. */
export function createGrant(path: string, remember: (id: string, path: string) => void, kind?: Grant['kind']): Grant {
  const grant = randomUUID()
  remember(grant, path)
  return { grant, name: basename(path), kind: kind ?? (isFolder(path) ? 'folder' : 'file') }
}

/** A path that is missing counts as a file: its import reports it by name. */
function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}

const TEXT_FILES = [{ name: 'txt', extensions: ['txt'] }]
const PROJECTS = [{ name: 'isnad', extensions: ['isnad'] }]

export const hostHandlers: HandlersOf<HostRoutes, HostContext> = {
  'host.describe': (_, context) => {
    const offer = context.offer()
    return {
      version: APP_VERSION,
      electron: process.versions.electron ?? '',
      platform: process.platform,
      offer: offer ? { ...context.grant(offer.path, 'folder'), count: offer.count } : null,
      pending: context.takePending().map((path) => context.grant(path)),
      failure: context.failure(),
    }
  },
  'host.chooseArticles': async ({ kind }, context) => {
    const options: OpenDialogOptions =
      kind === 'folder'
        ? { title: text('chooseFolder'), properties: ['openDirectory', 'multiSelections'] }
        : { title: text('chooseFiles'), properties: ['openFile', 'multiSelections'], filters: [...TEXT_FILES, ANY] }
    const { filePaths } = await dialog.showOpenDialog(context.window(), options)
    return filePaths.map((path) => context.grant(path))
  },
  'host.chooseExportFolder': async (_, context) => {
    const { filePaths } = await dialog.showOpenDialog(context.window(), {
      title: text('chooseExport'),
      properties: ['openDirectory', 'createDirectory'],
    })
    return filePaths[0] === undefined ? null : context.grant(filePaths[0], 'folder')
  },
  'host.chooseBackupFile': async (_, context) => {
    const { filePath, canceled } = await dialog.showSaveDialog(context.window(), {
      title: text('chooseBackup'),
      filters: PROJECTS,
    })
    return canceled || filePath === '' ? null : context.grant(filePath, 'file')
  },
  'host.openProject': async (_, context) => {
    const { filePaths } = await dialog.showOpenDialog(context.window(), {
      title: text('openProject'),
      properties: ['openFile'],
      filters: [...PROJECTS, ANY],
    })
    return { opened: filePaths[0] !== undefined && (await context.openProject(filePaths[0])) }
  },
  'host.newProject': async (_, context) => {
    const { filePath, canceled } = await dialog.showSaveDialog(context.window(), {
      title: text('newProject'),
      defaultPath: `${app.getPath('documents')}/${text('newProjectName')}.isnad`,
      filters: PROJECTS,
    })
    return { opened: !canceled && filePath !== '' && (await context.newProject(filePath)) }
  },
  'host.copyText': ({ text: copied }) => {
    clipboard.writeText(copied)
    return {}
  },
}

const ANY = { name: '*', extensions: ['*'] }
