import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LABELS } from '../../corpus/annotation.ts'
import type { Span } from '../../corpus/span.ts'
import { MarkBar } from '../claims/MarkBar.tsx'
import { marking } from '../claims/marking.ts'
import { PartTags } from '../claims/PartTags.tsx'
import type { ArticleView } from '../editor/article-view.ts'
import { selectedSpan, selectSpan } from '../editor/selection.ts'
import { nameKey } from '../shell/CommandKey.tsx'
import { bindings } from '../shell/key-bindings.ts'
import { layout } from '../shell/keyboard-layout.ts'
import type { Target } from '../shell/navigation.ts'
import { preferences } from '../shell/preferences.ts'
import { useStore } from '../shell/store.ts'
import { suggesting } from '../suggest/review.ts'
import { AnnotationMenu } from './AnnotationMenu.tsx'
import { ArticleHead } from './ArticleHead.tsx'
import type { ArticleSession } from './article-session.ts'
import { BoundHandles } from './BoundHandles.tsx'
import { HoverSign } from './HoverSign.tsx'
import { LabelPicker, type PickerPlace } from './LabelPicker.tsx'
import { LabelSign } from './labels.tsx'
import { goTo, openReader, type ReaderFrame } from './open-reader.ts'
import { labelSelection, runReaderCommand } from './reader-commands.ts'
import { keepDrawn } from './reader-sync.ts'
import { reading } from './reading.ts'

type ReaderProps = {
  session: ArticleSession
  target: Target | undefined
  onReady: (reader: ArticleView | null) => void
}

const FOCUS_RETURNS = 80

/** The article's text with its annotations. React draws only what stands over it; see `createArticleView`. */
export function Reader({ session, target, onReady }: ReaderProps) {
  const isBare = useStore(session.state, ({ annotations }) => annotations.length === 0)
  const isMarking = useStore(marking, (state) => state.name !== undefined)
  const focus = useStore(reading, (state) => state.focus)
  const frame: ReaderFrame = { scroller: useRef(null), mount: useRef(null), signs: useRef(null) }
  const [picker, setPicker] = useState<PickerPlace | null>(null)
  const reader = useOpenReader(session, frame, setPicker, onReady)

  useEffect(() => {
    const opened = reader.current
    if (target === undefined || opened === null) return
    goTo(opened, session, target)
    // A dialog that led here gives the focus back to what opened it, a moment after it is gone.
    const late = setTimeout(() => opened.view.focus(), FOCUS_RETURNS)
    return () => clearTimeout(late)
  }, [session, target, reader])

  return (
    <div className="reader" ref={frame.scroller} data-focus={focus}>
      <div className="reader-page">
        <ArticleHead session={session} />
        <div ref={frame.mount} className="reader-mount" />
      </div>
      <div ref={frame.signs} hidden>
        {LABELS.map((label) => (
          <LabelSign key={label} label={label} />
        ))}
      </div>
      <BoundHandles session={session} reader={reader} />
      <PartTags session={session} reader={reader} />
      {picker !== null && !isMarking && (
        <LabelPicker
          place={picker}
          onPick={(label, subtype) => reader.current && void labelSelection(reader.current, session, label, subtype)}
        />
      )}
      <HoverSign session={session} reader={reader} />
      <AnnotationMenu session={session} reader={reader} />
      <MarkBar session={session} reader={reader} />
      {isBare && <ReaderHint />}
    </div>
  )
}

const BOUNDS = ['start-right', 'start-left', 'end-right', 'end-left'] as const

/** What to do in a text without annotations: how to begin, or by which keys suggestions are answered. */
function ReaderHint() {
  const { t } = useTranslation()
  const shown = useStore(suggesting, (state) => state.shown)
  // The keys are named anew where another layout or another key is chosen.
  useStore(layout, (value) => value)
  useStore(bindings, (value) => value)
  const keys = {
    suggestions: nameKey('suggestions'),
    accept: nameKey('accept'),
    reject: nameKey('reject'),
    correct: nameKey('correct'),
    next: nameKey('next-suggestion'),
    bounds: BOUNDS.map(nameKey).join(' '),
    all: nameKey('shortcuts'),
  }
  return <p className="reader-hint">{t(shown ? 'reader.hintReview' : 'reader.hint', keys)}</p>
}

/** Opens the text, and opens it anew when sentences shall stand by themselves or not: at the same place. */
function useOpenReader(
  session: ArticleSession,
  frame: ReaderFrame,
  setPicker: (place: PickerPlace | null) => void,
  onReady: (reader: ArticleView | null) => void,
): { current: ArticleView | null } {
  const pageLayout = useStore(preferences, (state) => state.layout)
  const reader = useRef<ArticleView>(null)
  const left = useRef<Span>(undefined)
  const elements = useRef(frame).current
  useEffect(() => {
    const opened = openReader(session, elements, pageLayout, setPicker)
    reader.current = opened
    const stopDrawing = keepDrawn(opened, session)
    const stopNumbers = preferences.subscribe(() => opened.refreshNumbers())
    onReady(opened)
    reading.update({ run: (id) => runReaderCommand(opened, session, { kind: 'command', id }) })
    opened.view.focus()
    if (left.current !== undefined) {
      opened.apply(selectSpan(opened.view.state, opened.open, left.current))
      opened.reveal(left.current)
    }
    return () => {
      left.current = selectedSpan(opened.view.state, opened.open)
      onReady(null)
      reading.update({ run: undefined, menu: undefined })
      stopNumbers()
      stopDrawing()
      opened.destroy()
      reader.current = null
    }
  }, [session, elements, setPicker, onReady, pageLayout])
  return reader
}
