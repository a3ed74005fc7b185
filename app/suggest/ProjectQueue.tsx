import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { openArticle } from '../shell/navigation.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { WindowedList } from '../ui/WindowedList.tsx'
import { CorpusProgress } from './CorpusProgress.tsx'
import { corpusWork, isQueued, queue, survey, takeSurvey } from './queue.ts'

const ROW_HEIGHT = 46

/** The articles of the project in which suggestions wait that the queue shows, with how many; a press opens one. */
export function ProjectQueue({ articleId }: { articleId: string }) {
  const { t } = useTranslation()
  const { waiting } = useStore(survey, (state) => state)
  const articles = useStore(project, (state) => state.articles)
  const filter = useStore(queue, (state) => state)
  const isRunning = useStore(corpusWork, (state) => state.job !== undefined)
  useEffect(() => {
    if (survey.get().waiting === undefined) void takeSurvey()
  }, [])
  // The filter is read by `isQueued`.
  const rows = useMemo(
    () => (filter === queue.get() ? countWaiting(waiting ?? [], articles ?? []) : []),
    [waiting, articles, filter],
  )
  return (
    <>
      <CorpusProgress />
      {!isRunning && (
        <div className="suggestion-bulk">
          <Button kind="quiet" onPress={() => void takeSurvey()}>
            {t('suggest.countAgain')}
          </Button>
          <span className="quiet">{t('suggest.articlesWaiting', { count: rows.length })}</span>
        </div>
      )}
      {rows.length === 0 ? (
        !isRunning && <p className="list-empty">{t('suggest.noneElsewhere')}</p>
      ) : (
        <WindowedList
          label={t('suggest.projectQueue')}
          rows={rows}
          rowHeight={ROW_HEIGHT}
          show={undefined}
          rowKey={(row) => row.id}
          draw={(row) => (
            <button
              type="button"
              className="list-row"
              aria-current={row.id === articleId}
              onClick={() => openArticle(row.id)}
            >
              <span className="list-quote" dir="auto">
                {row.title}
              </span>
              <span className="count">{formatNumber(row.count)}</span>
            </button>
          )}
        />
      )}
    </>
  )
}

type Titled = Readonly<{ id: string; title: string }>

function countWaiting(
  waiting: NonNullable<ReturnType<typeof survey.get>['waiting']>,
  articles: readonly Titled[],
): { id: string; title: string; count: number }[] {
  const titles = new Map(articles.map(({ id, title }) => [id, title]))
  return waiting
    .map(({ articleId, groups }) => ({
      id: articleId,
      title: titles.get(articleId) ?? '',
      count: groups.filter(isQueued).reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ count, title }) => count > 0 && title !== '')
}
