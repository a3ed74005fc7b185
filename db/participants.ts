import { authorLayer } from '../corpus/layer.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/**
 * The members whose work on an article can be compared: those who marked it done. As long as nobody said anything about
 * it, whoever has an annotation in it. Only they can be said to have left something unmarked.
 */
export function listParticipants(db: Db, articleId: string): string[] {
  const states = statement<{ author: string; state: string }>(db, STATES).all(articleId)
  const done = states.filter(({ state }) => state === 'done').map(({ author }) => author)
  if (states.length > 0) return done
  const ids = statement<{ id: string }>(db, 'SELECT id FROM member ORDER BY id').all()
  const layers = new Set(
    statement<{ layer: string }>(db, LAYERS)
      .all(articleId)
      .map(({ layer }) => layer),
  )
  return ids.map(({ id }) => id).filter((id) => layers.has(authorLayer(id)))
}

const STATES = "SELECT author, state FROM layer_state WHERE article_id = ? AND author <> '*' ORDER BY author"
const LAYERS = "SELECT DISTINCT layer FROM annotation WHERE article_id = ? AND status <> 'deleted'"
