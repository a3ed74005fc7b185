import { LABELS, type Label } from '../../corpus/annotation.ts'
import type { Decided } from '../../corpus/learn/lessons.ts'
import { type Span, sliceOf } from '../../corpus/span.ts'
import type { Suggestion } from '../../corpus/suggest/suggest-all.ts'

/** A reference annotation; `cue` is a claim's reporting word, else empty. */
export type Gold = Readonly<{ label: Label; span: Span; cue: string }>
/** A text with reference annotations and what the rules suggest for it; `range` is the part of the text that counts. */
export type Article = Readonly<{
  name: string
  text: string
  gold: readonly Gold[]
  found: readonly Suggestion[]
  range: Readonly<{ start: number; end: number }>
}>
type Pair = Readonly<{ at: number; to: number }>

const words = /[\w\p{L}\p{N}\u064b-\u0652\u0670]+/gu
const known = new Map<string, readonly Readonly<{ start: number; end: number }>[]>()

/** The words of a text; each text is read once. */
function wordsOf(text: string): readonly Readonly<{ start: number; end: number }>[] {
  const found =
    known.get(text) ??
    [...text.matchAll(words)].map((each) => ({ start: each.index, end: each.index + each[0].length }))
  known.set(text, found)
  return found
}

/** Pairs of one label as the shared scorer matches them: best first, one to one, half of the words in common. */
function match(text: string, found: readonly Span[], gold: readonly Span[]): Pair[] {
  const all = wordsOf(text)
  const covered = ({ start, end }: Span) => {
    const from = all.findIndex((word) => word.end > start)
    const to = all.findIndex((word) => word.start >= end)
    return { from: from < 0 ? all.length : from, to: to < 0 ? all.length : to }
  }
  const [ours, theirs] = [found.map(covered), gold.map(covered)]
  const pairs = ours.flatMap((one, at) =>
    theirs.flatMap((other, to) => {
      const common = Math.min(one.to, other.to) - Math.max(one.from, other.from)
      const share = common / (one.to - one.from + other.to - other.from - common)
      return common > 0 && share >= 0.5 ? [{ at, to, share, near: -Math.abs(found[at]!.start - gold[to]!.start) }] : []
    }),
  )
  pairs.sort((a, b) => b.share - a.share || b.near - a.near)
  const used = { at: new Set<number>(), to: new Set<number>() }
  return pairs.filter(({ at, to }) => {
    if (used.at.has(at) || used.to.has(to)) return false
    used.at.add(at)
    used.to.add(to)
    return true
  })
}

/** What was suggested under one label beside what stands there: how many belong together, and what to each. */
export function judge(text: string, found: readonly Suggestion[], gold: readonly Gold[], label: Label) {
  const ours = found.filter((each) => each.label === label)
  const theirs = gold.filter((each) => each.label === label)
  const spans = (list: readonly Readonly<{ span: Span }>[]) => list.map(({ span }) => span)
  const pairs = match(text, spans(ours), spans(theirs))
  const rightOf = new Map(pairs.map(({ at, to }) => [at, theirs[to]!]))
  const seen = new Set(pairs.map(({ to }) => to))
  return {
    ours,
    theirs,
    pairs: pairs.length,
    rightOf: (at: number): Gold | undefined => rightOf.get(at),
    missed: theirs.filter((_, to) => !seen.has(to)),
  }
}

/** What a careful person decides about what was suggested, in the words of `db/lessons.ts`. */
export function decide({ text, gold }: Article, found: readonly Suggestion[]): Decided[] {
  return LABELS.flatMap((label) => {
    const { ours, rightOf, missed } = judge(text, found, gold, label)
    const goldWords = (each: Gold): string => (label === 'claim' ? each.cue : sliceOf(text, each.span))
    const marked = (each: Gold): Decided => ({
      label,
      words: goldWords(each),
      outcome: 'kept',
      rule: null,
      confidence: null,
    })
    const judged = ours.flatMap((each, at): Decided[] => {
      const { rule, confidence } = each
      const said = { label, words: suggestedWords(text, each), rule, confidence }
      const right = rightOf(at)
      if (right === undefined) return [{ ...said, outcome: 'refused' }]
      const same = right.span.start === each.span.start && right.span.end === each.span.end
      if (same || label === 'claim') return [{ ...said, outcome: 'kept' }]
      return [{ ...said, rule: null, confidence: null, outcome: 'refused' }, marked(right)]
    })
    return [...judged, ...missed.map(marked)]
  })
}

function suggestedWords(text: string, each: Suggestion): string {
  if (each.label !== 'claim') return sliceOf(text, each.span)
  return each.claim.cue ? sliceOf(text, each.claim.cue.span) : ''
}
