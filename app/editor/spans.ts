import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { compareSpans } from '../../corpus/span.ts'
import type { Positions } from './positions.ts'
import { SectionIndex } from './section-index.ts'
import { type DrawnAnnotation, SpanBook } from './span-book.ts'

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

/** Draws annotations section by section, in a view whose state holds the `spans` plugin. */
export class SpanDrawer {
  readonly #view: EditorView
  readonly #positions: Positions
  readonly #book = new SpanBook()
  readonly #index: SectionIndex
  readonly #sections = new Set<number>()
  readonly #decorations = new Map<string, Decoration[]>()
  readonly #onDrawn: (sections: ReadonlySet<number>) => void
  #chosen: string | undefined
  #hovered: string | undefined

  /** `onDrawn` is told in which sections something was drawn or taken away. */
  constructor(view: EditorView, positions: Positions, onDrawn: (sections: ReadonlySet<number>) => void = () => {}) {
    this.#onDrawn = onDrawn
    this.#view = view
    this.#positions = positions
    this.#index = new SectionIndex(positions)
  }

  /** Draws these annotations and no others, in the sections that are drawn already. */
  replaceAll(annotations: readonly DrawnAnnotation[]): void {
    const remove = [...this.#decorations.values()].flat()
    const sections = [...this.#sections]
    this.#decorations.clear()
    this.#sections.clear()
    this.#index.clear()
    this.#book.replaceAll(annotations)
    for (const annotation of this.#book.ordered) this.#index.add(annotation)
    this.#apply({ remove, add: [] })
    this.drawSections(sections)
  }

  /** Draws a new annotation, or a known one anew. Where only its look is another one, no sign is measured again. */
  put(annotation: DrawnAnnotation): void {
    const known = this.#book.get(annotation.id)
    if (known !== undefined && isInPlace(known, annotation)) {
      this.#book.repaint(annotation)
      this.#redraw([annotation.id], false)
      return
    }
    if (known !== undefined) this.#index.remove(known)
    this.#index.add(annotation)
    this.#redraw(this.#book.put(annotation))
  }

  /** Takes an annotation off the text. */
  drop(id: string): void {
    const known = this.#book.get(id)
    if (known === undefined) return
    this.#index.remove(known)
    this.#redraw(this.#book.drop(id).add(id))
  }

  /** Sets which annotation is drawn as chosen and which as hovered. */
  emphasise(chosen: string | undefined, hovered: string | undefined): void {
    if (chosen === this.#chosen && hovered === this.#hovered) return
    const touched = new Set([this.#chosen, this.#hovered, chosen, hovered].filter((id) => id !== undefined))
    this.#chosen = chosen
    this.#hovered = hovered
    this.#redraw(touched, false)
  }

  /** The annotations that begin in a section, in reading order. */
  startsIn(section: number): DrawnAnnotation[] {
    const ids = [...this.#index.idsIn(section)]
    return ids
      .map((id) => this.#book.get(id)!)
      .filter(({ span }) => this.#positions.sectionOf(this.#positions.pieceAt(span.start)) === section)
      .sort((a, b) => compareSpans(a.span, b.span))
  }

  /** Draws the annotations of sections that were left out so far. */
  drawSections(sections: readonly number[]): void {
    const fresh = new Set(sections.filter((section) => !this.#sections.has(section)))
    for (const section of fresh) this.#sections.add(section)
    const add: Decoration[] = []
    for (const id of new Set([...fresh].flatMap((section) => [...this.#index.idsIn(section)]))) {
      const drawn = this.#draw(this.#book.get(id)!, fresh)
      this.#decorations.set(id, [...(this.#decorations.get(id) ?? []), ...drawn])
      add.push(...drawn)
    }
    this.#apply({ remove: [], add })
    if (fresh.size > 0) this.#onDrawn(fresh)
  }

  /** Draws these anew; `moves` where signs may have to come, go or stand elsewhere afterwards. */
  #redraw(ids: Iterable<string>, moves = true): void {
    const change: Change = { remove: [], add: [] }
    for (const id of ids) {
      change.remove.push(...(this.#decorations.get(id) ?? []))
      const annotation = this.#book.get(id)
      const drawn = annotation === undefined ? [] : this.#draw(annotation, this.#sections)
      if (annotation === undefined) this.#decorations.delete(id)
      else this.#decorations.set(id, drawn)
      change.add.push(...drawn)
    }
    // A decoration set takes what it removed out of the list that it is given.
    const sections = this.#sectionsOf([...change.remove, ...change.add])
    this.#apply(change)
    if (moves) this.#onDrawn(sections)
  }

  #sectionsOf(decorations: readonly Decoration[]): Set<number> {
    const { pieceAt, sectionOf, toOffset } = this.#positions
    return new Set(decorations.map(({ from }) => sectionOf(pieceAt(toOffset(from)))))
  }

  #draw({ id, label, span, look }: DrawnAnnotation, sections: ReadonlySet<number>): Decoration[] {
    const states = `${id === this.#chosen ? ' chosen' : ''}${id === this.#hovered ? ' hovered' : ''}`
    const level = Math.min(this.#book.levelOf(id), DEEPEST_LEVEL)
    const attributes = {
      nodeName: 'span',
      class: `span ${label} level-${level}${states}`,
      'data-annotation-id': id,
      ...(look === undefined ? {} : { style: look }),
    }
    return this.#positions
      .toPieceRanges(span)
      .filter(({ piece }) => sections.has(this.#positions.sectionOf(piece)))
      .map(({ from, to }) => Decoration.inline(from, to, attributes))
  }

  #apply(change: Change): void {
    if (change.remove.length + change.add.length > 0) this.#view.dispatch(this.#view.state.tr.setMeta(key, change))
  }
}

function isInPlace(known: DrawnAnnotation, { label, span }: DrawnAnnotation): boolean {
  return known.label === label && known.span.start === span.start && known.span.end === span.end
}
