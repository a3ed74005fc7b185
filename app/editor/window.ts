import type { SectionView } from './section-view.ts'
import type { SpanDrawer } from './spans.ts'

const IDLE_BATCH = 2

/**
 * Draws the annotations and sentence numbers of sections near the view as they come near, and the annotations of all
 * others while nothing else is to do. Returns what stops it.
 */
export function watchSections(
  scroller: HTMLElement,
  sections: ReadonlyMap<number, SectionView>,
  drawer: SpanDrawer,
  place: (section: SectionView) => void,
): () => void {
  const near = new Set<SectionView>()
  const byElement = new Map<Element, SectionView>()
  const intersections = new IntersectionObserver(
    (entries) => {
      const coming: SectionView[] = []
      for (const { target, isIntersecting } of entries) {
        const section = byElement.get(target)!
        if (!isIntersecting) near.delete(section)
        else if (!near.has(section)) coming.push(section)
        if (isIntersecting) near.add(section)
      }
      drawer.drawSections(coming.map(({ index }) => index))
      // What was placed before is placed again only where something changed meanwhile.
      for (const section of coming) if (!section.isPlaced) place(section)
    },
    { root: scroller, rootMargin: '60% 0px' },
  )
  // A section's size changes when it is drawn for the first time, with the width, and with the size of the letters.
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const section = byElement.get(target)!
      if (near.has(section)) place(section)
      else section.isPlaced = false
    }
  })
  for (const section of sections.values()) {
    byElement.set(section.dom, section)
    intersections.observe(section.dom)
    sizes.observe(section.dom)
  }
  const stopFilling = fillInIdleTime([...sections.keys()], drawer)
  return () => {
    intersections.disconnect()
    sizes.disconnect()
    stopFilling()
  }
}

function fillInIdleTime(sections: readonly number[], drawer: SpanDrawer): () => void {
  let next = 0
  let handle = 0
  const fill = (deadline: IdleDeadline): void => {
    while (next < sections.length && deadline.timeRemaining() > 4) {
      drawer.drawSections(sections.slice(next, next + IDLE_BATCH))
      next += IDLE_BATCH
    }
    if (next < sections.length) handle = requestIdleCallback(fill)
  }
  handle = requestIdleCallback(fill)
  return () => cancelIdleCallback(handle)
}
