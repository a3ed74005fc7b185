import { createFinder, type Hit } from '../../corpus/text/find.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { drawHits } from '../editor/find-hits.ts'
import { selectedSpan, selectSpan } from '../editor/selection.ts'
import { createStore, type Store } from '../shell/store.ts'

/** What is looked for in the open article: all hits in reading order, and which one is shown; -1 for none. */
export type FindState = Readonly<{ query: string; wholeWords: boolean; hits: readonly Hit[]; at: number }>

/** A search in the open article. `reader` may not be there yet, or not any more. */
export type ArticleFind = Readonly<{
  state: Store<FindState>
  /** Looks for other words, or in another way, after a pause that lets a person write on. */
  look(change: Partial<Pick<FindState, 'query' | 'wholeWords'>>): void
  /** Goes to the next hit or the one before, round the ends of the text. */
  step(by: 1 | -1): void
  /** The words that are selected in the text; empty where they are none that anybody would look for. */
  selectedWords(): string
  /** Leaves the shown hit selected, the caret being there. */
  settle(): void
  stop(): void
}>

const PAUSE = 90
const LONGEST = 200

/** Starts a search; nothing is looked for yet. */
export function createArticleFind(text: string, reader: { current: ArticleView | null }): ArticleFind {
  const finder = createFinder(text)
  const state = createStore<FindState>({ query: '', wholeWords: false, hits: [], at: -1 })
  let timer: ReturnType<typeof setTimeout> | undefined

  const draw = (): void => {
    const { hits, at } = state.get()
    const opened = openReader()
    if (opened === undefined) return
    drawHits(opened.view, opened.open.positions, hits, at)
    const hit = hits[at]
    if (hit !== undefined) opened.reveal(hit.span)
  }
  const openReader = (): ArticleView | undefined =>
    reader.current === null || reader.current.view.isDestroyed ? undefined : reader.current
  const search = (): void => {
    const { query, wholeWords } = state.get()
    const hits = finder.find(query, { wholeWords })
    const opened = openReader()
    const caret = opened === undefined ? 0 : selectedSpan(opened.view.state, opened.open).start
    const next = hits.findIndex(({ span }) => span.start >= caret)
    state.update({ hits, at: hits.length === 0 ? -1 : Math.max(0, next) })
    draw()
  }
  return {
    state,
    look: (change) => {
      state.update(change)
      clearTimeout(timer)
      timer = setTimeout(search, PAUSE)
    },
    step: (by) => {
      const { hits, at } = state.get()
      if (hits.length === 0) return
      state.update({ at: (at + by + hits.length) % hits.length })
      draw()
    },
    selectedWords: () => {
      const opened = openReader()
      if (opened === undefined) return ''
      const { start, end } = selectedSpan(opened.view.state, opened.open)
      const words = text.slice(start, Math.min(end, start + LONGEST + 1))
      return words.length > LONGEST || words.includes('\n') ? '' : words
    },
    settle: () => {
      const { hits, at } = state.get()
      const opened = openReader()
      const hit = hits[at]
      if (opened !== undefined && hit !== undefined) opened.apply(selectSpan(opened.view.state, opened.open, hit.span))
      opened?.view.focus()
    },
    stop: () => {
      clearTimeout(timer)
      state.update({ hits: [], at: -1 })
      draw()
    },
  }
}
