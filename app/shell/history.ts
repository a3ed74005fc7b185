import i18next from 'i18next'
import type { HistoryStep } from '../../electron/contract.ts'
import { call, type Result } from '../api.ts'
import { notify } from '../ui/Notices.tsx'
import { noteHistory } from './project.ts'
import { edit } from './saving.ts'
import { createStore } from './store.ts'

/** The last step that was undone or redone, for the views that show what it touched. */
export const lastStep = createStore<{ step: HistoryStep | null }>({ step: null })

/** Undoes the last change, says what it was, and lets the open view show it. */
export async function undo(): Promise<void> {
  await takeStep(() => call('history.undo', {}), 'history.undone', 'history.nothingToUndo')
}

/** Does the last undone change again. */
export async function redo(): Promise<void> {
  await takeStep(() => call('history.redo', {}), 'history.redone', 'history.nothingToRedo')
}

async function takeStep(
  run: () => Promise<Result<HistoryStep | null>>,
  done: 'history.undone' | 'history.redone',
  nothing: 'history.nothingToUndo' | 'history.nothingToRedo',
): Promise<void> {
  await edit('history', run, (step) => {
    if (step === null) return notify(i18next.t(nothing))
    noteHistory(step)
    notify(i18next.t(done, { what: nameOf(step.kind) }))
    lastStep.set({ step: { ...step } })
  })
}

function nameOf(kind: string): string {
  const key = `history.kind.${kind.replace('.', '_')}`
  return i18next.t((i18next.exists(key) ? key : 'history.kind.other') as 'history.kind.other')
}
