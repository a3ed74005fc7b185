import type { Claim } from '../../corpus/claim.ts'
import type { ArticleSession, OpenAnnotation } from '../annotate/article-session.ts'
import { isEditable } from '../annotate/layers.ts'
import { call } from '../api.ts'
import { project } from '../shell/project.ts'
import { createStore } from '../shell/store.ts'

/** What a proposal still proposes; what the person has said otherwise is theirs. */
const PROPOSED = ['source', 'cue', 'stance'] as const
export type Proposed = (typeof PROPOSED)[number]

/** What the rules would say of a claim that was marked by hand. Nothing of it is written before a person takes it. */
export type Proposal = Readonly<{ claim: Claim; open: readonly Proposed[] }>

type Known = Readonly<Record<string, Proposal | null>>

/** Proposals by annotation and bounds: null where one is asked for, where there is none, or where it was declined. */
export const proposals = createStore<{ known: Known }>({ known: {} })

/** What a person says of a claim while what the rules say of it is still asked for. */
const saidMeanwhile = new Map<string, Set<Proposed>>()

/** The proposal that is known for an annotation. */
export function readProposal(of: OpenAnnotation | undefined, { known } = proposals.get()): Proposal | undefined {
  return of === undefined ? undefined : (known[nameOf(of)] ?? undefined)
}

/** Asks what the rules would say of a claim that nobody has described yet; once, and again where that was undone. */
export async function askProposal(of: OpenAnnotation): Promise<void> {
  const name = nameOf(of)
  const isWanted = of.row.label === 'claim' && of.row.claim === null && isEditable(of.row)
  if (!isWanted || project.get().info?.readOnly === true || proposals.get().known[name] !== undefined) return
  keep(name, null)
  const said = new Set<Proposed>()
  saidMeanwhile.set(name, said)
  const asked = await call('claim.propose', { annotationId: of.row.id })
  saidMeanwhile.delete(name)
  const open = PROPOSED.filter((part) => !said.has(part))
  if (asked.ok && asked.value !== null && open.length > 0) keep(name, { claim: asked.value, open })
}

/** Makes what is proposed part of the claim that is chosen, as one act. False where nothing is proposed. */
export function takeProposal(session: ArticleSession): boolean {
  const chosen = session.find(session.state.get().chosen)
  const proposal = readProposal(chosen)
  if (chosen === undefined || proposal === undefined) return false
  const name = nameOf(chosen)
  keep(name, undefined)
  void session
    .reclaim(chosen.row.id, (claim) => mergeProposal(claim, proposal))
    .then((stored) => {
      if (stored?.ok === false) keep(name, proposal)
    })
  return true
}

/** Leaves the claim that is chosen as it is. False where nothing is proposed. */
export function declineProposal(session: ArticleSession): boolean {
  const chosen = session.find(session.state.get().chosen)
  if (chosen === undefined || readProposal(chosen) === undefined) return false
  keep(nameOf(chosen), null)
  return true
}

/** A claim with what is still proposed for it. */
function mergeProposal(claim: Claim, { claim: proposed, open }: Proposal): Claim {
  const { source, cue, ...stance } = proposed
  return {
    ...claim,
    ...(open.includes('stance') ? stance : {}),
    ...(open.includes('source') ? { source } : {}),
    ...(open.includes('cue') ? { cue } : {}),
  }
}

/** What a person has said of a claim, or that it is not there, is not proposed any more. */
export function closeProposed(of: OpenAnnotation, said: readonly Proposed[]): void {
  for (const part of said) saidMeanwhile.get(nameOf(of))?.add(part)
  const proposal = readProposal(of)
  if (proposal === undefined) return
  const open = proposal.open.filter((name) => !said.includes(name))
  keep(nameOf(of), open.length === 0 ? null : { ...proposal, open })
}

/** In what two claims differ. */
export function listSaid(before: Claim, after: Claim): Proposed[] {
  const [one, other] = [split(before), split(after)]
  return PROPOSED.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
}

function split({ source, cue, ...stance }: Claim) {
  return { source, cue, stance }
}

function nameOf({ row }: OpenAnnotation): string {
  return `${row.id} ${row.startCodePoint}-${row.endCodePoint}`
}

function keep(name: string, proposal: Proposal | null | undefined): void {
  const { [name]: _, ...others } = proposals.get().known
  proposals.set({ known: proposal === undefined ? others : { ...others, [name]: proposal } })
}
