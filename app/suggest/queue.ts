import i18next from 'i18next'
import { v7 as newId } from 'uuid'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import type { QueueFilter, Waiting } from '../../electron/contract/review.ts'
import { call, listen } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { lastStep } from '../shell/history.ts'
import { openArticle } from '../shell/navigation.ts'
import { createStore } from '../shell/store.ts'
import { notify } from '../ui/Notices.tsx'

/** Which suggestions a queue shows; it stays from article to article. Confidence is 0 to 1. */
export const queue = createStore<{ hidden: ReadonlySet<Label>; rule: string | null; least: number }>({
  hidden: new Set(),
  rule: null,
  least: 0,
})

/** How far a piece of work over the project is; `job` is undefined while nothing runs. */
export const corpusWork = createStore<{ job: string | undefined; done: number; total: number; name: string | null }>({
  job: undefined,
  done: 0,
  total: 0,
  name: null,
})

/** What waits in the articles, as it was when it was last counted; undefined before. */
export const survey = createStore<{ waiting: readonly Waiting[] | undefined }>({ waiting: undefined })

/** True for a suggestion that the queue shows. */
export function isQueued(of: Readonly<{ label: Label; rule: string; confidence: number }>): boolean {
  const { hidden, rule, least } = queue.get()
  return !hidden.has(of.label) && (rule === null || of.rule === rule) && of.confidence >= least
}

/** The queue's filter as routes take it. */
function queueFilter(): QueueFilter {
  const { hidden, rule, least } = queue.get()
  return { labels: LABELS.filter((label) => !hidden.has(label)), rule, least }
}

/** Runs a job over the project: its progress is shown, and it can be cancelled. */
export async function overCorpus<T>(run: (job: string) => Promise<T>): Promise<T> {
  const job = newId()
  corpusWork.set({ job, done: 0, total: 0, name: null })
  const stop = listen('job.progress', (progress) => {
    if (progress.job === job) corpusWork.set(progress)
  })
  try {
    return await run(job)
  } finally {
    stop()
    if (corpusWork.get().job === job) corpusWork.update({ job: undefined })
  }
}

/** Ends the job that runs over the project. */
export function cancelCorpusWork(): void {
  const { job } = corpusWork.get()
  if (job !== undefined) void call('job.cancel', { job })
}

/** Counts what waits in every article. */
export async function takeSurvey(): Promise<void> {
  clearTimeout(timer)
  const asked = await overCorpus((job) => call('review.survey', { job }))
  if (asked.ok) survey.set({ waiting: asked.value.waiting })
  else notify(describeFailure(asked.failure), 'problem')
}

/** How long counting waits for more that has changed, in milliseconds. */
const SOON = 100
let changed: Set<string> | null = new Set()
let timer: ReturnType<typeof setTimeout> | undefined

/** Counts again what waits in articles where something was decided or taken back; null for all of them. */
export function recountWaiting(articleIds: readonly string[] | null): void {
  if (survey.get().waiting === undefined) return
  changed = articleIds === null || changed === null ? null : new Set([...changed, ...articleIds])
  clearTimeout(timer)
  timer = setTimeout(() => void recount(), SOON)
}

/** Keeps what is counted true: after every step that others make, and after undo and redo. */
export function followWaiting(): void {
  listen('article.changed', ({ articleId }) => recountWaiting(articleId === null ? null : [articleId]))
  lastStep.subscribe(() => recountWaiting(lastStep.get().step?.articleIds ?? []))
}

async function recount(): Promise<void> {
  const articleIds = changed && [...changed]
  changed = new Set()
  const asked = await call('review.recount', { articleIds })
  const { waiting } = survey.get()
  if (!asked.ok || waiting === undefined) return
  const fresh = new Map(asked.value.map((of) => [of.articleId, of]))
  const known = waiting.map((of) => fresh.get(of.articleId) ?? of)
  const added = asked.value.filter((of) => !waiting.some(({ articleId }) => articleId === of.articleId))
  survey.set({ waiting: [...known, ...added] })
}

/** Opens the next article in which something waits that the queue shows. */
export async function openNextWaiting(articleId: string | null): Promise<void> {
  const asked = await overCorpus((job) => call('review.next', { articleId, filter: queueFilter(), job }))
  if (!asked.ok) notify(describeFailure(asked.failure), 'problem')
  else if (asked.value.articleId === null) notify(i18next.t('suggest.noneElsewhere'))
  else openArticle(asked.value.articleId)
}
