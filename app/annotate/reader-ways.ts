import i18next from 'i18next'
import { TextSelection } from 'prosemirror-state'
import { overlaps, type Span } from '../../corpus/span.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { selectedSpan } from '../editor/selection.ts'
import { notify } from '../ui/Notices.tsx'
import type { ArticleSession, OpenAnnotation } from './article-session.ts'

/** Shows an annotation: chosen, in view, the caret at its start. */
export function showAnnotation(reader: ArticleView, session: ArticleSession, { row, span }: OpenAnnotation): void {
  session.choose(row.id)
  goToStart(reader, span)
}

/** Chooses the annotation after the chosen one or the caret, or the one before; round the ends of the text. */
export function chooseNeighbour(reader: ArticleView, session: ArticleSession, forward: boolean): void {
  const { annotations, chosen } = session.state.get()
  if (annotations.length === 0) notify(i18next.t('list.empty'))
  const caret = selectedSpan(reader.view.state, reader.open).start
  // A caret that was moved away from the chosen annotation is where one goes on from.
  const at = annotations.findIndex(({ row, span }) => row.id === chosen && span.start <= caret && caret <= span.end + 1)
  const step = forward ? 1 : -1
  const index = at === -1 ? findFromCaret(caret, annotations, forward) : at + step
  const found = annotations[(index + annotations.length) % annotations.length]
  if (found !== undefined) showAnnotation(reader, session, found)
}

/** Puts the caret before the next sentence, or the last one before, in which nothing is annotated yet. */
export function goToBareSentence(reader: ArticleView, session: ArticleSession, forward: boolean): void {
  const caret = selectedSpan(reader.view.state, reader.open).start
  const spans = session.state.get().annotations.map(({ span }) => span)
  const found = findBare(reader.open.sentences, spans, caret, forward)
  if (found === undefined) notify(i18next.t('reader.noBareSentence'))
  else goToStart(reader, found)
}

/** The nearest sentence behind the offset, or before it, that none of the spans overlaps; round the ends of the text. */
export function findBare(
  sentences: readonly Span[],
  spans: readonly Span[],
  offset: number,
  forward: boolean,
): Span | undefined {
  const turn = forward
    ? sentences.findIndex(({ start }) => start > offset)
    : sentences.findIndex(({ start }) => start >= offset)
  const at = turn === -1 ? sentences.length : turn
  const inOrder = [...sentences.slice(at), ...sentences.slice(0, at)]
  if (!forward) inOrder.reverse()
  return inOrder.find((sentence) => !spans.some((span) => overlaps(span, sentence)))
}

function goToStart(reader: ArticleView, span: Span): void {
  const { state } = reader.view
  const { from } = reader.open.positions.toRange(span)
  reader.apply(state.tr.setSelection(TextSelection.create(state.doc, from)))
  reader.reveal(span)
}

function findFromCaret(caret: number, annotations: readonly OpenAnnotation[], forward: boolean): number {
  if (!forward) return annotations.findLastIndex(({ span }) => span.start < caret)
  return Math.max(
    0,
    annotations.findIndex(({ span }) => span.start >= caret),
  )
}
