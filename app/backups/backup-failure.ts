import { listen } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { createStore } from '../shell/store.ts'

/** Why the last automatic backup was not made, in words; null when it was. */
export const backupFailure = createStore<{ failure: string | null }>({ failure: null })

/** Follows the automatic backups of whatever project is open. */
export function followBackups(): void {
  listen('backup.changed', ({ failure }) =>
    backupFailure.set({ failure: failure === null ? null : describeFailure(failure) }),
  )
  // Another project has backups of its own.
  listen('host.project', () => backupFailure.set({ failure: null }))
}
