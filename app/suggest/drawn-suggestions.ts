import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Span } from '../../corpus/span.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { takeClick } from '../claims/marking.ts'
import type { ArticleView } from '../editor/article-view.ts'
import type { PieceRange } from '../editor/positions.ts'
import { queue } from './queue.ts'
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
  view.updateState(view.state.reconfigure({ plugins: [...view.state.plugins, suggestions()] }))
  const near = new Set<number>()
  let shown: readonly OpenSuggestion[] = []
  let current: string | undefined
  let drawnDrafts = review.state.get().drafts
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
    const { drafts } = review.state.get()
    const isOther = !sameRows(shown, next) || drafts !== drawnDrafts
    if (!isOther && chosen === current) return
    if (isOther) bySection = spread(reader, next, (of) => review.spanOf(of))
    drawnDrafts = drafts
    const moved = chosen !== current
    shown = next
    current = chosen
    draw()
    const found = moved ? review.current() : undefined
    if (found !== undefined) reader.reveal(found.span)
  }
  const stopWatching = watchNear(view.dom, near, draw)
  const stops = [
    queue.subscribe(follow),
    review.follow(),
    review.state.subscribe(follow),
    suggesting.subscribe(follow),
    stopWatching,
    followClicks(reader, session),
  ]
  follow()
  return () => {
    for (const stop of stops) stop()
  }
}

const suggestions = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, drawn) => tr.getMeta(key) ?? drawn },
    props: { decorations: (state) => key.getState(state) },
  })

/** A click looks at the suggestion under it, or makes it the part of a claim that is being marked. */
function followClicks(reader: ArticleView, session: ArticleSession): () => void {
  const review = reviewOf(session)
  const click = ({ target }: MouseEvent): void => {
    const under = target instanceof Element ? target.closest(INNERMOST) : null
    const key = under instanceof HTMLElement ? under.dataset.suggestion : undefined
    const found = review.visible().find(({ row }) => row.key === key)
    if (found === undefined || !reader.view.state.selection.empty) return
    const isTaken = takeClick(reader, session, found.row.label === 'actor' ? [found.span] : [])
    if (!isTaken) review.choose(found.row.key)
  }
  reader.view.dom.addEventListener('click', click)
  return () => reader.view.dom.removeEventListener('click', click)
}

const INNERMOST = '[data-suggestion], [data-annotation-id]'

/** Where each suggestion is drawn, by the section that holds it. */
function spread(
  { open: { positions } }: ArticleView,
  rows: readonly OpenSuggestion[],
  spanOf: (of: OpenSuggestion) => Span,
): Map<number, Drawn[]> {
  const bySection = new Map<number, Drawn[]>()
  for (const of of rows)
    for (const range of positions.toPieceRanges(spanOf(of))) {
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
