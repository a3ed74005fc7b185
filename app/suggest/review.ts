import i18next from 'i18next'
import { codePointSpan, type Span, sliceOf } from '../../corpus/span.ts'
import { type SuggestionChange, type SuggestionRow, suggestionKey } from '../../corpus/suggestion.ts'
import type { ArticleSession, SessionState } from '../annotate/article-session.ts'
import { isEditable } from '../annotate/layers.ts'
import { call } from '../api.ts'
import { noteTagged } from '../find/others.ts'
import { runBulk } from '../shell/bulk.ts'
import { nameKey } from '../shell/CommandKey.tsx'
import { describeFailure } from '../shell/failures.ts'
import { lastStep } from '../shell/history.ts'
import { edit } from '../shell/saving.ts'
import { createStore, type Store } from '../shell/store.ts'
import { notify } from '../ui/Notices.tsx'
import { isQueued, overCorpus, queue, recountWaiting } from './queue.ts'

/** A suggestion for the open article, with its span in the reader's unit. */
export type OpenSuggestion = Readonly<{ row: SuggestionRow; span: Span }>

/** What is to be decided in the open article; `rows` are undefined until they were asked for and came. */
export type ReviewState = Readonly<{
  rows: readonly OpenSuggestion[] | undefined
  current: string | undefined
  /** True while the current one is being corrected. */
  correcting: boolean
  /** True while it is said why the current one is suggested. */
  explained: boolean
  /** True while it is asked whether to decide about all that are like the current one. */
  asking: boolean
  /** What the person has already made different of suggestions that wait, by their keys. */
  drafts: Readonly<Record<string, SuggestionChange>>
}>

/** Whether suggestions are shown; it stays from article to article. */
export const suggesting = createStore<{ shown: boolean }>({ shown: false })

const reviews = new WeakMap<ArticleSession, SuggestionReview>()

/** The review of an open article's suggestions, the same for as long as the article is open. */
export function reviewOf(session: ArticleSession): SuggestionReview {
  const known = reviews.get(session)
  if (known !== undefined) return known
  const made = new SuggestionReview(session)
  reviews.set(session, made)
  return made
}

/** How long annotations must rest before suggestions are asked for again, in milliseconds. */
const PAUSE = 120
/** How long an article must have been open before it is read for suggestions, in milliseconds. */
const IDLE = 1200

/** More than these at once are written in steps. */
const MANY = 60

/** Says what a decision about many has come to. */
export function sayDecided(decision: 'accept' | 'reject', { count, cancelled }: Decided): void {
  if (!cancelled) notify(i18next.t(`suggest.done.${decision}`, { count }))
  else if (count === 0) notify(i18next.t('suggest.cancelled'))
  else notify(i18next.t('suggest.stopped', { count }))
}

type Decided = Readonly<{ count: number; cancelled: boolean }>

/** One article's suggestions and every decision about them. Nothing is gone before the process has stored it. */
export class SuggestionReview {
  readonly state: Store<ReviewState>
  readonly #session: ArticleSession

  constructor(session: ArticleSession) {
    this.#session = session
    this.state = createStore<ReviewState>({
      rows: undefined,
      current: undefined,
      correcting: false,
      explained: false,
      asking: false,
      drafts: {},
    })
  }

  /** The suggestions that the queue shows. */
  visible(): readonly OpenSuggestion[] {
    const { rows = [] } = this.state.get()
    const { hidden, rule, least } = queue.get()
    return hidden.size === 0 && rule === null && least === 0 ? rows : rows.filter(({ row }) => isQueued(row))
  }

  /** Where a suggestion stands, with what the person has moved of it. */
  spanOf({ row, span }: OpenSuggestion): Span {
    const bounds = this.state.get().drafts[row.key]?.bounds
    if (bounds === undefined) return span
    return this.#session.state.get().offsets.toSpan(codePointSpan(bounds.startCodePoint, bounds.endCodePoint))
  }

  /** Moves the ends of a suggestion before it is decided about. */
  rebound(of: OpenSuggestion, next: (span: Span) => Span | undefined): void {
    const to = next(this.spanOf(of))
    if (to === undefined) return
    const { offsets, content } = this.#session.state.get()
    this.draft(of.row.key, { bounds: { ...offsets.toCodePointSpan(to), quote: sliceOf(content.text, to) } })
  }

  /** The one that is looked at. */
  readonly current = (): OpenSuggestion | undefined => {
    const { rows = [], current } = this.state.get()
    return current === undefined ? undefined : rows.find(({ row }) => row.key === current)
  }

  /** Looks at a suggestion, or at none; no annotation is chosen beside it. */
  choose(key: string | undefined, correcting = false): void {
    this.state.update({ current: key, correcting })
    if (key !== undefined && this.#session.state.get().chosen !== undefined) this.#session.choose(undefined)
  }

  /** Asks for the suggestions anew. Where some came back by an undo, the first of them is looked at. */
  async load(afterUndo = false): Promise<void> {
    const asked = await call('suggestion.list', { articleId: this.#session.articleId })
    if (!asked.ok) return notify(describeFailure(asked.failure), 'problem')
    const before = this.state.get().rows
    const { offsets } = this.#session.state.get()
    const rows = asked.value.map((row) => ({
      row,
      span: offsets.toSpan(codePointSpan(row.startCodePoint, row.endCodePoint)),
    }))
    const known = new Set(before?.map(({ row }) => row.key))
    const back = afterUndo && before !== undefined ? rows.find(({ row }) => !known.has(row.key)) : undefined
    this.#show(rows)
    if (back !== undefined) this.choose(back.row.key)
  }

  /** Shows these; where the one that was looked at is not among them, the next one is looked at. */
  #show(rows: readonly OpenSuggestion[]): void {
    const current = this.current()
    const isThere = rows.some(({ row }) => row.key === current?.row.key)
    this.state.update({ rows, ...(isThere ? {} : { current: undefined }) })
    if (isThere || current === undefined || this.state.get().correcting) return
    const next = this.visible().find(({ span }) => span.start >= current.span.start) ?? this.visible()[0]
    if (this.#session.state.get().chosen === undefined) this.choose(next?.row.key)
  }

  /** What was annotated by other ways than the queue waits no more, before the process is asked. */
  #drop(annotations: SessionState['annotations']): void {
    const own = annotations.filter(({ row }) => isEditable(row))
    const made = new Set(own.map(({ row }) => suggestionKey(row.label, row.startCodePoint, row.endCodePoint)))
    const { rows = [] } = this.state.get()
    const left = rows.filter(({ row }) => !made.has(row.key))
    if (left.length < rows.length) this.#show(left)
  }

  /** Changes a suggestion before it is decided about; the change is stored when it is accepted. */
  draft(key: string, change: SuggestionChange): void {
    const { drafts } = this.state.get()
    this.state.update({ drafts: { ...drafts, [key]: { ...drafts[key], ...change } } })
  }

  /**
   * Makes these annotations, as one act, with what was changed of them before; the only one may be changed by it. Then
   * the next one is looked at.
   */
  async accept(of: readonly OpenSuggestion[], change?: SuggestionChange): Promise<void> {
    const keys = of.map(({ row }) => row.key)
    const { articleId } = this.#session
    const { drafts } = this.state.get()
    const known = keys.filter((key) => drafts[key] !== undefined).map((key) => [key, drafts[key]!] as const)
    const changes: Record<string, SuggestionChange> = Object.fromEntries(known)
    if (change !== undefined) changes[keys[0]!] = { ...changes[keys[0]!], ...change }
    if (of.length > MANY) return this.#decideMany(keys, 'accept', changes)
    await edit(
      `accept ${keys[0]}`,
      () => call('suggestion.accept', { articleId, keys, changes }),
      (made) => {
        this.#settle(keys)
        this.#session.add(made)
        if (made.length === 1) noteTagged(this.#session, made[0]!)
      },
    )
  }

  /** Says that none of these is right, as one act. Then the next one is looked at. */
  async reject(of: readonly OpenSuggestion[]): Promise<void> {
    const keys = of.map(({ row }) => row.key)
    const { articleId } = this.#session
    if (of.length > MANY) return this.#decideMany(keys, 'reject', {})
    await edit(
      `reject ${keys[0]}`,
      () => call('suggestion.reject', { articleId, keys }),
      () => {
        this.#settle(keys)
        recountWaiting([articleId])
      },
    )
  }

  /** Decides about more than anybody waits for: watched, and stopped where it takes too long; one act all the same. */
  async #decideMany(
    keys: string[],
    decision: 'accept' | 'reject',
    changes: Record<string, SuggestionChange>,
  ): Promise<void> {
    const { articleId } = this.#session
    const ask = (job: string) => call('review.decideMany', { articleId, keys, decision, changes, job })
    const run = () => runBulk(() => overCorpus(ask))
    await edit(`${decision} many ${keys[0]}`, run, (done) => {
      sayDecided(decision, done)
      if (!done.cancelled) this.#settle(keys)
      void this.#session.reload().then(() => this.load())
    })
  }

  /** Every visible one with the same label and by the same rule. */
  alike({ row }: OpenSuggestion): readonly OpenSuggestion[] {
    return this.visible().filter((other) => other.row.label === row.label && other.row.rule === row.rule)
  }

  /** Keeps the suggestions fitting the annotations and the history while they are shown. Returns what ends it. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined
    let seen = this.#session.state.get().annotations
    const stops = [
      suggesting.subscribe(() => {
        if (suggesting.get().shown) void this.load()
        else this.choose(undefined)
      }),
      queue.subscribe(() => {
        const current = this.current()
        if (current !== undefined && !isQueued(current.row)) this.choose(undefined)
      }),
      lastStep.subscribe(() => {
        clearTimeout(timer)
        if (suggesting.get().shown) void this.load(true)
      }),
      this.#session.state.subscribe(() => {
        const { annotations, chosen } = this.#session.state.get()
        if (chosen !== undefined && this.state.get().current !== undefined) this.choose(undefined)
        if (annotations === seen) return
        seen = annotations
        recountWaiting([this.#session.articleId])
        clearTimeout(timer)
        if (suggesting.get().shown) this.#drop(annotations)
        if (suggesting.get().shown) timer = setTimeout(() => void this.load(), PAUSE)
      }),
    ]
    if (suggesting.get().shown) void this.#begin()
    else timer = setTimeout(() => void this.#prepare(), IDLE)
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }

  /** Goes on in another article as in the one before: its first suggestion is looked at, unless something else is. */
  async #begin(): Promise<void> {
    await this.load()
    const isFree = this.#session.state.get().chosen === undefined && this.state.get().current === undefined
    if (isFree) this.choose(this.visible()[0]?.row.key)
  }

  /** Lets the article be read for suggestions before anybody asks, off every thread that a person waits for. */
  async #prepare(): Promise<void> {
    await call('suggestion.list', { articleId: this.#session.articleId, labels: [] })
  }

  #settle(keys: readonly string[]): void {
    const gone = new Set(keys)
    const { rows = [], current } = this.state.get()
    const at = rows.findIndex(({ row }) => row.key === current)
    const left = rows.filter(({ row }) => !gone.has(row.key))
    this.state.update({ rows: left })
    if (current === undefined || !gone.has(current)) return
    const visible = new Set(this.visible())
    const next = rows.slice(at + 1).find((each) => visible.has(each)) ?? this.visible()[0]
    this.choose(next?.row.key)
    if (left.length === 0) notify(i18next.t('suggest.articleDone', { key: nameKey('next-waiting') }))
  }
}
