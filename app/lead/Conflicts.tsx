import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../electron/contract.ts'
import { call, type Failure } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { formatMoment } from '../shell/i18n/numbers.ts'
import { openArticle } from '../shell/navigation.ts'
import { project } from '../shell/project.ts'
import { edit } from '../shell/saving.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { describeConflictValue, describeField } from './conflict-words.ts'

type Conflict = Output<'conflict.list'>[number]

/** Everything that authors disagree on: each value with who set it; one is chosen, or all stay open. */
export function Conflicts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { conflicts, failure, resolve } = useConflicts()
  return (
    <Dialog
      title={t('conflicts.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      {failure !== null && (
        <p className="field-error" role="alert">
          {describeFailure(failure)}
        </p>
      )}
      {conflicts === null && failure === null && <p>{t('common.loading')}</p>}
      {conflicts?.length === 0 && <p className="empty">{t('conflicts.none')}</p>}
      {conflicts !== null && conflicts.length > 0 && <p className="quiet">{t('conflicts.hint')}</p>}
      <ul className="conflicts">
        {conflicts?.map((conflict) => (
          <li key={`${conflict.target} ${conflict.field}`} data-conflict={conflict.field}>
            <Head conflict={conflict} />
            <Values conflict={conflict} onChoose={(op) => void resolve(conflict, op)} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function useConflicts() {
  const [conflicts, setConflicts] = useState<readonly Conflict[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const served = useStore(project, (state) => state.served)
  useEffect(() => {
    let closed = false
    const load = async (): Promise<void> => {
      const result = await call('conflict.list', {})
      if (closed) return
      if (result.ok) setConflicts(result.value)
      else setFailure(result.failure)
    }
    if (served >= 0) void load()
    return () => {
      closed = true
    }
  }, [served])
  const resolve = async ({ target, field }: Conflict, op: string): Promise<void> => {
    const result = await edit(
      `conflict ${target} ${field}`,
      () => call('conflict.resolve', { target, field, op }),
      setConflicts,
    )
    setFailure(result.ok || result.failure.code === 'cancelled' ? null : result.failure)
    // What is open shows the value that was chosen.
    if (result.ok) project.update({ served: project.get().served + 1 })
  }
  return { conflicts, failure, resolve }
}

function Head({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation()
  const { articleId, target, quote, field, noun } = conflict
  const article = useStore(project, ({ articles }) => articles?.find(({ id }) => id === articleId))
  return (
    <header className="conflict-head">
      <strong>{describeField(conflict)}</strong>
      {quote !== null && (
        <q className="conflict-quote" dir="auto">
          {quote}
        </q>
      )}
      {article && (
        <Button
          kind="quiet"
          aria-label={t('conflicts.open', { title: article.title })}
          onPress={() => openArticle(article.id, noun === 'annotation' ? { annotationId: target } : undefined)}
        >
          <span className="conflict-article" dir="auto">
            {article.title}
          </span>
        </Button>
      )}
      {field === 'deleted' && noun === 'annotation' && <span className="quiet">{t('conflicts.deletedHint')}</span>}
    </header>
  )
}

function Values({ conflict, onChoose }: { conflict: Conflict; onChoose: (op: string) => void }) {
  const { t } = useTranslation()
  return (
    <ul className="conflict-values">
      {conflict.values.map(({ op, author, wall, ...said }) => {
        const words = describeConflictValue(conflict, said)
        return (
          <li key={op}>
            <span className="conflict-who">
              <bdi className="merge-author">{author}</bdi>
              <time className="quiet" dateTime={new Date(wall).toISOString()}>
                {formatMoment(wall)}
              </time>
            </span>
            <span className="conflict-value" dir="auto">
              {words}
            </span>
            {op === conflict.shown && <span className="quiet">{t('conflicts.shown')}</span>}
            <Button aria-label={t('conflicts.chooseThis', { value: words, author })} onPress={() => onChoose(op)}>
              {t('conflicts.choose')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
