import { Lock, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { describeRating } from '../../corpus/rating.ts'
import { labelSet, nameSubtype } from '../labels/label-set.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import { useStore } from '../shell/store.ts'
import { IconButton } from '../ui/Button.tsx'
import type { ArticleSession, OpenAnnotation } from './article-session.ts'
import { LabelSign } from './labels.tsx'
import { layerView, nameLayer } from './layers.ts'

type ForeignAnnotationProps = { session: ArticleSession; annotation: OpenAnnotation }

/** An annotation of somebody else's layer: to be read, not to be changed. */
export function ForeignAnnotation({ session, annotation: { row } }: ForeignAnnotationProps) {
  const { t } = useTranslation()
  const labels = useStore(labelSet, (state) => state.labels)
  const layers = useStore(session.state, (state) => state.layers)
  useStore(layerView, (state) => state.named)
  const { language } = session.state.get().content.article
  return (
    <section className="inspector foreign" aria-label={t('inspector.title')}>
      <header className="inspector-head">
        <h2>
          <LabelSign label={row.label} />
          {t(`label.${row.label}`)}
        </h2>
        <IconButton label={t('inspector.close')} onPress={() => session.choose(undefined)}>
          <X />
        </IconButton>
      </header>
      <blockquote className={`quote ${row.label}`} lang={language} dir={directionOf(language)}>
        {row.quote}
      </blockquote>
      <p className="foreign-layer">{t('layers.of', { name: `⁨${nameLayer(row.layer, layers)}⁩` })}</p>
      {row.subtype !== null && <p>{nameSubtype(labels, row.label, row.subtype)}</p>}
      {row.rating !== null && (
        <p>
          <span className="code" dir="ltr">
            {describeRating(row.rating)}
          </span>{' '}
          <bdi>{row.rating.rationale}</bdi>
        </p>
      )}
      {row.note !== null && <p dir="auto">{row.note}</p>}
      <p className="quiet foreign-lock">
        <Lock aria-hidden />
        {t('layers.foreign')}
      </p>
    </section>
  )
}
