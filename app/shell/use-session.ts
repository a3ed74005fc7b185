import { useEffect, useRef, useState } from 'react'
import { type Failure, listen, type Result } from '../api.ts'
import { project } from './project.ts'
import { useStore } from './store.ts'

/** Several changes that come at once are one. */
const SETTLES = 120

/**
 * The session that `open` makes of an article, read again when another process begins to serve the project, and when
 * something other than an edit here changed what is to be seen of it: layers that a lead opened, who works here.
 */
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
  useEffect(() => (session === null ? undefined : followChanges(articleId, session)), [articleId, session])
  return { session, failure: opened?.ok === false ? opened.failure : null }
}

function followChanges(articleId: string, session: { reload(): Promise<unknown> }): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = listen('article.changed', ({ articleId: changed }) => {
    if (changed !== null && changed !== articleId) return
    clearTimeout(timer)
    timer = setTimeout(() => void session.reload(), SETTLES)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
