import i18next from 'i18next'
import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../electron/contract.ts'
import { call, type Failure, listen } from '../api.ts'
import { edit } from '../shell/saving.ts'
import { notify } from '../ui/Notices.tsx'

export type MemberKeys = Output<'member.keys'>

/** Everybody's keys, read again whenever something was done. */
export function useMemberKeys(): { read: MemberKeys | null; failure: Failure | null } {
  const [state, setState] = useState<{ read: MemberKeys | null; failure: Failure | null }>({
    read: null,
    failure: null,
  })
  const load = useCallback(async () => {
    const result = await call('member.keys', {})
    setState(result.ok ? { read: result.value, failure: null } : { read: null, failure: result.failure })
  }, [])
  useEffect(() => {
    void load()
    return listen('history.changed', () => void load())
  }, [load])
  return state
}

/** Confirms that a key is a member's, and says what came out of quarantine with it. */
export async function confirmKey({ memberId, key }: { memberId: string; key: string }): Promise<void> {
  await edit(
    `confirm ${memberId}`,
    () => call('member.confirm', { memberId, key }),
    ({ released }) => notify(i18next.t('keys.confirmed', { count: released })),
  )
}
