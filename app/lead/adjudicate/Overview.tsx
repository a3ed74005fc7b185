import { Scale } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract.ts'
import { call } from '../../api.ts'
import { describeFailure } from '../../shell/failures.ts'
import { lastStep } from '../../shell/history.ts'
import { formatNumber } from '../../shell/i18n/numbers.ts'
import { openAdjudication, openTeam } from '../../shell/navigation.ts'
import { project } from '../../shell/project.ts'
import { useStore } from '../../shell/store.ts'
import { Button } from '../../ui/Button.tsx'
import { Accepting } from './Accepting.tsx'
import { AgreementFigures } from './AgreementFigures.tsx'
import { acceptAgreed, accepting } from './accept-agreed.ts'

type Listed = Output<'adjudication.list'>
type ArticleProgress = Listed['articles'][number]

/** Every article with how far its adjudication is, the agreement over all, and what all agree on accepted at once. */
export function Overview() {
  const { t } = useTranslation()
  const { listed, failure, load } = useProgress()
  const titles = useStore(project, (state) => state.articles)
  const isBusy = useStore(accepting, ({ job }) => job !== null)
  if (failure !== null)
    return (
      <main className="message-page" role="alert">
        <p>{failure}</p>
      </main>
    )
  if (listed === null) return <main className="message-page">{t('common.loading')}</main>
  const { articles, mayDecide } = listed
  if (articles.every(({ analysts, decided }) => analysts < 2 && decided === 0)) return <NothingYet />
  const agreed = articles.reduce((sum, each) => sum + each.agreed, 0)
  const acceptAll = async (): Promise<void> => {
    await acceptAgreed(null)
    await load()
  }
  return (
    <main className="library adjudication-overview" aria-label={t('adjudicate.title')}>
      <header className="library-head">
        <div>
          <h1>{t('adjudicate.title')}</h1>
          <p className="quiet">{t('adjudicate.intro')}</p>
        </div>
        {mayDecide && (
          <Button kind="primary" isDisabled={agreed === 0 || isBusy} onPress={() => void acceptAll()}>
            {isBusy ? t('adjudicate.accepting') : t('adjudicate.acceptAgreed', { count: agreed })}
          </Button>
        )}
      </header>
      <Accepting />
      <div className="adjudication-halves">
        <ol className="adjudication-articles" aria-label={t('library.title')}>
          {articles.map((each) => (
            <ProgressRow
              key={each.articleId}
              progress={each}
              title={titles?.find(({ id }) => id === each.articleId)?.title ?? ''}
            />
          ))}
        </ol>
        <section className="adjudication-figures">
          <h2>{t('adjudicate.figuresAll')}</h2>
          <AgreementFigures articleId={null} />
        </section>
      </div>
    </main>
  )
}

/** What is said while no article has two analysts: nobody who works alone need decide about their own work. */
function NothingYet() {
  const { t } = useTranslation()
  return (
    <main className="library adjudication-overview" aria-label={t('adjudicate.title')}>
      <h1>{t('adjudicate.title')}</h1>
      <section className="empty">
        <Scale aria-hidden />
        <h2>{t('adjudicate.noneTitle')}</h2>
        <p>{t('adjudicate.noneBody')}</p>
        <Button onPress={openTeam}>{t('menu.team')}</Button>
      </section>
    </main>
  )
}

function ProgressRow({ progress, title }: { progress: ArticleProgress; title: string }) {
  const { t } = useTranslation()
  const { articleId, analysts, open, decided, fresh } = progress
  const all = open + decided + fresh
  return (
    <li>
      <button type="button" className="adjudication-row" onClick={() => openAdjudication(articleId)}>
        <span className="adjudication-title" dir="auto">
          {title}
        </span>
        <span className="quiet">
          {all === 0
            ? t('adjudicate.noCases')
            : t(decided === 0 ? 'adjudicate.row0' : 'adjudicate.row3', {
                analysts: t('adjudicate.analysts', { count: analysts }),
                done: formatNumber(decided),
                count: formatNumber(all),
              })}
        </span>
        {fresh > 0 && <span className="case-fresh">{t('adjudicate.freshCount', { count: fresh })}</span>}
        {all > 0 && <progress aria-label={title} value={decided} max={all} />}
      </button>
    </li>
  )
}

function useProgress() {
  const [listed, setListed] = useState<Listed | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const served = useStore(project, (state) => state.served)
  const load = useCallback(async (): Promise<void> => {
    const found = await call('adjudication.list', {})
    if (found.ok) setListed(found.value)
    setFailure(found.ok ? null : describeFailure(found.failure))
  }, [])
  useEffect(() => {
    // Another process serves the project from the second time on.
    if (served >= 0) void load()
    return lastStep.subscribe(() => void load())
  }, [served, load])
  return { listed, failure, load }
}
