import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../corpus/errors.ts'
import { isMutual, type LinkDraft, type LinkRow, mayLink } from '../corpus/link.ts'
import { findAnnotation } from './annotation.ts'
import { appendOp } from './append.ts'
import { refoldLink } from './link-fold.ts'
import { type Db, inTransaction } from './open.ts'
import { listOps } from './ops.ts'
import { statement } from './statement.ts'

/** Where a link comes from when it is not made here: its own id, who made it and when. */
export type LinkOrigin = Readonly<{
  id?: string
  author?: string
  createdMs?: number
  group?: string
  /** The link that it was carried over from, as `link:<id>`. */
  derivedFrom?: string
}>

/**
 * Links claims to what they are about or to other claims, as one act. A link that the same person has made already stays
 * the one it is. Throws DomainError `annotation-missing` for an end that is not here, `bad-input` for ends that the kind
 * does not fit.
 */
export function setLinks(db: Db, drafts: readonly LinkDraft[], by: string, group: string = uuidv7()): LinkRow[] {
  return inTransaction(db, () => drafts.map((draft) => setLink(db, draft, by, { group })))
}

/** One link, with where it comes from. */
export function setLink(db: Db, draft: LinkDraft, by: string, origin: LinkOrigin = {}): LinkRow {
  return inTransaction(db, () => {
    assertFits(db, draft)
    const known = origin.id === undefined ? findSame(db, draft, origin.author ?? by) : findLink(db, origin.id)
    if (known !== undefined) return known
    const id = origin.id ?? uuidv7()
    const { author, createdMs, group, derivedFrom } = origin
    const change = {
      ...draft,
      ...(author ? { author } : {}),
      ...(createdMs === undefined ? {} : { createdMs }),
      ...(derivedFrom ? { derivedFrom } : {}),
    }
    appendOp(db, by, { kind: 'link.set', target: id, change, ...(group ? { group } : {}) })
    refoldLink(db, id)
    return findLink(db, id)!
  })
}

/** Takes links away as one act; undo brings them back. */
export function removeLinks(db: Db, ids: readonly string[], by: string): void {
  const group = uuidv7()
  inTransaction(db, () => {
    for (const id of ids) {
      if (findLink(db, id) === undefined)
        throw new DomainError('link-missing', `no link ${id}: it was taken away or never existed`, { id })
      appendOp(db, by, { kind: 'link.remove', target: id, change: {}, group })
      refoldLink(db, id)
    }
  })
}

/** One link; undefined for one that is not there. */
export function findLink(db: Db, id: string): LinkRow | undefined {
  return statement<LinkRow>(db, `${LINKS} AND l.id = ?`).get(id)
}

/** The links of an annotation in both directions, oldest first; none to or from what was deleted. */
export function listLinksOf(db: Db, annotationId: string): LinkRow[] {
  return statement<LinkRow>(db, `${LINKS} AND (l.from_id = ? OR l.to_id = ?) ${IN_ORDER}`).all(
    annotationId,
    annotationId,
  )
}

/** All links between annotations that are live, oldest first. */
export function listLinks(db: Db): LinkRow[] {
  return statement<LinkRow>(db, `${LINKS} ${IN_ORDER}`).all()
}

/** The claim that a link began at, also of one that was taken away or undone; undefined for an unknown id. */
export function claimOfLink(db: Db, id: string): string | undefined {
  const from = listOps(db, id).find(({ kind }) => kind === 'link.set')?.change?.from
  return from === undefined ? undefined : String(from)
}

function assertFits(db: Db, { from, to, kind }: LinkDraft): void {
  const [claim, other] = [from, to].map((id) => {
    const row = findAnnotation(db, id)
    if (row && row.status !== 'deleted') return row
    throw new DomainError('annotation-missing', `no annotation ${id}: it was deleted or never existed`, { id })
  })
  if (from === to) throw new DomainError('bad-input', 'a claim is not linked to itself')
  if (claim!.label !== 'claim') throw new DomainError('bad-input', `annotation ${from} is not a claim`)
  if (!mayLink(kind, other!.label))
    throw new DomainError('bad-input', `a link ${kind} does not lead to an annotation labelled ${other!.label}`)
}

function findSame(db: Db, { from, to, kind }: LinkDraft, author: string): LinkRow | undefined {
  const find = statement<LinkRow>(db, `${LINKS} AND l.from_id = ? AND l.to_id = ? AND l.kind = ? AND l.author = ?`)
  return find.get(from, to, kind, author) ?? (isMutual(kind) ? find.get(to, from, kind, author) : undefined)
}

const LINKS = `SELECT l.id, l.from_id AS "from", l.to_id AS "to", l.kind, l.author, l.created_ms AS createdAt
FROM link l JOIN annotation f ON f.id = l.from_id JOIN annotation t ON t.id = l.to_id
WHERE f.status <> 'deleted' AND t.status <> 'deleted'`
const IN_ORDER = 'ORDER BY l.created_ms, l.id'
