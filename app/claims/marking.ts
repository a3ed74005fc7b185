import i18next from 'i18next'
import { type ClaimPartName, readPart, setPart } from '../../corpus/claim-parts.ts'
import { contains, overlaps, type Span, span } from '../../corpus/span.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { findHolding } from '../editor/growth.ts'
import { selectSpan, spanToAnnotate } from '../editor/selection.ts'
import { createStore } from '../shell/store.ts'
import { reviewOf, suggesting } from '../suggest/review.ts'
import { notify } from '../ui/Notices.tsx'
import { type ClaimSubject, changeClaim, changeContent, partToSpan, spanToPart, subjectOf } from './claim-subject.ts'

/** What is marked in the text: the content, or one of the other parts. */
export type MarkName = ClaimPartName | 'content'

/** Which part of which claim the next selection becomes; none while nobody marks one. */
export const marking = createStore<{ name: MarkName | undefined; key: string | undefined }>({
  name: undefined,
  key: undefined,
})

/** Where a part of the claim stands now. */
export function spanOf(session: ArticleSession, subject: ClaimSubject, name: MarkName): Span | undefined {
  if (name === 'content') return subject.span
  const part = readPart(subject.claim, name)
  return part === null ? undefined : partToSpan(session, part)
}

/** Where a part is proposed to stand, of a claim that has none. */
export function proposedSpanOf(session: ArticleSession, subject: ClaimSubject, name: MarkName): Span | undefined {
  const { proposal } = subject
  if (proposal === undefined || name === 'content' || spanOf(session, subject, name) !== undefined) return undefined
  const part = proposal.open.includes(name === 'cue' ? 'cue' : 'source') ? readPart(proposal.claim, name) : null
  return part === null ? undefined : partToSpan(session, part)
}

/** Lets the next selection become a part of the claim that is looked at; what it is now is selected, to be moved. */
export function beginMarking(reader: ArticleView, session: ArticleSession, name: MarkName): void {
  const subject = subjectOf(session)
  const isEarly = name === 'via' && subject?.claim.source === null
  if (subject === undefined || isEarly) {
    notify(i18next.t(isEarly ? 'claims.sourceFirst' : 'claims.chooseFirst'))
    return
  }
  marking.set({ name, key: subject.key })
  const now = spanOf(session, subject, name) ?? proposedSpanOf(session, subject, name)
  const sentence = findHolding(reader.open.sentences, subject.span.start)?.start ?? subject.span.start
  reader.apply(selectSpan(reader.view.state, reader.open, now ?? span(sentence, sentence)))
  reader.reveal(now ?? subject.span)
  reader.view.focus()
}

/** Ends marking without a change. */
export function endMarking(): void {
  if (marking.get().name !== undefined) marking.set({ name: undefined, key: undefined })
}

/** Makes the selected words the part that is being marked; says so where nothing is selected. */
export function takeSelection(reader: ArticleView, session: ArticleSession): void {
  const { name } = marking.get()
  const selected = spanToAnnotate(reader.view.state, reader.open)
  if (selected === undefined) notify(i18next.t('claims.selectFirst'))
  else if (name !== undefined) void applyMark(reader, session, name, selected)
}

/** Makes a stretch of the text a part of the claim that is looked at, as one act. */
export async function applyMark(reader: ArticleView, session: ArticleSession, name: MarkName, to: Span): Promise<void> {
  const subject = subjectOf(session)
  endMarking()
  if (!reader.view.isDestroyed) reader.collapse()
  if (subject === undefined) return
  const now = spanOf(session, subject, name)
  if (now?.start === to.start && now.end === to.end) return
  if (name === 'content') await changeContent(session, subject, to)
  else await changeClaim(session, subject, (claim) => setPart(claim, name, spanToPart(session, to)))
}

/** An actor's mention that may be the source. */
export type Candidate = Readonly<{ span: Span; text: string }>

const OFFERED = 5

/** Mentions of actors, annotated or suggested, in the claim's sentence and the one before it, the nearest first. */
export function listCandidates(session: ArticleSession, { span: content, claim }: ClaimSubject): Candidate[] {
  const { annotations, sentences, content: article } = session.state.get()
  const rows = suggesting.get().shown ? (reviewOf(session).state.get().rows ?? []) : []
  const at = sentences.findIndex((sentence) => sentence.end >= content.start)
  const around = span(sentences[Math.max(0, at - 1)]?.start ?? 0, sentences[at]?.end ?? content.end)
  const now = claim.source === null ? undefined : partToSpan(session, claim.source)
  const seen = new Set<string>()
  return [...annotations, ...rows]
    .filter(({ row, span }) => row.label === 'actor' && contains(around, span) && !contains(content, span))
    .filter(({ span }) => now === undefined || now.start !== span.start || now.end !== span.end)
    .sort((a, b) => distance(a.span, content) - distance(b.span, content))
    .filter(({ span }) => !seen.has(`${span.start}`) && seen.add(`${span.start}`))
    .slice(0, OFFERED)
    .map(({ span }) => ({ span, text: article.text.slice(span.start, span.end) }))
}

/** The mention of an actor, annotated or suggested, that a source stands on. */
export function findActor(session: ArticleSession, source: Span): string | undefined {
  const found = session.state.get().annotations.find(({ row, span }) => row.label === 'actor' && overlaps(span, source))
  return found?.row.id
}

function distance(of: Span, content: Span): number {
  return of.end <= content.start ? content.start - of.end : of.start - content.end + 1
}

/** While a part is marked a click on an actor makes it the source; true where the click is nobody else's any more. */
export function takeClick(reader: ArticleView, session: ArticleSession, of: readonly Span[]): boolean {
  const { name } = marking.get()
  if (name === undefined) return false
  const [actor] = of
  if (actor !== undefined && (name === 'source' || name === 'via')) void applyMark(reader, session, name, actor)
  return true
}
