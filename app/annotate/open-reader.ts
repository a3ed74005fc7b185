import type { RefObject } from 'react'
import { codePointSpan } from '../../corpus/span.ts'
import { takeClick } from '../claims/marking.ts'
import { type ArticleView, createArticleView } from '../editor/article-view.ts'
import { selectSpan, spanToAnnotate } from '../editor/selection.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { bindings } from '../shell/key-bindings.ts'
import type { Target } from '../shell/navigation.ts'
import { type Preferences, preferences } from '../shell/preferences.ts'
import type { ArticleSession } from './article-session.ts'
import type { PickerPlace } from './LabelPicker.tsx'
import { runReaderCommand } from './reader-commands.ts'
import { showAnnotation } from './reader-ways.ts'
import { openMenu } from './reading.ts'

/** The elements that the reader lives in; `signs` holds one sign of each label to be copied. */
export type ReaderFrame = Readonly<Record<'scroller' | 'mount' | 'signs', RefObject<HTMLDivElement | null>>>

const PICKER_WIDTH = 540

/** Opens the article of a session in its frame; `setPicker` is told where the labels belong, if anywhere. */
export function openReader(
  session: ArticleSession,
  frame: ReaderFrame,
  layout: Preferences['layout'],
  setPicker: (place: PickerPlace | null) => void,
): ArticleView {
  const { content, offsets, sentences } = session.state.get()
  const { language, title } = content.article
  const scroller = frame.scroller.current!
  const opened: ArticleView = createArticleView(
    frame.mount.current!,
    scroller,
    {
      text: content.text,
      offsets,
      sentences,
      language,
      direction: directionOf(language),
      name: title,
      writeNumber: formatNumber,
      drawSign: (label) => frame.signs.current!.querySelector(`.${label} svg`)!.cloneNode(true) as Element,
      each: layout === 'sentences' ? 'sentence' : 'line',
    },
    {
      keys: () => bindings.get().table,
      ways: () => ({ wholeWords: preferences.get().wholeWords }),
      onCommand: (command) => runReaderCommand(opened, session, command),
      onSelection: () => setPicker(placePicker(opened, scroller)),
      onClick: (ids) => {
        const actors = ids.map(session.find).filter((found) => found?.row.label === 'actor')
        const spans = actors.flatMap((found) => (found === undefined ? [] : [found.span]))
        if (!takeClick(opened, session, spans)) cycle(session, ids)
      },
      onHover: (id) => session.hover(id, true),
      onMenu: (ids, at) => {
        const { chosen } = session.state.get()
        if (opened.view.state.selection.empty && !ids.includes(chosen ?? '')) session.choose(ids[0])
        openMenu(at)
      },
    },
  )
  return opened
}

/** Brings a target of the navigation into view: an annotation, or a place in the text. */
export function goTo(reader: ArticleView, session: ArticleSession, target: Target): void {
  if ('annotationId' in target) {
    const found = session.find(target.annotationId)
    if (found !== undefined) showAnnotation(reader, session, found)
    return
  }
  const { startCodePoint, endCodePoint } = target.bounds
  const span = session.state.get().offsets.toSpan(codePointSpan(startCodePoint, endCodePoint))
  reader.apply(selectSpan(reader.view.state, reader.open, span))
  reader.reveal(span)
}

/** The picker stands under the end of the selection, and stays inside of the reader. */
function placePicker({ view, open, locate }: ArticleView, scroller: HTMLElement): PickerPlace | null {
  const span = spanToAnnotate(view.state, open)
  if (span === undefined) return null
  const place = locate(span)
  const half = Math.min(PICKER_WIDTH, scroller.clientWidth - 16) / 2
  const x = Math.min(Math.max(place.endX, half + 8), scroller.clientWidth - half - 8)
  return { top: place.bottom + 10, x }
}

/** The first click chooses the innermost annotation, each further one the next around it. */
function cycle(session: ArticleSession, ids: readonly string[]): void {
  const { chosen } = session.state.get()
  const at = chosen === undefined ? -1 : ids.indexOf(chosen)
  session.choose(ids[(at + 1) % Math.max(1, ids.length)])
}
