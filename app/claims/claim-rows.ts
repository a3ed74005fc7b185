import { fold } from '../../corpus/text/fold.ts'
import type { ClaimRow } from '../../electron/contract/claim.ts'

/** What the table is sorted by. */
export const CLAIM_SORTS = ['article', 'content', 'source', 'about', 'stance', 'rating', 'date', 'links'] as const
export type ClaimSort = Readonly<{ key: (typeof CLAIM_SORTS)[number]; descending: boolean }>

/** Which claims are shown; an empty string shows all. */
export type ClaimFilter = Readonly<{
  text: string
  articleId: string
  /** `entity:` and an id, else folded words of the source; a single dash for claims without one. */
  source: string
  /** The id of an entity; a single dash for claims that are about none. */
  about: string
  polarity: string
  /** `rated`, `unrated`, a reliability or a credibility. */
  rating: string
}>

export const NO_FILTER: ClaimFilter = { text: '', articleId: '', source: '', about: '', polarity: '', rating: '' }

/** Stands for claims without a source, or about nobody. */
export const UNNAMED = '-'

/** The claims that the filter shows; its text is found in whatever spelling, every word of it somewhere in the claim. */
export function filterClaims(claims: readonly ClaimRow[], filter: ClaimFilter): ClaimRow[] {
  const words = foldText(filter.text)
    .split(/\s+/)
    .filter((word) => word !== '')
  return claims.filter(
    (row) =>
      (filter.articleId === '' || row.articleId === filter.articleId) &&
      (filter.polarity === '' || row.claim?.polarity === filter.polarity) &&
      (filter.source === '' || sourceKey(row) === filter.source) &&
      (filter.about === '' || isAbout(row, filter.about)) &&
      (filter.rating === '' || hasRating(row, filter.rating)) &&
      (words.length === 0 || words.every((word) => foldedOf(row).includes(word))),
  )
}

/** The claims in another order; those alike in it stay as they were. */
export function sortClaims(claims: readonly ClaimRow[], { key, descending }: ClaimSort): ClaimRow[] {
  const turn = descending ? -1 : 1
  const keys = new Map(claims.map((row) => [row, sortKey(row, key)]))
  return [...claims].sort((a, b) => turn * compareKeys(keys.get(a)!, keys.get(b)!))
}

/** What claims can be filtered by, with how many there are. */
export type Counted = Readonly<{ key: string; text: string; count: number }>

/**
 * The sources of claims, the most frequent first: the entities that they refer to by name, the others by what they are
 * folded to, each in one of its spellings.
 */
export function listSources(claims: readonly ClaimRow[]): Counted[] {
  return countBy(claims, (row) => [{ key: sourceKey(row), text: row.speaker?.name ?? row.claim?.source?.text ?? '' }])
}

/** The entities that claims are about, the most frequent first. */
export function listAbout(claims: readonly ClaimRow[]): Counted[] {
  return countBy(claims, ({ about }) => about.map(({ id, name }) => ({ key: id, text: name })))
}

/** The key of claims that an entity says. */
export function speakerKey(id: string): string {
  return `entity:${id}`
}

function countBy(claims: readonly ClaimRow[], read: (row: ClaimRow) => Omit<Counted, 'count'>[]): Counted[] {
  const found = new Map<string, { key: string; text: string; count: number }>()
  for (const { key, text } of claims.flatMap(read)) {
    const known = found.get(key)
    if (known) known.count++
    else found.set(key, { key, text, count: 1 })
  }
  return [...found.values()].sort((a, b) => b.count - a.count)
}

/** All links of a claim. */
export function countLinks({ links }: ClaimRow): number {
  return links.about + links.repeats + links.supports + links.contradicts
}

function isAbout({ about }: ClaimRow, wanted: string): boolean {
  return wanted === UNNAMED ? about.length === 0 : about.some(({ id }) => id === wanted)
}

function sourceKey({ claim, speaker }: ClaimRow): string {
  if (speaker !== null) return speakerKey(speaker.id)
  return claim?.source ? foldText(claim.source.text) : UNNAMED
}

function hasRating({ rating }: ClaimRow, wanted: string): boolean {
  const signs = [rating?.reliability, rating?.credibility].filter((sign) => sign !== null && sign !== undefined)
  if (wanted === 'rated' || wanted === 'unrated') return signs.length > 0 === (wanted === 'rated')
  return signs.map(String).includes(wanted)
}

type Key = string | number
const collator = new Intl.Collator(['ar', 'en'], { numeric: true })

/** What is missing comes last, whichever way the order runs. */
function sortKey(row: ClaimRow, key: ClaimSort['key']): Key {
  if (key === 'content') return row.quote
  if (key === 'source') return row.speaker?.name ?? row.claim?.source?.text ?? LAST
  if (key === 'about') return row.about.map(({ name }) => name).join(' ') || LAST
  if (key === 'stance') return `${row.claim?.polarity ?? LAST} ${row.claim?.hedged ?? ''}`
  if (key === 'rating') return `${row.rating?.reliability ?? 'Z'}${row.rating?.credibility ?? 9}`
  if (key === 'date') return row.date ?? LAST
  if (key === 'links') return countLinks(row)
  return row.articleTitle
}

const LAST = '\uffff'

function compareKeys(a: Key, b: Key): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}

const folded = new WeakMap<ClaimRow, string>()

function foldedOf(row: ClaimRow): string {
  const known = folded.get(row)
  if (known !== undefined) return known
  const { claim, quote, articleTitle, speaker, about } = row
  const made = foldText(
    [
      quote,
      claim?.source?.text,
      claim?.source?.via?.text,
      claim?.cue?.text,
      articleTitle,
      speaker?.name,
      ...about.map(({ name }) => name),
    ].join(' '),
  )
  folded.set(row, made)
  return made
}

function foldText(text: string): string {
  return fold(text.toLowerCase(), 'default').text.trim()
}
