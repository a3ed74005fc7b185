import i18next from 'i18next'
import { setPart, setStance } from '../../corpus/claim-parts.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import type { ArticleView } from '../editor/article-view.ts'
import type { ReaderCommand } from '../editor/keys.ts'
import { spanToAnnotate } from '../editor/selection.ts'
import { notify } from '../ui/Notices.tsx'
import { type ClaimSubject, changeClaim, subjectOf } from './claim-subject.ts'
import { linkAllAbout } from './links.ts'
import {
  applyMark,
  beginMarking,
  endMarking,
  listCandidates,
  type MarkName,
  marking,
  takeSelection,
} from './marking.ts'
import { closeProposed } from './proposals.ts'

type Run = (reader: ArticleView, session: ArticleSession) => void

/** What the keys of the text do with the claim that is looked at. */
export const CLAIM_COMMANDS = {
  'claim-source': mark('source'),
  'claim-cue': mark('cue'),
  'claim-content': mark('content'),
  'claim-via': mark('via'),
  'claim-unnamed': onSubject((session, subject) => {
    endMarking()
    const chosen = session.find(subject.key)
    // That nobody is named is said of what was proposed as well.
    if (chosen !== undefined) closeProposed(chosen, ['source'])
    if (subject.claim.source !== null) void changeClaim(session, subject, (claim) => setPart(claim, 'source', null))
  }),
  'claim-polarity': onSubject(
    (session, subject) =>
      void changeClaim(session, subject, (claim) =>
        setStance(claim, { polarity: claim.polarity === 'asserts' ? 'denies' : 'asserts' }),
      ),
  ),
  'claim-hedged': onSubject(
    (session, subject) => void changeClaim(session, subject, (claim) => setStance(claim, { hedged: !claim.hedged })),
  ),
  'claim-link': (_, session) => void linkAll(session),
} as const satisfies Readonly<Record<string, Run>>

/** A claim that is annotated is linked to what stands in it; a suggestion must be accepted first. */
async function linkAll(session: ArticleSession): Promise<void> {
  const claim = session.find(session.state.get().chosen)
  if (claim === undefined || claim.row.label !== 'claim') {
    notify(i18next.t('claims.chooseFirst'))
    return
  }
  const count = await linkAllAbout(session, claim)
  notify(i18next.t('claims.linked', { count }))
}

/** While a part is marked, Enter takes the selection, Escape leaves, and the keys of the labels take a candidate. */
export function answerMarking(reader: ArticleView, session: ArticleSession, command: ReaderCommand): boolean {
  const { name, key } = marking.get()
  if (name === undefined || command.kind !== 'command') return false
  const subject = subjectOf(session)
  if (subject === undefined || subject.key !== key) {
    endMarking()
    return false
  }
  if (command.id === 'escape') {
    endMarking()
    reader.collapse()
  } else if (command.id === 'edit') takeSelection(reader, session)
  else {
    const at = name === 'source' || name === 'via' ? CANDIDATE_KEYS.indexOf(command.id) : -1
    const candidate = listCandidates(session, subject)[at]
    if (candidate === undefined) return false
    void applyMark(reader, session, name, candidate.span)
  }
  return true
}

const CANDIDATE_KEYS: readonly string[] = ['label-actor', 'label-event', 'label-date', 'label-amount', 'label-claim']

/** Selected words become the part at once; without any, the next selection does. */
function mark(name: MarkName): Run {
  return (reader, session) => {
    const subject = subjectOf(session)
    const isMarking = marking.get().name === name
    const selected = spanToAnnotate(reader.view.state, reader.open)
    if (subject !== undefined && selected !== undefined && (isMarking || marking.get().name === undefined)) {
      if (name === 'via' && subject.claim.source === null) return notify(i18next.t('claims.sourceFirst'))
      void applyMark(reader, session, name, selected)
    } else if (isMarking) endMarking()
    else beginMarking(reader, session, name)
  }
}

function onSubject(run: (session: ArticleSession, subject: ClaimSubject) => void): Run {
  return (_, session) => {
    const subject = subjectOf(session)
    if (subject === undefined) notify(i18next.t('claims.chooseFirst'))
    else run(session, subject)
  }
}
