import { proposeLinks } from '../../corpus/entities/propose.ts'
import { DomainError } from '../../corpus/errors.ts'
import { authorLayer } from '../../corpus/layer.ts'
import {
  changeEntity,
  createEntity,
  deleteEntity,
  linkMentions,
  linkToNew,
  listEntities,
  listMentions,
  listRefusals,
  mergeEntities,
  refuseLinks,
  splitEntity,
} from '../../db/entity.ts'
import { describeStacks } from '../../db/history.ts'
import { lookOf } from '../../db/layer.ts'
import { currentMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import type { SeenMention } from '../contract/entity.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const entityHandlers = {
  'entity.overview': (_, { db }) => ({ entities: listEntities(db), mentions: listSeen(db) }),
  'entity.list': (_, { db }) => listEntities(db),
  'entity.proposals': (_, { db }) => {
    const mine = listSeen(db).filter((mention) => mention.mine)
    return proposeLinks(mine, listEntities(db), listRefusals(db))
  },
  'entity.create': ({ draft, mentions }, context) =>
    edit(context, mentions, (by) =>
      mentions.length === 0 ? createEntity(context.db, draft, by) : linkToNew(context.db, mentions, draft, by),
    ),
  'entity.change': ({ id, change }, context) => edit(context, [], (by) => changeEntity(context.db, id, change, by)),
  'entity.merge': ({ ids, into }, context) => edit(context, [], (by) => mergeEntities(context.db, ids, into, by)),
  'entity.split': ({ id }, context) => edit(context, [], (by) => splitEntity(context.db, id, by)),
  'entity.delete': ({ id }, context) =>
    edit(context, [], (by) => {
      deleteEntity(context.db, id, by)
      return {}
    }),
  'mention.link': ({ ids, entityId }, context) =>
    edit(context, ids, (by) => {
      linkMentions(context.db, ids, entityId, by)
      return {}
    }),
  'mention.refuse': ({ ids, link }, context) =>
    edit(context, ids, (by) => {
      refuseLinks(context.db, ids, link, by)
      return {}
    }),
} satisfies Partial<Handlers>

/** Runs an edit on mentions of one's own and tells the window what can be undone now. */
function edit<T>(context: Context, mentions: readonly string[], change: (by: string) => T): T {
  const by = authorOf(context)
  if (mentions.length > 0) {
    const mine = new Set(listSeen(context.db).flatMap(({ id, mine }) => (mine ? [id] : [])))
    const foreign = mentions.find((id) => !mine.has(id))
    if (foreign !== undefined)
      throw new DomainError('layer-foreign', `annotation ${foreign} is in another layer: only its author changes it`)
  }
  const result = change(by)
  context.emit('history.changed', describeStacks(context.db, by))
  return result
}

/** What whoever works here may see; theirs are their own layer and, for a lead, the adjudicated one. */
function listSeen(db: Db): SeenMention[] {
  const member = currentMember(db)
  const { sees } = lookOf(db, member)
  const own = new Set(member === undefined ? [] : [authorLayer(member.id)])
  if (member === undefined || member.role === 'lead') own.add('adjudicated')
  return listMentions(db)
    .filter(({ articleId, layer }) => sees?.(articleId, layer) !== false)
    .map((mention) => ({ ...mention, mine: own.has(mention.layer) }))
}
