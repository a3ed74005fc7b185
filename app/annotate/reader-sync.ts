import { findSubtype, type Subtype } from '../../corpus/label-set.ts'
import type { ArticleView } from '../editor/article-view.ts'
import type { DrawnAnnotation } from '../editor/span-book.ts'
import { labelSet } from '../labels/label-set.ts'
import type { ArticleSession, OpenAnnotation } from './article-session.ts'

/** Keeps what the reader draws the same as what the session holds, by drawing only what differs. */
export function keepDrawn(reader: ArticleView, session: ArticleSession): () => void {
  const { drawer } = reader
  let shown: readonly OpenAnnotation[] = []
  const draw = (): void => {
    const { annotations, chosen, hovered } = session.state.get()
    if (annotations !== shown) {
      drawDifference(reader, shown, annotations)
      shown = annotations
    }
    drawer.emphasise(chosen, hovered)
  }
  draw()
  const stopDrawing = session.state.subscribe(draw)
  const stopLooks = labelSet.subscribe(() => drawer.replaceAll(shown.map(toDrawn)))
  return () => {
    stopLooks()
    stopDrawing()
  }
}

function drawDifference(
  { drawer }: ArticleView,
  before: readonly OpenAnnotation[],
  after: readonly OpenAnnotation[],
): void {
  if (before.length === 0) {
    drawer.replaceAll(after.map(toDrawn))
    return
  }
  const remaining = new Map(before.map((annotation) => [annotation.row.id, annotation]))
  const changed: OpenAnnotation[] = []
  for (const annotation of after) {
    const known = remaining.get(annotation.row.id)
    remaining.delete(annotation.row.id)
    if (known === undefined || !looksLike(known, annotation)) changed.push(annotation)
  }
  for (const id of remaining.keys()) drawer.drop(id)
  for (const annotation of changed) drawer.put(toDrawn(annotation))
}

function looksLike(a: OpenAnnotation, b: OpenAnnotation): boolean {
  if (a === b) return true
  return (
    a.row.label === b.row.label &&
    a.row.subtype === b.row.subtype &&
    a.span.start === b.span.start &&
    a.span.end === b.span.end
  )
}

function toDrawn({ row, span }: OpenAnnotation): DrawnAnnotation {
  const look = lookInText(findSubtype(labelSet.get().labels, row.label, row.subtype))
  return { id: row.id, label: row.label, span, ...(look === '' ? {} : { look }) }
}

/** Colour and line of a subtype, where they are not its label's, as a style. */
function lookInText(subtype: Subtype | undefined): string {
  const colour = subtype?.colour ? `--colour: var(--palette-${subtype.colour});` : ''
  return subtype?.shape ? `${colour}text-decoration-style: ${subtype.shape};` : colour
}
