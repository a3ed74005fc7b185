import { plainForm, startsClause } from './clause-starts.ts'
import lists from './lexicon/sentence-words.json' with { type: 'json' }

const titles = new Set(lists.titles)
const abbreviations = new Set(lists.abbreviations)
const references = new Set(lists.references)
const lettered = new Set(lists.lettered)
const latin = new Set(lists.latin)
const known = new Set([...titles, ...abbreviations, ...references])

/** What stands around one full stop: the token on its left, the text before that, the first token on its right. */
export type StopContext = Readonly<{ left: string; before: string; next: string; nextIsInitial: boolean }>

/** True for a token that a full stop may shorten: worth the look at what stands around it. */
export function mayAbbreviate(left: string): boolean {
  const token = plainForm(left)
  if (token.length <= 2 || token.includes('.') || isKnown(known, token)) return token.length > 0
  const first = token.charCodeAt(0)
  return first < 0x250 || /^\p{N}/u.test(token)
}

/**
 * What a full stop after this token means: `inside` a sentence (an initial, a title, an abbreviation that goes on),
 * the `end` of one, or undefined where the token is no abbreviation at all.
 */
export function judgeAbbreviation({ left, before, next, nextIsInitial }: StopContext): 'inside' | 'end' | undefined {
  if (/^[\p{Script=Latin}.]+$/u.test(left)) return judgeLatin(left, next)
  const token = plainForm(left)
  const byClause = startsClause(plainForm(next)) ? 'end' : 'inside'
  if (/^[وفبكل]{0,2}(?:\p{L}\.)+\p{L}$/u.test(token)) return byClause
  if (/^\p{N}+\p{L}{1,3}$/u.test(token)) return isUnit(token.replace(/^\p{N}+/u, '')) ? byClause : undefined
  if (/^\p{L}$/u.test(token)) return judgeInitial(before, nextIsInitial, byClause)
  if (/^(?:و[دام]|ل[دا])$/.test(token) && byClause === 'inside') return 'inside'
  if (isKnown(references, token) && /^\p{N}/u.test(next)) return 'inside'
  return isKnown(titles, token) || isKnown(abbreviations, token) ? byClause : undefined
}

/** A letter by itself: the next initial of a chain, a letter that names something (فيتامين د), a unit, or a title. */
function judgeInitial(before: string, nextIsInitial: boolean, byClause: 'inside' | 'end'): 'inside' | 'end' {
  if (nextIsInitial) return 'inside'
  if (/(?<!\p{L})\p{L}[\p{Cf}]*\.[\p{Cf}\s]*$/u.test(before) || /\p{N}[\s)]*$/u.test(before)) return byClause
  const previous = /(\p{L}[\p{L}\p{M}ـ]*)["«“(\s]*$/u.exec(before)
  return previous && lettered.has(plainForm(previous[1]!)) ? 'end' : 'inside'
}

function judgeLatin(left: string, next: string): 'inside' | 'end' | undefined {
  if (/^[a-z]/.test(next)) return 'inside'
  if (/^\p{Lu}$/u.test(left) || /^(?:\p{L}\.)+\p{L}?$/u.test(left) || latin.has(left.toLowerCase()))
    return startsClause(plainForm(next)) ? 'end' : 'inside'
  return undefined
}

function isUnit(token: string): boolean {
  return token.length === 1 || abbreviations.has(token)
}

/** True for a word of the list, also with one proclitic before it. */
function isKnown(list: ReadonlySet<string>, token: string): boolean {
  return list.has(token) || (token.length > 3 && /^[وفبكل]/.test(token) && list.has(token.slice(1)))
}
