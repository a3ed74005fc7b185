import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { ArticleSession } from '../annotate/article-session.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { reviewOf } from '../suggest/review.ts'
import { subjectOf } from './claim-subject.ts'
import { proposedSpanOf, spanOf } from './marking.ts'
import { proposals } from './proposals.ts'

const key = new PluginKey<DecorationSet>('claim-parts')

const parts = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, drawn) => tr.getMeta(key) ?? drawn },
    props: { decorations: (state) => key.getState(state) },
  })

/** Draws who says the claim that is looked at, by which words, and its content while it is moved. Returns what ends it. */
export function keepParts(reader: ArticleView, session: ArticleSession): () => void {
  const { view, open } = reader
  const review = reviewOf(session)
  view.updateState(view.state.reconfigure({ plugins: [...view.state.plugins, parts()] }))
  let shown = ''
  const draw = (): void => {
    if (view.isDestroyed) return
    const subject = subjectOf(session)
    const spans =
      subject === undefined
        ? []
        : (['source', 'via', 'cue', 'content'] as const).flatMap((name) => {
            const span = spanOf(session, subject, name)
            const proposed = proposedSpanOf(session, subject, name)
            return [
              ...(span === undefined ? [] : [{ name, span, kind: '' }]),
              ...(proposed === undefined ? [] : [{ name, span: proposed, kind: ' proposed' }]),
            ]
          })
    const asked = JSON.stringify(spans)
    if (asked === shown) return
    shown = asked
    const drawn = spans.flatMap(({ name, span, kind }) =>
      open.positions
        .toPieceRanges(span)
        .map(({ from, to }) => Decoration.inline(from, to, { nodeName: 'span', class: `claim-${name}${kind}` })),
    )
    view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, drawn)))
  }
  const stops = [session.state.subscribe(draw), review.state.subscribe(draw), proposals.subscribe(draw)]
  draw()
  return () => {
    for (const stop of stops) stop()
  }
}
