import { useEffect, useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import type { OtherPlace } from '../../electron/contract/review.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { call } from '../api.ts'
import { runBulk } from '../shell/bulk.ts'
import { describeFailure } from '../shell/failures.ts'
import { loadArticles, project } from '../shell/project.ts'
import { edit } from '../shell/saving.ts'
import { useStore } from '../shell/store.ts'
import { type Scope, ScopeChoice, StepButton } from '../suggest/BulkParts.tsx'
import { CorpusProgress } from '../suggest/CorpusProgress.tsx'
import { cancelCorpusWork, corpusWork, overCorpus } from '../suggest/queue.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { notify } from '../ui/Notices.tsx'
import { type Offer, takeOffer } from './others.ts'

type TagOthersProps = { session: ArticleSession; of: Offer; onClose: () => void }

/** More places than anybody looks through are tagged without being listed one by one. */
const LISTED = 20_000

/** Where else the same words stand, each place to be ticked or not, before all of them are tagged as one step. */
export function TagOthers({ session, of, onClose }: TagOthersProps) {
  const { t } = useTranslation()
  const [scope, setScope] = useState<Scope>(of.here > 0 ? 'article' : 'project')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const isRunning = useStore(corpusWork, (state) => state.job !== undefined)
  const hasOthers = useStore(project, ({ articles }) => (articles?.length ?? 0) > 1)
  const places = usePlaces(of, scope === 'article' ? session.articleId : null)
  const chosen = places?.filter((place) => !left.has(nameOf(place))) ?? []
  const isReady = chosen.length > 0 && !isRunning
  const tag = async (): Promise<void> => {
    const drafts = chosen.map(({ articleId, startCodePoint, endCodePoint, quote }) => ({
      articleId,
      startCodePoint,
      endCodePoint,
      quote,
    }))
    const { label, subtype } = of
    const ask = (job: string) => call('review.tagOthers', { label, subtype, places: drafts, job })
    const run = () => runBulk(() => overCorpus(ask))
    const done = await edit(`tag others ${of.annotationId}`, run, ({ count, cancelled }) => {
      notify(t(cancelled ? 'find.taggedPart' : 'find.tagged', { count }))
      void session.reload()
      void loadArticles()
    })
    if (done.ok) takeOffer()
    onClose()
  }
  return (
    <Dialog
      title={t('find.othersTitle')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <StepButton isReady={isReady} text={t('find.mark', { count: chosen.length })} onPress={() => void tag()} />
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <p className="alike-what">
        <LabelSign label={of.label} />
        {t(`label.${of.label}`)} · <q dir="auto">{of.text}</q>
      </p>
      {hasOthers && <ScopeChoice value={scope} onChoose={setScope} />}
      <CorpusProgress />
      {places?.length === 0 && !isRunning && <p className="list-empty">{t('find.others', { count: 0 })}</p>}
      <Places
        places={places ?? []}
        left={left}
        language={session.state.get().content.article.language}
        onLeave={setLeft}
      />
      <p className="quiet">{t('suggest.alikeUndo')}</p>
    </Dialog>
  )
}

type PlacesProps = {
  places: readonly OtherPlace[]
  left: ReadonlySet<string>
  language: string
  onLeave: (left: ReadonlySet<string>) => void
}

/** Each place in what stands around it, under the title of its article where there are several. */
function Places({ places, left, language, onLeave }: PlacesProps) {
  const { t } = useTranslation()
  const isMixed = places.some(({ articleId }) => articleId !== places[0]?.articleId)
  return (
    <ul className="tag-list">
      {places.map((place, at) => (
        <li key={nameOf(place)}>
          {isMixed && place.articleId !== places[at - 1]?.articleId && (
            <h3 className="tag-article" dir="auto">
              {place.articleTitle}
            </h3>
          )}
          <Checkbox
            className="occurrence"
            isSelected={!left.has(nameOf(place))}
            onChange={(take) => onLeave(toggle(left, nameOf(place), !take))}
          >
            <span className="box" aria-hidden />
            <span className="occurrence-text" lang={language} dir="auto">
              {place.before}
              <mark>{place.quote}</mark>
              {place.after}
            </span>
            {!place.exact && <span className="quiet">{t('find.alike')}</span>}
          </Checkbox>
        </li>
      ))}
    </ul>
  )
}

/** The places of one article, or of all of them; undefined while they are looked for. */
function usePlaces({ label, text }: Offer, articleId: string | null): readonly OtherPlace[] | undefined {
  const [places, setPlaces] = useState<readonly OtherPlace[]>()
  useEffect(() => {
    let own: string | undefined
    let current = true
    setPlaces(undefined)
    const find = (job: string) => {
      own = job
      return call('review.others', { articleId, label, text, limit: LISTED, job })
    }
    void overCorpus(find).then((found) => {
      if (!current) return
      if (found.ok) setPlaces(found.value.places)
      else notify(describeFailure(found.failure), 'problem')
    })
    return () => {
      current = false
      if (own !== undefined && corpusWork.get().job === own) cancelCorpusWork()
    }
  }, [label, text, articleId])
  return places
}

function nameOf({ articleId, startCodePoint, endCodePoint }: OtherPlace): string {
  return `${articleId} ${startCodePoint} ${endCodePoint}`
}

function toggle(set: ReadonlySet<string>, value: string, include: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (include) next.add(value)
  else next.delete(value)
  return next
}
