import { foldFields } from './fold.ts'
import type { Db } from './open.ts'
import { listOps, type Op } from './ops.ts'
import { statement } from './statement.ts'

// One register a target: `layer:<article>:<author>` says whether an author is done with an article,
// `layer:<article>:*` whether everybody's layers of it are open to all.

/** Stands for everybody in the target of `layer.open`. */
export const EVERYBODY = '*'

/** The target of the ops that say how far an author is with an article. */
export function layerTarget(articleId: string, author: string): string {
  return `layer:${articleId}:${author}`
}

/** The article and the author of such a target; undefined for any other target. */
export function parseLayerTarget(target: string): { articleId: string; author: string } | undefined {
  const [prefix, articleId, author] = target.split(':')
  return prefix === 'layer' && articleId && author ? { articleId, author } : undefined
}

/**
 * One layer's state as the log has it; undefined where nobody said anything that stands. Pure. Done and reopened apart
 * from each other is contested and counts as progress; opened and closed apart counts as closed.
 */
export function foldLayer(ops: readonly Op[]): Readonly<Record<string, string | number>> | undefined {
  const shown = foldFields(ops, readLayerOp).get('state')
  const of = parseLayerTarget(ops[0]?.target ?? '')
  if (shown === undefined || of === undefined || shown.value === 'closed') return undefined
  return {
    article_id: of.articleId,
    author: of.author,
    state: shown.contested ? 'progress' : String(shown.value),
    contested: shown.contested ? 1 : 0,
    set_by: shown.by.author,
    changed_ms: shown.by.wallMs,
  }
}

/** Folds one layer's state and writes its row, or takes it away. */
export function refoldLayer(db: Db, target: string): void {
  const row = foldLayer(listOps(db, target))
  const of = parseLayerTarget(target)
  if (row !== undefined) statement(db, UPSERT).run(row)
  else if (of) statement(db, 'DELETE FROM layer_state WHERE article_id = ? AND author = ?').run(of.articleId, of.author)
}

/** What an op says of a layer: how far its author is, or whether all may see it. */
export function readLayerOp({ kind, change }: Op): { state: string } | undefined {
  if (kind === 'layer.done') return { state: 'done' }
  if (kind === 'layer.reopen') return { state: 'progress' }
  return kind === 'layer.open' ? { state: change?.open === false ? 'closed' : 'open' } : undefined
}

const UPSERT = `INSERT INTO layer_state (article_id, author, state, contested, set_by, changed_ms)
VALUES (@article_id, @author, @state, @contested, @set_by, @changed_ms)
ON CONFLICT(article_id, author) DO UPDATE SET state = excluded.state, contested = excluded.contested,
set_by = excluded.set_by, changed_ms = excluded.changed_ms`
