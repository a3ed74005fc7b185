import i18next from 'i18next'
import { TextSelection } from 'prosemirror-state'
import type { Label } from '../../corpus/annotation.ts'
import type { ArticleView } from '../editor/article-view.ts'
import type { ReaderCommand } from '../editor/keys.ts'
import {
  moveCaret,
  selectedSpan,
  selectSpan,
  sentenceAtCaret,
  spanToAnnotate,
  wordAtCaret,
} from '../editor/selection.ts'
import { notify } from '../ui/Notices.tsx'
import type { ArticleSession, OpenAnnotation } from './article-session.ts'

/** Does what a key of the reader asks for. */
export function runReaderCommand(reader: ArticleView, session: ArticleSession, command: ReaderCommand): void {
  const { view, open } = reader
  if (command.kind === 'move') reader.apply(moveCaret(view.state, open, command))
  else if (command.kind === 'label') void labelSelection(reader, session, command.label)
  else if (command.kind === 'select-word') selectIfAny(reader, wordAtCaret(view.state, open))
  else if (command.kind === 'select-sentence') selectIfAny(reader, sentenceAtCaret(view.state, open))
  else if (command.kind === 'next') chooseNeighbour(reader, session, true)
  else if (command.kind === 'previous') chooseNeighbour(reader, session, false)
  else if (command.kind !== 'escape') runOnChosen(session, command.kind)
  else if (view.state.selection.empty) session.choose(undefined)
  else collapse(reader)
}

function runOnChosen(session: ArticleSession, kind: 'delete' | 'edit' | 'rate' | 'note'): void {
  const { chosen } = session.state.get()
  if (chosen === undefined) notify(i18next.t('inspector.none'))
  else if (kind === 'delete') void session.remove(chosen)
  else session.choose(chosen, ({ edit: 'label', rate: 'rating', note: 'note' } as const)[kind])
}

/** Tags the selected text; with nothing selected, gives the chosen annotation another label. */
export async function labelSelection(reader: ArticleView, session: ArticleSession, label: Label): Promise<void> {
  const span = spanToAnnotate(reader.view.state, reader.open)
  const { chosen, annotations } = session.state.get()
  if (span === undefined) {
    if (chosen === undefined) notify(i18next.t('reader.selectFirst'))
    else if (session.find(chosen)?.row.label !== label) await session.change(chosen, { label })
    return
  }
  const twin = annotations.find(
    ({ row, span: { start, end } }) => row.label === label && start === span.start && end === span.end,
  )
  if (twin !== undefined) {
    notify(i18next.t('reader.already'))
    return session.choose(twin.row.id)
  }
  const made = await session.create(span, label)
  if (made?.ok === true && !reader.view.isDestroyed) collapse(reader)
}

/** Shows an annotation: chosen, in view, the caret at its start. */
export function showAnnotation(reader: ArticleView, session: ArticleSession, { row, span }: OpenAnnotation): void {
  session.choose(row.id)
  const { state } = reader.view
  const { from } = reader.open.positions.toRange(span)
  reader.apply(state.tr.setSelection(TextSelection.create(state.doc, from)))
  reader.reveal(span)
}

function chooseNeighbour(reader: ArticleView, session: ArticleSession, forward: boolean): void {
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

function findFromCaret(caret: number, annotations: readonly OpenAnnotation[], forward: boolean): number {
  if (!forward) return annotations.findLastIndex(({ span }) => span.start < caret)
  return Math.max(
    0,
    annotations.findIndex(({ span }) => span.start >= caret),
  )
}

function selectIfAny(reader: ArticleView, span: Parameters<typeof selectSpan>[2] | undefined): void {
  if (span !== undefined) reader.apply(selectSpan(reader.view.state, reader.open, span))
}

function collapse({ view, apply }: ArticleView): void {
  apply(view.state.tr.setSelection(TextSelection.create(view.state.doc, view.state.selection.to)))
  // Without the focus ProseMirror leaves the browser's selection as it was, painted over the new annotation.
  if (!view.hasFocus()) document.getSelection()?.removeAllRanges()
}
