import { z } from 'zod'
import { Label } from '../../corpus/annotation.ts'
import { Claim } from '../../corpus/claim.ts'
import { LINK_KINDS, LinkDraft, LinkRow } from '../../corpus/link.ts'
import { CodePointOffset } from '../../corpus/offsets.ts'
import { Rating } from '../../corpus/rating.ts'

// Routes about claims across articles and what they are linked to. Offsets are code points, times milliseconds since 1970.

const id = z.uuid()

/** An entity by its id and its name. */
export const Party = z.strictObject({ id, name: z.string() })
export type Party = z.infer<typeof Party>

/** A claim with what a table of all of them shows; `links` counts those of each kind in both directions. */
export const ClaimRow = z.strictObject({
  id,
  articleId: id,
  articleTitle: z.string(),
  publisher: z.string().nullable(),
  date: z.string().nullable(),
  layer: z.string(),
  author: z.string(),
  startCodePoint: CodePointOffset,
  endCodePoint: CodePointOffset,
  quote: z.string(),
  claim: Claim.nullable(),
  rating: Rating.nullable(),
  createdAt: z.number(),
  changedAt: z.number(),
  links: z.record(z.enum(LINK_KINDS), z.number()),
  /** The entity that says it; null where its source refers to none. */
  speaker: Party.nullable(),
  /** The entities that it is linked to, and those mentioned in it. */
  about: z.array(Party).readonly(),
})
export type ClaimRow = z.infer<typeof ClaimRow>

/** A link seen from one of its ends; `outward` where it begins at that one. */
export const OpenLink = z.strictObject({
  ...LinkRow.shape,
  outward: z.boolean(),
  other: z.strictObject({ id, articleId: id, articleTitle: z.string(), label: Label, quote: z.string() }),
})
export type OpenLink = z.infer<typeof OpenLink>

/** A claim that may say what another one says. */
export const SimilarClaim = z.strictObject({
  id,
  score: z.number(),
  articleId: id,
  articleTitle: z.string(),
  quote: z.string(),
  source: z.string().nullable(),
  polarity: Claim.shape.polarity,
})
export type SimilarClaim = z.infer<typeof SimilarClaim>

export const claimRoutes = {
  /** Every claim that this person may see, and the links between them. */
  'claim.list': {
    input: z.strictObject({}),
    output: z.strictObject({ claims: z.array(ClaimRow), links: z.array(LinkRow) }),
  },
  /** What the rules would say of a claim that was marked by hand; null where they know nothing. Nothing is written. */
  'claim.propose': { input: z.strictObject({ annotationId: id }), output: Claim.nullable() },
  /** Claims elsewhere that may say the same, the likest first; `score` is 0 to 1. */
  'claim.similar': {
    input: z.strictObject({ annotationId: id, limit: z.number().int().min(1).max(100) }),
    output: z.array(SimilarClaim),
  },
  'link.list': { input: z.strictObject({ annotationId: id }), output: z.array(OpenLink) },
  /** Links claims, as one act. */
  'link.set': { input: z.strictObject({ links: z.array(LinkDraft).min(1).max(1000) }), output: z.array(LinkRow) },
  'link.remove': { input: z.strictObject({ ids: z.array(id).min(1) }), output: z.strictObject({}) },
} as const
