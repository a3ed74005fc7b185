import { createStore } from './store.ts'

/** Steps over many things that are being written now: other edits wait for them, and undo is refused. */
export const bulkWork = createStore<{ running: number }>({ running: 0 })

/** Runs such a step. */
export async function runBulk<T>(run: () => Promise<T>): Promise<T> {
  bulkWork.set({ running: bulkWork.get().running + 1 })
  try {
    return await run()
  } finally {
    bulkWork.set({ running: bulkWork.get().running - 1 })
  }
}

/** How long a step that this window did not begin is waited for before asking again, in milliseconds. */
const AGAIN = 300

/** Waits until no such step runs any more. */
export function endOfBulk(): Promise<void> {
  if (bulkWork.get().running === 0) return new Promise((resolve) => setTimeout(resolve, AGAIN))
  return new Promise((resolve) => {
    const stop = bulkWork.subscribe(() => {
      if (bulkWork.get().running > 0) return
      stop()
      resolve()
    })
  })
}
