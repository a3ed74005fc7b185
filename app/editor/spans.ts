import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Positions } from './positions.ts'
import { createSpanBook, type DrawnAnnotation, type SpanBook } from './span-book.ts'

type Change = Readonly<{ remove: Decoration[]; add: Decoration[] }>

const key = new PluginKey<DecorationSet>('spans')
const DEEPEST_LEVEL = 5

// Annotations stand off: they are drawn over a document that cannot change, so stored offsets stay true for as long as
// the canonical text exists. Only sections near the view are drawn at first, the rest in idle time, and never taken away.
export const spans = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, drawn) => {
        const change: Change | undefined = tr.getMeta(key)
        return change === undefined ? drawn : drawn.remove(change.remove).add(tr.doc, change.add)
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })

/** Draws annotations in one view, section by section. */
export type SpanDrawer = Readonly<{
  book: SpanBook
  replaceAll(annotations: readonly DrawnAnnotation[]): void
  put(annotation: DrawnAnnotation): void
  drop(id: string): void
  /** Sets which annotation is drawn as chosen and which as hovered. */
  emphasise(chosen: string | undefined, hovered: string | undefined): void
  drawSections(sections: readonly number[]): void
  isDrawn(section: number): boolean
}>

/** The drawer of one view whose state holds the `spans` plugin. */
export function createSpanDrawer(view: EditorView, positions: Positions): SpanDrawer {
  const book = createSpanBook()
  const drawnSections = new Set<number>()
  const decorations = new Map<string, Decoration[]>()
  let bySection = new Map<number, string[]>()
  let chosen: string | undefined
  let hovered: string | undefined

  const draw = (annotation: DrawnAnnotation, only: (section: number) => boolean): Decoration[] => {
    const states = `${annotation.id === chosen ? ' chosen' : ''}${annotation.id === hovered ? ' hovered' : ''}`
    const level = Math.min(book.levelOf(annotation.id), DEEPEST_LEVEL)
    const ranges = positions.toPieceRanges(annotation.span)
    return ranges.flatMap(({ piece, from, to }, index) => {
      if (!only(positions.sectionOf(piece))) return []
      const edge = index === 0 ? ' first' : ''
      const attributes = { nodeName: 'span', class: `span ${annotation.label} level-${level}${edge}${states}` }
      return [Decoration.inline(from, to, { ...attributes, 'data-annotation-id': annotation.id })]
    })
  }
  const redraw = (ids: Iterable<string>): void => {
    const change: Change = { remove: [], add: [] }
    for (const id of ids) {
      change.remove.push(...(decorations.get(id) ?? []))
      const annotation = book.get(id)
      const drawn = annotation === undefined ? [] : draw(annotation, (section) => drawnSections.has(section))
      if (annotation === undefined) decorations.delete(id)
      else decorations.set(id, drawn)
      change.add.push(...drawn)
    }
    if (change.remove.length + change.add.length > 0) view.dispatch(view.state.tr.setMeta(key, change))
  }
  const drawSections: SpanDrawer['drawSections'] = (sections) => {
    const fresh = new Set(sections.filter((section) => !drawnSections.has(section)))
    const add: Decoration[] = []
    for (const section of fresh) drawnSections.add(section)
    for (const id of new Set([...fresh].flatMap((section) => bySection.get(section) ?? []))) {
      const drawn = draw(book.get(id)!, (section) => fresh.has(section))
      decorations.set(id, [...(decorations.get(id) ?? []), ...drawn])
      add.push(...drawn)
    }
    if (add.length > 0) view.dispatch(view.state.tr.setMeta(key, { remove: [], add } satisfies Change))
  }
  return {
    book,
    replaceAll: (annotations) => {
      const remove = [...decorations.values()].flat()
      decorations.clear()
      book.replaceAll(annotations)
      bySection = indexSections(book.ordered(), positions)
      const again = [...drawnSections]
      drawnSections.clear()
      if (remove.length > 0) view.dispatch(view.state.tr.setMeta(key, { remove, add: [] } satisfies Change))
      drawSections(again)
    },
    put: (annotation) => {
      const known = book.get(annotation.id)
      if (known !== undefined) unindex(bySection, known, positions)
      index(bySection, annotation, positions)
      redraw(book.put(annotation))
    },
    drop: (id) => {
      const known = book.get(id)
      if (known === undefined) return
      unindex(bySection, known, positions)
      redraw(book.drop(id).add(id))
    },
    emphasise: (nextChosen, nextHovered) => {
      const touched = new Set([chosen, hovered, nextChosen, nextHovered].filter((id) => id !== undefined))
      if (nextChosen === chosen && nextHovered === hovered) return
      chosen = nextChosen
      hovered = nextHovered
      redraw(touched)
    },
    drawSections,
    isDrawn: (section) => drawnSections.has(section),
  }
}

function indexSections(ordered: readonly DrawnAnnotation[], positions: Positions): Map<number, string[]> {
  const sections = new Map<number, string[]>()
  for (const annotation of ordered) index(sections, annotation, positions)
  return sections
}

function index(sections: Map<number, string[]>, annotation: DrawnAnnotation, positions: Positions): void {
  for (const section of sectionsOf(annotation, positions)) {
    const ids = sections.get(section)
    if (ids === undefined) sections.set(section, [annotation.id])
    else ids.push(annotation.id)
  }
}

function unindex(sections: Map<number, string[]>, annotation: DrawnAnnotation, positions: Positions): void {
  for (const section of sectionsOf(annotation, positions)) {
    const ids = sections.get(section)
    const at = ids?.indexOf(annotation.id) ?? -1
    if (at >= 0) ids!.splice(at, 1)
  }
}

function sectionsOf({ span }: DrawnAnnotation, positions: Positions): Set<number> {
  return new Set(positions.toPieceRanges(span).map(({ piece }) => positions.sectionOf(piece)))
}
