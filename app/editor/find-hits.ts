import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Hit } from '../../corpus/text/find.ts'
import type { Positions } from './positions.ts'

const key = new PluginKey<DecorationSet>('hits')

/** More than this many are counted and gone to, but not drawn. */
const DRAWN = 20_000

// What was looked for is drawn over the text like annotations are, in a layer of its own.
export const hits = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, drawn) => tr.getMeta(key) ?? drawn },
    props: { decorations: (state) => key.getState(state) },
  })

/** Draws these hits and no others, one of them as the current one. */
export function drawHits(view: EditorView, positions: Positions, found: readonly Hit[], current: number): void {
  const decorations = found.slice(0, DRAWN).flatMap(({ span, exact }, at) => {
    const look = `hit${exact ? '' : ' alike'}${at === current ? ' current' : ''}`
    return positions.toPieceRanges(span).map(({ from, to }) => Decoration.inline(from, to, { class: look }))
  })
  const { doc, tr } = view.state
  view.dispatch(tr.setMeta(key, DecorationSet.create(doc, decorations)))
}
