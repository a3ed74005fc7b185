import type { Label } from '../annotation.ts'
import { type Token, tokenise } from '../suggest/tokens.ts'

const LONGEST = 12

/**
 * The name under which words are counted: label and folded words, `actor تنظيم القاعده`; an event without its article,
 * figures of dates and amounts as `#`. Undefined where the words are too many to come again.
 */
export function nameForm(label: Label, words: string): string | undefined {
  const tokens = tokenise(words).filter(({ kind }) => kind !== 'newline')
  if (tokens.length === 0) return label === 'claim' ? 'claim ' : undefined
  if (tokens.length > LONGEST) return undefined
  return `${label} ${tokens.map((token, at) => formOf(label, token, at)).join(' ')}`
}

/** As `nameForm`, for many words of which most come again: each is read once. */
export function createNamer(): typeof nameForm {
  const known = new Map<string, string | undefined>()
  return (label, words) => {
    const key = `${label} ${words}`
    if (known.has(key)) return known.get(key)
    const name = nameForm(label, words)
    known.set(key, name)
    return name
  }
}

/** A token as it is counted: the first one of an event without its article, للـ as the article. */
function formOf(label: Label, { kind, form }: Token, at: number): string {
  if (kind === 'number' && (label === 'date' || label === 'amount')) return '#'
  if (at > 0 || kind !== 'word') return form
  const bare = form.startsWith('لل') && form.length > 4 ? `ال${form.slice(2)}` : form
  return label === 'event' && bare.startsWith('ال') && bare.length > 3 ? bare.slice(2) : bare
}

/** The ways a first word may have been counted: behind its clitics, with its article or, of an event, without it. */
export function firstForms(
  label: Label,
  token: Token,
): { form: string; conj: string; prep: string; article: boolean }[] {
  return token.readings.map(({ conj, prep, article, rest }) => ({
    form: article && label !== 'event' ? `ال${rest}` : rest,
    conj,
    prep,
    article,
  }))
}
