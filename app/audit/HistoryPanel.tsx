import { RotateCcw, Undo2 } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act } from '../../electron/contract.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { call, listen } from '../api.ts'
import { nameAct, undo } from '../shell/history.ts'
import { formatMoment } from '../shell/i18n/numbers.ts'
import { navigation, openArticle } from '../shell/navigation.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { ChangeLines } from './ChangeLines.tsx'
import { OddClock } from './OddClock.tsx'
import { restoreState } from './restore-state.ts'

const LIMIT = 200

/** Who did what and when, in words, the newest first; one's own last acts can be undone from here. */
export function HistoryPanel() {
  const { t } = useTranslation()
  const open = useStore(navigation, ({ place }) => (place.view === 'article' ? place.articleId : null))
  const [scope, setScope] = useState<'article' | 'project'>('article')
  const articleId = scope === 'article' ? open : null
  const acts = useActs(articleId)
  return (
    <>
      {open !== null && (
        <div className="acts-scope">
          <Choices
            label={t('acts.scope')}
            hideLabel
            value={scope}
            choices={[
              { value: 'article', text: t('acts.article') },
              { value: 'project', text: t('acts.project') },
            ]}
            onChoose={(chosen) => setScope(chosen as 'article' | 'project')}
          />
        </div>
      )}
      <div className="panel-body">
        {acts?.length === 0 && <p className="quiet">{t('acts.none')}</p>}
        <ol className="acts" aria-label={t('acts.title')}>
          {acts?.map((act) => (
            <ActRow
              key={act.group}
              act={act}
              showsArticle={articleId === null}
              // The newest act of an annotation made the state that it has.
              isNow={acts.find((other) => other.annotationId === act.annotationId) === act}
            />
          ))}
        </ol>
      </div>
    </>
  )
}

type ActRowProps = { act: Act; showsArticle: boolean; isNow: boolean }

function ActRow({ act, showsArticle, isNow }: ActRowProps) {
  const { t } = useTranslation()
  const { articleId, annotationId, label, quote, steps } = act
  const isMine = useStore(project, ({ info }) => info?.member?.name === act.author)
  return (
    <li className={act.undone ? 'undone' : ''}>
      <p className="act-what">
        {label !== null && <LabelSign label={label} />}
        <span>
          {act.count > 1 ? t('acts.many', { what: nameAct(act.kind), number: act.count }) : nameAct(act.kind)}
        </span>
        {act.undone && <span className="act-undone">{t('acts.undone')}</span>}
      </p>
      {quote !== null && articleId !== null && annotationId !== null && (
        <button type="button" className="act-quote" dir="auto" onClick={() => openArticle(articleId, { annotationId })}>
          {quote}
        </button>
      )}
      <ChangeLines change={act} label={label} />
      {showsArticle && act.articleTitle !== null && (
        <p className="act-article" dir="auto">
          {act.articleTitle}
        </p>
      )}
      <p className="act-who">
        {t('acts.who', { author: `\u2068${act.author}\u2069`, date: formatMoment(act.wall) })}
        {act.oddClock && <OddClock />}
      </p>
      {steps !== null && (
        <Button kind="quiet" icon={<Undo2 />} onPress={() => void undoSteps(steps)}>
          {steps === 1 ? t('acts.undo') : t('acts.undoTo', { count: steps })}
        </Button>
      )}
      {annotationId !== null &&
        act.after !== null &&
        act.after.status !== 'deleted' &&
        isMine &&
        !(isNow && !act.undone) && (
          <Button kind="quiet" icon={<RotateCcw />} onPress={() => void restoreState(annotationId, act.hash)}>
            {t('changes.restore')}
          </Button>
        )}
    </li>
  )
}

/** Undoes one after the other, and stops where one cannot be undone. */
async function undoSteps(steps: number): Promise<void> {
  for (let left = steps; left > 0; left--) if (!(await undo())) return
}

/** The acts, read again whenever something was done. */
function useActs(articleId: string | null): readonly Act[] | null {
  const [acts, setActs] = useState<readonly Act[] | null>(null)
  const load = useCallback(async () => {
    const result = await call('history.acts', { articleId, limit: LIMIT })
    if (result.ok) setActs(result.value)
  }, [articleId])
  useEffect(() => {
    void load()
    return listen('history.changed', () => void load())
  }, [load])
  return acts
}
