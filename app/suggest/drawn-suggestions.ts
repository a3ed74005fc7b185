import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { ArticleSession } from '../annotate/article-session.ts'
import { takeClick } from '../claims/marking.ts'
import type { ArticleView } from '../editor/article-view.ts'
import type { PieceRange } from '../editor/positions.ts'
import { type OpenSuggestion, reviewOf, suggesting } from './review.ts'

const key = new PluginKey<DecorationSet>('suggestions')

type Drawn = Readonly<{ of: OpenSuggestion; range: PieceRange }>

/**
 * Draws an open article's suggestions beside its annotations, in the sections near the view only, and lets a click look
 * at one. They come and go as a whole: what is drawn follows from what is to be decided. Returns what ends it.
 */
export function keepSuggested(reader: ArticleView, session: ArticleSession): () => void {
  const { view } = reader
  const review = reviewOf(session)
  view.updateState(view.state.reconfigure({ plugins: [...view.state.plugins, suggestions(reader, session)] }))
  const near = new Set<number>()
  let shown: readonly OpenSuggestion[] = []
  let current: string | undefined
  let bySection = new Map<number, Drawn[]>()
  const draw = (): void => {
    const drawn = [...near].flatMap((section) => bySection.get(section) ?? [])
    const all = drawn.map(({ of: { row }, range: { from, to } }) =>
      Decoration.inline(from, to, {
        nodeName: 'span',
        class: `suggested ${row.label}${row.key === current ? ' current' : ''}`,
        'data-suggestion': row.key,
      }),
    )
    if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, all)))
  }
  const follow = (): void => {
    const next = suggesting.get().shown ? review.visible() : []
    const chosen = review.state.get().current
    const isOther = !sameRows(shown, next)
    if (!isOther && chosen === current) return
    if (isOther) bySection = spread(reader, next)
    const moved = chosen !== current
    shown = next
    current = chosen
    draw()
    const found = moved ? review.current() : undefined
    if (found !== undefined) reader.reveal(found.span)
  }
  const stopWatching = watchNear(view.dom, near, draw)
  const stops = [review.follow(), review.state.subscribe(follow), suggesting.subscribe(follow), stopWatching]
  follow()
  return () => {
    for (const stop of stops) stop()
  }
}

function suggestions(reader: ArticleView, session: ArticleSession): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, drawn) => tr.getMeta(key) ?? drawn },
    props: {
      decorations: (state) => key.getState(state),
      handleClick: (_view, _position, event) => {
        const under = event.target instanceof Element ? event.target.closest(INNERMOST) : null
        const found = under instanceof HTMLElement ? under.dataset.suggestion : undefined
        if (found === undefined) return false
        const of = reviewOf(session)
          .visible()
          .find(({ row }) => row.key === found)
        const actors = of?.row.label === 'actor' ? [of.span] : []
        if (!takeClick(reader, session, actors)) reviewOf(session).choose(found)
        return false
      },
    },
  })
}

const INNERMOST = '[data-suggestion], [data-annotation-id]'

/** Where each suggestion is drawn, by the section that holds it. */
function spread({ open: { positions } }: ArticleView, rows: readonly OpenSuggestion[]): Map<number, Drawn[]> {
  const bySection = new Map<number, Drawn[]>()
  for (const of of rows)
    for (const range of positions.toPieceRanges(of.span)) {
      const section = positions.sectionOf(range.piece)
      const known = bySection.get(section)
      if (known === undefined) bySection.set(section, [{ of, range }])
      else known.push({ of, range })
    }
  return bySection
}

/** Knows the sections near the view. */
function watchNear(article: HTMLElement, near: Set<number>, onChange: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const section = Number((target as HTMLElement).dataset.section)
        if (isIntersecting) near.add(section)
        else near.delete(section)
      }
      onChange()
    },
    { root: article.closest('.reader'), rootMargin: '60% 0px' },
  )
  for (const section of article.querySelectorAll('[data-section]')) observer.observe(section)
  return () => observer.disconnect()
}

function sameRows(a: readonly OpenSuggestion[], b: readonly OpenSuggestion[]): boolean {
  return a === b || (a.length === b.length && a.every(({ row }, at) => row === b[at]!.row))
}
