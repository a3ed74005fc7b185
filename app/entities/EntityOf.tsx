import { UserRound, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnnotationRow } from '../../corpus/annotation.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { useStore } from '../shell/store.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { EntityPicker } from './EntityPicker.tsx'
import { entities, followEntities, linkTo } from './entity-state.ts'

/** Whom or what the chosen actor refers to: shown, chosen by typing, made anew, taken away. */
export function EntityOf({ session, row }: { session: ArticleSession; row: AnnotationRow }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { entities: list, mentions } = useStore(entities, (state) => state)
  useEffect(followEntities, [])
  const entity = list?.find((each) => each.mentions.some(({ id }) => id === row.id))
  // What was linked elsewhere meanwhile is read again with the annotation.
  const linked = mentions.get(row.id)?.entity ?? null
  useEffect(() => {
    if (mentions.has(row.id) && linked !== row.entity) void session.reload()
  }, [linked, mentions, row, session])
  return (
    <div className="entity-of">
      <span className="entity-of-label">{t('entities.entity')}</span>
      <Button kind={entity === undefined ? 'quiet' : 'plain'} icon={<UserRound />} onPress={() => setAsking(true)}>
        <bdi>{entity?.row.name ?? t('entities.choose')}</bdi>
      </Button>
      {entity !== undefined && (
        <IconButton label={t('entities.unlink')} onPress={() => void linkTo([row.id], null)}>
          <X />
        </IconButton>
      )}
      {asking && (
        <EntityPicker
          label={t('entities.choose')}
          without={entity?.row.id ?? null}
          mentions={[row.id]}
          suggested={row.quote}
          onPick={(id) => void linkTo([row.id], id)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
