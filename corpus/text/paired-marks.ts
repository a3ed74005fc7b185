import { findMarks, kindOf, lineEnd, pairedMark } from './marks.ts'
import { isFormatControl, isWhiteSpace, isWordUnit } from './white-space.ts'

/** An opening mark and the one that closes it, by position. `quote` tells quotation marks from brackets. */
export type MarkPair = Readonly<{ open: number; close: number; quote: boolean }>

type Family = 'guillemet' | 'double' | 'single' | 'straight' | 'round' | 'square' | 'curly' | 'ornate'
type Side = 'open' | 'close' | 'either'
type Pair = { open: number; close: number; quote: boolean }
type Open = { pair: Pair; family: Family; paragraph: number }
type Pairing = { text: string; opened: Open[]; pairs: Pair[]; paragraph: number }

const marks = new Map<number, readonly [Family, Side]>([
  [0x22, ['straight', 'either']],
  [0xab, ['guillemet', 'open']],
  [0xbb, ['guillemet', 'close']],
  [0x201c, ['double', 'open']],
  [0x201e, ['double', 'open']],
  [0x201f, ['double', 'open']],
  [0x201d, ['double', 'close']],
  [0x2018, ['single', 'open']],
  [0x201a, ['single', 'open']],
  [0x2019, ['single', 'close']],
  [0x28, ['round', 'open']],
  [0x29, ['round', 'close']],
  [0x5b, ['square', 'open']],
  [0x5d, ['square', 'close']],
  [0x7b, ['curly', 'open']],
  [0x7d, ['curly', 'close']],
  [0xfd3f, ['ornate', 'open']],
  [0xfd3e, ['ornate', 'close']],
])
const brackets = new Set<Family>(['round', 'square', 'curly', 'ornate'])
/** Marks deeper than this are not looked through for a partner, so that pairing stays linear in any text. */
const deepest = 16

/**
 * Pairs the quotation marks and brackets of a text, properly nested, in order of opening. Straight quotes and marks
 * written the wrong way round are told apart by what stands beside them. Pairs end with their paragraph; only
 * quotations go on into the next one, and further where each paragraph opens with the mark again.
 */
export function pairMarks(text: string, positions: Int32Array = findMarks(text)): MarkPair[] {
  const pairs: Pair[] = []
  const pairing: Pairing = { text, opened: [], pairs, paragraph: 0 }
  let lineStart = 0
  for (const at of positions) {
    const unit = text.charCodeAt(at)
    const kind = kindOf(unit)
    if (kind === lineEnd) {
      if (!isBlank(text, lineStart, at)) endParagraph(pairing)
      lineStart = at + 1
    } else if (kind === pairedMark) meet(pairing, at, unit, lineStart)
  }
  return pairs.filter((each) => each.close >= 0)
}

function endParagraph(pairing: Pairing): void {
  const last = pairing.paragraph++
  if (pairing.opened.length > 0)
    pairing.opened = pairing.opened.filter((each) => each.paragraph === last && maySpanParagraphs(each.family))
}

function maySpanParagraphs(family: Family): boolean {
  return family === 'guillemet' || family === 'double'
}

function meet(pairing: Pairing, at: number, unit: number, lineStart: number): void {
  const { text, opened, pairs, paragraph } = pairing
  const [family, side] = marks.get(unit)!
  const partner = findOpen(opened, family)
  if (partner >= 0 && side === 'open' && opened[partner]!.paragraph < paragraph && isBlank(text, lineStart, at)) {
    opened[partner]!.paragraph = paragraph
    return
  }
  const role = roleOf(text, at, family, side, partner >= 0)
  if (role === 'open') {
    const pair = { open: at, close: -1, quote: !brackets.has(family) }
    opened.push({ pair, family, paragraph })
    pairs.push(pair)
  }
  if (role !== 'close' || partner < 0) return
  opened[partner]!.pair.close = at
  opened.length = partner
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (!isWhiteSpace(unit) && !isFormatControl(unit)) return false
  }
  return true
}

function findOpen(opened: readonly Open[], family: Family): number {
  for (let depth = opened.length - 1; depth >= 0 && depth >= opened.length - deepest; depth--)
    if (opened[depth]!.family === family) return depth
  return -1
}

function roleOf(text: string, at: number, family: Family, side: Side, isOpen: boolean): 'open' | 'close' | undefined {
  if (brackets.has(family)) return side === 'open' ? 'open' : 'close'
  if (family === 'single' && isLetterAt(text, at - 1) && (isLetterAt(text, at + 1) || !isOpen)) return undefined
  const looks = looksLike(text, at)
  if (side === 'open') return isOpen && looks === 'close' ? 'close' : 'open'
  if (side === 'close') return isOpen ? 'close' : looks === 'open' ? 'open' : undefined
  if (followsProclitic(text, at)) return looks === 'close' ? (isOpen ? 'close' : undefined) : 'open'
  if (looks === 'either') return isOpen ? 'close' : 'open'
  return looks === 'close' && !isOpen ? undefined : looks
}

/** Which side of a quotation a mark stands on, judged by its neighbours alone. */
export function looksLike(text: string, at: number): Side {
  const before = neighbour(text, at, -1)
  const after = neighbour(text, at, 1)
  const opens = before === undefined || isWhiteSpace(before) || opensBefore.has(before)
  const closes = after === undefined || isWhiteSpace(after) || closesAfter.has(after)
  return opens === closes ? 'either' : opens ? 'open' : 'close'
}

const opensBefore = new Set([...'([{«“„‘‚:-–—/﴿'].map((each) => each.charCodeAt(0)))
const closesAfter = new Set([...')]}»”’،,؛;:.!?؟…-–—/﴾'].map((each) => each.charCodeAt(0)))

function neighbour(text: string, at: number, step: 1 | -1): number | undefined {
  for (let to = at + step, left = 8; to >= 0 && to < text.length && left > 0; to += step, left--) {
    const unit = text.charCodeAt(to)
    if (!isFormatControl(unit)) return unit
  }
  return undefined
}

/** True where the mark follows a proclitic that stands by itself: و"كذا", بـ"كذا", وال"كذا". */
function followsProclitic(text: string, at: number): boolean {
  let from = at
  while (from > 0 && at - from < 6 && 'وفبلكاسـ'.includes(text[from - 1]!)) from--
  if (from === at) return false
  const before = neighbour(text, from, -1)
  return before === undefined || isWhiteSpace(before) || kindOf(before) === pairedMark
}

function isLetterAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return isWordUnit(unit) && !isFormatControl(unit)
}
