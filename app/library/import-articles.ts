import type { Grant, ImportReport } from '../../electron/contract.ts'
import { call, type Failure, listen } from '../api.ts'
import { loadArticles } from '../shell/project.ts'
import { edit, forgetFailed } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'

/** The import under way, or the last one's report until it is closed. */
export type ImportState = Readonly<{
  job: string | null
  progress: Readonly<{ done: number; total: number; name: string | null }>
  report: ImportReport | null
  failure: Failure | null
}>

const NOTHING: ImportState = { job: null, progress: { done: 0, total: 0, name: null }, report: null, failure: null }

export const importing = createStore<ImportState>(NOTHING)

/** Asks for files or a folder, and imports what was chosen. */
export async function chooseAndImport(kind: 'files' | 'folder'): Promise<void> {
  const grants = await call('host.chooseArticles', { kind })
  if (!grants.ok) importing.set({ ...NOTHING, failure: grants.failure })
  else await importGrants(grants.value)
}

/**
 * Imports granted files and folders, one import at a time; others wait for it. `encodings` says by grant in which
 * encoding a file is to be read.
 */
export async function importGrants(
  grants: readonly Grant[],
  encodings: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (grants.length === 0) return
  await whenFree()
  const job = crypto.randomUUID()
  importing.set({ ...NOTHING, job })
  const stop = listen('job.progress', (progress) => {
    if (progress.job === job && importing.get().job === job) importing.update({ progress })
  })
  const run = () => call('article.import', { grants: grants.map(({ grant }) => grant), job, encodings })
  const result = await edit('import', run, (report) => importing.set({ ...NOTHING, report }))
  stop()
  if (!result.ok) {
    forgetFailed('import')
    importing.set(result.failure.code === 'cancelled' ? NOTHING : { ...NOTHING, failure: result.failure })
  }
  await loadArticles()
}

/** Stops the import; what was added before stays. */
export function cancelImport(): void {
  const { job } = importing.get()
  if (job !== null) void call('job.cancel', { job })
}

/** Puts the report away. */
export function closeReport(): void {
  importing.set(NOTHING)
}

/** Of several that wait, one goes on when the import before it ends, and the others wait for that one. */
async function whenFree(): Promise<void> {
  while (importing.get().job !== null)
    await new Promise<void>((resolve) => {
      const stop = importing.subscribe(() => {
        stop()
        resolve()
      })
    })
}
