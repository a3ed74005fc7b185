import { z } from 'zod'
import { LayerName } from './layer.ts'
import { CodePointOffset } from './offsets.ts'

/** What sort of party an entity is; null where nobody said. */
export const ENTITY_KINDS = ['person', 'organisation', 'group', 'state', 'media', 'other'] as const
export const EntityKind = z.enum(ENTITY_KINDS)
export type EntityKind = z.infer<typeof EntityKind>

const name = z.string().trim().min(1).max(300)

/** What a person says of an entity. Aliases are other names of the same party, each once. */
export const EntityDraft = z.strictObject({
  id: z.uuid().optional(),
  name,
  kind: EntityKind.nullable().optional(),
  aliases: z.array(name).max(200).optional(),
  note: z.string().max(20_000).nullable().optional(),
})
export type EntityDraft = z.infer<typeof EntityDraft>

/** What may change on an entity; a field that is left out stays. */
export const EntityChange = EntityDraft.omit({ id: true }).partial()
export type EntityChange = z.infer<typeof EntityChange>

/** An entity as stored. `mergedInto` is the entity that it was found to be the same as. */
export const EntityRow = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  kind: z.string().nullable(),
  aliases: z.array(z.string()),
  note: z.string().nullable(),
  mergedInto: z.string().nullable(),
  status: z.enum(['live', 'deleted', 'contested']),
  author: z.string(),
  createdAt: z.number(),
})
export type EntityRow = z.infer<typeof EntityRow>

/** An actor's annotation as entities see it. Offsets in code points; `entity` is the one it was linked to, merged or not. */
export const Mention = z.strictObject({
  id: z.uuid(),
  articleId: z.uuid(),
  layer: LayerName,
  startCodePoint: CodePointOffset,
  endCodePoint: CodePointOffset,
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  entity: z.string().nullable(),
})
export type Mention = z.infer<typeof Mention>

/**
 * The entity that stands for each one now: itself, or the one at the end of its merges. Two that were merged into each
 * other apart from one another stand for the one with the lower id. Pure; an unknown target ends the way.
 */
export function resolveMerges(rows: readonly Pick<EntityRow, 'id' | 'mergedInto'>[]): Map<string, string> {
  const into = new Map(rows.map(({ id, mergedInto }) => [id, mergedInto]))
  const roots = new Map<string, string>()
  for (const { id } of rows) {
    const way = [id]
    let at = into.get(id) ?? null
    while (at !== null && into.has(at) && !way.includes(at)) {
      way.push(at)
      at = into.get(at) ?? null
    }
    const loop = at === null ? -1 : way.indexOf(at)
    roots.set(id, loop === -1 ? way.at(-1)! : [...way.slice(loop)].sort()[0]!)
  }
  return roots
}
