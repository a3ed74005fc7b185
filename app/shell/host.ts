import i18next from 'i18next'
import type { Grant, Output } from '../../electron/contract.ts'
import { call } from '../api.ts'
import { notify } from '../ui/Notices.tsx'
import { describeFailure } from './failures.ts'
import { showLanguage } from './i18n/index.ts'
import { project } from './project.ts'
import { createStore } from './store.ts'

type Offer = Output<'host.describe'>['offer']

/** What the host offers: articles beside the program that nobody has imported yet. */
export const host = createStore<{ offer: Offer; version: string }>({ offer: null, version: '' })

/** Asks the host what it has for the window; returns the files named at the start, to be imported. */
export async function describeHost(): Promise<readonly Grant[]> {
  const described = await call('host.describe', {})
  if (!described.ok) {
    notify(describeFailure(described.failure), 'problem')
    return []
  }
  const { offer, pending, failure, unopened, version, language } = described.value
  await showLanguage(language)
  host.set({ offer, version })
  // Its process may be trying copies and answers later.
  if (unopened !== null) project.update({ damaged: unopened })
  if (failure !== null) notify(i18next.t('host.projectFailed', { reason: describeFailure(failure) }), 'problem')
  return pending
}

/** Puts the offer away for good, taken or not: it comes back when there are other articles. */
export function answerOffer(): void {
  hideOffer()
  void call('host.answerOffer', {})
}

/** Puts the offer away for now. */
export function hideOffer(): void {
  host.update({ offer: null })
}
