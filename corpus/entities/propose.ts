import { z } from 'zod'
import { EntityKind, type EntityRow, type Mention, resolveMerges } from '../entity.ts'
import { type Grouped, groupMentions } from './group-mentions.ts'
import { LINK_REASONS, SCORES } from './groups.ts'
import { partyOfName } from './known-names.ts'
import { readName } from './mention-name.ts'

/** A mention in a proposal, with why it is there and how sure that is (0 to 1). */
export const ProposedMention = z.strictObject({ id: z.uuid(), reason: z.enum(LINK_REASONS), score: z.number() })

/** Mentions that most likely refer to one entity: a known one, or a new one of that name. */
export const LinkProposal = z.strictObject({
  /** What a refusal names: the entity's id, or `name …` for a new one. */
  link: z.string(),
  entityId: z.string().nullable(),
  name: z.string(),
  kind: EntityKind.nullable(),
  /** Other names that the mentions write. */
  aliases: z.array(z.string()),
  mentions: z.array(ProposedMention).min(1),
  /** Other entities that are most likely the same. */
  same: z.array(z.string()),
  score: z.number(),
})
export type LinkProposal = z.infer<typeof LinkProposal>

type Refusal = Readonly<{ annotationId: string; link: string }>

/**
 * Proposes which mentions without an entity refer to which, and which entities are one, the most telling first. A link
 * that was refused is not proposed again for that mention. Pure: the same mentions give the same proposals.
 */
export function proposeLinks(
  mentions: readonly Mention[],
  entities: readonly EntityRow[],
  refusals: readonly Refusal[] = [],
): LinkProposal[] {
  const refused = new Set(refusals.map(({ annotationId, link }) => `${annotationId} ${link}`))
  const roots = resolveMerges(entities)
  const byName = nameEntities(entities, roots)
  const groups = new Map<string, Grouped[]>()
  for (const grouped of groupMentions(mentions)) {
    const known = groups.get(grouped.group)
    if (known === undefined) groups.set(grouped.group, [grouped])
    else known.push(grouped)
  }
  const proposals = [...groups.values()].flatMap((group) => propose(group, { entities, roots, byName, refused }))
  return proposals.sort(
    (a, b) => b.mentions.length * b.score - a.mentions.length * a.score || (a.name < b.name ? -1 : 1),
  )
}

type Known = Readonly<{
  entities: readonly EntityRow[]
  roots: ReadonlyMap<string, string>
  byName: ReadonlyMap<string, string>
  refused: ReadonlySet<string>
}>

function propose(group: readonly Grouped[], { entities, roots, byName, refused }: Known): LinkProposal[] {
  const found = group.flatMap(({ mention, name }) => [
    mention.entity === null ? undefined : roots.get(mention.entity),
    ...(name.isLocal ? [] : [...name.keys, ...partyKey(name.form)].map((key) => byName.get(key))),
  ])
  const counts = new Map<string, number>()
  for (const id of found) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  const [first, ...same] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([id]) => id)
  const entity = entities.find(({ id }) => id === first)
  const name = entity?.name ?? nameGroup(group)
  const link = entity?.id ?? `name ${readName(name).form}`
  const open = group.filter(({ mention }) => mention.entity === null && !refused.has(`${mention.id} ${link}`))
  // A party that is named once needs no entity to hold its mentions together.
  if (open.length === 0) return []
  if (entity === undefined && (open.length < 2 || !group.some(({ name }) => name.isNameable))) return []
  const mentions = open.map(({ mention, reason }) => ({ id: mention.id, reason, score: SCORES[reason] }))
  const score = mentions.reduce((sum, each) => sum + each.score, 0) / mentions.length
  const kind = group.find((each) => each.name.kind !== null)?.name.kind ?? null
  const aliases = listAliases(group, name)
  return [{ link, entityId: entity?.id ?? null, name, kind, aliases, mentions, same, score }]
}

/** Folded names and aliases of entities; a name that two of them have names neither. */
function nameEntities(entities: readonly EntityRow[], roots: ReadonlyMap<string, string>): Map<string, string> {
  const byName = new Map<string, string>()
  const shared = new Set<string>()
  for (const { id, name, aliases } of entities)
    for (const each of [name, ...aliases]) {
      const { form, isReference } = readName(each)
      const root = roots.get(id) ?? id
      if (isReference || form === '') continue
      for (const key of [form, ...partyKey(form)]) {
        if (byName.has(key) && byName.get(key) !== root) shared.add(key)
        byName.set(key, root)
      }
    }
  for (const form of shared) byName.delete(form)
  return byName
}

/** Under what an entity is found by any name of a party that is known everywhere; nothing for other names. */
function partyKey(form: string): string[] {
  const party = partyOfName.get(form)
  return party === undefined ? [] : [`party ${party}`]
}

/** The name that most mentions write; of two the shorter one of at least two words. */
function nameGroup(group: readonly Grouped[]): string {
  const full = group.filter(
    ({ name, reason }) => !name.isReference && reason !== 'short-form' && reason !== 'reference',
  )
  const counts = new Map<string, { quote: string; count: number; words: number }>()
  for (const { name } of full.length > 0 ? full : group) {
    const known = counts.get(name.form)
    counts.set(name.form, {
      quote: known?.quote ?? name.shown,
      count: (known?.count ?? 0) + 1,
      words: name.words.length,
    })
  }
  const ranked = [...counts.values()].sort(
    (a, b) => b.count - a.count || Number(b.words > 1) - Number(a.words > 1) || a.words - b.words,
  )
  return ranked[0]!.quote
}

/** Every other spelling of names in full, as they were first written. */
function listAliases(group: readonly Grouped[], name: string): string[] {
  const seen = new Set([readName(name).form])
  return group.flatMap(({ mention, name: { form, isLocal }, reason }) => {
    if (isLocal || reason === 'short-form' || reason === 'reference' || seen.has(form)) return []
    seen.add(form)
    return [mention.quote]
  })
}
