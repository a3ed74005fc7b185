import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { keepParts } from '../claims/drawn-parts.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { followInvisible } from '../encoding/show-invisible.ts'
import { FindBar } from '../find/FindBar.tsx'
import { OthersLine } from '../find/OthersLine.tsx'
import { followSubtypeKeys } from '../labels/subtype-keys.ts'
import { describeFailure } from '../shell/failures.ts'
import { lastStep } from '../shell/history.ts'
import { openArticle, openLibrary, type Target } from '../shell/navigation.ts'
import { useSession } from '../shell/use-session.ts'
import { keepSuggested } from '../suggest/drawn-suggestions.ts'
import { SuggestionSide } from '../suggest/SuggestionSide.tsx'
import { Button } from '../ui/Button.tsx'
import { AnnotationList } from './AnnotationList.tsx'
import { type ArticleSession, openSession } from './article-session.ts'
import { DoneMark } from './DoneMark.tsx'
import { Inspector } from './Inspector.tsx'
import { layerView } from './layers.ts'
import { Reader } from './Reader.tsx'
import { showAnnotation } from './reader-ways.ts'

type WorkbenchProps = { articleId: string; target: Target | undefined }

/** An article with its text on one side and its annotations on the other. */
export function Workbench({ articleId, target }: WorkbenchProps) {
  const { t } = useTranslation()
  const { session, failure } = useSession(articleId, openSession)
  const reader = useRef<ArticleView | null>(null)
  const stopSuggesting = useRef<() => void>(undefined)
  const keepReader = useCallback(
    (opened: ArticleView | null) => {
      reader.current = opened
      stopSuggesting.current?.()
      stopSuggesting.current = opened === null || session === null ? undefined : followReview(opened, session)
    },
    [session],
  )
  useEffect(() => (session === null ? undefined : followHistory(session, reader)), [session])
  useEffect(() => (session === null ? undefined : followSubtypeKeys(session)), [session])
  useEffect(() => (session === null ? undefined : layerView.subscribe(session.refilter)), [session])
  useEffect(() => (session === null ? undefined : followInvisible(session.state.get().content.text, reader)), [session])

  if (failure !== null)
    return (
      <div className="message-page" role="alert">
        <p>{t('reader.loadFailed', { reason: describeFailure(failure) })}</p>
        <Button onPress={openLibrary}>{t('nav.back')}</Button>
      </div>
    )
  if (session === null) return <p className="message-page">{t('common.loading')}</p>
  return (
    <div className="workbench">
      <main className="workbench-text" aria-label={t('reader.region')}>
        <FindBar session={session} reader={reader} />
        <Reader session={session} target={target} onReady={keepReader} />
      </main>
      <aside className="workbench-side" aria-label={t('inspector.region')}>
        <SuggestionSide session={session} reader={reader}>
          <Inspector session={session} onLeave={() => reader.current?.view.focus()} />
          <AnnotationList
            session={session}
            onShow={(annotation) => {
              if (reader.current === null) return
              showAnnotation(reader.current, session, annotation)
              reader.current.view.focus()
            }}
          />
        </SuggestionSide>
        <OthersLine session={session} onLeave={() => reader.current?.view.focus()} />
        <DoneMark articleId={articleId} />
      </aside>
    </div>
  )
}

/** Draws what is suggested, and the parts of the claim that is looked at. Returns what ends it. */
function followReview(opened: ArticleView, session: ArticleSession): () => void {
  const stops = [keepSuggested(opened, session), keepParts(opened, session)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** After an undo or redo, shows what it touched: here, or in the article that it belongs to. */
function followHistory(session: ArticleSession, reader: { current: ArticleView | null }): () => void {
  return lastStep.subscribe(() => {
    const { step } = lastStep.get()
    if (step === null || step.articleId === null) return
    const [first] = step.annotationIds
    // A step over many articles is shown where one is, as far as it touched that.
    if (!step.articleIds.includes(session.articleId))
      return openArticle(step.articleId, first === undefined ? undefined : { annotationId: first })
    void session.reload().then(() => {
      const touched = step.annotationIds.map(session.find).find((annotation) => annotation !== undefined)
      if (touched !== undefined && reader.current !== null) showAnnotation(reader.current, session, touched)
    })
  })
}
