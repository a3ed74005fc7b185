import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { codePointSpan, type Span, span } from '../../../corpus/span.ts'
import { nextGrapheme, previousGrapheme } from '../../../corpus/text/graphemes.ts'
import type { ArticleView } from '../../editor/article-view.ts'
import type { CurationSession } from './curation-session.ts'

const key = new PluginKey<DecorationSet>('case-bounds')

/** Draws the ends of every different span of the case that is looked at. Returns what ends it. */
export function keepBounds(reader: ArticleView, session: CurationSession): () => void {
  const { view } = reader
  view.updateState(view.state.reconfigure({ plugins: [...view.state.plugins, bounds()] }))
  let drawn = ''
  const draw = (): void => {
    const spans = listBounds(session)
    const next = spans.map(({ start, end }) => `${start}-${end}`).join(' ')
    if (next === drawn || view.isDestroyed) return
    drawn = next
    const all = spans.flatMap((span) => drawEnds(reader, span))
    view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, all)))
  }
  draw()
  return session.state.subscribe(draw)
}

function bounds(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, drawn) => tr.getMeta(key) ?? drawn },
    props: { decorations: (state) => key.getState(state) },
  })
}

function listBounds(session: CurationSession): Span[] {
  const of = session.current()
  if (of === undefined || !of.judged.differences.includes('bounds')) return []
  const { rows } = session.state.get()
  const different = new Map<string, Span>()
  for (const id of of.judged.annotationIds) {
    const row = rows.get(id)
    if (row === undefined) continue
    const { startCodePoint, endCodePoint } = row
    different.set(
      `${startCodePoint}-${endCodePoint}`,
      session.offsets.toSpan(codePointSpan(startCodePoint, endCodePoint)),
    )
  }
  return [...different.values()]
}

/** Only the first and the last letter bear a mark: other spans cut what lies between into pieces. */
function drawEnds({ open: { text, positions } }: ArticleView, { start, end }: Span): Decoration[] {
  const ends = [
    ['case-bound-start', span(start, nextGrapheme(text, start))],
    ['case-bound-end', span(previousGrapheme(text, end), end)],
  ] as const
  return ends.flatMap(([name, letter]) =>
    positions
      .toPieceRanges(letter)
      .map(({ from, to }) => Decoration.inline(from, to, { nodeName: 'span', class: name })),
  )
}
