import { z } from 'zod'
import { LinkProposal } from '../../corpus/entities/propose.ts'
import { EntityChange, EntityDraft, EntityRow, Mention } from '../../corpus/entity.ts'

// Routes about entities: who or what the actors' annotations refer to. Offsets in code points.

const id = z.uuid()
const none = z.strictObject({})
const ids = z.array(id).min(1).max(20_000)
/** A proposal as a refusal names it: the entity's id, or `name …`. */
const link = z.string().min(1).max(3000)

/** A mention that this person sees; `mine` where they may say what it refers to. */
export const SeenMention = z.strictObject({ ...Mention.shape, mine: z.boolean() })
export type SeenMention = z.infer<typeof SeenMention>

export const entityRoutes = {
  /** Every entity that is not deleted, merged ones too, and every actor's annotation that this person sees. */
  'entity.overview': {
    input: none,
    output: z.strictObject({ entities: z.array(EntityRow), mentions: z.array(SeenMention) }),
  },
  /** Which of this person's mentions most likely refer to which entity, the most telling first. */
  'entity.proposals': { input: none, output: z.array(LinkProposal) },
  'entity.list': { input: none, output: z.array(EntityRow) },
  /** A new entity for mentions, as one act; for none it stands by itself. */
  'entity.create': {
    input: z.strictObject({ draft: EntityDraft, mentions: z.array(id).max(20_000) }),
    output: EntityRow,
  },
  'entity.change': { input: z.strictObject({ id, change: EntityChange }), output: EntityRow },
  'entity.merge': { input: z.strictObject({ ids, into: id }), output: EntityRow },
  'entity.split': { input: z.strictObject({ id }), output: EntityRow },
  'entity.delete': { input: z.strictObject({ id }), output: none },
  /** Says what mentions refer to; null for nothing. */
  'mention.link': { input: z.strictObject({ ids, entityId: id.nullable() }), output: none },
  /** Says that mentions do not refer to what was proposed. */
  'mention.refuse': { input: z.strictObject({ ids, link }), output: none },
} as const
