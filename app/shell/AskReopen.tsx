import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type Failure } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { describeFailure } from './failures.ts'
import { noteArticle } from './project.ts'
import { answerReopen, reopenQuestion } from './saving.ts'
import { useStore } from './store.ts'

/** Asks whether an article that was called done is to be changed after all; the edit that waits goes on afterwards. */
export function AskReopen() {
  const { t } = useTranslation()
  const { waiting, articleId, title } = useStore(reopenQuestion, (state) => state)
  const [failure, setFailure] = useState<Failure | null>(null)
  if (waiting === null) return null
  const answer = (reopened: boolean): void => {
    setFailure(null)
    answerReopen(reopened)
  }
  const reopen = async (): Promise<void> => {
    const reopened = await call('layer.reopen', { articleId })
    if (!reopened.ok) return setFailure(reopened.failure)
    noteArticle(reopened.value)
    answer(true)
  }
  return (
    <Dialog
      title={t('done.askTitle')}
      closeLabel={t('common.close')}
      onClose={() => answer(false)}
      actions={
        <>
          <Button onPress={() => answer(false)}>{t('common.cancel')}</Button>
          <Button kind="primary" autoFocus onPress={() => void reopen()}>
            {t('done.askConfirm')}
          </Button>
        </>
      }
    >
      <p>{t('done.askBody', { title: `⁨${title}⁩` })}</p>
      {failure !== null && (
        <p className="field-error" role="alert">
          {describeFailure(failure)}
        </p>
      )}
    </Dialog>
  )
}
