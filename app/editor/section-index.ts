import type { Positions } from './positions.ts'
import type { DrawnAnnotation } from './span-book.ts'

/** Which annotations lie in which section of the document. */
export class SectionIndex {
  readonly #positions: Positions
  readonly #ids = new Map<number, Set<string>>()

  constructor(positions: Positions) {
    this.#positions = positions
  }

  /** Ids of the annotations that have a part in the section. */
  idsIn(section: number): Iterable<string> {
    return this.#ids.get(section) ?? []
  }

  add(annotation: DrawnAnnotation): void {
    for (const section of this.#sectionsOf(annotation)) {
      const ids = this.#ids.get(section)
      if (ids === undefined) this.#ids.set(section, new Set([annotation.id]))
      else ids.add(annotation.id)
    }
  }

  remove(annotation: DrawnAnnotation): void {
    for (const section of this.#sectionsOf(annotation)) this.#ids.get(section)?.delete(annotation.id)
  }

  clear(): void {
    this.#ids.clear()
  }

  #sectionsOf({ span }: DrawnAnnotation): Set<number> {
    return new Set(this.#positions.toPieceRanges(span).map(({ piece }) => this.#positions.sectionOf(piece)))
  }
}
