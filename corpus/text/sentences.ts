import { type Span, span } from '../span.ts'
import { endsClause } from './clauses.ts'
import { type FieldLabel, findFieldStarts, labelBefore } from './field-rows.ts'
import { colon, findMarks, kindOf, stopMark } from './marks.ts'
import { type MarkPair, pairMarks } from './paired-marks.ts'
import { findParagraphs, trimSpan } from './paragraphs.ts'
import { endsSentence, readStop, type Surroundings } from './stops.ts'
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
  const positions = findMarks(text)
  const pairs = pairMarks(text, positions)
  const paragraphs = findParagraphs(text)
  const reading: Reading = {
    text,
    positions,
    next: 0,
    marks: createMarkReader(pairs),
    clauses: options.clauses ?? false,
  }
  const sentences: Span[] = []
  for (const paragraph of paragraphs) appendSentences(reading, paragraph, sentences)
  const quotations = pairs.filter((each) => each.quote).map((each) => span(each.open, each.close + 1))
  return { paragraphs, sentences, quotations }
}

type Reading = { text: string; positions: Int32Array; next: number; marks: MarkReader; clauses: boolean }

/** Answers for offsets in growing order which pair of marks is around them. */
type MarkReader = Readonly<{
  openOf(close: number): number | undefined
  innermostAt(offset: number): MarkPair | undefined
}>

function createMarkReader(pairs: readonly MarkPair[]): MarkReader {
  const opens = new Map<number, number>()
  for (const each of pairs) opens.set(each.close, each.open)
  const around: MarkPair[] = []
  let next = 0
  return {
    openOf: (close) => opens.get(close),
    innermostAt: (offset) => {
      while (next < pairs.length && pairs[next]!.open < offset) {
        while (around.length > 0 && around.at(-1)!.close < pairs[next]!.open) around.pop()
        around.push(pairs[next]!)
        next++
      }
      while (around.length > 0 && around.at(-1)!.close < offset) around.pop()
      return around.at(-1)
    },
  }
}

/** Appends the sentences of one paragraph. A stretch without a letter or digit joins the sentence before it. */
function appendSentences(reading: Reading, paragraph: Span, sentences: Span[]): void {
  const { text } = reading
  const first = sentences.length
  let start: number = paragraph.start
  for (const cut of [...findCuts(reading, paragraph), paragraph.end]) {
    const piece = trimSpan(text, start, cut)
    start = cut
    if (piece.start === piece.end) continue
    const last = sentences.at(-1)
    if (sentences.length > first && last && findWordStart(text, piece.start, piece.end) === piece.end)
      sentences[sentences.length - 1] = span(last.start, piece.end)
    else sentences.push(piece)
  }
}

/** Where the sentences of a paragraph end, or rows of fields begin, in order. */
function findCuts(reading: Reading, { start, end }: Span): number[] {
  const { text, positions, marks, clauses } = reading
  const cuts: number[] = []
  const labels: FieldLabel[] = []
  let sentenceStart: number = start
  let wordStart: number = start
  let done = 0
  const cutAt = (offset: number) => {
    cuts.push(offset)
    sentenceStart = offset
    wordStart = offset
  }
  for (; reading.next < positions.length && positions[reading.next]! < end; reading.next++) {
    const at = positions[reading.next]!
    if (at < start || at < done) continue
    const kind = kindOf(text.charCodeAt(at))
    if (kind === stopMark) {
      const stop = readStop(text, at, marks.openOf)
      done = stop.end
      wordStart = findWordStart(text, wordStart, at)
      if (wordStart === at) continue
      const inside = marks.innermostAt(stop.end)
      const around: Surroundings = { sentenceStart, lineEnd: end, inside, openOf: marks.openOf }
      if (endsSentence(text, stop, around)) cutAt(stop.end)
    } else if (kind === colon) {
      const label = labelBefore(text, at, start)
      if (label) labels.push(label)
    }
    if (clauses && kind !== stopMark && endsClause(text, at, sentenceStart, end)) cutAt(at + 1)
  }
  return labels.length < 2 ? cuts : mergeCuts(cuts, findFieldStarts(text, labels))
}

function mergeCuts(cuts: readonly number[], starts: readonly number[]): number[] {
  return [...new Set([...cuts, ...starts])].sort((a, b) => a - b)
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
