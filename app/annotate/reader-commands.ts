import i18next from 'i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import type { Span } from '../../corpus/span.ts'
import { answerMarking, CLAIM_COMMANDS } from '../claims/claim-commands.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { moveBy } from '../editor/caret.ts'
import { grow, shrink } from '../editor/growth.ts'
import type { ReaderCommand, ReaderCommandId } from '../editor/keys.ts'
import {
  selectedSpan,
  selectSpan,
  sentenceAtCaret,
  spanToAnnotate,
  toggleProclitic,
  wordAtCaret,
} from '../editor/selection.ts'
import { askOthers } from '../find/others.ts'
import { prefer, preferences } from '../shell/preferences.ts'
import { reviewOf } from '../suggest/review.ts'
import { SUGGEST_COMMANDS } from '../suggest/suggest-commands.ts'
import { notify } from '../ui/Notices.tsx'
import { copyUri, moveChosenBound, runOnChosen, showMenu } from './annotation-commands.ts'
import type { ArticleSession } from './article-session.ts'
import { openNext, toggleDone } from './done.ts'
import { isEditable } from './layers.ts'
import { chooseNeighbour, goToBareSentence } from './reader-ways.ts'
import { focusLabel } from './reading.ts'

type Run = (reader: ArticleView, session: ArticleSession) => void

/** The label given last, by whatever way, in whatever article. */
let lastLabel: Label | undefined

const COMMANDS: Readonly<Record<ReaderCommandId, Run>> = {
  ...forLabels('label', (label) => (reader, session) => void labelSelection(reader, session, label)),
  ...forLabels('duplicate', (label) => (reader, session) => void duplicate(reader, session, label)),
  ...forLabels('focus', (label) => () => focusLabel(label)),
  'focus-all': () => focusLabel(undefined),
  'repeat-label': (reader, session) => {
    if (lastLabel === undefined) notify(i18next.t('reader.nothingToRepeat'))
    else void labelSelection(reader, session, lastLabel)
  },
  next: (reader, session) => chooseNeighbour(reader, session, true),
  previous: (reader, session) => chooseNeighbour(reader, session, false),
  'next-bare': (reader, session) => goToBareSentence(reader, session, true),
  'previous-bare': (reader, session) => goToBareSentence(reader, session, false),
  'select-word': (reader) => selectIfAny(reader, wordAtCaret(reader.view.state, reader.open)),
  'toggle-proclitic': (reader) => selectIfAny(reader, toggleProclitic(reader.view.state, reader.open)),
  'select-sentence': (reader) => selectIfAny(reader, sentenceAtCaret(reader.view.state, reader.open)),
  grow: (reader) => resize(reader, true),
  shrink: (reader) => resize(reader, false),
  'end-left': moveChosenBound('end', 'word', 'left'),
  'end-right': moveChosenBound('end', 'word', 'right'),
  'start-left': moveChosenBound('start', 'word', 'left'),
  'start-right': moveChosenBound('start', 'word', 'right'),
  'end-left-letter': moveChosenBound('end', 'grapheme', 'left'),
  'end-right-letter': moveChosenBound('end', 'grapheme', 'right'),
  'start-left-letter': moveChosenBound('start', 'grapheme', 'left'),
  'start-right-letter': moveChosenBound('start', 'grapheme', 'right'),
  rate: runOnChosen('rate'),
  note: runOnChosen('note'),
  edit: runOnChosen('edit'),
  delete: runOnChosen('delete'),
  'copy-uri': copyUri,
  menu: showMenu,
  done: (_, session) => void toggleDone(session.articleId),
  'next-article': (_, session) => openNext(session.articleId),
  'sentence-view': () => prefer({ layout: preferences.get().layout === 'page' ? 'sentences' : 'page' }),
  'tag-others': (_, session) => void askOthers(session),
  ...SUGGEST_COMMANDS,
  ...CLAIM_COMMANDS,
  escape: (reader, session) => {
    if (reader.view.state.selection.empty) session.choose(undefined)
    else reader.collapse()
  },
}

/** Does what a key of the reader asks for. */
export function runReaderCommand(reader: ArticleView, session: ArticleSession, command: ReaderCommand): void {
  if (answerMarking(reader, session, command)) return
  if (command.kind === 'command') COMMANDS[command.id](reader, session)
  else moveBy(reader.view, reader.open, command)
}

/**
 * Tags the selected text. With nothing selected, accepts the suggestion that is looked at under that label, or gives the
 * chosen annotation another one.
 */
export async function labelSelection(
  reader: ArticleView,
  session: ArticleSession,
  label: Label,
  subtype: string | null = null,
): Promise<void> {
  const span = spanToAnnotate(reader.view.state, reader.open)
  const { chosen } = session.state.get()
  if (span !== undefined) return createLabelled(reader, session, span, { label, subtype })
  const suggested = reviewOf(session).current()
  if (suggested !== undefined)
    return reviewOf(session).accept([suggested], label === suggested.row.label ? undefined : { label })
  if (chosen === undefined) return notify(i18next.t('reader.selectFirst'))
  lastLabel = label
  if (session.find(chosen)?.row.label !== label) await session.change(chosen, { label })
}

/** Gives the chosen annotation's words, or the selected ones, a further label. */
async function duplicate(reader: ArticleView, session: ArticleSession, label: Label): Promise<void> {
  const span = spanToAnnotate(reader.view.state, reader.open) ?? session.find(session.state.get().chosen)?.span
  if (span === undefined) notify(i18next.t('reader.selectFirst'))
  else await createLabelled(reader, session, span, { label, subtype: null })
}

async function createLabelled(
  reader: ArticleView,
  session: ArticleSession,
  span: Span,
  { label, subtype }: { label: Label; subtype: string | null },
): Promise<void> {
  lastLabel = label
  const twin = session.state
    .get()
    .annotations.find(
      ({ row, span: { start, end } }) =>
        row.label === label && start === span.start && end === span.end && isEditable(row),
    )
  if (twin !== undefined) {
    notify(i18next.t('reader.already'))
    return session.choose(twin.row.id)
  }
  const made = await session.create(span, label, subtype)
  if (made?.ok === true && !reader.view.isDestroyed) reader.collapse()
}

/** Grows the selection to the next larger unit of the text, or back to what it was. */
function resize(reader: ArticleView, larger: boolean): void {
  const selected = selectedSpan(reader.view.state, reader.open)
  const grown = grownFrom.get(reader)
  const known = grown !== undefined && grown.to.start === selected.start && grown.to.end === selected.end
  const origin = known ? grown.origin : selected.start
  const to = larger ? grow(reader.open, selected) : shrink(reader.open, selected, origin)
  grownFrom.set(reader, { to, origin })
  selectIfAny(reader, to)
}

/** Where growing began in each open text, and what it has led to. */
const grownFrom = new WeakMap<ArticleView, Readonly<{ to: Span; origin: number }>>()

function forLabels<P extends string>(prefix: P, run: (label: Label) => Run): Record<`${P}-${Label}`, Run> {
  return Object.fromEntries(LABELS.map((label) => [`${prefix}-${label}`, run(label)])) as Record<`${P}-${Label}`, Run>
}

function selectIfAny(reader: ArticleView, span: Span | undefined): void {
  if (span !== undefined) reader.apply(selectSpan(reader.view.state, reader.open, span))
}
