import { type LinkRow, mayLink } from '../corpus/link.ts'
import { findAnnotation } from './annotation.ts'
import { linkMentions } from './entity.ts'
import { effectiveOps } from './fold.ts'
import { listLinksOf, setLink } from './link.ts'
import type { Db } from './open.ts'
import { listOps, type Op } from './ops.ts'

/**
 * What people changed by hand on adjudicated annotations after these were made: whom they refer to (`made` is whom the
 * decision said, `now` whom somebody said later; undefined where nobody did), and links that no decision carried over.
 */
export type ByHand = Readonly<{
  entity: Readonly<{ made: string | null; now: string | null }> | undefined
  links: readonly LinkRow[]
}>

/** Reads it before the annotations are replaced. */
export function readByHand(db: Db, ids: readonly string[]): ByHand {
  const entities = ids.flatMap((id) => readEntityByHand(db, id) ?? [])
  const links = ids.flatMap((id) => listLinksOf(db, id)).filter(({ id }) => !isCarried(db, id))
  return { entity: entities.at(-1), links: [...new Map(links.map((link) => [link.id, link])).values()] }
}

/**
 * Whom somebody said that they refer to stays, unless the analysts say something else than they did before; `id` is what
 * takes their place and refers already to whom the decision says. In the caller's act.
 */
export function keepEntity(
  db: Db,
  { entity }: ByHand,
  id: string,
  roots: ReadonlyMap<string, string>,
  by: string,
  group: string,
): void {
  const row = findAnnotation(db, id)
  if (entity === undefined || row?.label !== 'actor') return
  const rootOf = (of: string | null): string | null => (of === null ? null : (roots.get(of) ?? of))
  // One that is deleted by now is nobody to refer to.
  const now = entity.now !== null && roots.has(entity.now) ? entity.now : null
  if (rootOf(row.entity) === rootOf(entity.made)) linkMentions(db, [id], now, by, group, { byHand: true })
}

/** Links what takes their place as people had linked them, as far as its label allows; in the caller's act. */
export function keepLinks(
  db: Db,
  { links }: ByHand,
  to: Readonly<{ id: string; replaced: readonly string[] }>,
  by: string,
  group: string,
): void {
  const moved = (id: string): string => (to.replaced.includes(id) ? to.id : id)
  for (const { from, to: end, kind, author, createdAt } of links) {
    const link = { from: moved(from), to: moved(end), kind }
    const [claim, other] = [findAnnotation(db, link.from), findAnnotation(db, link.to)]
    if (link.from === link.to || claim?.label !== 'claim' || other === undefined || !mayLink(kind, other.label))
      continue
    setLink(db, link, by, { author, createdMs: createdAt, group })
  }
}

function readEntityByHand(db: Db, id: string): { made: string | null; now: string | null } | undefined {
  const ops = effectiveOps(listOps(db, id))
  const act = ops.find(({ kind }) => kind === 'annotation.create')?.group
  const isDecided = ({ group, change }: Op): boolean => group === act && change?.byHand !== true
  const said = ops.filter(({ kind }) => kind === 'mention.link' || kind === 'mention.unlink')
  const last = said.at(-1)
  if (last === undefined || isDecided(last)) return undefined
  const made = said.find(isDecided)?.change?.entityId
  return { made: typeof made === 'string' ? made : null, now: findAnnotation(db, id)?.entity ?? null }
}

function isCarried(db: Db, link: string): boolean {
  return listOps(db, link).some(({ kind, change }) => kind === 'link.set' && change?.derivedFrom !== undefined)
}
