import { isConnective, plainForm, plainUnit, startsClause } from './clause-starts.ts'
import lists from './lexicon/sentence-words.json' with { type: 'json' }
import { isFormatControl, isWordUnit } from './white-space.ts'

const titles = new Set(lists.titles)
const abbreviations = new Set(lists.abbreviations)
const references = new Set(lists.references)
const lettered = new Set(lists.lettered)
const latin = new Set(lists.latin)
const listed = [...titles, ...abbreviations, ...references]
/** Everything listed, also with one proclitic before it. */
const known = new Set(listed.flatMap((each) => (each.length < 3 ? [each] : ['', ...'وفبكل'].map((one) => one + each))))
/** Without its article no listed token is longer than six letters; with marks and article none than twelve. */
const longest = 12

/** What stands around one full stop: the token on its left, the text before that, the first token on its right. */
export type StopContext = Readonly<{ left: string; before: string; next: string; nextIsInitial: boolean }>

/** Length and both ends of what is listed, as one small number: nearly every other word differs in one of them. */
const outlines = new Set(
  [...known].map((each) => outlineOf(each.length, each.charCodeAt(0), each.charCodeAt(each.length - 1))),
)

function outlineOf(length: number, first: number, last: number): number {
  return (length << 14) | ((plainUnit(first) & 0x7f) << 7) | (plainUnit(last) & 0x7f)
}

/**
 * True where what stands before a full stop is plainly no abbreviation: a closing mark, or an Arabic word behind a space
 * that is not listed. False only means: look at it.
 */
export function isWrittenOut(text: string, stop: number): boolean {
  let at = stop - 1
  let unit = text.charCodeAt(at)
  if (unit === 0xbb || unit === 0x22 || unit === 0x201d || unit === 0x29) return true
  let [letters, first, last] = [0, 0, 0]
  for (; letters <= longest; unit = text.charCodeAt(--at)) {
    if (unit >= 0x64b && unit <= 0x652) continue
    if (!(unit >= 0x620 && unit <= 0x64a) || unit === 0x640) break
    if (letters++ === 0) last = unit
    first = unit
  }
  return letters > 2 && letters <= longest && unit === 0x20 && !outlines.has(outlineOf(letters, first, last))
}

/** True for a token that a full stop may shorten: worth the look at what stands around it. */
export function mayAbbreviate(left: string): boolean {
  if (left.length > longest) return left.includes('.')
  if (left.length > 6 && !left.includes('ال')) return left.includes('.')
  const token = plainForm(left)
  if (token.length <= 2 || token.includes('.') || known.has(token)) return token.length > 0
  const first = token.charCodeAt(0)
  return first < 0x250 || (first >= 0x660 && first <= 0x669) || (first >= 0x6f0 && first <= 0x6f9)
}

/**
 * What a full stop after this token means: `inside` a sentence (an initial, a title, an abbreviation that goes on),
 * the `end` of one, or undefined where the token is no abbreviation at all.
 */
export function judgeAbbreviation({ left, before, next, nextIsInitial }: StopContext): 'inside' | 'end' | undefined {
  if (/^[\p{Script=Latin}.]+$/u.test(left)) return judgeLatin(left, next)
  const token = plainForm(left)
  if (isEra(token, before)) return isConnective(plainForm(next)) ? 'inside' : 'end'
  if (token.length === 1 && isLetter(token.charCodeAt(0))) return judgeInitial(before, next, nextIsInitial)
  if ((isKnown(references, token) || /^[ول]\p{L}$/u.test(token)) && /^\p{N}/u.test(next)) return 'inside'
  const isAbbreviation =
    isKnown(titles, token) ||
    isKnown(abbreviations, token) ||
    /^[وفبكل]{0,2}(?:\p{L}\.)+\p{L}$/u.test(token) ||
    isMeasure(token)
  if (isAbbreviation) return byClause(next)
  return /^(?:و[دام]|ل[دا])$/.test(token) && byClause(next) === 'inside' ? 'inside' : undefined
}

/** An abbreviation that may as well end a sentence ends it only where a new clause plainly begins. */
function byClause(next: string): 'inside' | 'end' {
  return startsClause(plainForm(next)) ? 'end' : 'inside'
}

/** The era of a year (1440 هـ, 2018م, 49 ق.م), which is mostly written without a stop of its own. */
function isEra(token: string, before: string): boolean {
  if (/^\p{N}{3,4}[مه]$/u.test(token)) return true
  if (token === 'ق.م' || token === 'ق.ب') return true
  return (token === 'م' || token === 'ه') && /\p{N}{3,4}\s?$/u.test(before.slice(-5))
}

/** A letter by itself: the next initial of a chain, a letter that names something (فيتامين د), a unit, or a title. */
function judgeInitial(before: string, next: string, nextIsInitial: boolean): 'inside' | 'end' {
  if (nextIsInitial) return 'inside'
  let end = before.length
  while (end > 0 && ' \u00a0()"«“'.includes(before[end - 1]!)) end--
  const last = before.charCodeAt(end - 1)
  const isChain = last === 0x2e && isLetter(before.charCodeAt(end - 2)) && !isLetter(before.charCodeAt(end - 3))
  if (isChain || /\p{N}/u.test(before[end - 1] ?? '')) return byClause(next)
  let start = end
  while (start > 0 && isWordUnit(before.charCodeAt(start - 1))) start--
  return lettered.has(plainForm(before.slice(start, end))) ? 'end' : 'inside'
}

function isLetter(unit: number): boolean {
  return isWordUnit(unit) && !isFormatControl(unit) && !(unit >= 0x30 && unit <= 0x39)
}

function judgeLatin(left: string, next: string): 'inside' | 'end' | undefined {
  if (/^[a-z]/.test(next)) return 'inside'
  if (/^\p{Lu}$/u.test(left) || /^(?:\p{L}\.)+\p{L}?$/u.test(left) || latin.has(left.toLowerCase()))
    return startsClause(plainForm(next)) ? 'end' : 'inside'
  return undefined
}

/** A number with its unit or era written on: 5كم, 1440هـ. */
function isMeasure(token: string): boolean {
  const unit = /^\p{N}+(\p{L}{1,3})$/u.exec(token)?.[1]
  return unit !== undefined && (unit.length === 1 || abbreviations.has(unit))
}

/** True for a word of the list, also with one proclitic before it. */
function isKnown(list: ReadonlySet<string>, token: string): boolean {
  return list.has(token) || (token.length > 3 && /^[وفبكل]/.test(token) && list.has(token.slice(1)))
}
