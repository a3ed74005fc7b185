import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../corpus/errors.ts'
import { authorLayer, layerAuthor } from '../corpus/layer.ts'
import { appendOp } from './append.ts'
import { findArticle, getArticle } from './article.ts'
import type { Look } from './article-state.ts'
import { EVERYBODY, layerTarget, refoldLayer } from './layer-state.ts'
import { holdsLeadsKey, type MemberRow } from './member.ts'
import { type Db, inTransaction } from './open.ts'
import type { Change, OpKind } from './ops.ts'
import { statement } from './statement.ts'

// Analysts annotate blind: nobody but leads and auditors sees another's layer of an article until a lead opens it.

/** Says that an author is done with an article. Saying it again changes nothing. */
export function finishLayer(db: Db, articleId: string, author: string, by: string): void {
  if (stateOf(db, articleId, author) !== 'done') write(db, 'layer.done', articleId, author, {}, by)
}

/** Takes "done" back. Nothing where it was not said. */
export function reopenLayer(db: Db, articleId: string, author: string, by: string): void {
  if (stateOf(db, articleId, author) === 'done') write(db, 'layer.reopen', articleId, author, {}, by)
}

/** Lets everybody see everybody's layers of articles, or only their own again; one act. */
export function openLayers(db: Db, articleIds: readonly string[], open: boolean, by: string): void {
  const group = uuidv7()
  inTransaction(db, () => {
    for (const articleId of articleIds)
      if ((stateOf(db, articleId, EVERYBODY) === 'open') !== open)
        write(db, 'layer.open', articleId, EVERYBODY, open ? {} : { open: false }, by, group)
  })
}

/**
 * With whose eyes a member looks: a lead or an auditor sees every layer, an annotator their own, the adjudicated one, and
 * the others' where a lead opened the article. Who has given no name sees what every annotator does, and all only where
 * a lead's key is this user's.
 */
export function lookOf(db: Db, member: Pick<MemberRow, 'id' | 'role'> | undefined): Look {
  if (member === undefined && holdsLeadsKey(db)) return {}
  if (member !== undefined && member.role !== 'annotator') return { author: member }
  const own = member && authorLayer(member.id)
  const opened = new Set(
    statement<{ id: string }>(db, OPENED)
      .all()
      .map(({ id }) => id),
  )
  return {
    ...(member ? { author: member } : {}),
    sees: (articleId, layer) => layer === own || layerAuthor(layer) === undefined || opened.has(articleId),
  }
}

/** True where somebody has annotated and who has given no name does not see it. */
export function hidesLayers(db: Db): boolean {
  return statement(db, ANNOTATED).get() !== undefined && lookOf(db, undefined).sees !== undefined
}

/**
 * Refuses what a member may not change: somebody else's layer (`layer-foreign`), and an article that the member is done
 * with (`layer-done`, with its `articleId`). The adjudicated layer is the leads'.
 */
export function assertMayChange(db: Db, ids: readonly string[], member: Pick<MemberRow, 'id' | 'role'>): void {
  const articles = new Set<string>()
  for (const id of ids) {
    const found = statement<{ layer: string; articleId: string }>(db, LAYER_OF).get(id)
    // An unknown annotation is refused by whoever changes it.
    if (found === undefined) continue
    const isMine = found.layer === authorLayer(member.id)
    const isLeads = found.layer === 'adjudicated' && member.role === 'lead'
    if (isMine) articles.add(found.articleId)
    else if (!isLeads)
      throw new DomainError('layer-foreign', `annotation ${id} is in another layer: only its author changes it`, { id })
  }
  for (const articleId of articles) assertNotDone(db, articleId, member.id)
}

/** Whether an author called an article done. */
export function isDone(db: Db, articleId: string, author: string): boolean {
  return stateOf(db, articleId, author) === 'done'
}

/** Refuses to add to a layer that its author called done: DomainError `layer-done`, with the `articleId`. */
export function assertNotDone(db: Db, articleId: string, author: string): void {
  if (stateOf(db, articleId, author) !== 'done') return
  const title = findArticle(db, articleId)?.title ?? articleId
  throw new DomainError('layer-done', `${title} is marked as done: reopen it first`, { articleId, title })
}

function stateOf(db: Db, articleId: string, author: string): string | undefined {
  return statement<{ state: string }>(db, STATE).get(articleId, author)?.state
}

function write(
  db: Db,
  kind: OpKind,
  articleId: string,
  author: string,
  change: Change,
  by: string,
  group?: string,
): void {
  inTransaction(db, () => {
    getArticle(db, articleId)
    const target = layerTarget(articleId, author)
    appendOp(db, by, { kind, target, change, ...(group ? { group } : {}) })
    refoldLayer(db, target)
  })
}

const STATE = 'SELECT state FROM layer_state WHERE article_id = ? AND author = ?'
const OPENED = `SELECT article_id AS id FROM layer_state WHERE author = '${EVERYBODY}' AND state = 'open'`
const LAYER_OF = 'SELECT layer, article_id AS articleId FROM annotation WHERE id = ?'
const ANNOTATED = "SELECT 1 FROM annotation WHERE layer LIKE 'author:%' AND status <> 'deleted' LIMIT 1"
