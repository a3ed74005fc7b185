import { v7 as newId } from 'uuid'
import type { AnnotationChange, AnnotationRow, Label } from '../../corpus/annotation.ts'
import type { ArticleText } from '../../corpus/article.ts'
import type { Rating } from '../../corpus/rating.ts'
import { codePointSpan, compareSpans, type Span, sliceOf } from '../../corpus/span.ts'
import type { OffsetMap } from '../../corpus/text/code-points.ts'
import { call, type Result } from '../api.ts'
import { readOffsets } from '../editor/article-view.ts'
import { edit } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'

/** An annotation of the open article, with its span in the reader's unit. */
export type OpenAnnotation = Readonly<{ row: AnnotationRow; span: Span }>

/** The article on the screen. `annotations` are live and in reading order. */
export type SessionState = Readonly<{
  content: ArticleText
  offsets: OffsetMap
  sentences: readonly Span[]
  annotations: readonly OpenAnnotation[]
  chosen: string | undefined
  hovered: string | undefined
  /** True when it is hovered in the text, not in the list. */
  hoveredInText: boolean
  /** A part of the inspector that should get the focus. */
  wanted: 'rating' | 'note' | 'label' | undefined
}>

/** One open article: its state, and every edit of its annotations. */
export type ArticleSession = ReturnType<typeof createSession>

/** Reads an article and its annotations. */
export async function openSession(articleId: string): Promise<Result<ArticleSession>> {
  const [content, rows] = await Promise.all([
    call('article.read', { articleId }),
    call('annotation.list', { articleId }),
  ])
  if (!content.ok) return content
  if (!rows.ok) return rows
  return { ok: true, value: createSession(content.value, rows.value) }
}

function createSession(content: ArticleText, rows: readonly AnnotationRow[]) {
  const { offsets, sentences } = readOffsets(content.text, content.sentences)
  const articleId = content.article.id
  const state = createStore<SessionState>({
    content,
    offsets,
    sentences,
    annotations: openAll(rows, offsets),
    chosen: undefined,
    hovered: undefined,
    hoveredInText: false,
    wanted: undefined,
  })
  const creating = new Set<string>()
  const receive = (row: AnnotationRow): void => {
    const others = state.get().annotations.filter((annotation) => annotation.row.id !== row.id)
    const annotations = row.status === 'deleted' ? others : insert(others, openOne(row, offsets))
    state.update({ annotations })
  }
  const choose = (id: string | undefined, wanted?: SessionState['wanted']): void => state.update({ chosen: id, wanted })
  return {
    articleId,
    state,
    choose,
    hover: (id: string | undefined, inText = false) => {
      if (state.get().hovered !== id) state.update({ hovered: id, hoveredInText: inText })
    },
    find: (id: string | undefined) => state.get().annotations.find(({ row }) => row.id === id),
    /** Marks a span of the text; nothing while the same is being stored already. The annotation is chosen, and a claim's rating gets the focus, when it is stored. */
    create: async (of: Span, label: Label) => {
      const name = `${label} ${of.start} ${of.end}`
      if (creating.has(name)) return
      creating.add(name)
      const { startCodePoint, endCodePoint } = offsets.toCodePointSpan(of)
      const draft = { id: newId(), articleId, label, startCodePoint, endCodePoint, quote: sliceOf(content.text, of) }
      const made = await edit(
        `create ${draft.id}`,
        () => call('annotation.create', draft),
        (row) => {
          receive(row)
          choose(row.id, label === 'claim' ? 'rating' : undefined)
        },
      )
      creating.delete(name)
      return made
    },
    change: (id: string, change: AnnotationChange) =>
      edit(`change ${Object.keys(change)} of ${id}`, () => call('annotation.change', { id, change }), receive),
    rate: (annotationId: string, rating: Rating) =>
      edit(`rate ${annotationId}`, () => call('rating.set', { annotationId, rating }), receive),
    remove: (id: string) =>
      edit(
        `remove ${id}`,
        () => call('annotation.delete', { ids: [id] }),
        (gone) => {
          const ids = new Set([id, ...gone.map((row) => row.id)])
          const { annotations, chosen } = state.get()
          state.update({
            annotations: annotations.filter(({ row }) => !ids.has(row.id)),
            chosen: chosen !== undefined && ids.has(chosen) ? undefined : chosen,
          })
        },
      ),
    /** Reads the annotations again, after an undo or after the process came back. */
    reload: async () => {
      const fresh = await call('annotation.list', { articleId })
      if (!fresh.ok) return fresh
      const annotations = openAll(fresh.value, offsets)
      const { chosen } = state.get()
      const stays = annotations.some(({ row }) => row.id === chosen)
      state.update({ annotations, chosen: stays ? chosen : undefined })
      return fresh
    },
  }
}

function openAll(rows: readonly AnnotationRow[], offsets: OffsetMap): OpenAnnotation[] {
  const live = rows.filter((row) => row.status !== 'deleted').map((row) => openOne(row, offsets))
  return live.sort((a, b) => compareSpans(a.span, b.span))
}

function openOne(row: AnnotationRow, offsets: OffsetMap): OpenAnnotation {
  return { row, span: offsets.toSpan(codePointSpan(row.startCodePoint, row.endCodePoint)) }
}

function insert(ordered: readonly OpenAnnotation[], added: OpenAnnotation): OpenAnnotation[] {
  const at = ordered.findIndex(({ span }) => compareSpans(span, added.span) > 0)
  return at === -1 ? [...ordered, added] : ordered.toSpliced(at, 0, added)
}
