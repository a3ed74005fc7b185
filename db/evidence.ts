import { fold } from '../corpus/text/fold.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** What a person has decided about suggestions of one rule, in the whole project. */
export function countDecisions(db: Db, rule: string, by: string | undefined) {
  const counts = { accepted: 0, corrected: 0, rejected: 0 }
  const names = { accept: 'accepted', correct: 'corrected', reject: 'rejected' } as const
  const rows = statement<{ decision: keyof typeof names; n: number }>(db, DECISIONS).all(rule, by ?? '')
  for (const { decision, n } of rows) counts[names[decision]] += n
  return counts
}

/** How often the same words, in whatever spelling, have a label in the layers that `sees` shows. */
export function countSameWords(
  db: Db,
  label: string,
  text: string,
  sees: ((articleId: string, layer: string) => boolean) | undefined,
): number {
  const wanted = foldText(text)
  let count = 0
  for (const { quote, articleId, layer } of statement<Place>(db, QUOTES).iterate(label))
    if (foldText(quote) === wanted && sees?.(articleId, layer) !== false) count++
  return count
}

type Place = { quote: string; articleId: string; layer: string }

function foldText(text: string): string {
  return fold(text, 'default').text.trim()
}

const DECISIONS = `SELECT decision, count(*) AS n FROM suggestion_decision
WHERE rule = ? AND author = ? GROUP BY decision`
const QUOTES = `SELECT quote, article_id AS articleId, layer FROM annotation WHERE label = ? AND status <> 'deleted'`
