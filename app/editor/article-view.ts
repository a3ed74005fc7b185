import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { type DirectEditorProps, EditorView, type NodeViewConstructor } from 'prosemirror-view'
import type { Label } from '../../corpus/annotation.ts'
import { codePointSpan, type Span, sliceOf } from '../../corpus/span.ts'
import { createOffsetMap, type OffsetMap } from '../../corpus/text/code-points.ts'
import { hits } from './find-hits.ts'
import type { Point } from './hit.ts'
import { invisibleMarks } from './invisible-marks.ts'
import { commandOf, type KeyTable, type ReaderCommand } from './keys.ts'
import { layOut } from './layout.ts'
import { followMouse, idsUnder, type Mouse, type MouseWays } from './mouse.ts'
import { type BoundPlace, locate, locateEnds, locateSign, reveal, type SpanPlace } from './place.ts'
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
  drawSign: (label: Label) => Element
  /** One sentence a block, or lines as the article has them. */
  each: 'line' | 'sentence'
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
  /** A menu is asked for at a point, over the annotations with these ids. */
  onMenu(ids: readonly string[], at: Point): void
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
  /** Where its first letter begins and its last one ends, relative to the scrolled content. */
  locateEnds(span: Span): Record<'start' | 'end', BoundPlace>
  /** Leaves nothing selected: the caret stays at the end of what was. */
  collapse(): void
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
  const layout = layOut(text, starts, content.each)
  const positions = createPositions(layout, offsets)
  const open: OpenText = { text, positions, sentences, direction: content.direction }
  const sections = new Map<number, SectionView>()
  const mouse = followMouse(scroller, open, { ...events, onRelease: () => events.onSelection() })
  const view: EditorView = new EditorView(mount, {
    state: EditorState.create({
      schema,
      doc: buildDocument(text, layout, content.direction),
      plugins: [readOnly((of) => sliceOf(text, selectedSpan(of.state, open))), spans(), hits(), invisibleMarks()],
    }),
    nodeViews: { section: drawSections({ ...content, layout, positions }, sections) },
    ...describeView(content),
    ...answerInput(mouse, events),
    dispatchTransaction: (tr) => {
      const before = view.state.selection
      view.updateState(view.state.apply(tr))
      if (!mouse.isHeld() && !before.eq(view.state.selection)) events.onSelection()
    },
  })
  const placeSigns = (section: SectionView): void =>
    section.placeSigns(drawer.startsIn(section.index), (span) => locateSign(view, open, span))
  const place = (section: SectionView): void => {
    section.placeNumbers(view)
    placeSigns(section)
    section.isPlaced = true
  }
  const signs = placeLater(sections, placeSigns)
  const drawer = new SpanDrawer(view, positions, signs.ask)
  const stopWatching = watchSections(scroller, sections, drawer, place)
  return {
    view,
    open,
    drawer,
    apply: (tr) => view.dispatch(tr),
    reveal: (span) => reveal(view, scroller, positions, span),
    locate: (span) => locate(view, scroller, positions, span),
    locateEnds: (span) => locateEnds(view, scroller, open, span),
    collapse: () => collapse(view),
    refreshNumbers: () => {
      for (const section of sections.values())
        if (isDrawn(section)) place(section)
        else section.isPlaced = false
    },
    destroy: () => {
      mouse.stop()
      signs.stop()
      stopWatching()
      view.destroy()
    },
  }
}

/** True for a section that is near the view: to measure in another one would make the browser lay it out. */
function isDrawn({ dom }: SectionView): boolean {
  return dom.checkVisibility({ contentVisibilityAuto: true })
}

function collapse(view: EditorView): void {
  const { state } = view
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, state.selection.to)))
  // Without the focus ProseMirror leaves the browser's selection as it was, painted over the new annotation.
  if (!view.hasFocus()) document.getSelection()?.removeAllRanges()
}

/** Puts signs in their places once before the next frame, in sections that are drawn: the others measure nothing. */
function placeLater(sections: ReadonlyMap<number, SectionView>, place: (section: SectionView) => void) {
  const asked = new Set<number>()
  let frame = 0
  const run = (): void => {
    frame = 0
    for (const index of asked) {
      const section = sections.get(index)
      if (section === undefined) continue
      if (isDrawn(section)) place(section)
      else section.isPlaced = false
    }
    asked.clear()
  }
  return {
    ask: (indices: ReadonlySet<number>): void => {
      for (const index of indices) asked.add(index)
      if (frame === 0) frame = requestAnimationFrame(run)
    },
    stop: (): void => cancelAnimationFrame(frame),
  }
}

/** Name, language and direction for those who read with their ears, and how far from the edge the caret stays. */
function describeView({ name, language, direction, each }: ArticleContent): Partial<DirectEditorProps> {
  return {
    attributes: { class: `article-text by-${each}`, tabindex: '0', 'aria-label': name, lang: language, dir: direction },
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
      contextmenu: (_, event) => {
        event.preventDefault()
        events.onMenu(idsUnder(event.target), { x: event.clientX, y: event.clientY })
        return true
      },
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
