import { parseLayerTarget } from './layer-state.ts'
import type { Change } from './ops.ts'

/** What deciding whether an op goes into a hand-out copy reads of it; `change` is undefined for an erased payload. */
export type ChosenOp = Readonly<{
  author: string
  kind: string
  target: string
  group: string
  change: Change | undefined
}>

/** Says of one op after the other, in fold order, whether a copy holds it. Remembers what each target is. */
export type Choice = (op: ChosenOp) => boolean

/** A target that the copy holds in part: whose ops, and which act made it. */
type Reach = 'all' | 'none' | Readonly<{ author: string; group: string }>

/** Facts of the whole project, which every copy holds. */
const COMMON = new Set(['project', 'member', 'entity'])

/**
 * What a copy for a member holds: the facts of the project, the chosen articles, and on these the member's own layer and
 * decisions. Of an annotation brought in on the member's behalf the act that made it counts as theirs.
 */
export function createChoice(memberId: string, articleIds: readonly string[]): Choice {
  const chosen = new Set(articleIds)
  const reached = new Map<string, Reach>()
  const mine = (op: ChosenOp, author = op.author): Reach => (author === memberId ? { author, group: op.group } : 'none')
  const onArticle = (op: ChosenOp, author?: string): Reach =>
    chosen.has(String(op.change?.articleId)) ? mine(op, author) : 'none'
  const reach = (op: ChosenOp): Reach => {
    const noun = op.kind.split('.')[0]!
    if (COMMON.has(noun)) return 'all'
    if (noun === 'article') return chosen.has(op.target) ? 'all' : 'none'
    if (noun === 'layer') return reachLayer(op.target, memberId, chosen)
    if (op.kind === 'annotation.create') return onArticle(op, String(op.change?.author ?? op.author))
    if (noun === 'suggestion' || noun === 'adjudication') return onArticle(op)
    // A link belongs to what it starts from.
    if (noun === 'link') return (reached.get(String(op.change?.from)) ?? 'none') === 'none' ? 'none' : mine(op)
    return 'none'
  }
  return (op) => {
    const known = reached.get(op.target) ?? reach(op)
    reached.set(op.target, known)
    if (known === 'all' || known === 'none') return known === 'all'
    return op.author === known.author || op.group === known.group
  }
}

function reachLayer(target: string, memberId: string, chosen: ReadonlySet<string>): Reach {
  const of = parseLayerTarget(target)
  if (of === undefined || !chosen.has(of.articleId)) return 'none'
  return of.author === memberId || of.author === '*' ? 'all' : 'none'
}
