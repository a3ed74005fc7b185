import type { Claim, ClaimPart } from '../corpus/claim.ts'
import { findAnnotation } from './annotation.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/**
 * A claim whose source and relayer name the entity that the mention of an actor on the same words refers to, in the layer
 * of the claim; without one, none. What a person marks anew follows the mention that stands there.
 */
export function nameEntities(db: Db, annotationId: string, claim: Claim): Claim {
  const row = findAnnotation(db, annotationId)
  if (row === undefined || claim.source === null) return claim
  const name = <P extends ClaimPart>(part: P): P => {
    const found = statement<{ entityId: string }>(db, ENTITY).get(row.articleId, row.layer, part.end, part.start)
    const { entity: _, ...bare } = part
    return (found === undefined ? bare : { ...bare, entity: found.entityId }) as P
  }
  const { via } = claim.source
  return { ...claim, source: { ...name(claim.source), ...(via ? { via: name(via) } : {}) } }
}

// Of several mentions the longest says most.
const ENTITY = `SELECT m.entity_id AS entityId FROM mention m JOIN annotation n ON n.id = m.annotation_id
WHERE n.article_id = ? AND n.layer = ? AND n.label = 'actor' AND n.status <> 'deleted'
AND n.start_code_point < ? AND n.end_code_point > ?
ORDER BY n.end_code_point - n.start_code_point DESC, n.id LIMIT 1`
