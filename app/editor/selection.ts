import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { type Span, span, type Utf16 } from '../../corpus/span.ts'
import { nextGrapheme, previousGrapheme, snapToGraphemes } from '../../corpus/text/graphemes.ts'
import { trimSpan } from '../../corpus/text/paragraphs.ts'
import { nextWord, previousWord, wordAt } from '../../corpus/text/words.ts'
import { cleanWord, listClauses } from './growth.ts'
import type { Positions } from './positions.ts'

/** A canonical text with its conversions and direction, and the spans of its sentences in order. */
export type OpenText = Readonly<{
  text: string
  positions: Positions
  sentences: readonly Span[]
  direction: 'rtl' | 'ltr'
}>

/** A step in the text's order. */
export type Step = Readonly<{
  by: 'grapheme' | 'word' | 'clause' | 'sentence' | 'text'
  forward: boolean
  extend: boolean
}>

/** The canonical span of the selection as it stands. */
export function selectedSpan({ selection }: EditorState, { positions }: OpenText): Span {
  return positions.toSpan(selection.from, selection.to)
}

/** What an annotation of the selection covers: no white space at its ends, no grapheme torn. Undefined for nothing. */
export function spanToAnnotate(state: EditorState, open: OpenText): Span | undefined {
  const { start, end } = selectedSpan(state, open)
  const trimmed = trimSpan(open.text, start, end)
  if (trimmed.start === trimmed.end) return undefined
  return snapToGraphemes(open.text, trimmed)
}

/** Moves the caret, or the selection's free end. A step by grapheme without extending leaves a selection at its edge. */
export function moveCaret(state: EditorState, open: OpenText, step: Step): Transaction {
  const { selection } = state
  const { by, forward, extend } = step
  if (!extend && !selection.empty && by === 'grapheme')
    return placeCaret(state, open, open.positions.toOffset(forward ? selection.to : selection.from), forward, false)
  const offset = findTarget(open, open.positions.toOffset(selection.head), step)
  return placeCaret(state, open, offset, forward, extend)
}

/** Puts the caret, or the selection's free end, at an offset; at the seam of a cut line on the side it came from. */
export function placeCaret(
  state: EditorState,
  { positions }: OpenText,
  offset: Utf16,
  forward: boolean,
  extend: boolean,
): Transaction {
  const head = positions.toPosition(offset, forward ? 'end' : 'start')
  const anchor = extend ? state.selection.anchor : head
  return state.tr.setSelection(TextSelection.create(state.doc, anchor, head)).scrollIntoView()
}

/** Selects a span, its end being the free one. */
export function selectSpan(state: EditorState, { positions }: OpenText, of: Span): Transaction {
  const { from, to } = positions.toRange(of)
  return state.tr.setSelection(TextSelection.create(state.doc, from, to))
}

/**
 * The word at the caret without the particle that comes off cleanly; between words the next one. Where that is selected
 * already, the selection and the next word.
 */
export function wordAtCaret(state: EditorState, open: OpenText): Span | undefined {
  const { text } = open
  const selected = selectedSpan(state, open)
  const word = wordAt(text, selected.start) ?? nextWord(text, selected.start)
  if (word === undefined) return undefined
  const clean = cleanWord(text, word)
  const isTaken = selected.end >= word.end && (selected.start === word.start || selected.start === clean.start)
  return isTaken ? span(selected.start, nextWordEnd(text, selected.end)) : clean
}

/** The selection with the particle at the front of its first word, or without it where it is there. */
export function toggleProclitic(state: EditorState, open: OpenText): Span | undefined {
  const { text } = open
  const { start, end } = selectedSpan(state, open)
  const word = start === end ? (wordAt(text, start) ?? nextWord(text, start)) : wordAt(text, start)
  if (word === undefined) return undefined
  const clean = cleanWord(text, word)
  return span(start === clean.start ? word.start : clean.start, Math.max(end, word.end))
}

/** The sentence at the caret; where sentences are selected already, the selection and the next one. */
export function sentenceAtCaret(state: EditorState, open: OpenText): Span | undefined {
  const { start, end } = selectedSpan(state, open)
  const first = findSentence(open.sentences, start)
  if (first === undefined) return undefined
  if (start !== first.start || end < first.end) return first
  const following = open.sentences.find((sentence) => sentence.end > end)
  return span(start, following?.end ?? end)
}

/** The sentence that holds the offset, else the one before it, else the first. */
export function findSentence(sentences: readonly Span[], offset: number): Span | undefined {
  return sentences.findLast((sentence) => sentence.start <= offset) ?? sentences[0]
}

function findTarget(open: OpenText, offset: Utf16, { by, forward }: Step): Utf16 {
  const { text } = open
  if (by === 'text') return (forward ? text.length : 0) as Utf16
  if (by === 'grapheme') return forward ? nextGrapheme(text, offset) : previousGrapheme(text, offset)
  if (by === 'word') return forward ? nextWordEnd(text, offset) : wordStartBefore(text, offset)
  return edgeAfter(by === 'clause' ? listClauses(open) : open.sentences, offset, forward, text.length)
}

/** The next place where one of the spans begins, or the last one before. */
function edgeAfter(spans: readonly Span[], offset: number, forward: boolean, length: number): Utf16 {
  const found = forward
    ? spans.find(({ start }) => start > offset)?.start
    : spans.findLast(({ start }) => start < offset)?.start
  return found ?? ((forward ? length : 0) as Utf16)
}

/** A word is left at its end going forward, and at its start going back. */
function nextWordEnd(text: string, offset: Utf16): Utf16 {
  const inside = wordAt(text, offset)
  if (inside !== undefined && inside.end > offset) return inside.end
  return nextWord(text, offset)?.end ?? (text.length as Utf16)
}

function wordStartBefore(text: string, offset: Utf16): Utf16 {
  const inside = wordAt(text, offset)
  if (inside !== undefined && inside.start < offset) return inside.start
  return previousWord(text, offset)?.start ?? (0 as Utf16)
}
