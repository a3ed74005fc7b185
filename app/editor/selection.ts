import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { type Span, span, type Utf16 } from '../../corpus/span.ts'
import { nextGrapheme, previousGrapheme, snapToGraphemes } from '../../corpus/text/graphemes.ts'
import { trimSpan } from '../../corpus/text/paragraphs.ts'
import { nextWord, previousWord, wordAt } from '../../corpus/text/words.ts'
import type { Positions } from './positions.ts'

/** A canonical text with its conversions, and the spans of its sentences in order. */
export type OpenText = Readonly<{ text: string; positions: Positions; sentences: readonly Span[] }>

type Movement = Readonly<{ by: 'grapheme' | 'word' | 'text'; forward: boolean; extend: boolean }>

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

/** Moves the caret, or the selection's free end. A movement without extending leaves a selection at its edge. */
export function moveCaret(state: EditorState, open: OpenText, movement: Movement): Transaction {
  const { selection } = state
  const { positions, text } = open
  const { by, forward, extend } = movement
  if (!extend && !selection.empty && by === 'grapheme') {
    const edge = forward ? selection.to : selection.from
    return state.tr.setSelection(TextSelection.create(state.doc, edge)).scrollIntoView()
  }
  const offset = findTarget(text, positions.toOffset(selection.head), movement)
  const head = positions.toPosition(offset, forward ? 'end' : 'start')
  const anchor = extend ? selection.anchor : head
  return state.tr.setSelection(TextSelection.create(state.doc, anchor, head)).scrollIntoView()
}

/** Selects a span, its end being the free one. */
export function selectSpan(state: EditorState, { positions }: OpenText, of: Span): Transaction {
  const { from, to } = positions.toRange(of)
  return state.tr.setSelection(TextSelection.create(state.doc, from, to))
}

/** The word at the caret; between words the next one. */
export function wordAtCaret(state: EditorState, { text, positions }: OpenText): Span | undefined {
  const caret = positions.toOffset(state.selection.from)
  return wordAt(text, caret) ?? nextWord(text, caret)
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

function findTarget(text: string, offset: Utf16, { by, forward }: Movement): Utf16 {
  if (by === 'text') return (forward ? text.length : 0) as Utf16
  if (by === 'grapheme') return forward ? nextGrapheme(text, offset) : previousGrapheme(text, offset)
  return forward ? nextWordEnd(text, offset) : wordStartBefore(text, offset)
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
