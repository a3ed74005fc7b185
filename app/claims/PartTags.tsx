import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { useClaimSubject } from './claim-subject.ts'
import { proposedSpanOf, spanOf } from './marking.ts'

type PartTagsProps = { session: ArticleSession; reader: { current: ArticleView | null } }

/** Names the parts of the claim that is looked at, over the text: what a line alone would not say. */
export function PartTags({ session, reader }: PartTagsProps) {
  const { t } = useTranslation()
  const subject = useClaimSubject(session)
  const [, setTick] = useState(0)
  useEffect(() => {
    const dom = reader.current?.view.dom
    if (dom === undefined || subject === undefined) return
    // Measured once the article is laid out anew: another width, other letters, sections drawn for the first time.
    const sizes = new ResizeObserver(() => setTick((tick) => tick + 1))
    sizes.observe(dom)
    const frame = requestAnimationFrame(() => setTick((tick) => tick + 1))
    return () => {
      sizes.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [reader, subject])
  const opened = reader.current
  if (subject === undefined || opened === null || opened.view.isDestroyed) return null
  return (['source', 'via', 'cue'] as const).map((name) => {
    const span = spanOf(session, subject, name) ?? proposedSpanOf(session, subject, name)
    if (span === undefined) return null
    const isProposed = spanOf(session, subject, name) === undefined
    const { start } = opened.locateEnds(span)
    return (
      <span
        key={name}
        className={`part-tag ${name} ${isProposed ? 'proposed' : ''}`}
        aria-hidden
        style={{ top: name === 'cue' ? start.bottom : start.top, left: start.x }}
      >
        {t(`claims.part.${name}`)}
        {isProposed && t('claims.proposedSign')}
      </span>
    )
  })
}
