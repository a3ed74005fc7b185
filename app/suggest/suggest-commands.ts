import i18next from 'i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import { declineProposal, takeProposal } from '../claims/proposals.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { selectedSpan, selectSpan, spanToAnnotate } from '../editor/selection.ts'
import { nameKey } from '../shell/CommandKey.tsx'
import { notify } from '../ui/Notices.tsx'
import { describeNone } from './none-words.ts'
import { openNextWaiting } from './queue.ts'
import { type OpenSuggestion, reviewOf, type SuggestionReview, suggesting } from './review.ts'

type Run = (reader: ArticleView, session: ArticleSession) => void

/** What the keys of the text do with suggestions. */
export const SUGGEST_COMMANDS = {
  suggestions: (reader, session) => void toggle(reader, session),
  'next-suggestion': (reader, session) => void step(reader, session, true),
  'previous-suggestion': (reader, session) => void step(reader, session, false),
  accept: orProposal(
    takeProposal,
    onCurrent((review, current) => void review.accept([current])),
  ),
  'accept-alike': onCurrent((review, current) => void review.accept(review.alike(current))),
  reject: orProposal(
    declineProposal,
    onCurrent((review, current) => void review.reject([current])),
  ),
  'reject-alike': onCurrent((review, current) => void review.reject(review.alike(current))),
  correct: onCurrent(correct),
  alike: onCurrent((review) => review.state.update({ asking: true })),
  why: onCurrent((review) => review.state.update({ explained: !review.state.get().explained })),
  'next-waiting': (_, session) => void openNextWaiting(session.articleId),
} as const satisfies Readonly<Record<string, Run>>

/** Shows the suggestions and looks at the first one from the caret on; or hides them. */
export async function toggle(reader: ArticleView, session: ArticleSession): Promise<void> {
  const shown = !suggesting.get().shown
  suggesting.set({ shown })
  if (!shown) return
  const review = reviewOf(session)
  await review.load()
  const first = fromCaret(reader, review.visible(), true) ?? review.visible()[0]
  if (first === undefined) notify(describeNone(session.state.get().content.text))
  else review.choose(first.row.key)
}

async function step(reader: ArticleView, session: ArticleSession, forward: boolean): Promise<void> {
  if (!suggesting.get().shown) return toggle(reader, session)
  const review = reviewOf(session)
  const visible = review.visible()
  const at = visible.findIndex(({ row }) => row.key === review.state.get().current)
  const edge = forward ? visible[0] : visible.at(-1)
  const next = at === -1 ? fromCaret(reader, visible, forward) : visible[at + (forward ? 1 : -1)]
  const found = next ?? edge
  if (found === undefined) notify(describeNone(session.state.get().content.text))
  else review.choose(found.row.key)
}

function fromCaret({ view, open }: ArticleView, rows: readonly OpenSuggestion[], forward: boolean) {
  const caret = selectedSpan(view.state, open).start
  return forward ? rows.find(({ span }) => span.start >= caret) : rows.findLast(({ span }) => span.start < caret)
}

/** Without a suggestion the same key answers what is proposed for the claim that was marked by hand. */
function orProposal(answer: (session: ArticleSession) => boolean, run: Run): Run {
  return (reader, session) => {
    if (reviewOf(session).current() !== undefined || !answer(session)) run(reader, session)
  }
}

function onCurrent(
  run: (review: SuggestionReview, current: OpenSuggestion, reader: ArticleView, session: ArticleSession) => void,
): Run {
  return (reader, session) => {
    const review = reviewOf(session)
    const current = review.current()
    if (current === undefined) notify(i18next.t('suggest.chooseFirst', { key: nameKey('suggestions') }))
    else run(review, current, reader, session)
  }
}

/** Selected text that meets the suggestion becomes its span at once; without one its fields are opened. */
function correct(
  review: SuggestionReview,
  current: OpenSuggestion,
  reader: ArticleView,
  session: ArticleSession,
): void {
  const selected = spanToAnnotate(reader.view.state, reader.open)
  const { span, row } = current
  const meets = selected !== undefined && selected.start < span.end && span.start < selected.end
  if (!meets) {
    review.choose(row.key, true)
    return
  }
  const { content, offsets } = session.state.get()
  const quote = content.text.slice(selected.start, selected.end)
  const { end } = selected
  void review.accept([current], { bounds: { ...offsets.toCodePointSpan(selected), quote } }).then(() => {
    if (!reader.view.isDestroyed) reader.apply(selectSpan(reader.view.state, reader.open, { start: end, end }))
  })
}
