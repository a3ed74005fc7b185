import i18next from 'i18next'
import type { HistoryStep } from '../../electron/contract.ts'
import { call, type Result } from '../api.ts'
import { loadLabelSet } from '../labels/label-set.ts'
import { notify } from '../ui/Notices.tsx'
import { loadArticles, noteHistory } from './project.ts'
import { edit, HISTORY } from './saving.ts'
import { createStore } from './store.ts'

/** The last step that was undone or redone, for the views that show what it touched. */
export const lastStep = createStore<{ step: HistoryStep | null }>({ step: null })

/** Undoes the last change, says what it was, and lets the open view show it. False where nothing was undone. */
export function undo(): Promise<boolean> {
  return takeStep(() => call('history.undo', {}), 'history.undone', 'history.nothingToUndo')
}

/** Does the last undone change again. */
export function redo(): Promise<boolean> {
  return takeStep(() => call('history.redo', {}), 'history.redone', 'history.nothingToRedo')
}

async function takeStep(
  run: () => Promise<Result<HistoryStep | null>>,
  done: 'history.undone' | 'history.redone',
  nothing: 'history.nothingToUndo' | 'history.nothingToRedo',
): Promise<boolean> {
  const result = await edit(HISTORY, run, (step) => {
    if (step === null) return notify(i18next.t(nothing))
    noteHistory(step)
    if (/^(?:labelset|guideline)\./.test(step.kind)) void loadLabelSet()
    if (/^(?:layer|article)\./.test(step.kind) || step.articleIds.length > 1) void loadArticles()
    notify(i18next.t(done, { what: nameAct(step.kind) }))
    lastStep.set({ step: { ...step } })
  })
  return result.ok && result.value !== null
}

/** What an act is called in words, by its kind. */
export function nameAct(kind: string): string {
  const key = `history.kind.${kind.replace('.', '_')}`
  return i18next.t((i18next.exists(key) ? key : 'history.kind.other') as 'history.kind.other')
}
