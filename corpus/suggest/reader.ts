import { foldWord, type Reading, type Token, tokenise } from './tokens.ts'

/** One text with its tokens: what every rule reads. Rules name places by token index. */
export type Reader = Readonly<{ text: string; tokens: readonly Token[] }>

/** A lexicon entry that a token stands for, with the clitics that were cut off to find it. */
export type Found<T> = Reading & Readonly<{ entry: T }>

/** Which clitics a look-up may cut: none, the article, a conjunction too, all, or a conjunction that must be there. */
export type Cut = 'none' | 'article' | 'conj' | 'any' | 'joined'

export function createReader(text: string): Reader {
  return { text, tokens: tokenise(text) }
}

/** Looks a token up in a lexicon of folded words, the reading with the fewest clitics first. */
export function look<T>(
  lexicon: ReadonlyMap<string, T>,
  token: Token | undefined,
  cut: Cut = 'any',
): Found<T> | undefined {
  if (token === undefined) return undefined
  for (const reading of token.readings) {
    if (!allows(cut, reading)) continue
    const entry = lexicon.get(reading.rest)
    if (entry !== undefined) return { ...reading, entry }
  }
  return undefined
}

function allows(cut: Cut, { conj, prep, article }: Reading): boolean {
  if (cut === 'any') return true
  if (cut === 'joined') return conj === 'و' && prep === ''
  if (prep !== '' || (cut !== 'conj' && conj !== '')) return false
  return cut !== 'none' || !article
}

/** Builds a lexicon from words in ordinary spelling. A word that is listed twice keeps its first meaning. */
export function lexiconOf<T>(entries: Iterable<readonly [string, T]>): Map<string, T> {
  const lexicon = new Map<string, T>()
  for (const [word, entry] of entries) {
    const form = foldWord(word)
    if (!lexicon.has(form)) lexicon.set(form, entry)
  }
  return lexicon
}

/** A set of folded words from ordinary spelling. */
export function wordSet(words: string | readonly string[]): ReadonlySet<string> {
  return new Set((typeof words === 'string' ? words.split(/\s+/) : words).map(foldWord))
}

/** True when the token is that folded form, clitics included. */
export function isForm(reader: Reader, at: number, form: string): boolean {
  return reader.tokens[at]?.form === form
}

/** True when the token is one of the folded forms as it stands. */
export function isOneOf(reader: Reader, at: number, forms: ReadonlySet<string>): boolean {
  const token = reader.tokens[at]
  return token !== undefined && forms.has(token.form)
}

/** Index behind a sequence of folded forms that starts at `at`, or undefined. The forms are separated by blanks. */
export function behindForms(reader: Reader, at: number, forms: readonly string[]): number | undefined {
  for (let index = 0; index < forms.length; index++) if (!isForm(reader, at + index, forms[index]!)) return undefined
  return at + forms.length
}

/** True when the token follows the one before without white space. */
export function isGlued(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]
  return token !== undefined && at > 0 && !token.spaced
}

/** Index behind a free و, else `at`; `free` tells which. */
export function behindAnd(reader: Reader, at: number): number {
  return isForm(reader, at, 'و') ? at + 1 : at
}
