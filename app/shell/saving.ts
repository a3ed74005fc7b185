import type { Failure, Result } from '../api.ts'
import { createStore } from './store.ts'

/** `saved` is shown only after the process has replied that the project file holds the edit. */
export type SaveState = Readonly<{
  state: 'idle' | 'saving' | 'saved' | 'failed'
  failure: Failure | null
  retry: (() => void) | null
}>

type Ask = Readonly<{ waiting: ((named: boolean) => void) | null }>

export const saving = createStore<SaveState>({ state: 'idle', failure: null, retry: null })

/** Someone waits for the author's name: the window asks for it and answers with `answerAuthor`. */
export const authorQuestion = createStore<Ask>({ waiting: null })

const SLOW = 300
const DECLINED: Result<never> = { ok: false, failure: { code: 'cancelled', message: 'no name was given' } }
let running = 0

/**
 * Runs one edit and shows whether it is in the file. Where nobody has given a name yet, it asks and runs the edit again.
 * Where the person declines, nothing happens: a failure with the code `cancelled`. Any other failure stays shown with a way
 * to try again, which calls `onValue` as if the edit had succeeded at once.
 */
export async function edit<T>(run: () => Promise<Result<T>>, onValue: (value: T) => void): Promise<Result<T>> {
  running++
  let result = await runShown(run)
  if (!result.ok && result.failure.code === 'author-missing')
    result = (await askAuthor()) ? await runShown(run) : DECLINED
  running--
  if (result.ok) {
    if (running === 0) saving.set({ state: 'saved', failure: null, retry: null })
    onValue(result.value)
  } else if (result === DECLINED) {
    saving.set({ state: 'idle', failure: null, retry: null })
  } else {
    const retry = (): void => void edit(run, onValue)
    saving.set({ state: 'failed', failure: result.failure, retry })
  }
  return result
}

/** Says "saving" where the reply takes long enough for a person to wonder. */
async function runShown<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
  const slow = setTimeout(() => saving.set({ state: 'saving', failure: null, retry: null }), SLOW)
  const result = await run()
  clearTimeout(slow)
  return result
}

/** Ends the wait for a name: true once the project has it, false when the person declined. */
export function answerAuthor(named: boolean): void {
  authorQuestion.get().waiting?.(named)
  authorQuestion.set({ waiting: null })
}

function askAuthor(): Promise<boolean> {
  answerAuthor(false)
  return new Promise((resolve) => authorQuestion.set({ waiting: resolve }))
}
