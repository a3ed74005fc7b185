import i18next from 'i18next'
import type { Carried } from '../../../corpus/adjudication.ts'
import { call, listen } from '../../api.ts'
import { runBulk } from '../../shell/bulk.ts'
import { edit } from '../../shell/saving.ts'
import { createStore } from '../../shell/store.ts'
import { notify } from '../../ui/Notices.tsx'
import { describeCarried } from './carried-words.ts'

/** The acceptance of what all agree on that runs; no `job` where none does. */
export const accepting = createStore<{ job: string | null; done: number; total: number }>({
  job: null,
  done: 0,
  total: 0,
})

/** Accepts what all analysts agree on, of one article or of all, as one act; other edits wait for its end. */
export async function acceptAgreed(articleId: string | null): Promise<void> {
  if (accepting.get().job !== null) return
  const job = crypto.randomUUID()
  accepting.set({ job, done: 0, total: 0 })
  const stop = listen('job.progress', ({ job: of, done, total }) => {
    if (of === job) accepting.set({ job, done, total })
  })
  const run = () => runBulk(() => call('adjudication.acceptAgreed', { articleId, job }))
  await edit('accept agreed', run, ({ decided, carried }) => notify(describeAccepted(decided, carried)))
  stop()
  accepting.set({ job: null, done: 0, total: 0 })
}

function describeAccepted(decided: number, { entities, links, left }: Carried): string {
  const t = i18next.t
  const parts = [
    ...(entities === 0 ? [] : [t('adjudicate.carriedEntities', { count: entities })]),
    ...(links === 0 ? [] : [t('adjudicate.carriedLinks', { count: links })]),
  ]
  const carried = describeCarried(parts, left)
  const accepted = t('adjudicate.acceptedAgreed', { count: decided })
  return carried === '' ? accepted : `${accepted}. ${carried}`
}

/** Stops; what was accepted stays as one act, which one undo takes back. */
export function stopAccepting(): void {
  const { job } = accepting.get()
  if (job !== null) void call('job.cancel', { job })
}
