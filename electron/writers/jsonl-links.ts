import type { Claim } from '../../corpus/claim.ts'
import type { JsonlLink } from '../../corpus/formats/jsonl-beside.ts'
import { findAnnotation } from '../../db/annotation.ts'
import { listLinks, listLinksOf } from '../../db/link.ts'
import type { Db } from '../../db/open.ts'
import type { Selection } from '../jobs/export-corpus.ts'
import type { Mask } from './mask.ts'

/** What a claim is about, as its line says it beside source and cue (record.md). */
export type AboutLink = Readonly<{ link: string; id: string; articleId: string; label: string; text: string }>

/** A claim with what it is about, as far as the export shows that. */
export function withAbout(db: Db, id: string, claim: Claim | null, keeps: Selection['keeps']) {
  if (claim === null) return null
  const about = listLinksOf(db, id).flatMap((link): AboutLink[] => {
    const other = link.kind === 'about' && link.from === id ? findAnnotation(db, link.to) : undefined
    if (other === undefined || !keeps(other)) return []
    return [{ link: link.id, id: other.id, articleId: other.articleId, label: other.label, text: other.quote }]
  })
  return { ...claim, about }
}

/** The lines of `links.jsonl`: the links whose both ends were written. */
export function listLinkLines(db: Db, written: ReadonlySet<string>, mask: Mask): JsonlLink[] {
  return listLinks(db)
    .filter(({ from, to }) => written.has(from) && written.has(to))
    .map(({ id, from, to, kind, author, createdAt }) => {
      return { id, from, to, kind, annotator: mask.name(author), created: new Date(createdAt).toISOString() }
    })
}
