import i18next from 'i18next'
import type { Output } from '../../electron/contract.ts'
import { call } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { createStore } from '../shell/store.ts'
import { notify } from '../ui/Notices.tsx'

type Exported = Output<'export.run'>

/** The export under way, and what the last one wrote until it is closed. */
export const exporting = createStore<{ running: boolean; done: Exported | null }>({ running: false, done: null })

/** Asks for a folder and writes the whole project there in our own format. */
export async function exportProject(): Promise<void> {
  const folder = await call('host.chooseExportFolder', {})
  if (!folder.ok) return notify(describeFailure(folder.failure), 'problem')
  if (folder.value === null) return
  exporting.set({ running: true, done: null })
  const job = crypto.randomUUID()
  const result = await call('export.run', { format: 'jsonl', grant: folder.value.grant, job })
  exporting.set({ running: false, done: result.ok ? result.value : null })
  if (!result.ok) notify(describeFailure(result.failure), 'problem')
}

/** Asks where to, and writes a copy of the project file. */
export async function backUpProject(): Promise<void> {
  const file = await call('host.chooseBackupFile', {})
  if (!file.ok) return notify(describeFailure(file.failure), 'problem')
  if (file.value === null) return
  const result = await call('project.backup', { grant: file.value.grant })
  if (result.ok) notify(i18next.t('backup.done', { file: result.value.file }))
  else notify(describeFailure(result.failure), 'problem')
}
