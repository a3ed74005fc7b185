import type { AnnotationRow } from '../../corpus/annotation.ts'
import { authorLayer } from '../../corpus/layer.ts'
import { listUntagged } from '../../corpus/occurrences.ts'
import { type CodePointSpan, codePointSpan } from '../../corpus/span.ts'
import { createFinder, type Finder } from '../../corpus/text/find.ts'
import { listAnnotations } from '../../db/annotation.ts'
import { listArticles } from '../../db/article.ts'
import { readKnownText } from '../../db/known-text.ts'
import { isDone } from '../../db/layer.ts'
import type { Db } from '../../db/open.ts'
import { listSettledKeys } from '../../db/suggestion.ts'
import type { Progress } from './job.ts'
import { findKept } from './suggest-article.ts'

/** Words that were just tagged, and where to look for them; all articles that the person is not done with, without one. */
export type Wanted = Readonly<{ label: AnnotationRow['label']; text: string; articleId: string | null }>

/** A place with the same words, in any spelling, with a little of what stands around it. Offsets in code points. */
export type OtherPlace = CodePointSpan &
  Readonly<{
    articleId: string
    articleTitle: string
    quote: string
    before: string
    after: string
    /** False where it is spelt otherwise. */
    exact: boolean
  }>

/**
 * Every other occurrence of words as whole words that the label could be given to: where the person has not annotated or
 * decided anything yet. It ends early, with what it has, when it is cancelled.
 */
export async function* findOthers(
  db: Db,
  by: string | undefined,
  { articleId, ...words }: Wanted,
  progress: Progress,
): AsyncGenerator<OtherPlace[]> {
  const all = listArticles(db).filter(({ id }) => articleId === null || id === articleId)
  const open = all.filter(({ id }) => by === undefined || !isDone(db, id, by))
  for (const [at, { id, title }] of open.entries()) {
    await progress.report(at, open.length, title)
    if (progress.cancelled()) break
    const found = findIn(db, by, { ...words, articleId: id, articleTitle: title })
    if (found.length > 0) yield found
  }
  await progress.report(open.length, open.length)
}

type In = Readonly<{ label: AnnotationRow['label']; text: string; articleId: string; articleTitle: string }>

function findIn(db: Db, by: string | undefined, { label, text: words, articleId, articleTitle }: In): OtherPlace[] {
  const { text, map, sha256 } = readKnownText(db, articleId)
  const hits = finderOf(sha256, text).find(words, { wholeWords: true })
  if (hits.length === 0) return []
  const occurrences = hits.map(({ span, exact }) => ({ ...map.toCodePointSpan(span), span, exact }))
  const open = listUntagged(occurrences, readTaken(db, by, articleId, label))
  return open.map(({ span: { start, end }, exact, startCodePoint, endCodePoint }) => ({
    articleId,
    articleTitle,
    startCodePoint,
    endCodePoint,
    quote: text.slice(start, end),
    before: before(text, start),
    after: after(text, end),
    exact,
  }))
}

function readTaken(db: Db, by: string | undefined, articleId: string, label: AnnotationRow['label']) {
  const own = by === undefined ? 'adjudicated' : authorLayer(by)
  const annotated = listAnnotations(db, articleId).filter(
    (row) => row.label === label && (row.layer === own || row.layer === 'adjudicated'),
  )
  const settled = listSettledKeys(db, articleId, by)
  const decided = [...settled].filter((key) => key.startsWith(`${label}:`)).map(spanOfKey)
  const kept = findKept(db, articleId) ?? []
  const suggested = kept.filter((row) => row.label === label && !settled.has(row.key))
  return { annotated: annotated.map(spanOf), decided, suggested: suggested.map(spanOf) }
}

function spanOf({ startCodePoint, endCodePoint }: { startCodePoint: number; endCodePoint: number }): CodePointSpan {
  return codePointSpan(startCodePoint, endCodePoint)
}

function spanOfKey(key: string): CodePointSpan {
  const [start, end] = key.slice(key.indexOf(':') + 1).split('-')
  return codePointSpan(Number(start), Number(end))
}

const AROUND = 70

/** What stands before a place on its line, whole words of it. */
function before(text: string, start: number): string {
  const from = Math.max(0, start - AROUND)
  const line = text.slice(from, start).split('\n').at(-1)!
  return line.length < start - from || from === 0 ? line : `…${line.slice(line.indexOf(' '))}`
}

function after(text: string, end: number): string {
  const line = text.slice(end, end + AROUND).split('\n')[0]!
  return line.length < AROUND ? line : `${line.slice(0, line.lastIndexOf(' ') + 1)}…`
}

// A text is folded once while work stays with a few articles.
const KEPT = 4
const finders = new Map<string, Finder>()

function finderOf(sha256: string, text: string): Finder {
  const finder = finders.get(sha256) ?? createFinder(text)
  finders.delete(sha256)
  finders.set(sha256, finder)
  for (const oldest of finders.keys()) if (finders.size > KEPT) finders.delete(oldest)
  return finder
}
