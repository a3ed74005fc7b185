import { DomainError } from '../../corpus/errors.ts'
import type { SuggestionRow } from '../../corpus/suggestion.ts'
import { describeStacks } from '../../db/history.ts'
import { assertNotDone } from '../../db/layer.ts'
import { currentMember } from '../../db/member.ts'
import { acceptSuggestions, listSettledKeys, rejectSuggestions } from '../../db/suggestion.ts'
import { listOpen } from '../jobs/review-corpus.ts'
import { findShown } from '../jobs/suggest-article.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const suggestionHandlers = {
  'suggestion.list': async ({ articleId, labels }, context) => {
    const open = await listOpen(context.db, articleId, currentMember(context.db)?.id)
    return labels === undefined ? open : open.filter(({ label }) => labels.includes(label))
  },
  'suggestion.accept': async ({ articleId, keys, changes }, context) => {
    const by = authorOf(context)
    const rows = await pickOpen(context, articleId, keys, by)
    assertNotDone(context.db, articleId, by)
    const made = acceptSuggestions(context.db, articleId, rows, by, changes)
    context.emit('history.changed', describeStacks(context.db, by))
    return made
  },
  'suggestion.reject': async ({ articleId, keys }, context) => {
    const by = authorOf(context)
    const rows = await pickOpen(context, articleId, keys, by)
    rejectSuggestions(context.db, articleId, rows, by)
    context.emit('history.changed', describeStacks(context.db, by))
    return { rejected: rows.length }
  },
} satisfies Partial<Handlers>

/** What a person decides about: what is open now, or was on the list until lessons changed it. */
export async function pickOpen(
  context: Context,
  articleId: string,
  keys: readonly string[],
  by: string,
): Promise<SuggestionRow[]> {
  const open = await listOpen(context.db, articleId, by)
  const settled = listSettledKeys(context.db, articleId, by)
  const listed = new Set(open.map(({ key }) => key))
  const before = keys.filter((key) => !listed.has(key) && !settled.has(key))
  const shown = before.flatMap((key) => findShown(context.db, articleId, key) ?? [])
  return pick([...open, ...shown], keys)
}

function pick(rows: readonly SuggestionRow[], keys: readonly string[]): SuggestionRow[] {
  const wanted = new Set(keys)
  const picked = rows.filter(({ key }) => wanted.has(key))
  if (picked.length < wanted.size) throw new DomainError('suggestion-missing', 'a suggestion was decided already')
  return picked
}
