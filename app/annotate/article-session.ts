import i18next from 'i18next'
import { v7 as newId } from 'uuid'
import type { AnnotationChange, AnnotationRow, Label } from '../../corpus/annotation.ts'
import type { ArticleText } from '../../corpus/article.ts'
import type { Claim } from '../../corpus/claim.ts'
import { NEW_CLAIM } from '../../corpus/claim-parts.ts'
import type { Rating } from '../../corpus/rating.ts'
import { codePointSpan, compareSpans, type Span, sliceOf } from '../../corpus/span.ts'
import type { OffsetMap } from '../../corpus/text/code-points.ts'
import { call, type Result } from '../api.ts'
import { readOffsets } from '../editor/article-view.ts'
import { noteTagged } from '../find/others.ts'
import { describeFailure } from '../shell/failures.ts'
import { edit } from '../shell/saving.ts'
import { createStore, type Store } from '../shell/store.ts'
import { notify } from '../ui/Notices.tsx'
import { isEditable, layerView } from './layers.ts'

/** An annotation of the open article, with its span in the reader's unit. */
export type OpenAnnotation = Readonly<{ row: AnnotationRow; span: Span }>

/** The article on the screen. `annotations` are live and in reading order. */
export type SessionState = Readonly<{
  content: ArticleText
  offsets: OffsetMap
  sentences: readonly Span[]
  annotations: readonly OpenAnnotation[]
  /** Every layer that holds annotations of the article, shown or not. */
  layers: readonly string[]
  chosen: string | undefined
  hovered: string | undefined
  /** True when it is hovered in the text, not in the list. */
  hoveredInText: boolean
  /** A part of the inspector that should get the focus. */
  wanted: 'rating' | 'note' | 'label' | undefined
}>

/** How long the text waits for its annotations before it is shown without them, in milliseconds. */
const PATIENCE = 60

/** Reads an article and its annotations. A text with thousands of them can be read before they are there. */
export async function openSession(articleId: string): Promise<Result<ArticleSession>> {
  const rows = call('annotation.list', { articleId })
  const content = await call('article.read', { articleId })
  if (!content.ok) return content
  const soon = await Promise.race([rows, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE))])
  if (soon !== undefined && !soon.ok) return soon
  const session = new ArticleSession(content.value, soon?.value ?? [])
  if (soon === undefined)
    void rows.then((late) => {
      if (late.ok) session.add(late.value)
      else notify(describeFailure(late.failure), 'problem')
    })
  return { ok: true, value: session }
}

/** One open article: its state, and every edit of its annotations. Nothing is shown before the process has stored it. */
export class ArticleSession {
  readonly articleId: string
  readonly state: Store<SessionState>
  readonly #offsets: OffsetMap
  /** Those of every layer; `state` has those of the layers that are shown. */
  #all: readonly OpenAnnotation[]
  readonly #creating = new Set<string>()
  readonly #removing = new Set<string>()
  #rebounding: Promise<unknown> = Promise.resolve()

  constructor(content: ArticleText, rows: readonly AnnotationRow[]) {
    const { offsets, sentences } = readOffsets(content.text, content.sentences)
    this.articleId = content.article.id
    this.#offsets = offsets
    this.#all = openAll(rows, offsets)
    this.state = createStore<SessionState>({
      content,
      offsets,
      sentences,
      annotations: listShown(this.#all),
      layers: listLayers(this.#all),
      chosen: undefined,
      hovered: undefined,
      hoveredInText: false,
      wanted: undefined,
    })
  }

  /** The annotation of that id, where it is live. */
  readonly find = (id: string | undefined): OpenAnnotation | undefined =>
    this.state.get().annotations.find(({ row }) => row.id === id)

  /** Chooses an annotation, or none, and says which part of the inspector should get the focus. */
  choose(id: string | undefined, wanted?: SessionState['wanted']): void {
    this.state.update({ chosen: id, wanted })
  }

  /** Notes which annotation is under the pointer. */
  readonly hover = (id: string | undefined, inText = false): void => {
    if (this.state.get().hovered !== id) this.state.update({ hovered: id, hoveredInText: inText })
  }

  /**
   * Marks a span of the text; nothing while the same is being stored already. The annotation is chosen, and a claim's
   * rating gets the focus, when it is stored.
   */
  async create(of: Span, label: Label, subtype: string | null = null): Promise<Result<AnnotationRow> | undefined> {
    const name = `${label} ${of.start} ${of.end}`
    if (this.#creating.has(name)) return undefined
    this.#creating.add(name)
    const quote = sliceOf(this.state.get().content.text, of)
    const bounds = this.#offsets.toCodePointSpan(of)
    const draft = { id: newId(), articleId: this.articleId, label, subtype, ...bounds, quote }
    const made = await edit(
      `create ${draft.id}`,
      () => call('annotation.create', draft),
      (row) => {
        this.#receive(row)
        this.choose(row.id, label === 'claim' ? 'rating' : undefined)
        noteTagged(this, row)
      },
    )
    this.#creating.delete(name)
    return made
  }

  /** Changes label, note or value. */
  async change(id: string, change: AnnotationChange): Promise<Result<AnnotationRow>> {
    if (this.#isForeign([id])) return FOREIGN
    const run = () => call('annotation.change', { id, change })
    return edit(`change ${Object.keys(change)} of ${id}`, run, (row) => {
      this.#receive(row)
      if (change.label !== undefined || change.bounds !== undefined) noteTagged(this, row)
    })
  }

  /**
   * Moves the ends of an annotation. `next` is given its span as stored, one after the other where several come at once,
   * so that a key held down counts every time; undefined leaves it as it is.
   */
  rebound(id: string, next: (of: Span) => Span | undefined): Promise<Result<AnnotationRow> | undefined> {
    const run = async (): Promise<Result<AnnotationRow> | undefined> => {
      const known = this.find(id)
      const to = known === undefined ? undefined : next(known.span)
      if (to === undefined) return undefined
      const quote = sliceOf(this.state.get().content.text, to)
      return this.change(id, { bounds: { ...this.#offsets.toCodePointSpan(to), quote } })
    }
    const done = this.#rebounding.then(run)
    this.#rebounding = done.catch(() => undefined)
    return done
  }

  /** Says something else about a claim; `next` is given it as stored, one after the other where several come at once. */
  reclaim(id: string, next: (claim: Claim) => Claim): Promise<Result<AnnotationRow> | undefined> {
    const run = async (): Promise<Result<AnnotationRow> | undefined> => {
      const known = this.find(id)
      if (known === undefined || this.#isForeign([id])) return undefined
      const claim = next(known.row.claim ?? NEW_CLAIM)
      const store = () => call('claim.set', { annotationId: id, claim })
      return edit(`claim of ${id}`, store, (row) => this.#receive(row))
    }
    const done = this.#rebounding.then(run)
    this.#rebounding = done.catch(() => undefined)
    return done
  }

  /** Stores a rating beside those before it. */
  async rate(annotationId: string, rating: Rating): Promise<Result<AnnotationRow>> {
    if (this.#isForeign([annotationId])) return FOREIGN
    const run = () => call('rating.set', { annotationId, rating })
    return edit(`rate ${annotationId}`, run, (row) => this.#receive(row))
  }

  /** Marks several spans as one act. */
  createMany(spans: readonly Span[], label: Label): Promise<Result<AnnotationRow[]>> {
    const { text } = this.state.get().content
    const drafts = spans.map((of) => ({
      id: newId(),
      articleId: this.articleId,
      label,
      ...this.#offsets.toCodePointSpan(of),
      quote: sliceOf(text, of),
    }))
    const run = () => call('annotation.createMany', { drafts })
    return edit(`create ${drafts.map(({ id }) => id).join()}`, run, (rows) => {
      const added = rows.map((row) => openOne(row, this.#offsets))
      this.#show([...this.#all, ...added].sort((a, b) => compareSpans(a.span, b.span)))
    })
  }

  /** Gives several annotations another label or subtype as one act. */
  async changeMany(
    ids: readonly string[],
    change: Pick<AnnotationChange, 'label' | 'subtype'>,
  ): Promise<Result<AnnotationRow[]>> {
    if (this.#isForeign(ids)) return FOREIGN
    const run = () => call('annotation.changeMany', { ids: [...ids], change })
    return edit(`change ${ids.join()}`, run, (rows) => {
      const changed = new Map(rows.map((row) => [row.id, openOne(row, this.#offsets)]))
      this.#show(this.#all.map((annotation) => changed.get(annotation.row.id) ?? annotation))
    })
  }

  /** Deletes an annotation; undo brings it back. */
  remove(id: string): Promise<Result<AnnotationRow[]>> {
    return this.removeMany([id])
  }

  /** Deletes several annotations as one act; one undo brings them back. */
  async removeMany(asked: readonly string[]): Promise<Result<AnnotationRow[]>> {
    // A key that is held asks again before the first answer.
    const ids = asked.filter((id) => !this.#removing.has(id) && this.find(id) !== undefined)
    if (ids.length === 0) return { ok: true, value: [] }
    if (this.#isForeign(ids)) return FOREIGN
    for (const id of ids) this.#removing.add(id)
    const run = () => call('annotation.delete', { ids })
    const removed = await edit(`remove ${ids.join()}`, run, (gone) => {
      const without = new Set([...ids, ...gone.map((row) => row.id)])
      this.#show(this.#all.filter(({ row }) => !without.has(row.id)))
    })
    for (const id of ids) this.#removing.delete(id)
    return removed
  }

  /** Takes annotations that came after the text; what was made meanwhile stays. */
  add(rows: readonly AnnotationRow[]): void {
    const known = new Set(this.#all.map(({ row }) => row.id))
    const late = rows.filter(({ id }) => !known.has(id))
    const all = [...this.#all, ...openAll(late, this.#offsets)]
    this.#show(all.sort((a, b) => compareSpans(a.span, b.span)))
  }

  /** Shows the layers that are to be shown now. */
  readonly refilter = (): void => this.#show(this.#all)

  /** Reads the annotations again, after an undo or after the process came back. */
  async reload(): Promise<Result<AnnotationRow[]>> {
    const fresh = await call('annotation.list', { articleId: this.articleId })
    if (fresh.ok) this.#show(openAll(fresh.value, this.#offsets))
    return fresh
  }

  /** True, and said, where one of them is somebody else's. */
  #isForeign(ids: readonly string[]): boolean {
    const isForeign = this.#all.some(({ row }) => ids.includes(row.id) && !isEditable(row))
    if (isForeign) notify(i18next.t('layers.foreign'))
    return isForeign
  }

  #receive(row: AnnotationRow): void {
    const others = this.#all.filter((annotation) => annotation.row.id !== row.id)
    this.#show(row.status === 'deleted' ? others : insert(others, openOne(row, this.#offsets)))
  }

  /** An annotation that is gone is not the chosen one any more. */
  #show(all: readonly OpenAnnotation[]): void {
    this.#all = all
    const annotations = listShown(all)
    const { chosen, layers } = this.state.get()
    const found = listLayers(all)
    const stays = annotations.some(({ row }) => row.id === chosen)
    const same = found.join() === layers.join()
    this.state.update({ annotations, layers: same ? layers : found, chosen: stays ? chosen : undefined })
  }
}

const FOREIGN: Result<never> = { ok: false, failure: { code: 'layer-foreign', message: 'another layer' } }

function listShown(all: readonly OpenAnnotation[]): readonly OpenAnnotation[] {
  const { hidden } = layerView.get()
  return hidden.size === 0 ? all : all.filter(({ row }) => !hidden.has(row.layer))
}

function listLayers(all: readonly OpenAnnotation[]): string[] {
  return [...new Set(all.map(({ row }) => row.layer))].sort()
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
