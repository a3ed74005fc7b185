import type { Output } from '../../electron/contract.ts'
import { call, type Failure, listen } from '../api.ts'
import { edit, forgetFailed } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'
import { loadTeam } from './team-state.ts'

/** The copy that is being written, or was written last until the dialog is closed. */
export type Handing = Readonly<{
  job: string | null
  progress: Readonly<{ done: number; total: number }>
  made: Output<'copy.write'> | null
  failure: Failure | null
}>

const NOTHING: Handing = { job: null, progress: { done: 0, total: 0 }, made: null, failure: null }

export const handing = createStore<Handing>(NOTHING)

/** Asks where to, and writes a copy of these articles for a person. */
export async function writeCopy(name: string, articleIds: readonly string[]): Promise<void> {
  const file = await call('host.chooseCopyFile', { name })
  if (!file.ok) return handing.set({ ...NOTHING, failure: file.failure })
  if (file.value === null) return
  const { grant } = file.value
  const job = crypto.randomUUID()
  handing.set({ ...NOTHING, job })
  const stop = listen('job.progress', ({ job: of, done, total }) => {
    if (of === job && handing.get().job === job) handing.update({ progress: { done, total } })
  })
  const run = () => call('copy.write', { name, articleIds: [...articleIds], grant, job })
  const result = await edit('copy', run, (made) => handing.set({ ...NOTHING, made }))
  stop()
  if (!result.ok) {
    forgetFailed('copy')
    handing.set(result.failure.code === 'cancelled' ? NOTHING : { ...NOTHING, failure: result.failure })
  }
  await loadTeam()
}

/** Stops writing: neither copy nor member nor assignment stays behind. */
export function cancelCopy(): void {
  const { job } = handing.get()
  if (job !== null) void call('job.cancel', { job })
}

/** Forgets what was written last. */
export function closeCopy(): void {
  handing.set(NOTHING)
}
