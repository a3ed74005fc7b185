import type { ArticleSession } from '../annotate/article-session.ts'
import { labelSet } from './label-set.ts'

/** Ctrl with a digit gives the chosen annotation the subtype of that key, or takes it away, wherever the focus is. */
export function followSubtypeKeys(session: ArticleSession): () => void {
  const press = (event: KeyboardEvent): void => {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
    if (digit === undefined || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const row = session.find(session.state.get().chosen)?.row
    const subtypes = labelSet.get().labels.find(({ code }) => code === row?.label)?.subtypes
    const found = subtypes?.find(({ key }) => key === digit)
    if (row === undefined || found === undefined) return
    event.preventDefault()
    event.stopPropagation()
    void session.change(row.id, { subtype: row.subtype === found.code ? null : found.code })
  }
  document.addEventListener('keydown', press, true)
  return () => document.removeEventListener('keydown', press, true)
}
