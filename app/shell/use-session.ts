import { useEffect, useRef, useState } from 'react'
import type { Failure, Result } from '../api.ts'
import { project } from './project.ts'
import { useStore } from './store.ts'

/** The session that `open` makes of an article, read again when another process begins to serve the project. */
export function useSession<T extends { reload(): Promise<unknown> }>(
  articleId: string,
  open: (articleId: string) => Promise<Result<T>>,
): { session: T | null; failure: Failure | null } {
  const [opened, setOpened] = useState<Result<T> | null>(null)
  const served = useStore(project, (state) => state.served)
  const seen = useRef(served)
  useEffect(() => {
    let isCurrent = true
    setOpened(null)
    void open(articleId).then((result) => isCurrent && setOpened(result))
    return () => {
      isCurrent = false
    }
  }, [articleId, open])
  const session = opened?.ok === true ? opened.value : null
  useEffect(() => {
    if (seen.current !== served) void session?.reload()
    seen.current = served
  }, [session, served])
  return { session, failure: opened?.ok === false ? opened.failure : null }
}
