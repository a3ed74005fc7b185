import { useCallback, useEffect, useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import type { ArticleView } from '../../editor/article-view.ts'
import { describeFailure } from '../../shell/failures.ts'
import { lastStep } from '../../shell/history.ts'
import { openAdjudication } from '../../shell/navigation.ts'
import { project } from '../../shell/project.ts'
import { useStore } from '../../shell/store.ts'
import { useSession } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Select } from '../../ui/Select.tsx'
import { Accepting } from './Accepting.tsx'
import { AgreementFigures } from './AgreementFigures.tsx'
import { accepting } from './accept-agreed.ts'
import { anonymity } from './anonymity.ts'
import { CaseDock, CommandKeys } from './CaseDock.tsx'
import { CaseList } from './CaseList.tsx'
import { CaseText } from './CaseText.tsx'
import { runCaseCommand } from './case-commands.ts'
import { caseCommandOf } from './case-keys.ts'
import { type CurationSession, openCuration } from './curation-session.ts'
import { Overview } from './Overview.tsx'

/** The lead's view of what analysts say: all articles, or the cases of one. */
export function Adjudication({ articleId }: { articleId: string | null }) {
  return articleId === null ? <Overview /> : <ArticleCases key={articleId} articleId={articleId} />
}

function ArticleCases({ articleId }: { articleId: string }) {
  const { t } = useTranslation()
  const { session, failure } = useSession(articleId, openCuration)
  const mayDecide = useStore(project, ({ info }) => info?.member?.role !== 'auditor')
  const reader = useRef<ArticleView | null>(null)
  const keepReader = useCallback((opened: ArticleView | null) => {
    reader.current = opened
  }, [])
  useEffect(() => (session === null ? undefined : followSteps(session)), [session])
  useEffect(() => (session === null ? undefined : followKeys(session, mayDecide)), [session, mayDecide])
  if (failure !== null)
    return (
      <div className="message-page" role="alert">
        <p>{describeFailure(failure)}</p>
        <Button onPress={() => openAdjudication(null)}>{t('adjudicate.back')}</Button>
      </div>
    )
  if (session === null) return <p className="message-page">{t('common.loading')}</p>
  return (
    <div className="workbench adjudication">
      <main className="adjudication-main" aria-label={t('adjudicate.title')}>
        <CaseText session={session} onReady={keepReader} />
        <CaseDock session={session} reader={reader} mayDecide={mayDecide} />
      </main>
      <Side session={session} mayDecide={mayDecide} />
    </div>
  )
}

function Side({ session, mayDecide }: { session: CurationSession; mayDecide: boolean }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'cases' | 'figures'>('cases')
  const articles = useStore(project, (state) => state.articles) ?? []
  const hidden = useStore(anonymity, (value) => value.hidden)
  const agreed = useStore(session.state, countAgreed)
  const isBusy = useStore(accepting, ({ job }) => job !== null)
  return (
    <aside className="workbench-side" aria-label={t('adjudicate.side')}>
      <div className="adjudication-tools">
        <Select
          label={t('adjudicate.article')}
          value={session.articleId}
          choices={articles.map(({ id, title }) => ({ value: id, text: title }))}
          onChoose={openAdjudication}
        />
        <div className="adjudication-switches">
          <span className="case-act">
            <ToggleButton className="button plain" isSelected={hidden} onChange={(is) => anonymity.set({ hidden: is })}>
              {t('adjudicate.anonymous')}
            </ToggleButton>
            <CommandKeys command="anonymous" />
          </span>
          {mayDecide && !isBusy && agreed > 0 && (
            <span className="case-act">
              <Button onPress={() => runCaseCommand('accept-agreed', session)}>
                {t('adjudicate.acceptAgreed', { count: agreed })}
              </Button>
              <CommandKeys command="accept-agreed" />
            </span>
          )}
        </div>
        <Accepting />
        <Choices
          label={t('adjudicate.side')}
          hideLabel
          value={shown}
          choices={[
            { value: 'cases', text: t('adjudicate.cases') },
            { value: 'figures', text: t('adjudicate.figures') },
          ]}
          onChoose={(value) => setShown(value as 'cases' | 'figures')}
        />
      </div>
      {shown === 'cases' ? <CaseList session={session} /> : <AgreementFigures articleId={session.articleId} />}
    </aside>
  )
}

function countAgreed({ cases }: ReturnType<CurationSession['state']['get']>): number {
  return cases.filter(({ judged }) => judged.state === 'open' && judged.agreement === 'agree').length
}

/** After an undo or redo the case that it touched is looked at, in whichever article it is. */
function followSteps(session: CurationSession): () => void {
  return lastStep.subscribe(() => {
    const { step } = lastStep.get()
    if (step === null) return
    if (step.kind.startsWith('adjudication.') && step.articleId !== null && step.articleId !== session.articleId)
      return openAdjudication(step.articleId)
    const before = new Map(session.state.get().cases.map(({ judged }) => [judged.key, JSON.stringify(judged)]))
    void session.reload().then(() => {
      const touched = session.state.get().cases.find(({ judged }) => before.get(judged.key) !== JSON.stringify(judged))
      if (touched !== undefined) session.choose(touched.judged.key)
    })
  })
}

/** Keys ask for the same wherever the focus is, but for fields and dialogs, and while a case is edited. */
function followKeys(session: CurationSession, mayDecide: boolean): () => void {
  const answer = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isElsewhere(event.target)) return
    const command = session.state.get().mode === 'edit' ? undefined : caseCommandOf(event)
    if (command === undefined) return
    event.preventDefault()
    runCaseCommand(command, session, mayDecide)
  }
  document.addEventListener('keydown', answer)
  return () => document.removeEventListener('keydown', answer)
}

function isElsewhere(target: EventTarget | null): boolean {
  return (
    (target instanceof Element && target.closest('[role=dialog], [role=menu]') !== null) ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio')
  )
}
