import i18next from 'i18next'
import type { AnnotationRow } from '../../../corpus/annotation.ts'
import { notify } from '../../ui/Notices.tsx'
import type { CurationState } from './curation-session.ts'

/** Says what a decision took over besides what the annotation says itself, and what it could not; nothing for nothing. */
export function tellCarried(of: Readonly<{ entity: string | undefined; links: number; left: number }>): void {
  const t = i18next.t
  const parts = [
    ...(of.entity === undefined ? [] : [t('adjudicate.carriedEntity', { name: of.entity })]),
    ...(of.links === 0 ? [] : [t('adjudicate.carriedLinks', { count: of.links })]),
  ]
  const said = describeCarried(parts, of.left)
  if (said !== '') notify(said)
}

/** The same of many decisions, as an end of what is said of them. */
export function describeCarried(parts: readonly string[], left: number): string {
  const t = i18next.t
  const sentences = [
    ...(parts.length === 0 ? [] : [t('adjudicate.carried', { what: parts.join(t('adjudicate.comma')) })]),
    ...(left === 0 ? [] : [t('adjudicate.carriedLeft', { what: t('adjudicate.carriedPairs', { count: left }) })]),
  ]
  return sentences.join(' ')
}

type Known = Pick<CurationState, 'entities' | 'links'>

/** The name of whom or what an annotation refers to; undefined where it refers to nothing. */
export function nameEntity({ entity }: AnnotationRow, { entities }: Known): string | undefined {
  return entity === null ? undefined : entities.get(entity)?.name
}

/** What an annotation is linked with, as it is written beside it: how, and the words at the other ends. */
export function describeLinks({ id }: AnnotationRow, { links }: Known): (readonly [how: string, words: string])[] {
  const t = i18next.t
  const touching = links.flatMap(({ from, to, kind, fromQuote, toQuote }) => {
    if (from === id) return [{ how: t(`claims.kind.${kind}`), quote: toQuote }]
    return to === id ? [{ how: t(`claims.kindBack.${kind}`), quote: fromQuote }] : []
  })
  return [...Map.groupBy(touching, ({ how }) => how)].map(([how, all]) => {
    return [how, all.map(({ quote }) => shorten(quote)).join(t('adjudicate.comma'))] as const
  })
}

const LONGEST = 60

function shorten(quote: string): string {
  const points = [...quote]
  return points.length > LONGEST ? `«${points.slice(0, LONGEST).join('')}…»` : `«${quote}»`
}
