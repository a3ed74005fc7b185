import { z } from 'zod'
import { CodePointOffset } from './offsets.ts'

/** A part of a claim in the article's text; offsets in code points, flat as in the JSON that leaves the program. */
const partFields = {
  start: CodePointOffset,
  end: CodePointOffset,
  text: z.string().min(1).max(20_000),
  entity: z.uuid().nullish(),
}
export const ClaimPart = z.strictObject(partFields)
export type ClaimPart = z.infer<typeof ClaimPart>

/** Who asserts the claim; `via` is who passed it on ("Reuters quoted an official"). */
export const ClaimSource = z.strictObject({ ...partFields, via: ClaimPart.nullish() })
export type ClaimSource = z.infer<typeof ClaimSource>

/** Factuality values of FactBank (Saurí and Pustejovsky 2009). */
export const FACTUALITIES = ['CT+', 'CT-', 'PR+', 'PR-', 'PS+', 'PS-', 'CTu', 'Uu'] as const
const Factuality = z.enum(FACTUALITIES)

export const SPEECHES = ['direct', 'indirect', 'mixed', 'headline'] as const
export const POLARITIES = ['asserts', 'denies'] as const

/**
 * The claim of record.md: an attributed assertion whose content is the annotation's own span. What a newer program says
 * beside these fields (such as `about`, the links) is read over.
 */
export const Claim = z.object({
  source: ClaimSource.nullable(),
  cue: ClaimPart.nullable(),
  speech: z.enum(SPEECHES).optional(),
  polarity: z.enum(POLARITIES),
  hedged: z.boolean(),
  factuality: z.strictObject({ source: Factuality.optional(), author: Factuality.optional() }).nullish(),
})
export type Claim = z.infer<typeof Claim>
