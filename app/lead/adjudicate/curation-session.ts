import i18next from 'i18next'
import type { CaseLink, CaseList, CaseRows, JudgedCase, Verdict } from '../../../corpus/adjudication.ts'
import type { AnnotationRow, Label } from '../../../corpus/annotation.ts'
import type { ArticleText } from '../../../corpus/article.ts'
import type { Agreement } from '../../../corpus/curation.ts'
import { orderAnonymously } from '../../../corpus/curation-order.ts'
import { authorLayer } from '../../../corpus/layer.ts'
import { codePointSpan, type Span } from '../../../corpus/span.ts'
import type { OffsetMap } from '../../../corpus/text/code-points.ts'
import type { Output } from '../../../electron/contract.ts'
import { call, type Result } from '../../api.ts'
import { readOffsets } from '../../editor/article-view.ts'
import { describeFailure } from '../../shell/failures.ts'
import { project } from '../../shell/project.ts'
import { edit, forgetFailed } from '../../shell/saving.ts'
import { createStore, type Store } from '../../shell/store.ts'
import { notify } from '../../ui/Notices.tsx'
import { acceptAgreed } from './accept-agreed.ts'
import { tellCarried } from './carried-words.ts'

/** A case with its span in the reader's unit. */
export type OpenCase = Readonly<{ judged: JudgedCase; span: Span }>

/** An entity by the name of the one that stands for it. */
export type NamedEntity = CaseRows['entities'][number]

/** Which cases are shown; undefined shows all. */
export type CaseFilter = Readonly<{
  state: JudgedCase['state'] | 'todo' | undefined
  agreement: Agreement | undefined
  label: Label | undefined
}>

/** What is done with the current case besides looking at it. */
export type CaseMode = 'look' | 'edit' | 'reject'

export type CurationState = Readonly<{
  cases: readonly OpenCase[]
  /** What has been looked at, or is near to it; `adjudicated`, `entities` and `links` are of the same. */
  rows: ReadonlyMap<string, AnnotationRow>
  adjudicated: ReadonlyMap<string, AnnotationRow>
  /** By the id that an annotation or a claim names. */
  entities: ReadonlyMap<string, NamedEntity>
  /** Links from and to all of these annotations. */
  links: readonly CaseLink[]
  /** Those who finished the article. */
  participants: ReadonlySet<string>
  /** Members in an order that tells nothing of them. */
  analysts: readonly string[]
  current: string | undefined
  mode: CaseMode
  why: string
  filter: CaseFilter
}>

const ALL: CaseFilter = { state: undefined, agreement: undefined, label: undefined }

/** Reads an article and its cases. */
export async function openCuration(articleId: string): Promise<Result<CurationSession>> {
  const [content, cases] = await Promise.all([
    call('article.read', { articleId }),
    call('adjudication.read', { articleId }),
  ])
  if (!content.ok) return content
  if (!cases.ok) return cases
  const session = new CurationSession(content.value, cases.value)
  await session.fetch()
  return { ok: true, value: session }
}

/** One article's cases and every decision about them. Nothing is shown as decided before it is in the file. */
export class CurationSession {
  readonly content: ArticleText
  readonly offsets: OffsetMap
  readonly sentences: readonly Span[]
  readonly state: Store<CurationState>
  #isDeciding = false
  /** Cases for which it has been asked what they name. */
  #asked = new WeakSet<OpenCase>()
  /** Those of which it has been answered. */
  readonly #read = new WeakSet<OpenCase>()
  #fetching: Promise<void> = Promise.resolve()

  constructor(content: ArticleText, cases: CaseList) {
    this.content = content
    const { offsets, sentences } = readOffsets(content.text, content.sentences)
    this.offsets = offsets
    this.sentences = sentences
    const nothing = {
      cases: [],
      rows: new Map(),
      adjudicated: new Map(),
      entities: new Map(),
      links: [],
      analysts: [],
      participants: new Set<string>(),
    }
    this.state = createStore<CurationState>({ ...nothing, current: undefined, mode: 'look', why: '', filter: ALL })
    this.#show(cases)
    this.choose((this.visible().find(isToDo) ?? this.visible()[0])?.judged.key)
  }

  get articleId(): string {
    return this.content.article.id
  }

  /** The cases that the filter lets through. */
  visible(): readonly OpenCase[] {
    const { cases, filter } = this.state.get()
    return filterCases(cases, filter)
  }

  /** The case that is looked at. */
  current(): OpenCase | undefined {
    const { cases, current } = this.state.get()
    return current === undefined ? undefined : cases.find(({ judged }) => judged.key === current)
  }

  /** What an analyst marked in a case, by the analyst's place in the order. */
  rowOf({ judged }: OpenCase, analyst: string): AnnotationRow | undefined {
    const { rows } = this.state.get()
    const layer = authorLayer(analyst)
    return judged.annotationIds.map((id) => rows.get(id)).find((row) => row?.layer === layer)
  }

  /** Looks at a case. The reason that was begun for another one is not carried over. */
  choose(key: string | undefined, mode: CaseMode = 'look'): void {
    const { current, why } = this.state.get()
    this.state.update({ current: key, mode, why: key === current ? why : '' })
    void this.fetch()
  }

  /** True once what the case names has been read. */
  isRead(of: OpenCase): boolean {
    return this.#read.has(of) || this.#isKnown(of)
  }

  /** Reads what the case that is looked at names, and the ones around it, as far as that is not known yet. */
  fetch(): Promise<void> {
    const { cases, current } = this.state.get()
    const at = cases.findIndex(({ judged }) => judged.key === current)
    if (at === -1) return this.#fetching
    const next = cases.find((of, index) => index > at && isToDo(of))
    const isMissing = (of: OpenCase): boolean => !this.#isKnown(of) && !this.#asked.has(of)
    const around = (behind: number, ahead: number): OpenCase[] =>
      [...cases.slice(Math.max(0, at - behind), at + ahead), ...(next === undefined ? [] : [next])].filter(isMissing)
    if (around(1, 2).length === 0) return this.#fetching
    this.#fetching = this.#ask(around(BEHIND, AHEAD))
    return this.#fetching
  }

  async #ask(wanted: readonly OpenCase[]): Promise<void> {
    for (const of of wanted) this.#asked.add(of)
    const ids = [...new Set(wanted.flatMap(listNamed))]
    const fresh = await call('adjudication.rows', { articleId: this.articleId, ids: ids.slice(0, MOST) })
    if (!fresh.ok) {
      for (const of of wanted) this.#asked.delete(of)
      return notify(describeFailure(fresh.failure), 'problem')
    }
    for (const of of wanted) this.#read.add(of)
    this.#take(fresh.value)
  }

  #isKnown(of: OpenCase): boolean {
    const { rows, adjudicated } = this.state.get()
    return listNamed(of).every((id) => rows.has(id) || adjudicated.has(id))
  }

  #take({ annotations, adjudicated, entities, links }: CaseRows): void {
    const known = this.state.get()
    const fresh = new Set(links.map(({ id }) => id))
    this.state.update({
      rows: new Map([...known.rows, ...annotations.map((row) => [row.id, row] as const)]),
      adjudicated: new Map([...known.adjudicated, ...adjudicated.map((row) => [row.id, row] as const)]),
      entities: new Map([...known.entities, ...entities.map((entity) => [entity.id, entity] as const)]),
      links: [...known.links.filter(({ id }) => !fresh.has(id)), ...links],
    })
  }

  /** Goes to the next or the previous case, or to one that is to be decided; round the end. */
  step(forward: boolean, onlyToDo: boolean): void {
    const visible = this.visible()
    const at = visible.findIndex(({ judged }) => judged.key === this.state.get().current)
    const wanted = (of: OpenCase | undefined): boolean => of !== undefined && (!onlyToDo || isToDo(of))
    for (let step = 1; step <= visible.length; step++) {
      const from = at === -1 ? (forward ? -1 : 0) : at
      const found = visible[(from + (forward ? step : -step) + visible.length * 2) % visible.length]
      if (!wanted(found)) continue
      this.choose(found!.judged.key)
      return
    }
    notify(i18next.t('adjudicate.noneOpen'))
  }

  /** Decides the current case; then the next one that is to be decided is looked at. */
  async decide(verdict: DistributiveOmit<Verdict, 'why'>): Promise<void> {
    const of = this.current()
    if (of === undefined || this.#isDeciding) return
    this.#isDeciding = true
    const { key, annotationIds } = of.judged
    const why = this.state.get().why.trim()
    const asked = {
      articleId: this.articleId,
      key,
      annotationIds,
      verdict: { ...verdict, why: why || null } as Verdict,
    }
    const done = await edit(
      `decide ${key}`,
      () => call('adjudication.decide', asked),
      (decided) => this.#settle(decided),
    )
    this.#isDeciding = false
    // To decide again is the person's, not the program's: what was looked at may be another thing now.
    if (!done.ok) {
      forgetFailed(`decide ${key}`)
      notify(describeFailure(done.failure), 'problem')
      await this.reload()
    } else if (done.value.reread) await this.reload()
  }

  /** Accepts what all analysts agree on in this article, as one act. */
  async acceptAgreed(): Promise<void> {
    await acceptAgreed(this.articleId)
    await this.reload()
    const of = this.current()
    if (of !== undefined && !isToDo(of)) this.step(true, true)
  }

  /** Reads the cases again: after an undo, a merge, or where they are not what was shown. */
  async reload(): Promise<void> {
    const fresh = await call('adjudication.read', { articleId: this.articleId })
    if (fresh.ok) {
      this.#show(fresh.value)
      await this.fetch()
    } else notify(describeFailure(fresh.failure), 'problem')
  }

  #show({ analysts, participants, cases }: CaseList): void {
    const { current } = this.state.get()
    const opened = cases.map((judged) => this.#open(judged)).sort((a, b) => a.span.start - b.span.start)
    this.#asked = new WeakSet()
    this.state.update({
      cases: opened,
      rows: new Map(),
      adjudicated: new Map(),
      entities: new Map(),
      links: [],
      participants: new Set(participants),
      analysts: orderAnonymously(analysts, project.get().info?.id ?? ''),
      current: opened.some(({ judged }) => judged.key === current) ? current : undefined,
    })
  }

  #open(judged: JudgedCase): OpenCase {
    return { judged, span: this.offsets.toSpan(codePointSpan(judged.startCodePoint, judged.endCodePoint)) }
  }

  #settle({ judged, made, links, left }: Output<'adjudication.decide'>): void {
    const { cases, current, adjudicated, entities, links: known } = this.state.get()
    const entity = made?.entity ? entities.get(made.entity)?.name : undefined
    tellCarried({ entity, links: links.length, left })
    this.state.update({
      links: [...known, ...links],
      cases: cases.map((of) => (of.judged.key === judged.key ? this.#open(judged) : of)),
      adjudicated: made === null ? adjudicated : new Map([...adjudicated, [made.id, made]]),
      mode: 'look',
      why: '',
    })
    if (current !== judged.key) return
    const at = cases.findIndex((of) => of.judged.key === judged.key)
    const after = [...this.state.get().cases.slice(at + 1), ...this.state.get().cases.slice(0, at)]
    const { filter } = this.state.get()
    const next = after.find((of) => isToDo(of) && passes(of, { ...filter, state: undefined }))
    if (next !== undefined) this.choose(next.judged.key)
    else notify(i18next.t('adjudicate.allDecided'))
  }
}

/** How many cases before and behind the one that is looked at are read with it, and how many annotations at most. */
const BEHIND = 5
const AHEAD = 25
const MOST = 1000

function listNamed({ judged: { annotationIds, decision } }: OpenCase): string[] {
  return decision?.annotationId ? [...annotationIds, decision.annotationId] : annotationIds
}

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never

/** True for a case that nobody decided, or about which something came since. */
export function isToDo({ judged }: OpenCase): boolean {
  return judged.state !== 'decided'
}

/** The cases that a filter lets through. */
export function filterCases(cases: readonly OpenCase[], filter: CaseFilter): readonly OpenCase[] {
  return cases.filter((of) => passes(of, filter))
}

function passes(of: OpenCase, { state, agreement, label }: CaseFilter): boolean {
  const { judged } = of
  if (state === 'todo' ? !isToDo(of) : state !== undefined && judged.state !== state) return false
  return (agreement === undefined || judged.agreement === agreement) && (label === undefined || judged.label === label)
}
