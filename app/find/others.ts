import i18next from 'i18next'
import { v7 as newId } from 'uuid'
import type { AnnotationRow } from '../../corpus/annotation.ts'
import type { Input } from '../../electron/contract.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { call } from '../api.ts'
import { project } from '../shell/project.ts'
import { createStore } from '../shell/store.ts'
import { notify } from '../ui/Notices.tsx'

/** Words that were just tagged and that stand elsewhere without a tag. */
export type Offer = Readonly<{
  articleId: string
  annotationId: string
  label: Input<'review.others'>['label']
  subtype: string | null
  text: string
  /** In how many other places of this article, and of other articles once those are counted. */
  here: number
  elsewhere: number
}>

/** What is offered to be tagged in other places as well; `asking` while it is shown which those are. */
export const offer = createStore<{ of: Offer | undefined; asking: boolean }>({ of: undefined, asking: false })

/** How long after a tag its article is looked through, and how long nobody may have tagged before the project is. */
const [SOON, IDLE] = [120, 1500]
/** From here on, in code units, looking through an article is noticed, so it waits for a pause as well. */
const LONG = 150_000

let timer: ReturnType<typeof setTimeout> | undefined
let counting: string | undefined
/** What was tagged last, offered or not. */
let latest: Offer | undefined

/**
 * Notes that a person tagged words: accepted, corrected, gave another label or marked them. Where they stand untagged
 * elsewhere, that is offered; nothing waits for it.
 */
export function noteTagged(session: ArticleSession, row: AnnotationRow): void {
  const found = toOffer(row)
  if (found === undefined) return
  latest = found
  countSoon(session)
}

/** Counts again whenever the annotations are others, for as long as the article is open. Returns what ends it. */
export function followOffer(session: ArticleSession): () => void {
  let seen = session.state.get().annotations
  const stop = session.state.subscribe(() => {
    const { annotations } = session.state.get()
    if (annotations === seen) return
    seen = annotations
    recountOffer(session)
  })
  return () => {
    stop()
    endOffer()
  }
}

/** Ends the offer where its own annotation is gone. */
function recountOffer(session: ArticleSession): void {
  const { of } = offer.get()
  if (latest !== undefined && !isThere(session, latest)) latest = undefined
  if (of !== undefined && !isThere(session, of)) offer.set({ of: undefined, asking: false })
  if (latest !== undefined || of !== undefined) countSoon(session)
}

/** Shows the other places of what is offered, else of the annotation that is chosen. */
export async function askOthers(session: ArticleSession): Promise<void> {
  const { of } = offer.get()
  const row = session.find(session.state.get().chosen)?.row
  const wanted = of ?? (row && toOffer(row))
  if (wanted === undefined) return notify(i18next.t('find.offerNothing'))
  if (of === undefined) {
    const here = await count(wanted, wanted.articleId, newId())
    const all = here === 0 ? await count(wanted, null, newId()) : undefined
    if (here === undefined || (here === 0 && all === 0)) return notify(i18next.t('find.others', { count: 0 }))
    offer.set({ of: { ...wanted, here, elsewhere: all ?? 0 }, asking: true })
  } else offer.update({ asking: true })
}

/** The other places were tagged; where that is undone, they are offered again. */
export function takeOffer(): void {
  offer.set({ of: undefined, asking: false })
}

/** Takes back what is offered. */
export function endOffer(): void {
  stopCounting()
  latest = undefined
  offer.set({ of: undefined, asking: false })
}

function toOffer({ id, articleId, label, subtype, quote }: AnnotationRow): Offer | undefined {
  if (label === 'claim') return undefined
  return { articleId, annotationId: id, label, subtype, text: quote, here: 0, elsewhere: 0 }
}

function isThere(session: ArticleSession, { articleId, annotationId }: Offer): boolean {
  return articleId === session.articleId && session.find(annotationId) !== undefined
}

function countSoon(session: ArticleSession): void {
  stopCounting()
  const isLong = session.state.get().content.text.length > LONG
  timer = setTimeout(() => void countOthers(session), isLong ? IDLE : SOON)
}

/** What was tagged last takes the place of what is offered, unless it stands nowhere else. */
async function countOthers(session: ArticleSession): Promise<void> {
  const job = newId()
  counting = job
  const { of: shown } = offer.get()
  const of = latest ?? shown
  const here = of && (await count(of, of.articleId, job))
  if (counting !== job || of === undefined || here === undefined) return
  if (here > 0) show({ ...of, here })
  else if (shown !== undefined) await recountShown(shown, job)
  if (counting === job && (project.get().articles?.length ?? 0) > 1)
    timer = setTimeout(() => void countElsewhere(session, { ...of, here }, job), IDLE)
}

async function recountShown(shown: Offer, job: string): Promise<void> {
  const here = await count(shown, shown.articleId, job)
  if (counting !== job || here === undefined) return
  show(here + shown.elsewhere > 0 ? { ...shown, here } : undefined)
}

async function countElsewhere(session: ArticleSession, of: Offer, job: string): Promise<void> {
  const all = await count(of, null, job)
  if (counting !== job || all === undefined || !isThere(session, of)) return
  const elsewhere = Math.max(0, all - of.here)
  if (elsewhere > 0) show({ ...of, elsewhere })
  else if (offer.get().of?.annotationId === of.annotationId) show(of.here > 0 ? { ...of, elsewhere } : undefined)
}

function show(of: Offer | undefined): void {
  if (!offer.get().asking) offer.update({ of })
}

async function count({ label, text }: Offer, articleId: string | null, job: string): Promise<number | undefined> {
  const asked = await call('review.others', { articleId, label, text, limit: 0, job })
  return asked.ok && !asked.value.cancelled ? asked.value.count : undefined
}

function stopCounting(): void {
  clearTimeout(timer)
  if (counting !== undefined) void call('job.cancel', { job: counting })
  counting = undefined
}
