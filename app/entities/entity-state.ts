import { type EntityDraft, type EntityRow, resolveMerges } from '../../corpus/entity.ts'
import type { Output } from '../../electron/contract.ts'
import { call, type Failure, listen, type Result } from '../api.ts'
import { project } from '../shell/project.ts'
import { edit } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'

export type SeenMention = Output<'entity.overview'>['mentions'][number]
export type Proposal = Output<'entity.proposals'>[number]

/** An entity that stands for itself, with what refers to it and what was merged into it. */
export type EntityInView = Readonly<{
  row: EntityRow
  mentions: readonly SeenMention[]
  /** How many articles mention it. */
  articles: number
  merged: readonly EntityRow[]
}>

/** Entities, their mentions and what is proposed, as they were read last; null before. */
export type EntityState = Readonly<{
  entities: readonly EntityInView[] | null
  mentions: ReadonlyMap<string, SeenMention>
  proposals: readonly Proposal[] | null
  failure: Failure | null
}>

export const entities = createStore<EntityState>({
  entities: null,
  mentions: new Map(),
  proposals: null,
  failure: null,
})

/** How many views show proposals. */
let shows = 0

/** Reads entities and mentions, and proposals where they are shown. */
export async function loadEntities(proposes = shows > 0): Promise<void> {
  const [read, proposed] = await Promise.all([
    call('entity.overview', {}),
    proposes ? call('entity.proposals', {}) : undefined,
  ])
  if (!read.ok) return entities.update({ failure: read.failure })
  const { mentions } = read.value
  entities.set({
    entities: viewEntities(read.value.entities, mentions),
    mentions: new Map(mentions.map((mention) => [mention.id, mention])),
    proposals: proposed === undefined ? entities.get().proposals : proposed.ok ? proposed.value : [],
    failure: null,
  })
}

/** Keeps the entities as the project has them until the returned function is called. */
export function followEntities(): () => void {
  shows++
  void loadEntities()
  const stops = [
    listen('history.changed', () => void loadEntities()),
    listen('article.changed', () => void loadEntities()),
  ]
  let { served } = project.get()
  stops.push(
    project.subscribe(() => {
      if (served === project.get().served) return
      served = project.get().served
      void loadEntities()
    }),
  )
  return () => {
    shows--
    for (const stop of stops) stop()
  }
}

/** A new entity for mentions, as one act. */
export function createFor(draft: EntityDraft, mentions: readonly string[]): Promise<Result<EntityRow>> {
  return change(`create entity ${draft.name}`, () => call('entity.create', { draft, mentions: [...mentions] }))
}

/** Says what mentions refer to. */
export function linkTo(mentions: readonly string[], entityId: string | null): Promise<Result<unknown>> {
  return change(`link ${mentions.join()}`, () => call('mention.link', { ids: [...mentions], entityId }))
}

/** Makes the mentions of a proposal refer to what it proposes; a new one gets the name that is given. */
export function acceptProposal(proposal: Proposal, ids: readonly string[], name: string): Promise<Result<unknown>> {
  if (proposal.entityId !== null) return linkTo(ids, proposal.entityId)
  const aliases = [...proposal.aliases, proposal.name].filter((alias) => alias !== name)
  return createFor({ name, kind: proposal.kind, aliases: [...new Set(aliases)] }, ids)
}

/** Says that the mentions of a proposal do not refer to it. */
export function refuseProposal({ mentions, link }: Proposal): Promise<Result<unknown>> {
  return change(`refuse ${link}`, () => call('mention.refuse', { ids: mentions.map(({ id }) => id), link }))
}

/** Changes what is said of an entity. */
export function changeEntity(
  id: string,
  said: Parameters<typeof call<'entity.change'>>[1]['change'],
): Promise<Result<EntityRow>> {
  return change(`${Object.keys(said)} of entity ${id}`, () => call('entity.change', { id, change: said }))
}

/** Says that one entity is the same as another. */
export function mergeInto(id: string, into: string): Promise<Result<EntityRow>> {
  return change(`merge ${id}`, () => call('entity.merge', { ids: [id], into }))
}

/** Takes a merge back. */
export function splitOff(id: string): Promise<Result<EntityRow>> {
  return change(`split ${id}`, () => call('entity.split', { id }))
}

/** Deletes an entity; its mentions refer to nothing then. */
export function deleteEntity(id: string): Promise<Result<unknown>> {
  return change(`delete entity ${id}`, () => call('entity.delete', { id }))
}

function change<T>(subject: string, run: () => Promise<Result<T>>): Promise<Result<T>> {
  return edit(subject, run, () => {
    if (shows > 0) void loadEntities()
  })
}

/** Entities that stand for themselves, the most mentioned first. */
function viewEntities(rows: readonly EntityRow[], mentions: readonly SeenMention[]): EntityInView[] {
  const roots = resolveMerges(rows)
  const byRoot = new Map<string, SeenMention[]>()
  for (const mention of mentions) {
    const root = mention.entity === null ? undefined : roots.get(mention.entity)
    if (root === undefined) continue
    const known = byRoot.get(root)
    if (known === undefined) byRoot.set(root, [mention])
    else known.push(mention)
  }
  return rows
    .filter(({ id }) => roots.get(id) === id)
    .map((row) => {
      const own = byRoot.get(row.id) ?? []
      const merged = rows.filter(({ id }) => id !== row.id && roots.get(id) === row.id)
      return { row, mentions: own, articles: new Set(own.map(({ articleId }) => articleId)).size, merged }
    })
    .sort((a, b) => b.mentions.length - a.mentions.length || a.row.name.localeCompare(b.row.name, 'ar'))
}
