import { UserRound, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnnotationRow } from '../../corpus/annotation.ts'
import { type EntityRow, resolveMerges } from '../../corpus/entity.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { call, listen } from '../api.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { EntityPicker } from './EntityPicker.tsx'
import { linkTo } from './entity-state.ts'

/** Whom or what the chosen actor refers to: shown, chosen by typing, made anew, taken away. */
export function EntityOf({ session, row }: { session: ArticleSession; row: AnnotationRow }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const list = useEntities()
  const root = row.entity === null ? undefined : resolveMerges(list).get(row.entity)
  const entity = list.find(({ id }) => id === root)
  const link = (entityId: string | null): void => {
    void linkTo([row.id], entityId).then(() => session.reload())
  }
  return (
    <div className="entity-of">
      <span className="entity-of-label">{t('entities.entity')}</span>
      <Button kind={entity === undefined ? 'quiet' : 'plain'} icon={<UserRound />} onPress={() => setAsking(true)}>
        <bdi>{entity?.name ?? t('entities.choose')}</bdi>
      </Button>
      {entity !== undefined && (
        <IconButton label={t('entities.unlink')} onPress={() => link(null)}>
          <X />
        </IconButton>
      )}
      {asking && (
        <EntityPicker
          label={t('entities.choose')}
          without={entity?.id ?? null}
          mentions={[row.id]}
          suggested={row.quote}
          onPick={link}
          onMade={() => void session.reload()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

/** The project's entities, read again whenever something was done. */
function useEntities(): readonly EntityRow[] {
  const [list, setList] = useState<readonly EntityRow[]>([])
  useEffect(() => {
    const load = async (): Promise<void> => {
      const read = await call('entity.list', {})
      if (read.ok) setList(read.value)
    }
    void load()
    return listen('history.changed', () => void load())
  }, [])
  return list
}
