import { z } from 'zod'
import { AnnotationDraft, AnnotationRow, Label } from './annotation.ts'
import { Claim } from './claim.ts'
import { CurationCase } from './curation.ts'
import { LinkDraft } from './link.ts'
import { CodePointOffset } from './offsets.ts'
import { Rating } from './rating.ts'

export const OUTCOMES = ['accept', 'majority', 'edit', 'reject'] as const
export const Outcome = z.enum(OUTCOMES)
export type Outcome = z.infer<typeof Outcome>

const why = z.string().trim().max(10_000).nullable()

/**
 * What a lead makes of a case by hand: what the adjudicated annotation shall say. Offsets in code points; without `entity`
 * it refers to what the analysts agree on.
 */
export const AdjudicatedDraft = AnnotationDraft.omit({ id: true, articleId: true }).extend({
  claim: Claim.nullable(),
  rating: Rating.nullable(),
  entity: z.uuid().nullable().optional(),
})
export type AdjudicatedDraft = z.infer<typeof AdjudicatedDraft>

/** What a lead decides: one analyst's annotation, what most say, something edited, or nothing. */
export const Verdict = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('accept'), annotationId: z.uuid(), why }),
  z.strictObject({ outcome: z.literal('majority'), why }),
  z.strictObject({ outcome: z.literal('edit'), draft: AdjudicatedDraft, why }),
  z.strictObject({ outcome: z.literal('reject'), why }),
])
export type Verdict = z.infer<typeof Verdict>

/** A decision that stands. `annotationId` is the adjudicated annotation, null where nothing was to be marked. */
export const Decision = z.strictObject({
  id: z.uuid(),
  outcome: Outcome,
  annotationId: z.uuid().nullable(),
  label: Label,
  startCodePoint: CodePointOffset,
  endCodePoint: CodePointOffset,
  why: z.string().nullable(),
  /** A member's id. */
  author: z.string(),
  decidedAt: z.number(),
})
export type Decision = z.infer<typeof Decision>

/**
 * What came after a decision: an analyst's annotation that it did not know, one that changed or went, a second decision
 * made elsewhere, or the adjudicated annotation that somebody deleted.
 */
export const FRESH_REASONS = ['added', 'changed', 'removed', 'twice', 'gone'] as const

/** A case with what was decided: `fresh` where something came since. */
export const JudgedCase = CurationCase.extend({
  state: z.enum(['open', 'decided', 'fresh']),
  decision: Decision.nullable(),
  fresh: z.array(z.enum(FRESH_REASONS)),
  /** Annotations that the decision did not know as they are now. */
  freshIds: z.array(z.uuid()),
})
export type JudgedCase = z.infer<typeof JudgedCase>

/** A link with the words at both its ends. */
export const CaseLink = LinkDraft.extend({ id: z.uuid(), fromQuote: z.string(), toQuote: z.string() })
export type CaseLink = z.infer<typeof CaseLink>

/** What decisions took over besides what annotations say; `left` counts pairs that analysts link differently. */
export const Carried = z.strictObject({ entities: z.number(), links: z.number(), left: z.number() })
export type Carried = z.infer<typeof Carried>

/** One article's cases, without the annotations that they name: these are read when they are looked at. */
export const CaseList = z.strictObject({
  articleId: z.uuid(),
  /** Members whose work here is finished; only they can have left something unmarked. Ids. */
  participants: z.array(z.string()),
  /** Those and whoever has annotations here; ids. */
  analysts: z.array(z.string()),
  cases: z.array(JudgedCase),
})
export type CaseList = z.infer<typeof CaseList>

/** What cases name: analysts' and adjudicated annotations, with what these refer to and are linked with. */
export const CaseRows = z.strictObject({
  annotations: z.array(AnnotationRow),
  adjudicated: z.array(AnnotationRow),
  /** Every entity that they name, with the name of the one that stands for it now. */
  entities: z.array(z.strictObject({ id: z.uuid(), name: z.string(), root: z.uuid() })),
  /** Links from and to them, also of other articles. */
  links: z.array(CaseLink),
})
export type CaseRows = z.infer<typeof CaseRows>
