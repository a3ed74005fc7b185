import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { span } from '../../corpus/span.ts'
import { type Invisible, nameInvisible } from '../../corpus/text/invisible.ts'
import type { Positions } from './positions.ts'

const key = new PluginKey<DecorationSet>('invisible')

// The sign of a character that cannot be seen stands over its place and takes no room, so that no line breaks
// otherwise and no letter loses its neighbour.
export const invisibleMarks = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, drawn) => tr.getMeta(key) ?? drawn },
    props: { decorations: (state) => key.getState(state) },
  })

/** Makes these characters visible and no others. */
export function drawInvisible(view: EditorView, positions: Positions, found: readonly Invisible[]): void {
  const decorations = found.flatMap(({ utf16, codePoint, suspicious }) => {
    const length = codePoint > 0xffff ? 2 : 1
    const attributes = {
      class: `invisible${suspicious ? ' suspicious' : ''}`,
      'data-name': nameInvisible(codePoint),
    }
    const ranges = positions.toPieceRanges(span(utf16, utf16 + length))
    return ranges.map(({ from, to }) => Decoration.inline(from, to, attributes))
  })
  const { doc, tr } = view.state
  view.dispatch(tr.setMeta(key, DecorationSet.create(doc, decorations)))
}
