import i18next from 'i18next'
import type { Grant } from '../../electron/contract.ts'
import { grantFiles, listen } from '../api.ts'
import { followBackups } from '../backups/backup-failure.ts'
import { type WindowCommandId, windowCommandOf } from '../editor/keys.ts'
import { isMergeable, previewMerge } from '../lead/merge-state.ts'
import { importGrants } from '../library/import-articles.ts'
import { followWaiting } from '../suggest/queue.ts'
import { notify } from '../ui/Notices.tsx'
import { runCommand } from './commands.ts'
import { describeFailure } from './failures.ts'
import { describeHost, hideOffer } from './host.ts'
import { bindings } from './key-bindings.ts'
import { learnLayout } from './keyboard-layout.ts'
import { navigation, openLibrary } from './navigation.ts'
import { loadArticles, loadProject, noteHistory, project } from './project.ts'
import { forgetFailed } from './saving.ts'

/** Reads the project, imports what the start named, and follows the host's events from then on. */
export async function startWindow(): Promise<void> {
  listen('host.command', ({ command }) => runCommand(command))
  listen('history.changed', noteHistory)
  listen('host.handover', ({ grants }) => void takeIn(grants))
  listen('host.project', ({ ready, failure }) => void followProject(ready, failure))
  listen('article.changed', debounce(loadArticles))
  followBackups()
  followWaiting()
  learnLayout()
  // ProseMirror keeps Ctrl+Z and Ctrl+Y for itself, so the window looks first.
  document.addEventListener('keydown', runWindowKey, true)
  const pending = await describeHost()
  if (project.get().damaged === null) await loadProject()
  await importGrants(pending)
}

/** Imports files dropped on the window, and says whether they are being held over it. */
export function followDrops(onHeld: (held: boolean) => void): () => void {
  const over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') !== true) return
    event.preventDefault()
    onHeld(true)
  }
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) onHeld(false)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    onHeld(false)
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) void grantFiles(files).then(takeIn)
  }
  document.addEventListener('dragover', over)
  document.addEventListener('dragleave', leave)
  document.addEventListener('drop', drop)
  return () => {
    document.removeEventListener('dragover', over)
    document.removeEventListener('dragleave', leave)
    document.removeEventListener('drop', drop)
  }
}

/** Copies and bundles are merged, everything else is imported as articles. */
async function takeIn(grants: readonly Grant[]): Promise<void> {
  const [copies, articles] = [true, false].map((wanted) => grants.filter(({ name }) => isMergeable(name) === wanted))
  await importGrants(articles!)
  await previewMerge(copies!)
}

function runWindowKey(event: KeyboardEvent): void {
  if (event.isComposing) return
  const command = windowCommandOf(event, bindings.get().table)
  if (command === undefined || !isFree(event, command)) return
  event.preventDefault()
  runCommand(command)
}

/** Fields have an undo of their own and take what is typed; over a dialog nothing but the sheet of keys is asked for. */
function isFree({ target, ctrlKey, metaKey, code }: KeyboardEvent, command: WindowCommandId): boolean {
  if (code === 'F1') return true
  if (target instanceof Element && target.closest('[role=dialog]') !== null) return false
  const isField =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox')
  return !isField || ((ctrlKey || metaKey) && command !== 'undo' && command !== 'redo')
}

/** Another project, or the same one after its process ended: an article that it holds stays open with all that is on it. */
async function followProject(ready: boolean, failure: Parameters<typeof describeFailure>[0] | null): Promise<void> {
  const says = ready ? 'host.projectFailed' : 'host.processDead'
  if (failure !== null) notify(i18next.t(says, { reason: describeFailure(failure) }), 'problem')
  if (!ready) return
  // What failed belongs to the project before.
  forgetFailed()
  await loadProject()
  if (project.get().info?.sample !== true) hideOffer()
  const { place } = navigation.get()
  const { articles, served } = project.get()
  const isThere =
    'articleId' in place && (place.articleId === null || articles?.some(({ id }) => id === place.articleId) === true)
  if (!isThere) openLibrary()
  project.update({ served: served + 1 })
}

function debounce(run: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), 120)
  }
}
