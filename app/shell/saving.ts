import type { Failure, Result } from '../api.ts'
import { notify } from '../ui/Notices.tsx'
import { endOfBulk } from './bulk.ts'
import { describeFailure } from './failures.ts'
import { project } from './project.ts'
import { createStore } from './store.ts'

/** `saved` is shown only after the process has replied that the project file holds every edit. */
export type SaveState = Readonly<{ state: 'idle' | 'saving' | 'saved' | 'failed'; failure: Failure | null }>

type Ask = Readonly<{ waiting: ((named: boolean) => void) | null }>

export const saving = createStore<SaveState>({ state: 'idle', failure: null })

/** Someone waits for the author's name: the window asks for it and answers with `answerAuthor`. */
export const authorQuestion = createStore<Ask>({ waiting: null })

type AskReopen = Readonly<{ waiting: ((reopened: boolean) => void) | null; articleId: string; title: string }>

/** An edit waits that belongs to an article which its author called done; answered with `answerReopen`. */
export const reopenQuestion = createStore<AskReopen>({ waiting: null, articleId: '', title: '' })

/** The subject of undo and redo. */
export const HISTORY = 'history'

const DECLINED: Result<never> = { ok: false, failure: { code: 'cancelled', message: 'no name was given' } }

// Edits that failed wait here, by what they change: a newer edit of the same thing takes an older one's place.
const failed = new Map<string, Readonly<{ failure: Failure; again: () => Promise<unknown> }>>()
const drafts = new Set<object>()
let running = 0

/**
 * Runs one edit and shows whether it is in the file. `subject` names what it changes. Where nobody has given a name yet,
 * it asks and runs the edit again, and likewise where the article was called done; where the person declines, nothing happens: a failure with the code `cancelled`.
 * While a step over many things is written it waits; undo and redo are refused with a word. Any other failure stays shown until it is tried again, which calls `onValue` as if the edit had succeeded at once.
 */
export async function edit<T>(
  subject: string,
  run: () => Promise<Result<T>>,
  onValue: (value: T) => void,
): Promise<Result<T>> {
  if (project.get().info?.readOnly === true) return refuse()
  running++
  // "saved" ends with the first new edit; the word "saving" is drawn only where it takes a while.
  if (failed.size === 0) saving.set({ state: 'saving', failure: null })
  let result = await run()
  if (!result.ok && result.failure.code === 'author-missing') result = (await askAuthor()) ? await again(run) : DECLINED
  if (!result.ok && result.failure.code === 'layer-done')
    result = (await askReopen(result.failure)) ? await again(run) : DECLINED
  while (!result.ok && result.failure.code === 'bulk-running') {
    // Undone in the middle of a step, it would be another step that is undone.
    if (subject === HISTORY) notify(describeFailure(result.failure), 'problem')
    result = subject === HISTORY ? DECLINED : await endOfBulk().then(run)
  }
  running--
  failed.delete(subject)
  if (!result.ok && result !== DECLINED)
    failed.set(subject, { failure: result.failure, again: () => edit(subject, run, onValue) })
  showState(result === DECLINED ? 'idle' : 'saved')
  if (result.ok) onValue(result.value)
  return result
}

/** What can only be read is not left waiting to be saved. */
function refuse(): Result<never> {
  const failure = { code: 'read-only', message: 'the project can only be read' }
  notify(describeFailure(failure), 'problem')
  return { ok: false, failure }
}

/** Nothing is being saved while the question stands; it is again once it is answered. */
function again<T>(run: () => Promise<Result<T>>): Promise<Result<T>> {
  if (failed.size === 0) saving.set({ state: 'saving', failure: null })
  return run()
}

/** Takes "saved" back: a draft holds words that no edit has been begun for yet. */
export function markUnsaved(draft: object): void {
  drafts.add(draft)
  if (failed.size === 0) saving.set({ state: 'saving', failure: null })
}

/** The draft holds nothing more than the file, or an edit is about to begin for what it holds. */
export function settleDraft(draft: object): void {
  if (drafts.delete(draft)) showState('saved')
}

/** Runs the failed edits again, in their order. */
export async function retryFailed(): Promise<void> {
  for (const { again } of [...failed.values()]) await again()
}

/** Gives up what failed: it is neither in the file nor waiting any more. One edit where its subject is given. */
export function forgetFailed(subject?: string): void {
  if (subject === undefined) failed.clear()
  else failed.delete(subject)
  showState('idle')
}

function showState(otherwise: 'idle' | 'saved'): void {
  const last = [...failed.values()].at(-1)
  if (last !== undefined) saving.set({ state: 'failed', failure: last.failure })
  else if (running === 0 && drafts.size === 0) saving.set({ state: otherwise, failure: null })
}

/** Ends the wait for a name: true once the project has it, false when the person declined. */
export function answerAuthor(named: boolean): void {
  authorQuestion.get().waiting?.(named)
  authorQuestion.set({ waiting: null })
}

/** Ends the wait for a reopened article: true once it is, false when the person left it done. */
export function answerReopen(reopened: boolean): void {
  reopenQuestion.get().waiting?.(reopened)
  reopenQuestion.update({ waiting: null })
}

function askReopen({ details }: Failure): Promise<boolean> {
  answerReopen(false)
  const [articleId, title] = [String(details?.articleId), String(details?.title)]
  return new Promise((resolve) => reopenQuestion.set({ waiting: resolve, articleId, title }))
}

/** Asks who works here: true once the project has a name. */
export function askAuthor(): Promise<boolean> {
  answerAuthor(false)
  if (failed.size === 0) saving.set({ state: 'idle', failure: null })
  return new Promise((resolve) => authorQuestion.set({ waiting: resolve }))
}
