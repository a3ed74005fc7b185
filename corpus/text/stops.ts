import { isWrittenOut, judgeAbbreviation, mayAbbreviate } from './abbreviations.ts'
import {
  awaitsMore,
  carriesOn,
  isClauseWord,
  isFronted,
  isReporting,
  plainForm,
  startsClause,
} from './clause-starts.ts'
import { kindOf, stopMark } from './marks.ts'
import { looksLike } from './paired-marks.ts'
import { isFormatControl, isLineEnd, isWhiteSpace, isWordUnit } from './white-space.ts'

/** A run of stops with the closing marks behind it: what it is made of, and the offset where the sentence would end. */
export type Stop = Readonly<{ start: number; end: number; kind: 'dot' | 'ellipsis' | 'mark'; closed: number }>

/** The offsets of an opening mark and of the one that closes it. */
export type MarkPair = Readonly<{ open: number; close: number }>

/** What a decision needs to know of the text around a stop beyond its neighbours. */
export type Surroundings = Readonly<{
  /** Where the sentence in hand began. */
  sentenceStart: number
  /** Where the line of the stop ends. */
  lineEnd: number
  /** The innermost pair of marks around the stop, or undefined. */
  inside: MarkPair | undefined
  /** The offset of the partner of a closing mark, or undefined. */
  openOf(close: number): number | undefined
}>

const marksAfter = /^[\p{M}\u200c\u200d\ufe00-\ufe0f]/u
/** No token longer than this is looked at; longer ones are no abbreviations. */
const reach = 32
/** What is longer than this is no label of a list. */
const longestLabel = 8

/** Reads the run of stops at an offset, with closing quotation marks, brackets and footnote numbers behind it. */
export function readStop(text: string, start: number, openOf: (close: number) => number | undefined): Stop {
  let [at, dots, marks, closed] = [start, 0, 0, -1]
  for (;;) {
    const unit = text.charCodeAt(at)
    if (at < text.length && kindOf(unit) === stopMark) {
      if (isDot(unit)) dots++
      else if (unit === 0x2026) dots += 3
      else marks++
      at++
      continue
    }
    const next = skipTrailing(text, at, openOf, dots)
    if (next === at) break
    if (unit !== 0x5b && openOf(next - 1) !== undefined) closed = next - 1
    at = next
  }
  return { start, end: at, kind: marks > 0 ? 'mark' : dots > 1 ? 'ellipsis' : 'dot', closed }
}

/** One step over what belongs to a stop: marks and controls on it, closing marks, footnotes, stops after a space. */
function skipTrailing(text: string, at: number, openOf: (close: number) => number | undefined, dots: number): number {
  const unit = text.charCodeAt(at)
  if (at >= text.length) return at
  const after = text.charCodeAt(at + 1)
  if (unit === 0x20 && isArabicLetter(after)) return at
  if (unit === 0x202c || unit === 0x2069 || unit === 0x200e || unit === 0x200f || unit === 0x61c) return at + 1
  if (openOf(at) !== undefined) return at + 1
  if (isUnpairedCloser(text, at, unit)) return at + 1
  if (unit > 0x2ff && !isArabicLetter(unit) && marksAfter.test(text.slice(at, at + 2))) return at + 1
  if (unit === 0x5b) return at + (/^\[\p{N}{1,3}\]/u.exec(text.slice(at, at + 6))?.[0].length ?? 0)
  if (unit !== 0x20 && unit !== 0xa0) return at
  if (openOf(at + 1) !== undefined && at + 1 < text.length) return at + 2
  const goesOn =
    after === 0x21 || after === 0x3f || after === 0x61f || (dots > 0 && isDot(after) && !isDot(text.charCodeAt(at + 2)))
  return goesOn ? at + 1 : at
}

function isUnpairedCloser(text: string, at: number, unit: number): boolean {
  if (unit === 0xbb || unit === 0x201d || unit === 0x29 || unit === 0x5d || unit === 0xfd3e) return true
  return unit === 0x22 && looksLike(text, at) === 'close'
}

/** True when a sentence ends at this stop and another may begin behind it, on the same line. */
export function endsSentence(text: string, stop: Stop, around: Surroundings): boolean {
  const at = skipInvisible(text, stop.end)
  if (at >= text.length || isLineEnd(text.charCodeAt(at))) return true
  const spaced = hasSpace(text, stop.end, at)
  if (isContinuation(text.charCodeAt(at))) return false
  if (around.inside && !clauseFollows(text, at, around.inside.close)) return false
  // Most stops are a full stop behind a word that is written out: what follows says nothing more.
  if (
    stop.kind === 'dot' &&
    stop.closed < 0 &&
    spaced &&
    isPastLabel(stop.start, around) &&
    isWrittenOut(text, stop.start)
  )
    return true
  const next = tokenAfter(text, at)
  if (stop.closed >= 0 && !endsAfterClosing(text, stop, around, next)) return false
  if (stop.kind === 'ellipsis') return endsAtEllipsis(text, stop, around, at, next)
  if (stop.kind === 'mark') return endsAtMark(text, stop, spaced, next)
  return endsAtDot(text, stop, around, { at, spaced, next })
}

function endsAtMark(text: string, stop: Stop, spaced: boolean, next: string): boolean {
  const left = text.charCodeAt(stop.start - 1)
  const latin = left < 0x80 && left > 0x20
  if (!spaced && stop.closed < 0)
    return isWideStop(text.charCodeAt(stop.start)) || !/^[\p{Script=Latin}\p{N}]/u.test(next)
  return !(latin && /^\p{Ll}/u.test(next))
}

function endsAtDot(
  text: string,
  stop: Stop,
  around: Surroundings,
  { at, spaced, next }: { at: number; spaced: boolean; next: string },
): boolean {
  const left = tokenBefore(text, stop.start)
  if (mayAbbreviate(left)) {
    const judged = judgeAbbreviation(contextOf(text, stop.start, left, { around, at, next }))
    const parted = spaced || stop.closed >= 0 || (/^\p{N}/u.test(left) && plainForm(next).length > 2)
    if (judged) return judged === 'end' && parted
  }
  if (isListLabel(text, around.sentenceStart, stop.start)) return false
  if (spaced || stop.closed >= 0 || left === '') return true
  if (/^[\p{Script=Latin}\p{N}]/u.test(next) && /[\p{Script=Latin}\p{N}]$/u.test(left)) return false
  if (isInitial(text, at, next)) return false
  const letters = plainForm(left)
  if (/^\p{Script=Arabic}/u.test(next)) return /\p{N}$/u.test(letters) ? plainForm(next).length > 1 : letters.length > 2
  return /\p{Script=Arabic}$/u.test(letters) && letters.length > 2 && !/[/@_%&=#]/.test(text[at]!)
}

function contextOf(text: string, stop: number, left: string, rest: { around: Surroundings; at: number; next: string }) {
  const { around, at, next } = rest
  const start = stop - left.length
  const before = text.slice(Math.max(around.sentenceStart, start - reach), start)
  return { left: left.trimEnd(), before, next, nextIsInitial: isInitial(text, at, next) }
}

/** True for a letter by itself before another dot, as in a chain of initials. */
function isInitial(text: string, at: number, token: string): boolean {
  if (token.length > 4 || plainForm(token).length !== 1) return false
  return /^[\p{M}\p{Cf}ـ]*\s?\./u.test(text.slice(at + token.length, at + token.length + 8))
}

/** A pause is the end of a sentence only in running text, between two clauses, where the next word does not carry on. */
function endsAtEllipsis(text: string, stop: Stop, around: Surroundings, at: number, next: string): boolean {
  if (next === '' || isHeadline(text, around.lineEnd)) return false
  const { sentenceStart } = around
  const opening = plainForm(tokenAfter(text, skipInvisible(text, sentenceStart)))
  if (awaitsMore(opening) && countWords(text, sentenceStart, stop.start, 9) < 9) return false
  const word = plainForm(next)
  if (isClauseWord(word)) return true
  if (carriesOn(word) && !isFronted(text.slice(at, at + 80))) return false
  return countWords(text, sentenceStart, stop.start, 3) >= 3 && countWordsToStop(text, at, around.lineEnd, 3) >= 3
}

/** After a closing mark: a question within a sentence goes on unless a new clause plainly begins. */
function endsAfterClosing(text: string, stop: Stop, around: Surroundings, next: string): boolean {
  const open = around.openOf(stop.closed)
  if (open === undefined) return true
  if (!/[\p{L}\p{N}]/u.test(text.slice(open + 1, Math.min(stop.start, open + 200)))) return false
  const word = plainForm(next)
  const begins = startsClause(word) && !isReporting(word)
  if (kindOf(text.charCodeAt(stop.end - 1)) === stopMark) return true
  if (stop.kind === 'mark')
    return (
      begins ||
      (skipInvisible(text, around.sentenceStart) === open && !isReporting(word) && /[)\]]/.test(text[stop.closed]!))
    )
  if (/[)\]]/.test(text[stop.closed]!)) return begins || open === around.sentenceStart
  return true
}

/** True when the rest within quotation marks or brackets is a clause of its own, not a last word or a name. */
function clauseFollows(text: string, at: number, close: number): boolean {
  const words = countWordsToStop(text, at, close, 3)
  return words >= 3 || (words === 2 && startsClause(plainForm(tokenAfter(text, at))))
}

/** A line without a full stop at its end, and short: a headline, where pauses join and do not part. */
function isHeadline(text: string, lineEnd: number): boolean {
  let end = lineEnd
  while (end > 0 && (isWhiteSpace(text.charCodeAt(end - 1)) || isFormatControl(text.charCodeAt(end - 1)))) end--
  const start = Math.max(0, end - 160)
  const breaks = text.slice(start, end).search(/[\n\r\u0085\u2028\u2029]/)
  return breaks >= 0 || start === 0 ? !/(?<!\.)[.۔]["»”)\]]*$/.test(text.slice(start, end)) : false
}

function isPastLabel(stop: number, { sentenceStart }: Surroundings): boolean {
  return stop - sentenceStart > longestLabel
}

function isListLabel(text: string, from: number, to: number): boolean {
  if (to - from > longestLabel) return false
  return /^[\s\p{Cf}([]*(?:\p{N}{1,3}|\p{L})[\s\p{Cf})\]]*$/u.test(text.slice(from, to))
}

function countWordsToStop(text: string, from: number, to: number, most: number): number {
  let end = from
  const last = Math.min(to, from + 160)
  while (end < last && kindOf(text.charCodeAt(end)) !== stopMark) end++
  return countWords(text, from, end, most)
}

/** Words between two offsets, counted up to `most`; only the last 160 code units are read. */
export function countWords(text: string, from: number, to: number, most: number): number {
  let words = 0
  let inWord = false
  for (let at = Math.max(from, to - 160); at < to && words < most; at++) {
    const isLetter = isWordUnit(text.charCodeAt(at))
    if (isLetter && !inWord) words++
    if (isLetter || isWhiteSpace(text.charCodeAt(at))) inWord = isLetter
  }
  return words
}

/** The letters, marks, digits and inner dots that end at an offset; one space may part a single letter from its dot. */
function tokenBefore(text: string, end: number): string {
  const least = Math.max(0, end - reach)
  let start = end
  const isSpaced = end > 1 && text[end - 1] === ' '
  if (isSpaced) {
    const alone = isWordUnit(text.charCodeAt(end - 2)) && !(end > 2 && isWordUnit(text.charCodeAt(end - 3)))
    return alone ? text.slice(end - 2, end) : ''
  }
  while (start > least) {
    const unit = text.charCodeAt(start - 1)
    const isInnerDot = unit === 0x2e && start < end && start > least + 1 && isWordUnit(text.charCodeAt(start - 2))
    if (!isWordUnit(unit) && !isInnerDot) break
    start--
  }
  return text.slice(start, end)
}

function tokenAfter(text: string, at: number): string {
  let end = at
  while (end < text.length && end < at + reach && isWordUnit(text.charCodeAt(end))) end++
  return text.slice(at, end)
}

function skipInvisible(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (isLineEnd(unit) || !(isWhiteSpace(unit) || isFormatControl(unit))) break
    at++
  }
  return at
}

function hasSpace(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isWhiteSpace(text.charCodeAt(at))) return true
  return false
}

function isContinuation(unit: number): boolean {
  return unit === 0x2c || unit === 0x60c || unit === 0x3b || unit === 0x61b || unit === 0x3a
}

function isDot(unit: number): boolean {
  return unit === 0x2e || unit === 0x6d4
}

function isWideStop(unit: number): boolean {
  return unit === 0x3002 || unit === 0xff01 || unit === 0xff1f
}

function isArabicLetter(unit: number): boolean {
  return unit >= 0x620 && unit <= 0x64a
}
