import { listWords, type MarkedArticle, type MarkedSpan } from '../corpus/agreement/marked.ts'
import { DomainError } from '../corpus/errors.ts'
import { authorLayer, LayerName } from '../corpus/layer.ts'
import { listArticles, listSentences } from './article.ts'
import { readKnownText } from './known-text.ts'
import { listMembers } from './member.ts'
import type { Db } from './open.ts'
import { listParticipants } from './participants.ts'
import { statement } from './statement.ts'

/**
 * What agreement compares: every article, with the layers of those who worked on it. An article counts for the
 * adjudicated layer where something was adjudicated in it.
 */
export function listMarkedArticles(db: Db, only?: readonly string[]): MarkedArticle[] {
  return listMarkedTexts(db, only).map(({ text, ...rest }) => ({ ...rest, words: listWords(text) }))
}

/** An article as agreement compares it, before its words are found. */
export type MarkedText = Omit<MarkedArticle, 'words'> & Readonly<{ text: string }>

/** The same with the texts alone: finding the words of a long one takes a while. */
export function listMarkedTexts(db: Db, only?: readonly string[]): MarkedText[] {
  const articles = listArticles(db).filter(({ id }) => only === undefined || only.includes(id))
  return articles.map(({ id }) => {
    const layers = new Map<string, MarkedSpan[]>(listParticipants(db, id).map((member) => [authorLayer(member), []]))
    const marked = statement<MarkedSpan & { layer: string }>(db, MARKED).all(id)
    if (marked.some(({ layer }) => layer === 'adjudicated')) layers.set('adjudicated', [])
    for (const { layer, ...span } of marked) layers.get(layer)?.push(span)
    return { text: readKnownText(db, id).text, sentences: readExtents(db, id), layers }
  })
}

/** The analysts' layers in which somebody worked on an article, in the order in which the members came. */
export function listWorkedLayers(db: Db, articles: readonly Pick<MarkedArticle, 'layers'>[]): string[] {
  const worked = new Set(articles.flatMap(({ layers }) => [...layers.keys()]))
  return listMembers(db)
    .map(({ id }) => authorLayer(id))
    .filter((layer) => worked.has(layer))
}

/** The layer that a person names: itself, or a member's by the exact name. Throws DomainError `not-found`. */
export function findLayer(db: Db, named: string): string {
  const exact = named.normalize('NFC').trim()
  const member = listMembers(db).find(({ id, name }) => name === exact || authorLayer(id) === exact || id === exact)
  if (member) return authorLayer(member.id)
  if (exact !== 'suggested' && !exact.startsWith('author:') && LayerName.safeParse(exact).success) return exact
  throw new DomainError('not-found', `no layer ${named}: name a member, author:<id> or adjudicated`, { query: named })
}

function readExtents(db: Db, articleId: string) {
  return listSentences(db, articleId).map(({ startCodePoint, endCodePoint }) => ({
    start: startCodePoint,
    end: endCodePoint,
  }))
}

const MARKED = `SELECT layer, label, start_code_point AS start, end_code_point AS end FROM annotation
WHERE article_id = ? AND status <> 'deleted' ORDER BY start_code_point, end_code_point, id`
