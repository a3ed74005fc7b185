import { type PhraseFound, type Phrases, readPhrase } from '../phrases.ts'
import type { Page } from './page.ts'

/**
 * Reads a name of a gazetteer at a token. The article belongs to a name, so that السورية is not the state سورية; in `للأمم`
 * the two are written as one and read as ل with the whole name.
 */
export function readName<T>(page: Page, at: number, names: Phrases<T>): PhraseFound<T> | undefined {
  const token = page.tokens[at]
  const found = readPhrase(page, at, names)
  if (found && !found.article) return found
  if (token?.kind !== 'word' || !/^[وف]?لل/.test(token.form)) return undefined
  const conj = token.form.startsWith('لل') ? '' : token.form[0]!
  const whole = `ال${token.form.slice(conj.length + 2)}`
  for (const { forms, entry } of names.get(whole) ?? []) {
    if (forms.slice(1).every((form, index) => page.tokens[at + 1 + index]?.form === form))
      return { entry, end: at + forms.length, conj, prep: 'ل', article: true }
  }
  return undefined
}
