import { fold } from './text/fold.ts'

/** What two claims are compared by: the light stems of their words, and the dates and amounts that they hold. */
export type ClaimTrace = Readonly<{ words: ReadonlySet<string>; values: ReadonlySet<string> }>

/** Below this two claims have no more in common than any two sentences of one subject. */
export const ALIKE = 0.3

/** Particles, pronouns and the like, which say nothing about what a claim says. */
const EMPTY = new Set(
  `في من إلى على عن أن إن أنه أنها إنه إنها التي الذي الذين هذا هذه ذلك تلك كان كانت يكون تكون قد لقد لم لن لا ما هو هي هم
  مع بين بعد قبل عند كل بعض غير أو ثم حتى كما أي منذ خلال حول ضد لكن حيث وهو وهي به بها له لها فيه فيها منه منها عليه`
    .split(/\s+/)
    .flatMap(stemWords),
)

/** What a claim is compared by; `values` are the dates and amounts in it, each written one way. */
export function traceClaim(content: string, values: readonly string[]): ClaimTrace {
  const words = stemWords(content).filter((word) => word.length > 1 && !EMPTY.has(word))
  return { words: new Set(words), values: new Set(values) }
}

/**
 * How alike two claims are, 0 to 1: twice the stems they share over all they have (Dice), and where both hold dates or
 * amounts a fifth of the score is the share of those that are the same. It asks no meaning: a denial is as alike as an
 * assertion, and a person says which it is.
 */
export function scoreLikeness(a: ClaimTrace, b: ClaimTrace): number {
  const words = dice(a.words, b.words)
  return a.values.size === 0 || b.values.size === 0 ? words : 0.8 * words + 0.2 * dice(a.values, b.values)
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const each of small) if (large.has(each)) shared++
  return (2 * shared) / (a.size + b.size)
}

function stemWords(text: string): string[] {
  return fold(text.toLowerCase(), 'stem').text.match(/[\p{L}\p{N}]+/gu) ?? []
}
