import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type Failure } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { openArticle } from '../shell/navigation.ts'
import { loadArticles } from '../shell/project.ts'
import { edit, forgetFailed } from '../shell/saving.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { notify } from '../ui/Notices.tsx'

type PasteDialogProps = { pasted: string; onClose: () => void }

/** A text from the clipboard as a new article: looked at, named, added. */
export function PasteDialog({ pasted, onClose }: PasteDialogProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(pasted)
  const [title, setTitle] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const add = async (): Promise<void> => {
    const named = title.trim() === '' ? {} : { title: title.trim() }
    const result = await edit(
      'paste',
      () => call('article.paste', { text, ...named }),
      ({ outcome }) => {
        if (outcome !== 'added') notify(t('paste.present'))
      },
    )
    if (!result.ok) {
      forgetFailed('paste')
      return setFailure(result.failure)
    }
    await loadArticles()
    onClose()
    openArticle(result.value.id)
  }
  return (
    <Dialog
      title={t('paste.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" isDisabled={text.trim() === ''} onPress={() => void add()}>
            {t('paste.add')}
          </Button>
        </>
      }
    >
      <div className="form">
        <Field label={t('paste.name')} hint={t('paste.nameHint')} value={title} onChange={setTitle} maxLength={1000} />
        <Field label={t('paste.text')} rows={12} value={text} onChange={setText} autoFocus />
        {failure !== null && (
          <p className="field-error" role="alert">
            {describeFailure(failure)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
