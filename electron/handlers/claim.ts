import { DomainError } from '../../corpus/errors.ts'
import { findAnnotation } from '../../db/annotation.ts'
import { getArticle } from '../../db/article.ts'
import { listClaims, listSimilarClaims, type Sight } from '../../db/claims.ts'
import { describeStacks } from '../../db/history.ts'
import { lookOf } from '../../db/layer.ts'
import { findLink, listLinksOf, removeLinks, setLinks } from '../../db/link.ts'
import { currentMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { proposeFor } from '../jobs/propose-claim.ts'
import { authorOf, type Handlers } from './context.ts'

export const claimHandlers = {
  'claim.list': (_, { db }) => listClaims(db, sightOf(db)),
  'claim.propose': ({ annotationId }, { db }) => proposeFor(db, annotationId),
  'claim.similar': ({ annotationId, limit }, { db }) =>
    listSimilarClaims(db, annotationId, limit, sightOf(db)).map(({ id, score }) => ({
      score,
      ...describeClaim(db, id),
    })),
  'link.list': ({ annotationId }, { db }) => listOpenLinks(db, annotationId),
  'link.set': ({ links }, context) => {
    const by = authorOf(context)
    assertSeen(
      context.db,
      links.flatMap(({ from, to }) => [from, to]),
    )
    const made = setLinks(context.db, links, by)
    context.emit('history.changed', describeStacks(context.db, by))
    return made
  },
  'link.remove': ({ ids }, context) => {
    const by = authorOf(context)
    const isLead = currentMember(context.db)?.role === 'lead'
    for (const id of ids)
      if (!isLead && findLink(context.db, id)?.author !== by)
        throw new DomainError('layer-foreign', `link ${id} is somebody else's: only its author takes it away`, { id })
    removeLinks(context.db, ids, by)
    context.emit('history.changed', describeStacks(context.db, by))
    return {}
  },
} satisfies Partial<Handlers>

/** Which layers whoever works here may see. */
function sightOf(db: Db): Sight {
  const { sees } = lookOf(db, currentMember(db))
  return sees ?? (() => true)
}

function listOpenLinks(db: Db, annotationId: string) {
  const sees = sightOf(db)
  return listLinksOf(db, annotationId).flatMap((link) => {
    const outward = link.from === annotationId
    const other = findAnnotation(db, outward ? link.to : link.from)
    if (other === undefined || !sees(other.articleId, other.layer)) return []
    const { id, articleId, label, quote } = other
    return [{ ...link, outward, other: { id, articleId, articleTitle: getArticle(db, articleId).title, label, quote } }]
  })
}

function describeClaim(db: Db, id: string) {
  const { articleId, quote, claim } = findAnnotation(db, id)!
  const articleTitle = getArticle(db, articleId).title
  return {
    id,
    articleId,
    articleTitle,
    quote,
    source: claim?.source?.text ?? null,
    polarity: claim?.polarity ?? 'asserts',
  }
}

function assertSeen(db: Db, ids: readonly string[]): void {
  const sees = sightOf(db)
  for (const id of ids) {
    const row = findAnnotation(db, id)
    if (row && !sees(row.articleId, row.layer))
      throw new DomainError('annotation-missing', `no annotation ${id}: it was deleted or never existed`, { id })
  }
}
