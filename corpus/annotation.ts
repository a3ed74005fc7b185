import { z } from 'zod'
import { Claim } from './claim.ts'
import { LayerName } from './layer.ts'
import { CodePointOffset } from './offsets.ts'
import { Rating } from './rating.ts'
import { AmountValue, DateValue, Value } from './value.ts'

/** The five labels, in the order of their keys. */
export const LABELS = ['actor', 'event', 'date', 'amount', 'claim'] as const

export const Label = z.enum(LABELS)
export type Label = z.infer<typeof Label>

/** Code points of context kept before and after a quote; fewer only at the text's ends. */
export const CONTEXT_LENGTH = 32

const note = z.string().max(20_000).nullable()

/** What a person or tool asks to be annotated. Offsets in code points; `quote` must be exactly the slice. */
export const AnnotationDraft = z.strictObject({
  id: z.uuid().optional(),
  articleId: z.uuid(),
  label: Label,
  subtype: z.string().max(100).nullable().optional(),
  startCodePoint: CodePointOffset,
  endCodePoint: CodePointOffset,
  quote: z.string().min(1),
  value: Value.nullable().optional(),
  note: note.optional(),
})
export type AnnotationDraft = z.infer<typeof AnnotationDraft>

/** What may change on an annotation; a field that is left out stays. Bounds and quote change together. */
export const AnnotationChange = z.strictObject({
  label: Label.optional(),
  subtype: z.string().max(100).nullable().optional(),
  bounds: z
    .strictObject({ startCodePoint: CodePointOffset, endCodePoint: CodePointOffset, quote: z.string().min(1) })
    .optional(),
  value: Value.nullable().optional(),
  note: note.optional(),
})
export type AnnotationChange = z.infer<typeof AnnotationChange>

export const STATUSES = ['live', 'deleted', 'contested'] as const

/** An annotation as stored. Offsets in code points, times in milliseconds since 1970. */
export const AnnotationRow = z.strictObject({
  id: z.uuid(),
  articleId: z.uuid(),
  layer: LayerName,
  label: Label,
  subtype: z.string().nullable(),
  startCodePoint: CodePointOffset,
  endCodePoint: CodePointOffset,
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  value: Value.nullable(),
  note: z.string().nullable(),
  status: z.enum(STATUSES),
  author: z.string(),
  tool: z.string(),
  rule: z.string().nullable(),
  derivedFrom: z.string().nullable(),
  createdAt: z.number(),
  changedAt: z.number(),
  rating: Rating.nullable(),
  claim: Claim.nullable(),
  /** The entity that an actor refers to, as it was linked: one that was merged since stands for the other. */
  entity: z.string().nullable(),
})
export type AnnotationRow = z.infer<typeof AnnotationRow>

/** True when a value's shape fits the label: dates carry DateValue, amounts AmountValue, the others none. */
export function fitsLabel(label: Label, value: Value | null): boolean {
  if (value === null) return true
  if (label === 'date') return DateValue.safeParse(value).success
  if (label === 'amount') return AmountValue.safeParse(value).success
  return false
}
