import type { LinkDraft } from '../../corpus/link.ts'
import { contains } from '../../corpus/span.ts'
import type { ArticleSession, OpenAnnotation } from '../annotate/article-session.ts'
import { call } from '../api.ts'
import { edit } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'

/** Counts changes of links, so that whoever shows some asks for them again. */
export const linkChanges = createStore<{ count: number }>({ count: 0 })

/** Notes that links are other ones now: after an edit here, or an undo. */
export function noteLinks(): void {
  linkChanges.set({ count: linkChanges.get().count + 1 })
}

/** Links claims, as one act. */
export async function link(links: readonly LinkDraft[]): Promise<void> {
  if (links.length === 0) return
  const { from, to, kind } = links[0]!
  await edit(`link ${from} ${kind} ${to}`, () => call('link.set', { links: [...links] }), noteLinks)
}

/** Takes links away, as one act. */
export async function unlink(ids: readonly string[]): Promise<void> {
  await edit(`unlink ${ids[0]}`, () => call('link.remove', { ids: [...ids] }), noteLinks)
}

/** What stands inside a claim's content and is no claim itself: what it may be about. */
export function listAbout(session: ArticleSession, claim: OpenAnnotation): OpenAnnotation[] {
  const { annotations } = session.state.get()
  return annotations.filter(
    ({ row, span }) => row.label !== 'claim' && row.layer === claim.row.layer && contains(claim.span, span),
  )
}

/** Links a claim to everything that stands inside of it and is not linked yet; how many there were, as one act. */
export async function linkAllAbout(session: ArticleSession, claim: OpenAnnotation): Promise<number> {
  const known = await call('link.list', { annotationId: claim.row.id })
  const linked = new Set(known.ok ? known.value.map(({ other }) => other.id) : [])
  const open = listAbout(session, claim).filter(({ row }) => !linked.has(row.id))
  await link(open.map(({ row }) => ({ from: claim.row.id, to: row.id, kind: 'about' })))
  return open.length
}
