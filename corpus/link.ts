import { z } from 'zod'
import type { Label } from './annotation.ts'

/** How a claim is linked: to what it is about, or to another claim, also one in another article. */
export const LINK_KINDS = ['about', 'repeats', 'supports', 'contradicts'] as const
export const LinkKind = z.enum(LINK_KINDS)
export type LinkKind = z.infer<typeof LinkKind>

/** A link from a claim's annotation to another annotation. */
export const LinkDraft = z.strictObject({ from: z.uuid(), to: z.uuid(), kind: LinkKind })
export type LinkDraft = z.infer<typeof LinkDraft>

/** A link as stored; time in milliseconds since 1970. */
export const LinkRow = LinkDraft.extend({ id: z.uuid(), author: z.string(), createdAt: z.number() })
export type LinkRow = z.infer<typeof LinkRow>

/** True where a link of that kind may lead from a claim to an annotation with this label. */
export function mayLink(kind: LinkKind, to: Label): boolean {
  return kind === 'about' ? to !== 'claim' : to === 'claim'
}

/** True where a link says the same read from either end: a claim repeats another as that one repeats it. */
export function isMutual(kind: LinkKind): boolean {
  return kind === 'repeats' || kind === 'contradicts'
}
