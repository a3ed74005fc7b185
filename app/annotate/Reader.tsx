import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codePointSpan } from '../../corpus/span.ts'
import { type ArticleView, createArticleView } from '../editor/article-view.ts'
import { selectSpan, spanToAnnotate } from '../editor/selection.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import { formatDay, formatNumber } from '../shell/i18n/numbers.ts'
import { bindings } from '../shell/key-bindings.ts'
import type { Target } from '../shell/navigation.ts'
import { preferences } from '../shell/preferences.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import type { ArticleSession } from './article-session.ts'
import { HoverSign } from './HoverSign.tsx'
import { LabelPicker, type PickerPlace } from './LabelPicker.tsx'
import { labelSelection, runReaderCommand } from './reader-commands.ts'
import { keepDrawn } from './reader-sync.ts'
import { showAnnotation } from './reader-ways.ts'
import { reading } from './reading.ts'

type ReaderProps = {
  session: ArticleSession
  target: Target | undefined
  onReady: (reader: ArticleView | null) => void
}

const PICKER_WIDTH = 540
const FOCUS_RETURNS = 80

/** The article's text with its annotations. React draws only the frame and the picker; see `createArticleView`. */
export function Reader({ session, target, onReady }: ReaderProps) {
  const { t } = useTranslation()
  const isBare = useStore(session.state, ({ annotations }) => annotations.length === 0)
  const scroller = useRef<HTMLDivElement>(null)
  const mount = useRef<HTMLDivElement>(null)
  const reader = useRef<ArticleView>(null)
  const [picker, setPicker] = useState<PickerPlace | null>(null)

  useEffect(() => {
    const opened = openReader(session, mount.current!, scroller.current!, setPicker)
    reader.current = opened
    const stopDrawing = keepDrawn(opened, session)
    const stopNumbers = preferences.subscribe(() => opened.refreshNumbers())
    onReady(opened)
    reading.update({ run: (id) => runReaderCommand(opened, session, { kind: 'command', id }) })
    opened.view.focus()
    return () => {
      onReady(null)
      reading.update({ run: undefined, menu: undefined })
      stopNumbers()
      stopDrawing()
      opened.destroy()
    }
  }, [session, onReady])

  useEffect(() => {
    const opened = reader.current
    if (target === undefined || opened === null) return
    goTo(opened, session, target)
    // A dialog that led here gives the focus back to what opened it, a moment after it is gone.
    const late = setTimeout(() => opened.view.focus(), FOCUS_RETURNS)
    return () => clearTimeout(late)
  }, [session, target])

  return (
    <div className="reader" ref={scroller}>
      <div className="reader-page">
        <ArticleHead session={session} />
        <div ref={mount} className="reader-mount" />
      </div>
      {picker !== null && (
        <LabelPicker
          place={picker}
          onPick={(label) => reader.current && void labelSelection(reader.current, session, label)}
        />
      )}
      <HoverSign session={session} reader={reader} />
      {isBare && <p className="reader-hint">{t('reader.hint')}</p>}
    </div>
  )
}

function ArticleHead({ session }: { session: ArticleSession }) {
  const { t } = useTranslation()
  const listed = useStore(project, ({ articles }) => articles?.find(({ id }) => id === session.articleId))
  const { content } = session.state.get()
  const article = listed ?? content.article
  return (
    <header className="article-head">
      <span>{article.publisher === null ? t('library.noPublisher') : <bdi>{article.publisher}</bdi>}</span>
      {article.author !== null && (
        <span>
          <bdi>{article.author}</bdi>
        </span>
      )}
      <span>{article.date === null ? t('library.noDate') : <bdi>{formatDay(article.date)}</bdi>}</span>
      <span>{t('library.sentences', { count: content.sentences.length })}</span>
    </header>
  )
}

function openReader(
  session: ArticleSession,
  mount: HTMLElement,
  scroller: HTMLElement,
  setPicker: (place: PickerPlace | null) => void,
): ArticleView {
  const { content, offsets, sentences } = session.state.get()
  const { language, title } = content.article
  const opened: ArticleView = createArticleView(
    mount,
    scroller,
    {
      text: content.text,
      offsets,
      sentences,
      language,
      direction: directionOf(language),
      name: title,
      writeNumber: formatNumber,
    },
    {
      keys: () => bindings.get().table,
      ways: () => ({ wholeWords: preferences.get().wholeWords }),
      onCommand: (command) => runReaderCommand(opened, session, command),
      onSelection: () => setPicker(placePicker(opened, scroller)),
      onClick: (ids) => cycle(session, ids),
      onHover: (id) => session.hover(id, true),
    },
  )
  return opened
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

function goTo(reader: ArticleView, session: ArticleSession, target: Target): void {
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
