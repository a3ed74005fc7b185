import type { ArticleSummary } from '../../corpus/article.ts'

export const SORT_KEYS = ['title', 'publisher', 'date', 'labels', 'state'] as const
export type SortKey = (typeof SORT_KEYS)[number]
export type Sort = Readonly<{ key: SortKey; descending: boolean }>

const STATE_ORDER = { none: 0, progress: 1, done: 2 } as const

/** The articles that hold every word of the query in title, publisher, author or file, sorted. What is missing comes last. */
export function listRows(articles: readonly ArticleSummary[], query: string, sort: Sort): ArticleSummary[] {
  const words = query.toLocaleLowerCase('ar').split(/\s+/).filter(Boolean)
  const found = articles.filter((article) => {
    const { title, publisher, author, file } = article
    const text = [title, publisher, author, file].join('\n').toLocaleLowerCase('ar')
    return words.every((word) => text.includes(word))
  })
  const collator = new Intl.Collator('ar', { numeric: true })
  return found.sort((a, b) => compare(a, b, sort, collator) || collator.compare(a.title, b.title))
}

/** Live annotations of an article, all labels together. */
export function countAnnotations({ labels }: ArticleSummary): number {
  return Object.values(labels).reduce((sum, count) => sum + count, 0)
}

function compare(a: ArticleSummary, b: ArticleSummary, { key, descending }: Sort, collator: Intl.Collator): number {
  const sign = descending ? -1 : 1
  if (key === 'labels') return sign * (countAnnotations(a) - countAnnotations(b))
  if (key === 'state') return sign * (STATE_ORDER[a.state] - STATE_ORDER[b.state])
  const [left, right] = [a[key], b[key]]
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  return sign * collator.compare(left, right)
}
