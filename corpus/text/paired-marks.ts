import { bracket, kindOf, lineEnd, type Marks, quote } from './marks.ts'
import { isFormatControl, isWhiteSpace, isWordUnit } from './white-space.ts'

type Family = 'guillemet' | 'double' | 'single' | 'straight' | 'round' | 'square' | 'curly' | 'ornate'
type Side = 'open' | 'close' | 'either'

/** The marks of one text and, for each, the index of its partner among them, or -1. */
export type PairedMarks = Marks & Readonly<{ partners: Int32Array }>

/** Marks still open, as a stack: their indices, and the paragraph up to which each stays open. */
type Pairing = {
  text: string
  positions: readonly number[]
  partners: Int32Array
  opened: number[]
  reaches: number[]
  paragraph: number
}

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
/** The marks' place in this list by code unit, 0 for all others: a mark is asked for several times, and a map is slow. */
const listed = [...marks]
const placeOf = new Uint8Array(0x10000)
for (const [place, [unit]] of listed.entries()) placeOf[unit] = place + 1
const families = listed.map(([, [family]]) => family)
const sides = listed.map(([, [, side]]) => side)
/** Marks deeper than this are not looked through for a partner, so that pairing stays linear in any text. */
const deepest = 16

/**
 * Pairs the quotation marks and brackets among the given marks of a text, properly nested. Straight quotes and marks
 * written the wrong way round are told apart by what stands beside them. Pairs end with their paragraph; only
 * quotations go on into the next one, and further where each paragraph opens with the mark again.
 */
export function pairMarks(text: string, { positions, kinds }: Marks): PairedMarks {
  const partners = new Int32Array(positions.length).fill(-1)
  const pairing: Pairing = { text, positions, partners, opened: [], reaches: [], paragraph: 0 }
  let lineStart = 0
  for (let index = 0; index < positions.length; index++) {
    const at = positions[index]!
    const kind = kinds[index]!
    if (isPaired(kind)) meet(pairing, index, lineStart)
    if (kind !== lineEnd) continue
    if (!isBlank(text, lineStart, at)) endParagraph(pairing)
    lineStart = at + 1
  }
  return { positions, kinds, partners }
}

function endParagraph(pairing: Pairing): void {
  const last = pairing.paragraph++
  if (pairing.opened.length === 0) return
  const stays = (depth: number) => {
    const family = familyAt(pairing, pairing.opened[depth]!)
    return pairing.reaches[depth] === last && (family === 'guillemet' || family === 'double')
  }
  const kept = pairing.opened.map((_, depth) => depth).filter(stays)
  pairing.opened = kept.map((depth) => pairing.opened[depth]!)
  pairing.reaches = kept.map(() => last)
}

function familyAt({ text, positions }: Pairing, index: number): Family {
  return families[placeOf[text.charCodeAt(positions[index]!)]! - 1]!
}

function meet(pairing: Pairing, index: number, lineStart: number): void {
  const { text, positions, partners, opened, reaches, paragraph } = pairing
  const at = positions[index]!
  const place = placeOf[text.charCodeAt(at)]! - 1
  const family = families[place]!
  const side = sides[place]!
  const depth = opened.length === 0 ? -1 : findOpen(pairing, family)
  const isOpen = depth >= 0
  if (isOpen && side === 'open' && positions[opened[depth]!]! < lineStart && isBlank(text, lineStart, at)) {
    reaches[depth] = paragraph
    return
  }
  const role = roleOf(text, at, family, side, isOpen)
  if (role === 'open') {
    opened.push(index)
    reaches.push(paragraph)
  } else if (role === 'close' && isOpen) {
    partners[index] = opened[depth]!
    partners[opened[depth]!] = index
    while (opened.length > depth) {
      opened.pop()
      reaches.pop()
    }
  }
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (!isWhiteSpace(unit) && !isFormatControl(unit)) return false
  }
  return true
}

function findOpen(pairing: Pairing, family: Family): number {
  const { opened } = pairing
  for (let depth = opened.length - 1; depth >= 0 && depth >= opened.length - deepest; depth--)
    if (familyAt(pairing, opened[depth]!) === family) return depth
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
  const opens = before === undefined || isWhiteSpace(before) || opensBefore[before] === 1
  const closes = after === undefined || isWhiteSpace(after) || closesAfter[after] === 1
  return opens === closes ? 'either' : opens ? 'open' : 'close'
}

const proclitics = flagsOf('وفبلكاسـ')
const opensBefore = flagsOf('([{«“„‘‚:-–—/﴿')
const closesAfter = flagsOf(')]}»”’،,؛;:.!?؟…-–—/﴾')

function flagsOf(characters: string): Uint8Array {
  const flags = new Uint8Array(0x10000)
  for (let at = 0; at < characters.length; at++) flags[characters.charCodeAt(at)] = 1
  return flags
}

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
  while (from > 0 && at - from < 6 && proclitics[text.charCodeAt(from - 1)] === 1) from--
  if (from === at) return false
  const before = neighbour(text, from, -1)
  return before === undefined || isWhiteSpace(before) || isPaired(kindOf(before))
}

function isPaired(kind: number): boolean {
  return kind === quote || kind === bracket
}

function isLetterAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return isWordUnit(unit) && !isFormatControl(unit)
}
