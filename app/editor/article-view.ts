import { EditorState, type Transaction } from 'prosemirror-state'
import { type DirectEditorProps, EditorView, type NodeViewConstructor } from 'prosemirror-view'
import { codePointSpan, type Span, sliceOf } from '../../corpus/span.ts'
import { createOffsetMap, type OffsetMap } from '../../corpus/text/code-points.ts'
import { commandOf, type KeyTable, type ReaderCommand } from './keys.ts'
import { layOut } from './layout.ts'
import { followMouse, idsUnder, type Mouse, type MouseWays } from './mouse.ts'
import { locate, reveal, type SpanPlace } from './place.ts'
import { createPositions } from './positions.ts'
import { readOnly } from './read-only.ts'
import { buildDocument, schema } from './schema.ts'
import { type SectionSetting, SectionView } from './section-view.ts'
import { type OpenText, selectedSpan } from './selection.ts'
import { SpanDrawer, spans } from './spans.ts'
import { watchSections } from './window.ts'

/** What is needed to show an article. Sentences in UTF-16, as the offset map gives them. */
export type ArticleContent = Readonly<{
  text: string
  offsets: OffsetMap
  sentences: readonly Span[]
  language: string
  direction: 'rtl' | 'ltr'
  /** Accessible name of the text. */
  name: string
  writeNumber: (value: number) => string
}>

/** What the reader tells its surroundings. */
export type ReaderEvents = Readonly<{
  /** The keys as they are now. */
  keys(): KeyTable
  /** How the mouse selects. */
  ways(): MouseWays
  onCommand(command: ReaderCommand): void
  /** The selection is another one and no button of the mouse is held. */
  onSelection(): void
  /** A click met the annotations with these ids, the shortest first; none for plain text. */
  onClick(ids: readonly string[]): void
  onHover(id: string | undefined): void
}>

/** One article on the screen. It lives outside of React: nothing of it renders when a key is pressed. */
export type ArticleView = Readonly<{
  view: EditorView
  open: OpenText
  drawer: SpanDrawer
  /** Applies a selection made by `editor/selection.ts`. */
  apply(tr: Transaction): void
  /** Scrolls a span to a good place unless it is in view already. */
  reveal(span: Span): void
  /** Where a span ends on the screen, relative to the scrolled content. */
  locate(span: Span): SpanPlace
  refreshNumbers(): void
  destroy(): void
}>

/** Shows an article in `mount`, which `scroller` scrolls. */
export function createArticleView(
  mount: HTMLElement,
  scroller: HTMLElement,
  content: ArticleContent,
  events: ReaderEvents,
): ArticleView {
  const { text, offsets, sentences } = content
  const starts = sentences.map((sentence) => sentence.start)
  const layout = layOut(text, starts)
  const positions = createPositions(layout, offsets)
  const open: OpenText = { text, positions, sentences, direction: content.direction }
  const sections = new Map<number, SectionView>()
  const mouse = followMouse(scroller, open, { ...events, onRelease: () => events.onSelection() })
  const view: EditorView = new EditorView(mount, {
    state: EditorState.create({
      schema,
      doc: buildDocument(text, layout, content.direction),
      plugins: [readOnly((of) => sliceOf(text, selectedSpan(of.state, open))), spans()],
    }),
    nodeViews: { section: drawSections({ layout, positions, sentences, writeNumber: content.writeNumber }, sections) },
    ...describeView(content),
    ...answerInput(mouse, events),
    dispatchTransaction: (tr) => {
      const before = view.state.selection
      view.updateState(view.state.apply(tr))
      if (!mouse.isHeld() && !before.eq(view.state.selection)) events.onSelection()
    },
  })
  const drawer = new SpanDrawer(view, positions)
  const stopWatching = watchSections(view, scroller, sections, drawer)
  return {
    view,
    open,
    drawer,
    apply: (tr) => view.dispatch(tr),
    reveal: (span) => reveal(view, scroller, positions, span),
    locate: (span) => locate(view, scroller, positions, span),
    refreshNumbers: () => {
      for (const section of sections.values()) section.placeNumbers(view)
    },
    destroy: () => {
      mouse.stop()
      stopWatching()
      view.destroy()
    },
  }
}

/** Name, language and direction for those who read with their ears, and how far from the edge the caret stays. */
function describeView({ name, language, direction }: ArticleContent): Partial<DirectEditorProps> {
  return {
    attributes: { class: 'article-text', tabindex: '0', 'aria-label': name, lang: language, dir: direction },
    scrollMargin: { top: 96, bottom: 120, left: 0, right: 0 },
    scrollThreshold: { top: 72, bottom: 90, left: 0, right: 0 },
  }
}

function drawSections(setting: SectionSetting, into: Map<number, SectionView>): NodeViewConstructor {
  const { positions } = setting
  return (_node, _view, getPos) => {
    const index = positions.sectionOf(positions.pieceAt(positions.toOffset((getPos() ?? 0) + 2)))
    const section = new SectionView(index, setting)
    into.set(index, section)
    return section
  }
}

/** Keys become commands; the mouse selects, and its clicks name what they meet. */
function answerInput(mouse: Mouse, events: ReaderEvents): Partial<DirectEditorProps> {
  return {
    handleKeyDown: (_, event) => handleKey(event, events),
    handleDOMEvents: {
      mousedown: (view, event) => mouse.press(view, event),
      mouseover: (_, event) => {
        if (event.buttons === 0) events.onHover(idsUnder(event.target)[0])
        return false
      },
      mouseleave: () => {
        events.onHover(undefined)
        return false
      },
    },
  }
}

/** The offset map of a text together with its sentences in UTF-16, from what the contract carries. */
export function readOffsets(text: string, sentences: readonly { startCodePoint: number; endCodePoint: number }[]) {
  const offsets = createOffsetMap(text)
  return {
    offsets,
    sentences: sentences.map((sentence) =>
      offsets.toSpan(codePointSpan(sentence.startCodePoint, sentence.endCodePoint)),
    ),
  }
}

function handleKey(event: KeyboardEvent, events: ReaderEvents): boolean {
  const command = event.isComposing ? undefined : commandOf(event, events.keys())
  if (command === undefined) return false
  event.preventDefault()
  events.onCommand(command)
  return true
}
