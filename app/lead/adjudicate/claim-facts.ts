import i18next from 'i18next'
import type { Claim } from '../../../corpus/claim.ts'
import type { Difference } from '../../../corpus/curation.ts'

type Fact = readonly [difference: Difference, name: string, text: string]

/** Who says a claim, by which words and how, as it is written beside it; without a claim only what others say differently. */
export function listClaimFacts(claim: Claim | null, differences: readonly Difference[]): Fact[] {
  const t = i18next.t
  const all: Fact[] = [
    ['source', t('claims.part.source'), describeSource(claim)],
    ['cue', t('claims.part.cue'), claim?.cue?.text ?? t('claims.noCue')],
    ['polarity', t('adjudicate.difference.polarity'), claim === null ? '—' : t(`claims.polarity.${claim.polarity}`)],
    ['hedged', t('adjudicate.difference.hedged'), t(claim?.hedged === true ? 'adjudicate.yes' : 'adjudicate.no')],
    ['speech', t('adjudicate.difference.speech'), claim?.speech ? t(`claims.speech.${claim.speech}`) : '—'],
    ['factuality', t('adjudicate.difference.factuality'), describeFactuality(claim)],
  ]
  return all.filter(([difference, , text]) =>
    claim === null ? differences.includes(difference) : text !== '—' || differences.includes(difference),
  )
}

function describeSource(claim: Claim | null): string {
  if (!claim?.source) return i18next.t('claims.noSource')
  const { text, via } = claim.source
  return via ? `${text} (${i18next.t('claims.part.via')}: ${via.text})` : text
}

function describeFactuality(claim: Claim | null): string {
  const { source, author } = claim?.factuality ?? {}
  return [source, author].filter((each) => each !== undefined).join(' / ') || '—'
}
