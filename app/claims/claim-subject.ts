import { useMemo } from 'react'
import type { Claim, ClaimPart } from '../../corpus/claim.ts'
import { NEW_CLAIM } from '../../corpus/claim-parts.ts'
import { codePointSpan, type Span, sliceOf } from '../../corpus/span.ts'
import type { ArticleSession, OpenAnnotation } from '../annotate/article-session.ts'
import { useStore } from '../shell/store.ts'
import { type OpenSuggestion, type ReviewState, reviewOf } from '../suggest/review.ts'
import { closeProposed, listSaid, type Proposal, proposals, readProposal } from './proposals.ts'

/** The claim that is looked at: one of the annotations, or a suggestion with what was changed of it already. */
export type ClaimSubject = Readonly<{
  kind: 'annotation' | 'suggestion'
  /** The annotation's id or the suggestion's key. */
  key: string
  claim: Claim
  /** The content. */
  span: Span
  /** What the rules would say of a claim that was marked by hand, as far as nobody said otherwise. */
  proposal?: Proposal
}>

/** The claim that is looked at in an open article; undefined while something else is, or nothing. */
export function subjectOf(session: ArticleSession): ClaimSubject | undefined {
  const review = reviewOf(session)
  const suggested = fromSuggestion(session, review.current(), review.state.get().drafts)
  const chosen = session.find(session.state.get().chosen)
  return suggested ?? fromAnnotation(chosen, readProposal(chosen))
}

/** The same, followed by a view. */
export function useClaimSubject(session: ArticleSession): ClaimSubject | undefined {
  const review = reviewOf(session)
  const chosen = useStore(session.state, (state) => state.annotations.find(({ row }) => row.id === state.chosen))
  const current = useStore(review.state, review.current)
  const drafts = useStore(review.state, (state) => state.drafts)
  const proposal = useStore(proposals, (state) => readProposal(chosen, state))
  return useMemo(
    () => fromSuggestion(session, current, drafts) ?? fromAnnotation(chosen, proposal),
    [session, current, drafts, chosen, proposal],
  )
}

/** Says something else about a claim: stored at once for an annotation, with the decision for a suggestion. */
export async function changeClaim(
  session: ArticleSession,
  { kind, key }: ClaimSubject,
  change: (claim: Claim) => Claim,
): Promise<void> {
  if (kind === 'annotation') {
    await reclaim(session, key, change)
    return
  }
  const current = subjectOf(session)
  if (current?.key === key) reviewOf(session).draft(key, { claim: change(current.claim) })
}

/** What a person says themselves is not proposed any more. */
async function reclaim(session: ArticleSession, id: string, change: (claim: Claim) => Claim): Promise<void> {
  await session.reclaim(id, (claim) => {
    const next = change(claim)
    const of = session.find(id)
    if (of !== undefined) closeProposed(of, listSaid(claim, next))
    return next
  })
}

/** Moves the bounds of a claim's content. */
export async function changeContent(session: ArticleSession, { kind, key }: ClaimSubject, to: Span): Promise<void> {
  if (kind === 'annotation') await session.rebound(key, () => to)
  else {
    const { offsets, content } = session.state.get()
    reviewOf(session).draft(key, { bounds: { ...offsets.toCodePointSpan(to), quote: sliceOf(content.text, to) } })
  }
}

/** A stretch of the open text as a part of a claim. */
export function spanToPart(session: ArticleSession, of: Span): ClaimPart {
  const { offsets, content } = session.state.get()
  const { startCodePoint: start, endCodePoint: end } = offsets.toCodePointSpan(of)
  return { start, end, text: sliceOf(content.text, of) }
}

/** Where a part of a claim stands in the open text. */
export function partToSpan(session: ArticleSession, { start, end }: ClaimPart): Span {
  return session.state.get().offsets.toSpan(codePointSpan(start, end))
}

function fromAnnotation(of: OpenAnnotation | undefined, proposal: Proposal | undefined): ClaimSubject | undefined {
  if (of === undefined || of.row.label !== 'claim') return undefined
  const subject: ClaimSubject = {
    kind: 'annotation',
    key: of.row.id,
    claim: of.row.claim ?? NEW_CLAIM,
    span: of.span,
  }
  return proposal === undefined ? subject : { ...subject, proposal }
}

function fromSuggestion(
  session: ArticleSession,
  of: OpenSuggestion | undefined,
  drafts: ReviewState['drafts'],
): ClaimSubject | undefined {
  if (of === undefined || of.row.label !== 'claim') return undefined
  const draft = drafts[of.row.key]
  const { bounds } = draft ?? {}
  return {
    kind: 'suggestion',
    key: of.row.key,
    claim: draft?.claim ?? of.row.claim ?? NEW_CLAIM,
    span:
      bounds === undefined
        ? of.span
        : session.state.get().offsets.toSpan(codePointSpan(bounds.startCodePoint, bounds.endCodePoint)),
  }
}
