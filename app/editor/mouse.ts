import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Span, Utf16 } from '../../corpus/span.ts'
import { wordAt } from '../../corpus/text/words.ts'
import { cleanWord } from './growth.ts'
import { findHit, type Hit, letterEdge, type Point, touchedBy } from './hit.ts'
import { findSentence, type OpenText } from './selection.ts'
import { joinTouched, snapToWords } from './snap.ts'

/** What the mouse takes: whole words as they are written, or without the particles that come off cleanly. */
export type MouseWays = Readonly<{ wholeWords: boolean }>

type MouseEvents = Readonly<{
  ways(): MouseWays
  onClick(ids: readonly string[]): void
  /** No button is held any more and the selection is settled. */
  onRelease(): void
}>

type Press = Readonly<{ at: Point; hit: Hit; touched: Span; target: EventTarget | null }>

/** What selects by mouse; see `followMouse`. */
export type Mouse = Readonly<{ press(view: EditorView, event: MouseEvent): boolean; isHeld(): boolean; stop(): void }>

const STILL = 3
const SCROLL_EVERY = 30

/**
 * Selects by mouse instead of the browser, which cuts numbers in right-to-left lines and knows no Arabic particles. A
 * drag takes whole words, with Alt single letters; a double click takes the word, a triple one the sentence, and dragging
 * on from them adds words or sentences. With Shift the selection is extended. A click that selects nothing is reported.
 */
export function followMouse(scroller: HTMLElement, open: OpenText, events: MouseEvents): Mouse {
  let drag: ((event: MouseEvent) => void) | undefined
  let end: ((event: MouseEvent) => void) | undefined
  const move = (event: MouseEvent): void => drag?.(event)
  const release = (event: MouseEvent): void => {
    if (end === undefined) return
    const finish = end
    drag = undefined
    end = undefined
    finish(event)
    setTimeout(events.onRelease)
  }
  document.addEventListener('mousemove', move)
  document.addEventListener('mouseup', release)
  return {
    press: (view, event) => {
      const hit = event.button === 0 ? findHit(view, open, pointOf(event)) : undefined
      if (hit === undefined) return false
      event.preventDefault()
      view.focus()
      const began = beginPress(view, open, event, hit, events)
      const scrolling = scrollAtEdges(scroller, began.drag)
      drag = scrolling.drag
      end = (last) => {
        scrolling.stop()
        began.end(last)
      }
      return true
    },
    isHeld: () => end !== undefined,
    stop: () => {
      document.removeEventListener('mousemove', move)
      document.removeEventListener('mouseup', release)
    },
  }
}

type Held = Readonly<{ drag(event: MouseEvent): void; end(event: MouseEvent): void }>

function beginPress(view: EditorView, open: OpenText, event: MouseEvent, hit: Hit, events: MouseEvents): Held {
  const at = pointOf(event)
  const press: Press = { at, hit, touched: touchedBy(hit, at), target: event.target }
  const { wholeWords } = events.ways()
  const unit = unitOf(event, open, wholeWords)
  const anchor = event.shiftKey ? open.positions.toOffset(view.state.selection.anchor) : undefined
  let moved = false
  const show = (now: MouseEvent): void => {
    const point = pointOf(now)
    const found = findHit(view, open, point)
    if (found === undefined) return
    if (anchor !== undefined) select(view, open, anchor, letterEdge(found, point.x))
    else if (unit === undefined && now.altKey) select(view, open, letterEdge(hit, at.x), letterEdge(found, point.x))
    else spread(view, open, press, joinUnits(open, press, found, point, unit, wholeWords), found.offset)
  }
  if (unit !== undefined || anchor !== undefined) show(event)
  else select(view, open, letterEdge(hit, at.x), letterEdge(hit, at.x))
  return {
    drag: (now) => {
      moved ||= Math.hypot(now.clientX - at.x, now.clientY - at.y) > STILL
      if (moved) show(now)
    },
    end: () => {
      if (!moved && unit === undefined && anchor === undefined) events.onClick(idsUnder(press.target))
    },
  }
}

type Unit = (hit: Hit) => Span | undefined

/** What a double or triple click takes; undefined for a single one. */
function unitOf({ detail }: MouseEvent, open: OpenText, wholeWords: boolean): Unit | undefined {
  const { text, sentences } = open
  if (detail < 2) return undefined
  if (detail > 2) return ({ offset, box }) => findSentence(sentences, box?.span.start ?? offset)
  return ({ offset, box }) => {
    const word = wordAt(text, box?.span.start ?? offset)
    return word === undefined || wholeWords ? word : cleanWord(text, word)
  }
}

function joinUnits(
  open: OpenText,
  press: Press,
  found: Hit,
  at: Point,
  unit: Unit | undefined,
  wholeWords: boolean,
): Span {
  if (unit === undefined) return snapToWords(open.text, joinTouched(press.touched, touchedBy(found, at)), wholeWords)
  const from = unit(press.hit) ?? press.touched
  return joinTouched(from, unit(found) ?? from)
}

/** Selects a span; its free end is the one that the pointer is at. */
function spread(view: EditorView, open: OpenText, press: Press, of: Span, pointer: number): void {
  const forward = pointer >= press.hit.offset
  select(view, open, forward ? of.start : of.end, forward ? of.end : of.start)
}

function select(view: EditorView, { positions }: OpenText, anchor: number, head: number): void {
  const { doc, selection, tr } = view.state
  const forward = head >= anchor
  const next = TextSelection.create(
    doc,
    positions.toPosition(anchor as Utf16, forward ? 'start' : 'end'),
    positions.toPosition(head as Utf16, forward && head !== anchor ? 'end' : 'start'),
  )
  if (!next.eq(selection)) view.dispatch(tr.setSelection(next))
}

/** Scrolls while the pointer is held above or below the text, and goes on selecting. */
function scrollAtEdges(scroller: HTMLElement, drag: (event: MouseEvent) => void) {
  let last: MouseEvent | undefined
  const timer = setInterval(() => {
    if (last === undefined) return
    const { top, bottom } = scroller.getBoundingClientRect()
    const beyond = Math.min(0, last.clientY - top - 8) + Math.max(0, last.clientY - bottom + 8)
    if (beyond === 0) return
    scroller.scrollTop += Math.max(-60, Math.min(60, beyond))
    drag(last)
  }, SCROLL_EVERY)
  return {
    drag: (event: MouseEvent) => {
      last = event
      drag(event)
    },
    stop: () => clearInterval(timer),
  }
}

/** Ids of the annotations drawn under an element, innermost first. */
export function idsUnder(target: EventTarget | null): string[] {
  const ids: string[] = []
  for (let at = target instanceof Element ? target : null; at !== null; at = at.parentElement) {
    const id = at instanceof HTMLElement ? at.dataset.annotationId : undefined
    if (id !== undefined) ids.push(id)
  }
  return ids
}

function pointOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY }
}
