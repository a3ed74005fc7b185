import i18next from 'i18next'
import { call } from '../api.ts'
import { edit } from '../shell/saving.ts'
import { notify } from '../ui/Notices.tsx'

/** Brings an annotation back to what it was after an entry of its history; a new act, which undo takes back. */
export async function restoreState(annotationId: string, hash: string): Promise<boolean> {
  const { ok } = await edit(
    `restore ${annotationId}`,
    () => call('history.restore', { annotationId, hash }),
    () => notify(i18next.t('changes.restored')),
  )
  return ok
}
