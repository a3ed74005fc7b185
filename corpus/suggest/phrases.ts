import { isGlued, type Reader } from './reader.ts'
import { foldWord, tokenise } from './tokens.ts'

/** Phrases of one or more words by their first folded word, the longest first. */
export type Phrases<T> = ReadonlyMap<string, readonly Phrase<T>[]>

type Phrase<T> = Readonly<{ forms: readonly string[]; entry: T }>

/** A phrase found at a token: its entry, the index behind it, and the clitics of its first word. */
export type PhraseFound<T> = Readonly<{ entry: T; end: number; conj: string; prep: string; article: boolean }>

/** Builds a phrase lexicon from ordinary spelling. A phrase that is listed twice keeps its first meaning. */
export function phrasesOf<T>(entries: Iterable<readonly [string, T]>): Phrases<T> {
  const byFirst = new Map<string, Phrase<T>[]>()
  const known = new Set<string>()
  for (const [phrase, entry] of entries) {
    const forms = tokenise(phrase).map(({ form }) => form)
    const key = forms.join(' ')
    if (forms.length === 0 || known.has(key)) continue
    known.add(key)
    const list = byFirst.get(forms[0]!)
    if (list) list.push({ forms, entry })
    else byFirst.set(forms[0]!, [{ forms, entry }])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.forms.length - a.forms.length)
  return byFirst
}

/** Reads the longest phrase that starts at a token. Clitics are cut from its first word; later words may have the article. */
export function readPhrase<T>(reader: Reader, at: number, phrases: Phrases<T>): PhraseFound<T> | undefined {
  const token = reader.tokens[at]
  if (!token) return undefined
  for (const { conj, prep, article, rest } of token.readings) {
    for (const { forms, entry } of phrases.get(rest) ?? [])
      if (continues(reader, at, forms)) return { entry, end: at + forms.length, conj, prep, article }
  }
  return undefined
}

/** Index of the first token of a phrase that ends right before `at`, or undefined. Its first word may carry clitics. */
export function phraseBefore<T>(
  reader: Reader,
  at: number,
  phrases: readonly Phrase<T>[],
): { start: number; entry: T } | undefined {
  for (const { forms, entry } of phrases) {
    const start = at - forms.length
    if (start < 0 || !continues(reader, start, forms)) continue
    if (reader.tokens[start]!.readings.some(({ rest }) => rest === forms[0])) return { start, entry }
  }
  return undefined
}

function continues(reader: Reader, at: number, forms: readonly string[]): boolean {
  for (let index = 1; index < forms.length; index++) {
    const token = reader.tokens[at + index]
    if (!token || (token.form !== forms[index] && token.form !== `ال${forms[index]}`)) return false
    if (token.kind === 'mark' && !isGlued(reader, at + index)) return false
  }
  return true
}

/** Dual forms of a noun in every case, and its construct where asked. */
export function dualsOf(singular: string, construct: boolean): string[] {
  const stem = singular.endsWith('ة') ? `${foldWord(singular.slice(0, -1))}ت` : foldWord(singular)
  return [`${stem}ان`, `${stem}ين`, ...(construct ? [`${stem}ي`] : [])]
}
