import { readName } from '../grammar/names.ts'
import { formAt, type Page } from '../grammar/page.ts'
import { isFunctionWord } from '../grammar/vocabulary.ts'
import { type Head, headForms, organisationNames } from './lexicon.ts'
import type { Clitics } from './mention.ts'
import { isProper } from './names.ts'

/** How far a phrase reaches and what gives it weight as an actor. */
export type Reach = Readonly<{
  to: number
  definite: boolean
  /** What was found behind the head, the strongest evidence last. */
  evidence: readonly Evidence[]
  name?: Readonly<{ from: number; to: number }>
}>

export type Evidence =
  | 'article'
  | 'adjective'
  | 'actor'
  | 'proper'
  | 'quoted'
  | 'portfolio'
  | 'name'
  | 'place'
  | 'plain'
  | 'alias'
  | 'counted'

/** A head noun found at a token, with its clitics. */
export type HeadFound = Clitics & Readonly<{ head: Head; rest: string }>

/** Reads what belongs to a head noun that stands within another phrase. */
export type ReadReach = (page: Page, at: number, found: HeadFound, depth: number) => Reach

/** A reach while it grows. `read` reads a phrase within it. */
export class Growing {
  to: number
  definite: boolean
  evidence: Evidence[] = []
  name?: { from: number; to: number }
  /** True for a singular with the article: its adjectives are no sound plurals. */
  singular = false
  readonly read: ReadReach
  constructor(to: number, definite: boolean, read: ReadReach) {
    this.read = read
    this.to = to
    this.definite = definite
    if (definite) this.evidence.push('article')
  }
  grow(to: number, evidence: Evidence): void {
    this.to = to
    this.evidence.push(evidence)
  }
}

/** Reads a token as a head noun, the reading with the fewest clitics first. */
export function headAt(page: Page, at: number): HeadFound | undefined {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token)) return undefined
  for (const { conj, prep, article, rest } of token.readings) {
    const known = headForms.get(rest)
    const head = token.plain.endsWith('ه') ? known : (known?.withTaMarbuta ?? known)
    if (
      !head ||
      (head.form.pronoun && token.plain.endsWith('ة')) ||
      (article && (head.form.pronoun || head.form.construct))
    )
      continue
    if ((head.form.pronoun && /ي$/.test(rest)) || isMisread(token.plain, rest)) continue
    return { conj, prep, article, head, rest }
  }
  return undefined
}

/** الأمر and أمامي are neither آمر nor إمام, which fold to the same letters. */
function isMisread(plain: string, rest: string): boolean {
  return (
    (/^امر(ه|ها|هم|ي|ا)?$/.test(rest) && !/آمر/.test(plain)) ||
    (/^امام(ه|ها|هم|ي|نا)?$/.test(rest) && !/إمام/.test(plain))
  )
}

export function latinEnd(page: Page, from: number): number {
  let at = from
  while (at - from < 4 && page.tokens[at]?.kind === 'latin') at++
  return at
}

/** Index behind a short form in brackets, as in (AKP) or (مأغ), or undefined. */
export function aliasEnd(page: Page, open: number): number | undefined {
  if (formAt(page, open) !== '(') return undefined
  let at = open + 1
  if (formAt(page, at) === '"') at++
  const token = page.tokens[at]
  if (token?.kind === 'latin') at = latinEnd(page, at)
  else if (token?.kind === 'word' && (isProper(page, at) || readName(page, at, organisationNames)))
    at = readName(page, at, organisationNames)?.end ?? at + 1
  else return undefined
  if (formAt(page, at) === '"') at++
  return formAt(page, at) === ')' ? at + 1 : undefined
}
