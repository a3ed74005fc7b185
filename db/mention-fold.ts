import { type Field, foldFields } from './fold.ts'
import type { Db } from './open.ts'
import type { Change, Op } from './ops.ts'
import { statement } from './statement.ts'

/** Which entity an annotation refers to, and which links were refused for it, as the log of the annotation has them. */
export type FoldedMention = Readonly<{
  mention: Readonly<{ annotation_id: string; entity_id: string; set_by: string }> | undefined
  refusals: readonly Readonly<{ annotation_id: string; link: string; set_by: string }>[]
}>

/** What an op about a mention says of its annotation: the entity, or that a proposed link is wrong. */
export function readMentionOp({ kind, change }: Op): Change | undefined {
  if (kind === 'mention.link') return { deleted: false, entity: change?.entityId ?? null }
  if (kind === 'mention.unlink') return { deleted: false, entity: null }
  return kind === 'mention.refuse' ? { [`refused ${String(change?.link)}`]: true } : undefined
}

/** Folds the ops on one annotation into its rows about entities. Pure. */
export function foldMention(id: string, ops: readonly Op[]): FoldedMention {
  const fields = foldFields(ops, readMentionOp)
  const entity = fields.get('entity')
  return {
    mention:
      typeof entity?.value === 'string'
        ? { annotation_id: id, entity_id: entity.value, set_by: entity.by.author }
        : undefined,
    refusals: [...fields]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, { by }]: [string, Field]) =>
        name.startsWith(REFUSED) ? [{ annotation_id: id, link: name.slice(REFUSED.length), set_by: by.author }] : [],
      ),
  }
}

/** Writes the rows about entities of one annotation, whose own row must be there. */
export function writeMention(db: Db, id: string, { mention, refusals }: FoldedMention): void {
  if (mention === undefined) statement(db, 'DELETE FROM mention WHERE annotation_id = ?').run(id)
  else statement(db, UPSERT).run(mention)
  statement(db, 'DELETE FROM refusal WHERE annotation_id = ?').run(id)
  for (const refusal of refusals) statement(db, INSERT_REFUSAL).run(refusal)
}

const REFUSED = 'refused '
const UPSERT = `INSERT INTO mention (annotation_id, entity_id, set_by) VALUES (@annotation_id, @entity_id, @set_by)
ON CONFLICT(annotation_id) DO UPDATE SET entity_id = excluded.entity_id, set_by = excluded.set_by`
const INSERT_REFUSAL = 'INSERT INTO refusal (annotation_id, link, set_by) VALUES (@annotation_id, @link, @set_by)'
