import { call } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { notify } from '../ui/Notices.tsx'

/** Asks where to, writes a copy of the project as it is open, and opens that copy in its place. */
export async function saveCopyAndOpen(): Promise<void> {
  const file = await call('host.chooseBackupFile', {})
  if (!file.ok) return notify(describeFailure(file.failure), 'problem')
  if (file.value === null) return
  const { grant } = file.value
  const saved = await call('project.backup', { grant })
  const opened = saved.ok ? await call('host.openCopy', { grant }) : saved
  if (!opened.ok) notify(describeFailure(opened.failure), 'problem')
}
