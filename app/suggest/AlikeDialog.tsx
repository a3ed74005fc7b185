import { useEffect, useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import type { Likeness } from '../../corpus/likeness.ts'
import type { Output } from '../../electron/contract.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { call } from '../api.ts'
import { runBulk } from '../shell/bulk.ts'
import { describeFailure } from '../shell/failures.ts'
import { loadArticles } from '../shell/project.ts'
import { edit } from '../shell/saving.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { notify } from '../ui/Notices.tsx'
import { type Scope, ScopeChoice, StepButton } from './BulkParts.tsx'
import { CorpusProgress } from './CorpusProgress.tsx'
import { cancelCorpusWork, corpusWork, overCorpus, queue } from './queue.ts'
import { type OpenSuggestion, reviewOf, sayDecided } from './review.ts'
import { describeRule } from './rule-words.ts'

type AlikeDialogProps = { session: ArticleSession; of: OpenSuggestion; onClose: () => void }
type Preview = Output<'review.countAlike'>

/** Decides at once about everything that is like a suggestion, here or in the whole project, after showing how much that is. */
export function AlikeDialog({ session, of, onClose }: AlikeDialogProps) {
  const { t } = useTranslation()
  const [sameText, setSameText] = useState(false)
  const [scope, setScope] = useState<Scope>('project')
  const isRunning = useStore(corpusWork, (state) => state.job !== undefined)
  const least = useStore(queue, (state) => state.least)
  const { row } = of
  const like: Likeness = { label: row.label, rule: row.rule, least, ...(sameText ? { text: row.quote } : {}) }
  const preview = usePreview(JSON.stringify(like), scope === 'article' ? session.articleId : null)
  const decide = async (decision: 'accept' | 'reject'): Promise<void> => {
    const articleId = scope === 'article' ? session.articleId : null
    const ask = (job: string) => call('review.decideAlike', { like, articleId, decision, job })
    const run = () => runBulk(() => overCorpus(ask))
    await edit(`${decision} alike ${row.key}`, run, (done) => {
      sayDecided(decision, done)
      void session.reload().then(() => reviewOf(session).load())
      void loadArticles()
    })
    onClose()
  }
  const count = preview?.count ?? 0
  const isReady = preview !== undefined && !preview.cancelled && count > 0 && !isRunning
  return (
    <Dialog
      title={t('suggest.alikeTitle')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <StepButton
            isReady={isReady}
            text={t('suggest.acceptCount', { count })}
            onPress={() => void decide('accept')}
          />
          <Button kind="danger" isDisabled={!isReady} onPress={() => void decide('reject')}>
            {t('suggest.rejectCount', { count })}
          </Button>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <p className="alike-what">
        <LabelSign label={row.label} />
        {t(`label.${row.label}`)} · {describeRule(row.rule)}
      </p>
      <ScopeChoice value={scope} onChoose={setScope} />
      <Checkbox className="value-check alike-same" isSelected={sameText} onChange={setSameText}>
        <span className="value-box" aria-hidden />
        {t('suggest.sameText', { text: `\u2068${row.quote.slice(0, 60)}\u2069` })}
      </Checkbox>
      <CorpusProgress />
      {preview !== undefined && !isRunning && (
        <div className="alike-preview" aria-live="polite">
          <p>{t('suggest.alikeCount', { count, where: t('suggest.inArticles', { count: preview.articles }) })}</p>
          <ul>
            {preview.first.map(({ articleId, quote }, at) => (
              // The same words may stand in one article twice.
              <li key={`${articleId} ${String(at)}`} dir="auto">
                {quote}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="quiet">{t('suggest.alikeUndo')}</p>
    </Dialog>
  )
}

/** How many are alike, counted anew for every other question. */
function usePreview(like: string, articleId: string | null): Preview | undefined {
  const [preview, setPreview] = useState<Preview>()
  useEffect(() => {
    let own: string | undefined
    let current = true
    const count = (job: string) => {
      own = job
      return call('review.countAlike', { like: JSON.parse(like) as Likeness, articleId, job })
    }
    setPreview(undefined)
    void overCorpus(count).then((found) => {
      if (!current) return
      if (found.ok) setPreview(found.value)
      else notify(describeFailure(found.failure), 'problem')
    })
    return () => {
      current = false
      // What was begun since goes on.
      if (own !== undefined && corpusWork.get().job === own) cancelCorpusWork()
    }
  }, [like, articleId])
  return preview
}
