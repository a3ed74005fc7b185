import { DomainError } from '../../corpus/errors.ts'
import type { SuggestionRow } from '../../corpus/suggestion.ts'
import { describeStacks } from '../../db/history.ts'
import { currentMember } from '../../db/member.ts'
import { acceptSuggestions, listSettledKeys, rejectSuggestions } from '../../db/suggestion.ts'
import { suggestForArticle } from '../jobs/suggest-article.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const suggestionHandlers = {
  'suggestion.list': async ({ articleId, labels }, context) => {
    const open = await listOpen(context, articleId, currentMember(context.db)?.id)
    return labels === undefined ? open : open.filter(({ label }) => labels.includes(label))
  },
  'suggestion.accept': async ({ articleId, keys, change }, context) => {
    const by = authorOf(context)
    const rows = pick(await listOpen(context, articleId, by), keys)
    const made = acceptSuggestions(context.db, articleId, rows, by, change)
    context.emit('history.changed', describeStacks(context.db, by))
    return made
  },
  'suggestion.reject': async ({ articleId, keys }, context) => {
    const by = authorOf(context)
    const rows = pick(await listOpen(context, articleId, by), keys)
    rejectSuggestions(context.db, articleId, rows, by)
    context.emit('history.changed', describeStacks(context.db, by))
    return { rejected: rows.length }
  },
} satisfies Partial<Handlers>

/** What is still to be decided; what was settled is read after the thread answered, since it may have changed meanwhile. */
async function listOpen({ db }: Context, articleId: string, by: string | undefined): Promise<SuggestionRow[]> {
  const found = await suggestForArticle(db, articleId)
  const settled = listSettledKeys(db, articleId, by)
  return found.filter(({ key }) => !settled.has(key))
}

function pick(rows: readonly SuggestionRow[], keys: readonly string[]): SuggestionRow[] {
  const wanted = new Set(keys)
  const picked = rows.filter(({ key }) => wanted.has(key))
  if (picked.length < wanted.size) throw new DomainError('suggestion-missing', 'a suggestion was decided already')
  return picked
}
