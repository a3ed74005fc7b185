import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenLink } from '../../electron/contract/claim.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { call } from '../api.ts'
import { openArticle } from '../shell/navigation.ts'

/** What a traced annotation is linked to, each with the way to it; nothing where there is no link. */
export function TraceLinks({ annotationId }: { annotationId: string }) {
  const { t } = useTranslation()
  const [links, setLinks] = useState<readonly OpenLink[]>([])
  useEffect(() => {
    let current = true
    void call('link.list', { annotationId }).then((found) => {
      if (current && found.ok) setLinks(found.value)
    })
    return () => {
      current = false
    }
  }, [annotationId])
  if (links.length === 0) return null
  return (
    <section className="trace-links" aria-label={t('claims.links')}>
      <h3>{t('claims.links')}</h3>
      {links.map(({ id, kind, outward, other }) => (
        <div key={id} className="linked-claim">
          <span className={`link-kind ${kind}`}>{t(outward ? `claims.kind.${kind}` : `claims.kindBack.${kind}`)}</span>
          <button
            type="button"
            className="claim-quote"
            dir="auto"
            onClick={() => openArticle(other.articleId, { annotationId: other.id })}
          >
            {other.quote}
          </button>
          <LabelSign label={other.label} />
        </div>
      ))}
    </section>
  )
}
