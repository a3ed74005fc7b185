import { setImmediate } from 'node:timers/promises'

/** How long work reports itself and learns that a person wants it stopped. */
export type Progress = Readonly<{
  /** Says how far the work is and lets waiting requests through; `name` is what is being worked on. */
  report(done: number, total: number, name?: string): Promise<void>
  cancelled(): boolean
}>

/** Work that nobody watches; it still lets other requests through. */
export const unwatched: Progress = { report: async () => void (await setImmediate()), cancelled: () => false }
