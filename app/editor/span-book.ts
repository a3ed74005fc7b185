import type { Label } from '../../corpus/annotation.ts'
import { compareSpans, type Span } from '../../corpus/span.ts'
import { assignLevels, findCluster } from './levels.ts'

/** An annotation as the reader draws it; `look` is a style that sets another colour than its label's. */
export type DrawnAnnotation = Readonly<{ id: string; label: Label; span: Span; look?: string }>

/**
 * The annotations of one article in reading order, with the level that each is drawn at. A change costs what the spans
 * that it overlaps cost, not what the article holds.
 */
export class SpanBook {
  readonly #byId = new Map<string, DrawnAnnotation>()
  readonly #levels = new Map<string, number>()
  #ordered: DrawnAnnotation[] = []

  /** All of them in reading order. */
  get ordered(): readonly DrawnAnnotation[] {
    return this.#ordered
  }

  /** The annotation of that id, if it is in the book. */
  get(id: string): DrawnAnnotation | undefined {
    return this.#byId.get(id)
  }

  /** The level that an annotation is drawn at, 0 nearest to the text. */
  levelOf(id: string): number {
    return this.#levels.get(id) ?? 0
  }

  /** Fills the book anew. */
  replaceAll(annotations: readonly DrawnAnnotation[]): void {
    this.#byId.clear()
    this.#levels.clear()
    this.#ordered = [...annotations].sort((a, b) => compareSpans(a.span, b.span))
    for (const annotation of this.#ordered) this.#byId.set(annotation.id, annotation)
    for (const [id, level] of assignLevels(this.#ordered)) this.#levels.set(id, level)
  }

  /** Adds or replaces one; returns the ids of all whose drawing changed. */
  put(annotation: DrawnAnnotation): Set<string> {
    const changed = this.drop(annotation.id)
    this.#byId.set(annotation.id, annotation)
    this.#ordered.splice(findPlace(this.#ordered, annotation), 0, annotation)
    return new Set([...changed, ...this.#levelAround(annotation.span), annotation.id])
  }

  /** Replaces one by the same with another look: its place and its level stay. */
  repaint(annotation: DrawnAnnotation): void {
    const known = this.#byId.get(annotation.id)
    if (known === undefined) return
    this.#byId.set(annotation.id, annotation)
    this.#ordered[this.#ordered.indexOf(known)] = annotation
  }

  /** Takes one out; returns the ids of all others whose drawing changed. */
  drop(id: string): Set<string> {
    const known = this.#byId.get(id)
    if (known === undefined) return new Set()
    this.#byId.delete(id)
    this.#levels.delete(id)
    this.#ordered.splice(this.#ordered.indexOf(known), 1)
    return this.#levelAround(known.span)
  }

  #levelAround(span: Span): Set<string> {
    const { from, to } = findCluster(this.#ordered, span)
    const changed = new Set<string>()
    for (const [id, level] of assignLevels(this.#ordered.slice(from, to))) {
      if (this.#levels.get(id) !== level) changed.add(id)
      this.#levels.set(id, level)
    }
    return changed
  }
}

function findPlace(ordered: readonly DrawnAnnotation[], { span }: DrawnAnnotation): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareSpans(ordered[middle]!.span, span) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
