import type { Label } from '../../corpus/annotation.ts'
import { compareSpans, type Span } from '../../corpus/span.ts'
import { assignLevels, findCluster } from './levels.ts'

/** An annotation as the reader draws it. */
export type DrawnAnnotation = Readonly<{ id: string; label: Label; span: Span }>

/** The annotations of one article in reading order, with the level that each is drawn at. */
export type SpanBook = Readonly<{
  ordered(): readonly DrawnAnnotation[]
  get(id: string): DrawnAnnotation | undefined
  levelOf(id: string): number
  /** Adds or replaces one; returns the ids of all whose drawing changed. */
  put(annotation: DrawnAnnotation): Set<string>
  /** Takes one out; returns the ids of all others whose drawing changed. */
  drop(id: string): Set<string>
  replaceAll(annotations: readonly DrawnAnnotation[]): void
  /** Those that cover the offset, the shortest first. */
  covering(offset: number): DrawnAnnotation[]
}>

/** A book without annotations. A change costs what the spans that it overlaps cost, not what the article holds. */
export function createSpanBook(): SpanBook {
  const byId = new Map<string, DrawnAnnotation>()
  const levels = new Map<string, number>()
  let ordered: DrawnAnnotation[] = []

  const level = (around: Span): Set<string> => {
    const { from, to } = findCluster(ordered, around)
    const changed = new Set<string>()
    for (const [id, assigned] of assignLevels(ordered.slice(from, to))) {
      if (levels.get(id) !== assigned) changed.add(id)
      levels.set(id, assigned)
    }
    return changed
  }
  const drop = (id: string): Set<string> => {
    const known = byId.get(id)
    if (known === undefined) return new Set()
    byId.delete(id)
    levels.delete(id)
    ordered.splice(ordered.indexOf(known), 1)
    return level(known.span)
  }
  return {
    ordered: () => ordered,
    get: (id) => byId.get(id),
    levelOf: (id) => levels.get(id) ?? 0,
    put: (annotation) => {
      const changed = drop(annotation.id)
      byId.set(annotation.id, annotation)
      ordered.splice(findPlace(ordered, annotation), 0, annotation)
      return new Set([...changed, ...level(annotation.span), annotation.id])
    },
    drop,
    replaceAll: (annotations) => {
      byId.clear()
      levels.clear()
      ordered = [...annotations].sort((a, b) => compareSpans(a.span, b.span))
      for (const annotation of ordered) byId.set(annotation.id, annotation)
      for (const [id, assigned] of assignLevels(ordered)) levels.set(id, assigned)
    },
    covering: (offset) =>
      ordered
        .filter(({ span }) => span.start <= offset && offset < span.end)
        .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start)),
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
