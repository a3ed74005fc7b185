import type { MergeReport } from '../../electron/contract/merge.ts'
import type { Grant, Output } from '../../electron/contract.ts'
import { call, type Failure, listen } from '../api.ts'
import { showDialog } from '../shell/navigation.ts'
import { loadArticles, project } from '../shell/project.ts'
import { edit, forgetFailed } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'

/** A merge from the choice of files to its undoing; `trial` is what it would bring, `done` what it brought. */
export type Merging = Readonly<{
  grants: readonly Grant[]
  job: string | null
  progress: Readonly<{ done: number; total: number }>
  trial: MergeReport | null
  done: MergeReport | null
  undone: Output<'merge.undo'> | null
  failure: Failure | null
}>

const NOTHING: Merging = {
  grants: [],
  job: null,
  progress: { done: 0, total: 0 },
  trial: null,
  done: null,
  undone: null,
  failure: null,
}

export const merging = createStore<Merging>(NOTHING)

/** True for a file that is merged, not imported as an article. */
export function isMergeable(name: string): boolean {
  return /\.(isnad|isnad-bundle|bundle)(\.age)?$/i.test(name)
}

/** Asks for copies and bundles, and says what they would bring. */
export async function chooseAndPreview(): Promise<void> {
  const grants = await call('host.chooseMergeFiles', {})
  if (!grants.ok) return open({ failure: grants.failure })
  await previewMerge(grants.value)
}

/** Says what a merge of granted files would bring; nothing is changed. */
export async function previewMerge(grants: readonly Grant[]): Promise<void> {
  if (grants.length === 0 || merging.get().job !== null) return
  const job = crypto.randomUUID()
  open({ grants, job })
  const stop = follow(job)
  const result = await call('merge.preview', { grants: grants.map(({ grant }) => grant), job })
  stop()
  if (result.ok) merging.update({ job: null, trial: result.value })
  else fail(result.failure)
}

/** Brings in what was shown. */
export async function runMerge(): Promise<void> {
  const { grants } = merging.get()
  const job = crypto.randomUUID()
  merging.update({ job, progress: NOTHING.progress })
  const stop = follow(job)
  const run = () => call('merge.run', { grants: grants.map(({ grant }) => grant), job })
  const result = await edit('merge', run, (done) => merging.update({ job: null, done }))
  stop()
  if (result.ok) return await showAgain()
  forgetFailed('merge')
  fail(result.failure)
}

/** Goes back to before a merge; what was done here since stays. The window then reads the project anew. */
export async function undoMerge(id: string): Promise<void> {
  const result = await call('merge.undo', { id })
  if (result.ok) open({ undone: result.value })
  else open({ failure: result.failure })
}

/** Stops the work: nothing of it stays. */
export function cancelMerge(): void {
  const { job } = merging.get()
  if (job !== null) void call('job.cancel', { job })
}

/** Forgets the merge that was looked at. */
export function closeMerge(): void {
  merging.set(NOTHING)
  showDialog(null)
}

function open(state: Partial<Merging>): void {
  merging.set({ ...NOTHING, ...state })
  showDialog('merge')
}

function fail(failure: Failure): void {
  if (failure.code === 'cancelled') closeMerge()
  else merging.update({ job: null, failure })
}

function follow(job: string): () => void {
  return listen('job.progress', ({ job: of, done, total }) => {
    if (of === job && merging.get().job === job) merging.update({ progress: { done, total } })
  })
}

/** What is open may have changed under the window. */
async function showAgain(): Promise<void> {
  await loadArticles()
  project.update({ served: project.get().served + 1 })
}
