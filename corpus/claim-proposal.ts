import type { Claim } from './claim.ts'
import type { CodePointSpan } from './span.ts'
import type { SuggestionRow } from './suggestion.ts'

/**
 * What the rules would say of a claim whose content a person marked, offsets in code points: of the claims that they find,
 * the one whose content is most like it; where none meets it, the nearest one of its sentence, if that claim's source and
 * cue lie outside of what was marked. Undefined where the rules know nothing.
 */
export function proposeClaim(
  suggested: readonly Pick<SuggestionRow, 'label' | 'claim' | 'startCodePoint' | 'endCodePoint'>[],
  content: CodePointSpan,
  sentence: CodePointSpan | undefined,
): Claim | undefined {
  const claims = suggested.filter(({ label, claim }) => label === 'claim' && claim !== null)
  const [likest] = claims
    .map((of) => ({ of, likeness: share(of, content) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
  if (likest !== undefined) return likest.of.claim ?? undefined
  const [nearest] = claims
    .filter((of) => sentence !== undefined && length(of, sentence) > 0 && isOutside(of.claim, content))
    .sort((a, b) => distance(a, content) - distance(b, content))
  return nearest?.claim ?? undefined
}

type Stretch = Readonly<{ startCodePoint: number; endCodePoint: number }>

/** How much of both together is in both: 0 where they do not meet, 1 where they are the same. */
function share(a: Stretch, b: Stretch): number {
  const common = length(a, b)
  if (common === 0) return 0
  return common / (a.endCodePoint - a.startCodePoint + b.endCodePoint - b.startCodePoint - common)
}

function length(a: Stretch, b: Stretch): number {
  return Math.max(0, Math.min(a.endCodePoint, b.endCodePoint) - Math.max(a.startCodePoint, b.startCodePoint))
}

function isOutside(claim: Claim | null, { startCodePoint, endCodePoint }: Stretch): boolean {
  const parts = [claim?.source, claim?.source?.via, claim?.cue]
  return parts.every((part) => !part || part.end <= startCodePoint || part.start >= endCodePoint)
}

function distance(a: Stretch, b: Stretch): number {
  return Math.max(a.startCodePoint - b.endCodePoint, b.startCodePoint - a.endCodePoint)
}
