import { z } from 'zod'

/** Source reliability of the NATO Admiralty code; F means "cannot be judged", not worst. */
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** Information credibility of the NATO Admiralty code; 6 means "cannot be judged", not worst. */
export const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const

export const Reliability = z.enum(RELIABILITIES)
export type Reliability = z.infer<typeof Reliability>

export const Credibility = z.literal(CREDIBILITIES)
export type Credibility = z.infer<typeof Credibility>

/** A judgement by the Admiralty code (AJP-2.1): both axes are rated independently, and either may be missing. */
export const Rating = z.strictObject({
  reliability: Reliability.nullable(),
  credibility: Credibility.nullable(),
  rationale: z.string().max(10_000).nullable(),
})
export type Rating = z.infer<typeof Rating>

/** The usual short form, such as `B2`; an axis that is not rated is shown as a dash. */
export function describeRating({ reliability, credibility }: Rating): string {
  return `${reliability ?? '–'}${credibility ?? '–'}`
}
