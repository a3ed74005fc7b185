import { Tags } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnnotationRow } from '../../corpus/annotation.ts'
import { createFinder, type Finder } from '../../corpus/text/find.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { TagAll } from './TagAll.tsx'

const finders = new WeakMap<ArticleSession, Finder>()

/** Offers to mark the same words, in any spelling and behind particles, wherever else the article has them. */
export function OtherPlaces({ session, row }: { session: ArticleSession; row: AnnotationRow }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const annotations = useStore(session.state, (state) => state.annotations)
  const hits = useMemo(() => finderOf(session).find(row.quote, { wholeWords: true }), [session, row.quote])
  const marked = useMemo(
    () => annotations.filter((other) => other.row.label === row.label).map(({ span }) => span),
    [annotations, row.label],
  )
  // What stands inside a longer annotation of the label is part of it.
  const open = hits.filter(({ span }) => !marked.some(({ start, end }) => start <= span.start && span.end <= end))
  if (open.length === 0) return null
  return (
    <div className="other-places">
      <Button kind="quiet" icon={<Tags />} onPress={() => setAsking(true)}>
        {t('find.others', { count: open.length })}
      </Button>
      {asking && <TagAll session={session} hits={hits} label={row.label} onClose={() => setAsking(false)} />}
    </div>
  )
}

function finderOf(session: ArticleSession): Finder {
  const known = finders.get(session) ?? createFinder(session.state.get().content.text)
  finders.set(session, known)
  return known
}
