import lexicon from './lexicon/invisible.json' with { type: 'json' }

/** What kind of character it is that a reader cannot see. */
export type InvisibleKind =
  | 'override'
  | 'embedding'
  | 'isolate'
  | 'mark'
  | 'joiner'
  | 'space'
  | 'zero-width'
  | 'tag'
  | 'filler'
  | 'control'
  | 'replacement'

/**
 * One character that cannot be seen. `at` counts code points of the text, `utf16` its code units. `suspicious` is false
 * for what Arabic typography uses where it uses it: marks of direction, joiners inside words, closed isolates.
 */
export type Invisible = Readonly<{
  at: number
  utf16: number
  codePoint: number
  kind: InvisibleKind
  suspicious: boolean
}>

/** How often one invisible character stands in a text, and how many of those are suspicious. */
export type InvisibleCount = Readonly<{
  codePoint: number
  name: string
  kind: InvisibleKind
  count: number
  suspicious: number
}>

/**
 * Finds every character that cannot be seen or that turns the order of others, in the order of the text. The text itself
 * is never changed: bidi controls are part of Arabic writing, and offsets must hold (UAX 9 for embeddings, overrides and
 * isolates; a paragraph ends them). Spaces that break lines, tabs and ordinary spaces are no part of it.
 */
export function findInvisible(text: string): Invisible[] {
  const found: Invisible[] = []
  const open: Open[] = []
  let at = 0
  let utf16 = 0
  for (const character of text) {
    const codePoint = character.codePointAt(0)!
    if (PARAGRAPH_END.test(character)) endParagraph(open, found)
    const kind = kindOf(codePoint)
    if (kind !== undefined) {
      const suspicious = isSuspicious(text, utf16, codePoint, kind)
      found.push({ at, utf16, codePoint, kind, suspicious })
      if (isOpening(codePoint)) open.push({ place: found.length - 1, isolate: kind === 'isolate' })
      else if (codePoint === PDI || codePoint === PDF) close(codePoint === PDI, open, found)
    }
    at++
    utf16 += character.length
  }
  endParagraph(open, found)
  return found
}

/** Counts what `findInvisible` found, by character: the suspicious and the frequent first. */
export function countInvisible(found: readonly Invisible[]): InvisibleCount[] {
  const counts = new Map<number, { kind: InvisibleKind; count: number; suspicious: number }>()
  for (const { codePoint, kind, suspicious } of found) {
    const sum = counts.get(codePoint) ?? { kind, count: 0, suspicious: 0 }
    sum.count++
    if (suspicious) sum.suspicious++
    counts.set(codePoint, sum)
  }
  return [...counts]
    .map(([codePoint, sum]) => ({ codePoint, name: nameInvisible(codePoint), ...sum }))
    .sort((a, b) => b.suspicious - a.suspicious || b.count - a.count || a.codePoint - b.codePoint)
}

/** The short name of a character that cannot be seen, as Unicode abbreviates it, else `U+XXXX`. */
export function nameInvisible(codePoint: number): string {
  return NAMES.get(codePoint) ?? codeOf(codePoint)
}

/**
 * A file's name to be shown: every character that cannot be seen or that turns the order of others, and every line
 * break and odd space, stands as ‹U+XXXX›; ZWNJ inside a word does not. For showing only: the name that opens a file is another string.
 */
export function showFileName(name: string): string {
  const shown: string[] = []
  let utf16 = 0
  for (const character of name) {
    const joiner = character === ZWNJ && joins(name, utf16, ZWNJ.charCodeAt(0))
    const seen = joiner || (kindOf(character.codePointAt(0)!) === undefined && !UNSEEN.test(character))
    shown.push(seen ? character : `‹${codeOf(character.codePointAt(0)!)}›`)
    utf16 += character.length
  }
  return shown.join('')
}

const PDF = 0x202c
const PDI = 0x2069
const PARAGRAPH_END = /[\n\r\u001C-\u001E\u0085\u2029]/
const NAMES = new Map(Object.entries(lexicon.names).map(([code, name]) => [Number.parseInt(code, 16), name]))

const kinds = new Map<number, InvisibleKind>()
for (const [kind, stretches] of Object.entries(lexicon.kinds))
  for (const stretch of stretches) {
    const [from, to = from] = stretch.split('-').map((code) => Number.parseInt(code, 16))
    for (let code = from!; code <= to!; code++) kinds.set(code, kind as InvisibleKind)
  }

function kindOf(codePoint: number): InvisibleKind | undefined {
  // Nearly all of a text is ASCII and Arabic letters.
  if ((codePoint > 0x1f && codePoint < 0x7f) || (codePoint > 0x61f && codePoint < 0x700)) return undefined
  return kinds.get(codePoint)
}

/** Suspicious by itself; what opens and never closes is found out at the end of its paragraph. */
function isSuspicious(text: string, utf16: number, codePoint: number, kind: InvisibleKind): boolean {
  if (kind === 'mark' || kind === 'space' || kind === 'isolate' || kind === 'embedding') return false
  if (kind === 'joiner') return !joins(text, utf16, codePoint)
  // Variation selectors choose the look of an emoji; a flag of a region is an emoji with tags.
  if (codePoint === 0xfe0e || codePoint === 0xfe0f) return !PICTURE_BEFORE.test(before(text, utf16))
  if (kind === 'tag') return !FLAG_BEFORE.test(before(text, utf16))
  return codePoint !== SOFT_HYPHEN
}

const SOFT_HYPHEN = 0x00ad
const ZWJ = 0x200d
const PICTURE_BEFORE = /[\p{Emoji}\p{Extended_Pictographic}]$/u
const FLAG_BEFORE = /\u{1F3F4}[\u{E0020}-\u{E007E}]*$/u
const LETTER_BEFORE = /[\p{L}\u0640]\p{M}*$/u
const EMOJI_BEFORE = /\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]*$/u

/** A joiner belongs after a letter, as in می‌خواهم and هـ‍, ZWJ also between the parts of an emoji; not after another one. */
function joins(text: string, utf16: number, codePoint: number): boolean {
  const head = before(text, utf16)
  return LETTER_BEFORE.test(head) || (codePoint === ZWJ && EMOJI_BEFORE.test(head))
}

/** The last few code units before a place, enough for a cluster. */
function before(text: string, utf16: number): string {
  return text.slice(Math.max(0, utf16 - 40), utf16)
}

type Open = { place: number; isolate: boolean }

function isOpening(codePoint: number): boolean {
  return (
    (codePoint >= 0x2066 && codePoint <= 0x2068) || (codePoint >= 0x202a && codePoint <= 0x202e && codePoint !== PDF)
  )
}

/** PDI closes the last isolate and every embedding opened inside it; PDF closes an embedding opened since that isolate. */
function close(isolate: boolean, open: Open[], found: Invisible[]): void {
  if (!isolate) {
    if (open.length > 0 && !open.at(-1)!.isolate) open.pop()
    else accuse(found, found.length - 1)
    return
  }
  const last = open.findLastIndex((each) => each.isolate)
  if (last < 0) accuse(found, found.length - 1)
  else for (const { place } of open.splice(last).slice(1)) accuse(found, place)
}

function endParagraph(open: Open[], found: Invisible[]): void {
  for (const { place } of open.splice(0)) accuse(found, place)
}

function accuse(found: Invisible[], place: number): void {
  found[place] = { ...found[place]!, suspicious: true }
}

/** In Persian a joiner is the work of letters, inside a word. */
const ZWNJ = '\u200C'
/** What no font draws: line breaks, tabs, halves of characters, what Unicode has not assigned. */
const UNSEEN = /[\t\n\r\p{Cs}\p{Cn}\p{Co}]/u

function codeOf(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}
