import { randomUUID } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { app, type BrowserWindow, clipboard, dialog, type OpenDialogOptions } from 'electron'
import type { Unopened } from '../contract/backup.ts'
import type { FailureReport, Grant, HostRoutes, Language } from '../contract.ts'
import { writeProfile } from '../profile.ts'
import type { HandlersOf } from '../rpc.ts'
import { text, textLanguage } from '../texts.ts'
import { APP_VERSION } from '../version.ts'
import { nameOffer, withEnding } from '../wanted.ts'

/** What the routes of the main process may use. */
export type HostContext = Readonly<{
  window(): BrowserWindow
  /** Remembers a path under a new grant, here and in the project process. */
  grant(path: string, kind?: Grant['kind']): Grant
  offer(): { path: string; count: number } | undefined
  takePending(): readonly string[]
  failure(): FailureReport | null
  /** The project that could not be opened, where something can be done about it. */
  unopened(): Unopened | null
  openProject(file: string): Promise<boolean>
  /** The path behind a grant of this session; undefined for one that was never given. */
  pathOf(grant: string): string | undefined
  newProject(file: string): Promise<boolean>
  /** Shows menus and dialogs in this language, now and from the next start on. */
  setLanguage(language: Language): void
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

// The language may be another one the next time that a dialog opens.
const filters = {
  texts: () => ({ name: text('textFiles'), extensions: ['txt'] }),
  projects: () => ({ name: text('projectFiles'), extensions: ['isnad'] }),
  copies: () => ({ name: text('copyFiles'), extensions: ['isnad', 'isnad-bundle'] }),
  lessons: () => ({ name: text('lessonsFiles'), extensions: ['json'] }),
  all: () => ({ name: text('allFiles'), extensions: ['*'] }),
}

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
      unopened: context.unopened(),
      language: textLanguage(),
    }
  },
  'host.answerOffer': (_, context) => {
    const offer = context.offer()
    if (offer) writeProfile({ offerAnswered: nameOffer(offer) })
    return {}
  },
  'host.chooseArticles': async ({ kind }, context) => {
    const options: OpenDialogOptions =
      kind === 'folder'
        ? { title: text('chooseFolder'), properties: ['openDirectory', 'multiSelections'] }
        : {
            title: text('chooseFiles'),
            properties: ['openFile', 'multiSelections'],
            filters: [filters.texts(), filters.all()],
          }
    const { filePaths } = await dialog.showOpenDialog(context.window(), options)
    return filePaths.map((path) => context.grant(path))
  },
  'host.chooseMergeFiles': async (_, context) => {
    const { filePaths } = await dialog.showOpenDialog(context.window(), {
      title: text('chooseMerge'),
      properties: ['openFile', 'multiSelections'],
      filters: [filters.copies(), filters.all()],
    })
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
      filters: [filters.projects()],
    })
    return canceled || filePath === '' ? null : context.grant(withEnding(filePath), 'file')
  },
  'host.chooseColleague': async (_, context) => {
    const { filePaths } = await dialog.showOpenDialog(context.window(), {
      title: text('chooseColleague'),
      properties: ['openFile'],
      filters: [filters.copies(), filters.all()],
    })
    return filePaths[0] === undefined ? null : context.grant(filePaths[0], 'file')
  },
  'host.chooseCopyFile': async ({ name }, context) => {
    const { filePath, canceled } = await dialog.showSaveDialog(context.window(), {
      title: text('chooseCopy'),
      defaultPath: `${app.getPath('documents')}/${name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, ' ').trim()}.isnad`,
      filters: [filters.projects()],
    })
    return canceled || filePath === '' ? null : context.grant(withEnding(filePath), 'file')
  },
  'host.chooseLessons': async ({ to }, context) => {
    const options = { title: to === 'write' ? text('saveLessons') : text('openLessons'), filters: [filters.lessons()] }
    if (to === 'read') {
      const { filePaths } = await dialog.showOpenDialog(context.window(), { ...options, properties: ['openFile'] })
      return filePaths[0] === undefined ? null : context.grant(filePaths[0], 'file')
    }
    const { filePath, canceled } = await dialog.showSaveDialog(context.window(), options)
    return canceled || filePath === '' ? null : context.grant(filePath, 'file')
  },
  'host.openCopy': async ({ grant }, context) => {
    const file = context.pathOf(grant)
    return { opened: file !== undefined && (await context.openProject(file)) }
  },
  'host.openProject': async (_, context) => {
    const { filePaths } = await dialog.showOpenDialog(context.window(), {
      title: text('openProject'),
      properties: ['openFile'],
      filters: [filters.projects(), filters.all()],
    })
    return { opened: filePaths[0] !== undefined && (await context.openProject(filePaths[0])) }
  },
  'host.newProject': async (_, context) => {
    const { filePath, canceled } = await dialog.showSaveDialog(context.window(), {
      title: text('newProject'),
      defaultPath: `${app.getPath('documents')}/${text('newProjectName')}.isnad`,
      filters: [filters.projects()],
    })
    return { opened: !canceled && filePath !== '' && (await context.newProject(filePath)) }
  },
  'host.setLanguage': ({ language }, context) => {
    context.setLanguage(language)
    return {}
  },
  'host.copyText': ({ text: copied }) => {
    clipboard.writeText(copied)
    return {}
  },
}
