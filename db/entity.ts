import { v7 as uuidv7 } from 'uuid'
import { type EntityChange, type EntityDraft, type EntityRow, type Mention, resolveMerges } from '../corpus/entity.ts'
import { DomainError } from '../corpus/errors.ts'
import { refoldAnnotation } from './annotation-fold.ts'
import { appendOp } from './append.ts'
import { refoldEntity } from './entity-fold.ts'
import { type Db, inTransaction } from './open.ts'
import type { Change, OpKind } from './ops.ts'
import { statement } from './statement.ts'

// Entities belong to the project; which mention refers to which is said on the annotation, in its own log.

/** Creates an entity, or finds the one of that id. `group` makes it part of another act. */
export function createEntity(db: Db, draft: EntityDraft, by: string, group?: string): EntityRow {
  const { id = uuidv7(), ...said } = draft
  return inTransaction(db, () => {
    const known = findEntity(db, id)
    if (known !== undefined) return known
    const whole = { kind: null, note: null, ...said, aliases: unique(said.aliases ?? [], said.name) }
    return write(db, by, 'entity.create', id, whole, group)
  })
}

/** Changes name, kind, aliases or note. A former name becomes an alias, so that it is still found. */
export function changeEntity(db: Db, id: string, change: EntityChange, by: string, group?: string): EntityRow {
  return inTransaction(db, () => {
    const row = getEntity(db, id)
    const renamed = change.name !== undefined && change.name !== row.name
    const aliases = change.aliases ?? (renamed ? [...row.aliases, row.name] : undefined)
    const said = { ...change, ...(aliases ? { aliases: unique(aliases, change.name ?? row.name) } : {}) }
    return write(db, by, 'entity.change', id, said, group)
  })
}

/** Says that entities are the same as another: their mentions and names count for it. One act. */
export function mergeEntities(
  db: Db,
  ids: readonly string[],
  into: string,
  by: string,
  group: string = uuidv7(),
): EntityRow {
  return inTransaction(db, () => {
    const root = rootOf(db, into)
    for (const id of ids) {
      if (rootOf(db, id) === root)
        throw new DomainError('entity-same', 'the two are one entity already: choose another')
      write(db, by, 'entity.merge', rootOf(db, id), { into: root }, group)
    }
    return getEntity(db, root)
  })
}

/** The entity that stands for each one now; those that were deleted are left out. */
export function readRoots(db: Db): Map<string, string> {
  return resolveMerges(listEntities(db))
}

/** True where two entities stand for one already. */
export function areSame(db: Db, one: string, other: string): boolean {
  return rootOf(db, one) === rootOf(db, other)
}

/** Takes a merge back: the entity stands for itself again. */
export function splitEntity(db: Db, id: string, by: string): EntityRow {
  return inTransaction(db, () => {
    getEntity(db, id)
    return write(db, by, 'entity.split', id, {})
  })
}

/** Deletes an entity; its mentions refer to nothing any more. One act, undone at once. */
export function deleteEntity(db: Db, id: string, by: string): void {
  const group = uuidv7()
  inTransaction(db, () => {
    getEntity(db, id)
    for (const { annotationId } of statement<{ annotationId: string }>(db, OF_ENTITY).all(id))
      writeMentionOp(db, by, 'mention.unlink', annotationId, {}, group)
    write(db, by, 'entity.delete', id, {}, group)
  })
}

/**
 * Says which entity annotations refer to; null for none. One act; nothing is written where it is so already. `said` is
 * kept with it.
 */
export function linkMentions(
  db: Db,
  annotationIds: readonly string[],
  entityId: string | null,
  by: string,
  group: string = uuidv7(),
  said: Change = {},
): void {
  inTransaction(db, () => {
    if (entityId !== null) getEntity(db, entityId)
    for (const id of annotationIds) {
      assertMention(db, id)
      const now = statement<{ entityId: string }>(db, LINKED).get(id)?.entityId ?? null
      if (now === entityId) continue
      if (entityId === null) writeMentionOp(db, by, 'mention.unlink', id, said, group)
      else writeMentionOp(db, by, 'mention.link', id, { ...said, entityId }, group)
    }
  })
}

/** Makes a new entity for annotations, also for some of another's: both at once are one act. */
export function linkToNew(db: Db, annotationIds: readonly string[], draft: EntityDraft, by: string): EntityRow {
  const group = uuidv7()
  return inTransaction(db, () => {
    const made = createEntity(db, draft, by, group)
    linkMentions(db, annotationIds, made.id, by, group)
    return getEntity(db, made.id)
  })
}

/** Records that annotations do not refer to what was proposed: an entity's id, or `name …` for a new one. One act. */
export function refuseLinks(db: Db, annotationIds: readonly string[], link: string, by: string): void {
  const group = uuidv7()
  inTransaction(db, () => {
    for (const id of annotationIds) {
      assertMention(db, id)
      writeMentionOp(db, by, 'mention.refuse', id, { link }, group)
    }
  })
}

/** Every entity that is not deleted, also the merged ones; by id, which is their age. */
export function listEntities(db: Db): EntityRow[] {
  return statement<StoredEntity>(db, `${ENTITIES} WHERE status <> 'deleted' ORDER BY id`).all().map(readEntity)
}

/** One entity, deleted or not. */
export function findEntity(db: Db, id: string): EntityRow | undefined {
  const row = statement<StoredEntity>(db, `${ENTITIES} WHERE id = ?`).get(id)
  return row === undefined ? undefined : readEntity(row)
}

/** Every actor's annotation of articles that are here, in the order of articles and texts; deleted ones left out. */
export function listMentions(db: Db): Mention[] {
  return statement<Mention>(db, MENTIONS).all()
}

/** Links that were refused, as `annotation id` and `link`. */
export function listRefusals(db: Db): Readonly<{ annotationId: string; link: string }>[] {
  return statement<{ annotationId: string; link: string }>(db, REFUSALS).all()
}

function write(db: Db, by: string, kind: OpKind, id: string, change: Change, group?: string): EntityRow {
  appendOp(db, by, { kind, target: id, change: { ...change }, ...(group ? { group } : {}) })
  refoldEntity(db, id)
  return findEntity(db, id)!
}

function writeMentionOp(db: Db, by: string, kind: OpKind, id: string, change: Change, group: string): void {
  appendOp(db, by, { kind, target: id, change, group })
  refoldAnnotation(db, id)
}

function getEntity(db: Db, id: string): EntityRow {
  const row = findEntity(db, id)
  if (row !== undefined && row.status !== 'deleted') return row
  throw new DomainError('entity-missing', `no entity ${id}: it was deleted or never existed`, { id })
}

function rootOf(db: Db, id: string): string {
  getEntity(db, id)
  return resolveMerges(listEntities(db)).get(id) ?? id
}

function assertMention(db: Db, id: string): void {
  const row = statement<{ label: string }>(db, LABEL).get(id)
  if (row === undefined)
    throw new DomainError('annotation-missing', `no annotation ${id}: it was deleted or never existed`, { id })
  if (row.label !== 'actor') throw new DomainError('bad-input', `annotation ${id} is no actor and refers to no entity`)
}

/** Names without the shown one, each once, in their order. */
function unique(aliases: readonly string[], name: string): string[] {
  return [...new Set(aliases.map((alias) => alias.trim()))].filter((alias) => alias !== '' && alias !== name)
}

type StoredEntity = Omit<EntityRow, 'aliases'> & { aliases: string }

function readEntity({ aliases, ...row }: StoredEntity): EntityRow {
  return { ...row, aliases: JSON.parse(aliases) as string[] }
}

const ENTITIES = `SELECT id, name, kind, aliases, note, merged_into AS mergedInto, status, author,
created_ms AS createdAt FROM entity`
const LABEL = "SELECT label FROM annotation WHERE id = ? AND status <> 'deleted'"
const LINKED = 'SELECT entity_id AS entityId FROM mention WHERE annotation_id = ?'
const OF_ENTITY = 'SELECT annotation_id AS annotationId FROM mention WHERE entity_id = ? ORDER BY annotation_id'
const MENTIONS = `SELECT n.id, n.article_id AS articleId, n.layer, n.start_code_point AS startCodePoint,
n.end_code_point AS endCodePoint, n.quote, n.prefix, n.suffix, m.entity_id AS entity
FROM annotation n JOIN article a ON a.id = n.article_id AND a.removed = 0
LEFT JOIN mention m ON m.annotation_id = n.id
WHERE n.label = 'actor' AND n.status <> 'deleted' ORDER BY a.added_ms, n.article_id, n.start_code_point, n.id`
const REFUSALS = 'SELECT annotation_id AS annotationId, link FROM refusal ORDER BY annotation_id, link'
