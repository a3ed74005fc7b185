import i18next from 'i18next'
import { runCommand } from '../../shell/commands.ts'
import { notify } from '../../ui/Notices.tsx'
import { anonymity } from './anonymity.ts'
import type { CaseCommand } from './case-keys.ts'
import type { CurationSession } from './curation-session.ts'

type Run = (session: CurationSession) => void

const COMMANDS: Readonly<Record<CaseCommand, Run>> = {
  'next-open': (session) => session.step(true, true),
  'previous-open': (session) => session.step(false, true),
  next: (session) => session.step(true, false),
  previous: (session) => session.step(false, false),
  majority: (session) => {
    const of = session.current()
    if (of === undefined) return
    if (of.judged.majority === null) notify(i18next.t('failure.no-majority'))
    else void session.decide({ outcome: 'majority' })
  },
  edit: (session) => session.state.update({ mode: 'edit' }),
  reject: (session) => {
    const { mode, why } = session.state.get()
    if (mode === 'reject' && why.trim() !== '') void session.decide({ outcome: 'reject' })
    else askWhy(session, 'reject')
  },
  why: (session) => askWhy(session, 'look'),
  undo: () => runCommand('undo'),
  anonymous: () => anonymity.set({ hidden: !anonymity.get().hidden }),
  'accept-agreed': (session) => void session.acceptAgreed(),
}

/** What one who only reads may do. */
const READING: ReadonlySet<CaseCommand> = new Set(['next-open', 'previous-open', 'next', 'previous', 'anonymous'])

/** What is done about the whole article needs nothing of the case. */
const ON_ARTICLE: ReadonlySet<CaseCommand> = new Set([...READING, 'undo', 'accept-agreed'])

/** Does what a key of the view or its button asks for; a number accepts what the analyst in that column says. */
export function runCaseCommand(command: CaseCommand | number, session: CurationSession, mayDecide = true): void {
  const isReading = typeof command !== 'number' && READING.has(command)
  if (!mayDecide && !isReading) {
    notify(i18next.t('adjudicate.readOnly'))
    return
  }
  const run = (): void => (typeof command === 'number' ? acceptColumn(command, session) : COMMANDS[command](session))
  const of = session.current()
  const isOnArticle = typeof command !== 'number' && ON_ARTICLE.has(command)
  if (of === undefined || isOnArticle || session.isRead(of)) {
    run()
    return
  }
  // What the analysts say may still be on its way to somebody who is fast, and who may be at another case by then.
  void session.fetch().then(() => {
    const now = session.current()
    if (now?.judged.key === of.judged.key && session.isRead(now)) run()
  })
}

function acceptColumn(digit: number, session: CurationSession): void {
  const of = session.current()
  const analyst = session.state.get().analysts[digit - 1]
  if (of === undefined || analyst === undefined) return
  const row = session.rowOf(of, analyst)
  if (row === undefined) notify(i18next.t('adjudicate.nothingToAccept'))
  else void session.decide({ outcome: 'accept', annotationId: row.id })
}

function askWhy(session: CurationSession, mode: 'look' | 'reject'): void {
  if (session.current() === undefined) return
  session.state.update({ mode })
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('.case-why input')?.focus())
}
