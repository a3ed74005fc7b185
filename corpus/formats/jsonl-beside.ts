import { z } from 'zod'
import { EntityKind, type EntityRow } from '../entity.ts'
import { LinkDraft } from '../link.ts'
import { Rating } from '../rating.ts'

// The files beside annotations.jsonl (record.md): what refers to annotations by their ids.

/** A line of `ratings.jsonl`: one rating by one rater; those that were undone are not live. */
export const JsonlRating = z.object({
  annotationId: z.uuid(),
  rater: z.string().min(1).max(100),
  ...Rating.shape,
  created: z.iso.datetime({ offset: true }).optional(),
  live: z.boolean().optional(),
})
export type JsonlRating = z.infer<typeof JsonlRating>

/** A line of `links.jsonl`: a link from a claim to another annotation. */
export const JsonlLink = z.object({
  id: z.uuid().optional(),
  ...LinkDraft.shape,
  annotator: z.string().min(1).max(100).nullish(),
  created: z.iso.datetime({ offset: true }).optional(),
})
export type JsonlLink = z.infer<typeof JsonlLink>

/** A line of `entities.jsonl`: whom or what actors refer to. */
export const JsonlEntity = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(300),
  kind: EntityKind.nullish().catch(null),
  aliases: z.array(z.string().trim().min(1).max(300)).max(200).optional(),
  note: z.string().max(20_000).nullish(),
  mergedInto: z.uuid().nullish(),
})
export type JsonlEntity = z.infer<typeof JsonlEntity>

/** An entity as one line of `entities.jsonl`. */
export function toJsonlEntity({ id, name, kind, aliases, note, mergedInto }: EntityRow) {
  return { id, name, kind, aliases, note, mergedInto }
}
