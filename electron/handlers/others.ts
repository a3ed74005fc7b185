import { v7 as uuidv7 } from 'uuid'
import type { Label } from '../../corpus/annotation.ts'
import { suggestionKey } from '../../corpus/suggestion.ts'
import { createAnnotation } from '../../db/annotation.ts'
import { describeStacks } from '../../db/history.ts'
import { assertNotDone } from '../../db/layer.ts'
import { currentMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { acceptSuggestions, listSettledKeys } from '../../db/suggestion.ts'
import { findOthers, type OtherPlace } from '../jobs/find-others.ts'
import { findKept } from '../jobs/suggest-article.ts'
import { understandValue } from '../jobs/understand-value.ts'
import { cutIntoParts, writeBulk } from '../jobs/write-bulk.ts'
import { authorOf, type Handlers } from './context.ts'

export const othersHandlers = {
  'review.others': async ({ limit, job, ...wanted }, { db, startJob }) => {
    const progress = startJob(job)
    const places: OtherPlace[] = []
    let [count, articles] = [0, 0]
    for await (const found of findOthers(db, currentMember(db)?.id, wanted, progress)) {
      count += found.length
      articles++
      places.push(...found.slice(0, limit - places.length))
    }
    return { count, articles, places, cancelled: progress.cancelled() }
  },
  'review.tagOthers': async ({ label, subtype, places, job }, context) => {
    const { db } = context
    const by = authorOf(context)
    const parts = [...Map.groupBy(places, ({ articleId }) => articleId)].flatMap(([articleId, own]) =>
      cutIntoParts(own).map((part) => ({ articleId, places: part })),
    )
    for (const { articleId } of parts) assertNotDone(db, articleId, by)
    const group = uuidv7()
    const settledIn = new Map<string, Set<string>>()
    const articles = new Set<string>()
    let count = 0
    const write = (part: Part): void => {
      const settled = settledIn.get(part.articleId) ?? listSettledKeys(db, part.articleId, by)
      settledIn.set(part.articleId, settled)
      const tagged = tag(db, part, { label, subtype, by, group, settled })
      count += tagged
      if (tagged > 0) articles.add(part.articleId)
    }
    try {
      const written = await writeBulk(db, parts, write, context.startJob(job))
      return { count, articles: articles.size, cancelled: written < parts.length }
    } finally {
      // What is written is there to be undone, also where a part failed.
      context.emit('history.changed', describeStacks(db, by))
      for (const articleId of articles) context.emit('article.changed', { articleId })
    }
  },
} satisfies Partial<Handlers>

type Part = Readonly<{ articleId: string; places: readonly Place[] }>
type Place = Readonly<{ startCodePoint: number; endCodePoint: number; quote: string }>
/** `settled` holds the keys of what need not be tagged any more; what is tagged is added to it. */
type As = Readonly<{ label: Label; subtype: string | null; by: string; group: string; settled: Set<string> }>

/**
 * A suggestion that waits at a place is accepted, so that it is decided and learnt from; the rest is tagged by hand. Returns
 * how many were not settled yet.
 */
function tag(db: Db, { articleId, places }: Part, { label, subtype, by, group, settled }: As): number {
  let count = 0
  const waiting = new Map(findKept(db, articleId)?.map((row) => [row.key, row] as const))
  for (const { startCodePoint, endCodePoint, quote } of places) {
    const key = suggestionKey(label, startCodePoint, endCodePoint)
    const row = waiting.get(key)
    if (settled.has(key)) continue
    settled.add(key)
    count++
    const change = subtype === null ? {} : { [key]: { subtype } }
    if (row !== undefined) acceptSuggestions(db, articleId, [row], by, change, group)
    else {
      const draft = { articleId, label, subtype, startCodePoint, endCodePoint, quote }
      createAnnotation(db, { ...draft, value: understandValue(db, draft) }, by, { group })
    }
  }
  return count
}
