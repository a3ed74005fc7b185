import { type Span, span } from '../span.ts'
import { foldCharacter, type LetterFold } from './fold-characters.ts'
import { Folding } from './folding.ts'
import { stemWord } from './stem.ts'

/** Levels of folding, each coarser than the one before. */
export const foldLevels = ['exact', 'marks', 'default', 'stem'] as const

/** exact: nothing; marks: marks, controls, forms, digits, signs, spaces; default: letter variants too; stem: light stems. */
export type FoldLevel = (typeof foldLevels)[number]

/** The search form of a text with the way back. */
export type Folded = Readonly<{
  text: string
  /**
   * The stretch of the original that a stretch of the folded text came from, in UTF-16 units of either. What was folded
   * as one (a letter with its marks, a ligature, a run of spaces, a stemmed word) is taken whole.
   */
  toOriginal(start: number, end: number): Span
}>

/** Folds a text for search. The text itself is never changed; time and memory grow with its length. */
export function fold(text: string, level: FoldLevel): Folded {
  if (level === 'exact') return { text, toOriginal: (start, end) => span(start, end) }
  const letters = foldLetters(text, level)
  const folding = level === 'stem' ? stemWords(letters) : letters
  return { text: folding.join(), toOriginal: (start, end) => mapBack(folding, start, end) }
}

function mapBack({ length, starts, ends }: Folding, start: number, end: number): Span {
  if (!(start >= 0 && start <= end && end <= length))
    throw new RangeError(`not a stretch of the folded text: ${start}..${end}`)
  if (start < end) return span(starts[start]!, ends[end - 1]!)
  const at = start < length ? starts[start]! : length > 0 ? ends[length - 1]! : 0
  return span(at, at)
}

const space = 0x20

function foldLetters(text: string, level: LetterFold): Folding {
  const folding = new Folding(text.length + 16)
  const simple = simpleOutcomes(level)
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    const alone = isSimple(unit) && (at + 1 === text.length || isSimple(text.charCodeAt(at + 1)))
    const outcome = alone ? simple[unit]! : complex
    if (outcome === complex || (outcome === space && folding.last === space)) at = foldCluster(text, at, level, folding)
    else folding.push(outcome, at, ++at)
  }
  return folding
}

/** Folds one character with its marks, and tells where it ended. */
function foldCluster(text: string, at: number, level: LetterFold, folding: Folding): number {
  const end = clusterEnd(text, at)
  let folded = ''
  for (const each of composed(text, at, end)) folded += foldCharacter(each, level)
  if (folded === '٬' && isBetweenDigits(text, folding, end)) folded = ''
  if (folded === '') widenOverDeleted(folding, text, at, end)
  else if (folded === ' ' && folding.last === space) folding.widenLast(end)
  else for (let unit = 0; unit < folded.length; unit++) folding.push(folded.charCodeAt(unit), at, end)
  return end
}

/** Composed first, so that a hamza written as a mark of its own becomes the letter it stands for. */
function composed(text: string, at: number, end: number): string {
  return end === at + 1 && isSimple(text.charCodeAt(at)) ? text[at]! : text.slice(at, end).normalize('NFC')
}

/** A deleted mark or joiner that hangs on the character before belongs to it, so that no hit tears a visible letter. */
function widenOverDeleted(folding: Folding, text: string, start: number, end: number): void {
  const isAdjacent = folding.length > 0 && folding.ends[folding.length - 1] === start
  if (isAdjacent && /^[\p{M}\u200c\u200d]/u.test(text[start]!)) folding.widenLast(end)
}

function isBetweenDigits(text: string, { last }: Folding, end: number): boolean {
  if (last < 0x30 || last > 0x39) return false
  let next = end
  while (next < text.length && foldCharacter(text[next]!, 'marks') === '') next++
  return next < text.length && /^[0-9]$/.test(foldCharacter(text[next]!, 'marks'))
}

/** Where a character ends together with the marks that compose with it. */
function clusterEnd(text: string, at: number): number {
  let end = at + unitsAt(text, at)
  while (end < text.length && joinsCluster(text, end)) end += unitsAt(text, end)
  return end
}

function joinsCluster(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (isSimple(unit)) return false
  if (unit >= 0x64b && unit <= 0x65f) return true
  return /^[\p{M}\u1160-\u11ff]/u.test(text.slice(at, at + 2))
}

function unitsAt(text: string, at: number): 1 | 2 {
  const first = text.charCodeAt(at)
  return first >= 0xd800 && first <= 0xdbff && at + 1 < text.length ? 2 : 1
}

/** True for a code unit that neither composes with the one before it nor changes when composed by itself. */
function isSimple(unit: number): boolean {
  return unit < 0x300 || (unit >= 0x620 && unit <= 0x64a) || (unit >= 0x660 && unit <= 0x66f)
}

const tables = new Map<LetterFold, Int32Array>()
/** Stands in a table for a character that is deleted, becomes several, or depends on its neighbours. */
const complex = -1

/** The outcome of every simple code unit that becomes one other, by code unit. */
function simpleOutcomes(level: LetterFold): Int32Array {
  const known = tables.get(level)
  if (known) return known
  const table = new Int32Array(0x670).fill(complex)
  for (let unit = 0; unit < table.length; unit++) {
    if (!isSimple(unit)) continue
    const folded = foldCharacter(String.fromCharCode(unit), level)
    if (folded.length === 1 && folded !== '٬') table[unit] = folded.charCodeAt(0)
  }
  tables.set(level, table)
  return table
}

/** Replaces each word by its stem; every letter of the stem comes from the whole word. */
function stemWords(letters: Folding): Folding {
  const { starts, ends } = letters
  const stemmed = new Folding(letters.length + 16)
  const text = letters.join()
  let done = 0
  const copyTo = (end: number) => {
    for (; done < end; done++) stemmed.push(text.charCodeAt(done), starts[done]!, ends[done]!)
  }
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    copyTo(match.index)
    done = match.index + match[0].length
    const stem = stemWord(match[0])
    for (let at = 0; at < stem.length; at++) stemmed.push(stem.charCodeAt(at), starts[match.index]!, ends[done - 1]!)
  }
  copyTo(text.length)
  return stemmed
}
