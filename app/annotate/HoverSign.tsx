import { useTranslation } from 'react-i18next'
import { describeRating } from '../../corpus/rating.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { useStore } from '../shell/store.ts'
import type { ArticleSession } from './article-session.ts'
import { isUnrated } from './Inspector.tsx'
import { LabelSign } from './labels.tsx'

type HoverSignProps = { session: ArticleSession; reader: { current: ArticleView | null } }

/** Names the annotation under the pointer, over its first letter: what a colour alone would not say. */
export function HoverSign({ session, reader }: HoverSignProps) {
  const { t } = useTranslation()
  const hovered = useStore(session.state, (state) => (state.hoveredInText ? state.hovered : undefined))
  const annotation = session.find(hovered)
  if (annotation === undefined || reader.current === null) return null
  const { row, span } = annotation
  const place = reader.current.locate(span)
  return (
    <div className={`hover-sign ${row.label}`} aria-hidden style={{ insetBlockStart: place.top, left: place.startX }}>
      <LabelSign label={row.label} />
      {t(`label.${row.label}`)}
      {row.rating !== null && !isUnrated(annotation) && <bdi dir="ltr">{describeRating(row.rating)}</bdi>}
    </div>
  )
}
