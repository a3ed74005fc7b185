import { type Span, span } from '../span.ts'
import { findEnclitics, findProclitics } from './clitics.ts'
import { type Folded, fold } from './fold.ts'
import { snapToGraphemes } from './graphemes.ts'
import { wordAt } from './words.ts'

/** A place where a text has what was looked for; `exact` where it is spelt just so. */
export type Hit = Readonly<{ span: Span; exact: boolean }>

/** How to look: `wholeWords` passes over hits inside of words, but takes those behind و ف ب ك ل and the article. */
export type FindOptions = Readonly<{ wholeWords?: boolean }>

/** Finds words of one text in any spelling. The text is folded once, when the first is looked for. */
export type Finder = Readonly<{ find(query: string, options?: FindOptions): Hit[] }>

/** A finder for a text; see `fold`, level default, for what counts as the same spelling. */
export function createFinder(text: string): Finder {
  let folded: Folded | undefined
  return {
    find: (query, { wholeWords = false } = {}) => {
      const wanted = query.trim()
      const needle = toSmall(fold(wanted, 'default').text).trim()
      if (needle === '') return []
      folded ??= fold(text, 'default')
      const hits = findFolded(text, folded, needle, wanted)
      return wholeWords ? hits.filter((hit) => isWhole(text, hit.span, needle)) : hits
    },
  }
}

/** Small letters, unit for unit: a letter that would become longer stays as it is. */
function toSmall(text: string): string {
  const small = text.toLowerCase()
  if (small.length === text.length) return small
  return text.replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase()
    return lower.length === letter.length ? lower : letter
  })
}

/** Hits in reading order; they do not overlap. */
function findFolded(text: string, folded: Folded, needle: string, wanted: string): Hit[] {
  const hits: Hit[] = []
  const haystack = toSmall(folded.text)
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + needle.length)) {
    const found = snapToGraphemes(text, folded.toOriginal(at, at + needle.length))
    const last = hits.at(-1)
    // One letter of the original may have become several, of which each would be a hit.
    if (last !== undefined && found.start < last.span.end) continue
    hits.push({ span: found, exact: text.slice(found.start, found.end) === wanted })
  }
  return hits
}

/** Whether a hit begins where a word does, or behind its particles, and ends where one does, or before its pronoun. */
function isWhole(text: string, { start, end }: Span, needle: string): boolean {
  return startsWord(text, start, needle) && endsWord(text, end)
}

function startsWord(text: string, start: number, needle: string): boolean {
  const word = wordHolding(text, start)
  if (word === undefined || word.start === start) return true
  // What is looked for is a word for whoever looks for it, so it may stand behind a particle.
  const [first = needle] = needle.split(' ')
  const isFirst = (rest: string): boolean => toSmall(fold(rest, 'default').text) === first
  return findProclitics(text.slice(word.start, word.end), isFirst).some(({ at }) => word.start + at === start)
}

function endsWord(text: string, end: number): boolean {
  const word = wordHolding(text, end - 1)
  if (word === undefined || word.end === end) return true
  const rest = fold(text.slice(end, word.end), 'default').text
  return findEnclitics(text.slice(word.start, word.end)).some(({ pronoun }) => fold(pronoun, 'default').text === rest)
}

/** The word that the code unit at an offset belongs to. */
function wordHolding(text: string, offset: number): Span | undefined {
  const found = wordAt(text, offset)
  return found !== undefined && found.start <= offset && offset < found.end ? span(found.start, found.end) : undefined
}
