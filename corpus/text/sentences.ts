import { type Span, span } from '../span.ts'
import { endsClause } from './clauses.ts'
import { type FieldLabel, findFieldStarts, labelBefore } from './field-rows.ts'
import { nextGrapheme, splitsGrapheme } from './graphemes.ts'
import { bracket, colon, findMarks, lineEnd, quote, stopMark } from './marks.ts'
import { type PairedMarks, pairMarks } from './paired-marks.ts'
import { paragraphsBetween, trimSpan } from './paragraphs.ts'
import { endsSentence, type MarkPair, readStop, type Surroundings } from './stops.ts'
import { isFormatControl, isWordUnit } from './white-space.ts'

/** Names the rules that found the stored sentences of an article; it grows with every change of an outcome. */
export const SEGMENTER_VERSION = 1

/** The parts of one text. Quotations hold their marks, may nest, and stand in reading order beside the sentences. */
export type Segmentation = Readonly<{ paragraphs: Span[]; sentences: Span[]; quotations: Span[] }>

/** What a line is cut at: the stops of sentences, or those and the marks between clauses. */
export type SegmentOptions = Readonly<{ clauses?: boolean }>

/**
 * Finds paragraphs, sentences and quotations of Arabic text. A sentence never crosses a line, is the innermost one
 * (each sentence within a quotation stands by itself), and is trimmed of white space; every visible character is in
 * exactly one. With `clauses` colons, semicolons and commas before a longer stretch end one as well. Linear time.
 */
export function segment(text: string, options: SegmentOptions = {}): Segmentation {
  const clauses = options.clauses ?? false
  const paired = pairMarks(text, findMarks(text, clauses))
  const paragraphs = paragraphsBetween(text, listLineEnds(paired))
  const reading: Reading = { text, ...paired, next: 0, around: [], openOf: createOpenOf(paired), clauses }
  const sentences: Span[] = []
  for (const paragraph of paragraphs) appendSentences(reading, paragraph, sentences)
  return { paragraphs, sentences, quotations: listQuotations(paired) }
}

function listLineEnds({ positions, kinds }: PairedMarks): number[] {
  const ends: number[] = []
  for (let index = 0; index < positions.length; index++) if (kinds[index] === lineEnd) ends.push(positions[index]!)
  return ends
}

function listQuotations({ positions, kinds, partners }: PairedMarks): Span[] {
  const quotations: Span[] = []
  for (let index = 0; index < positions.length; index++) {
    const partner = partners[index]!
    if (partner > index && kinds[index] === quote) quotations.push(span(positions[index]!, positions[partner]! + 1))
  }
  return quotations
}

/** The state of one walk over the marks: the next one, and the pairs of marks that are open there, innermost last. */
type Reading = PairedMarks & {
  text: string
  next: number
  around: number[]
  openOf: (close: number) => number | undefined
  clauses: boolean
}

/** Answers where the partner of a closing mark stands. Quick for offsets that move little from call to call. */
function createOpenOf({ positions, partners }: PairedMarks): (close: number) => number | undefined {
  let cursor = 0
  return (close) => {
    while (cursor > 0 && positions[cursor - 1]! >= close) cursor--
    while (cursor < positions.length && positions[cursor]! < close) cursor++
    if (positions[cursor] !== close) return undefined
    const partner = partners[cursor]!
    return partner >= 0 && partner < cursor ? positions[partner] : undefined
  }
}

/** Enters or leaves a pair at the mark with this index. */
function passMark({ partners, around }: Reading, index: number): void {
  const partner = partners[index]!
  if (partner > index) around.push(index)
  else if (partner >= 0) around.pop()
}

/** The innermost pair that is still open at an offset not far behind the mark in hand. */
function innermostAt({ positions, partners, around }: Reading, offset: number): MarkPair | undefined {
  for (let depth = around.length - 1; depth >= 0; depth--) {
    const open = around[depth]!
    const close = positions[partners[open]!]!
    if (close >= offset) return { open: positions[open]!, close }
  }
  return undefined
}

/** Appends the sentences of one paragraph. A stretch without a letter or digit joins the sentence before it. */
function appendSentences(reading: Reading, paragraph: Span, sentences: Span[]): void {
  const { text } = reading
  const first = sentences.length
  const cuts = findCuts(reading, paragraph)
  cuts.push(paragraph.end)
  let start: number = paragraph.start
  for (const cut of cuts) {
    const piece = trimSpan(text, start, cut)
    start = cut
    if (piece.start === piece.end) continue
    if (sentences.length === first || findWordStart(text, piece.start, piece.end) < piece.end) sentences.push(piece)
    else sentences.push(span(sentences.pop()!.start, piece.end))
  }
}

/** Where the sentences of a paragraph end, or rows of fields begin, in order. */
function findCuts(reading: Reading, { start, end }: Span): number[] {
  const { text, positions, kinds, clauses } = reading
  const cuts: number[] = []
  const labels: FieldLabel[] = []
  let sentenceStart: number = start
  let wordStart: number = start
  let done = 0
  const cutAt = (offset: number) => {
    sentenceStart = splitsGrapheme(text, offset) ? nextGrapheme(text, offset) : offset
    wordStart = sentenceStart
    cuts.push(sentenceStart)
  }
  for (; reading.next < positions.length && positions[reading.next]! < end; reading.next++) {
    const at = positions[reading.next]!
    const kind = kinds[reading.next]!
    if (kind === quote || kind === bracket) passMark(reading, reading.next)
    if (at < start || at < done) continue
    if (kind === stopMark) {
      if (isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1))) continue
      const stop = readStop(text, at, reading.openOf)
      done = stop.end
      wordStart = findWordStart(text, wordStart, at)
      if (wordStart === at) continue
      const inside = innermostAt(reading, stop.end)
      const around: Surroundings = { sentenceStart, lineEnd: end, inside, openOf: reading.openOf }
      if (endsSentence(text, stop, around)) cutAt(stop.end)
    } else if (kind === colon) {
      const label = labelBefore(text, at, start)
      if (label) labels.push(label)
    }
    if (clauses && kind !== stopMark && endsClause(text, at, sentenceStart, end)) cutAt(at + 1)
  }
  const fields = labels.length < 2 ? [] : findFieldStarts(text, labels)
  return fields.length === 0 ? cuts : mergeCuts(cuts, fields)
}

function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x660 && unit <= 0x669) || (unit >= 0x6f0 && unit <= 0x6f9)
}

/** Two ordered lists of offsets as one, each offset once. */
function mergeCuts(a: readonly number[], b: readonly number[]): number[] {
  const merged: number[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const next = j === b.length || (i < a.length && a[i]! <= b[j]!) ? a[i++]! : b[j++]!
    if (merged.at(-1) !== next) merged.push(next)
  }
  return merged
}

/** Where the first letter or digit of a stretch stands; its end where it has none. */
function findWordStart(text: string, from: number, to: number): number {
  let at = from
  while (at < to && !startsWord(text, at)) at++
  return at
}

function startsWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit >= 0xd800 && unit <= 0xdbff) return /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2))
  return isWordUnit(unit) && !isFormatControl(unit)
}
