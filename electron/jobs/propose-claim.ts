import type { Claim } from '../../corpus/claim.ts'
import { proposeClaim } from '../../corpus/claim-proposal.ts'
import { codePointSpan } from '../../corpus/span.ts'
import { findAnnotation } from '../../db/annotation.ts'
import { listSentences } from '../../db/article.ts'
import type { Db } from '../../db/open.ts'
import { suggestForArticle } from './suggest-article.ts'

/** What the rules would say of a claim that is annotated, without writing it; null where they know nothing. */
export async function proposeFor(db: Db, annotationId: string): Promise<Claim | null> {
  const row = findAnnotation(db, annotationId)
  if (row === undefined || row.label !== 'claim') return null
  const suggested = await suggestForArticle(db, row.articleId)
  const sentence = listSentences(db, row.articleId).find(
    ({ startCodePoint, endCodePoint }) => startCodePoint <= row.startCodePoint && row.startCodePoint < endCodePoint,
  )
  const content = codePointSpan(row.startCodePoint, row.endCodePoint)
  const around = sentence && codePointSpan(sentence.startCodePoint, sentence.endCodePoint)
  return proposeClaim(suggested, content, around) ?? null
}
