import { BookOpenText, PencilLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { labelSet, saveGuideline } from './label-set.ts'
import { Markdown } from './markdown.tsx'

/** The project's guidelines beside the article: read, or written where somebody wants to change them. */
export function GuidelinePanel() {
  const { t } = useTranslation()
  const stored = useStore(labelSet, (state) => state.guideline)
  const [draft, setDraft] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    if (draft === null || draft === stored) return setDraft(null)
    const result = await saveGuideline(draft)
    if (result.ok) setDraft(null)
  }
  if (draft !== null)
    return (
      <div className="guideline-edit">
        <Field
          label={t('guideline.text')}
          hint={t('guideline.hint')}
          rows={18}
          value={draft}
          onChange={setDraft}
          autoFocus
        />
        <div className="panel-actions">
          <Button onPress={() => setDraft(null)}>{t('common.cancel')}</Button>
          <Button kind="primary" onPress={() => void save()}>
            {t('common.save')}
          </Button>
        </div>
      </div>
    )
  return (
    <>
      <div className="panel-body">
        {stored.trim() === '' ? (
          <p className="panel-empty">
            <BookOpenText aria-hidden />
            {t('guideline.empty')}
          </p>
        ) : (
          <Markdown source={stored} />
        )}
      </div>
      <div className="panel-actions">
        <Button icon={<PencilLine />} onPress={() => setDraft(stored)}>
          {t('guideline.edit')}
        </Button>
      </div>
    </>
  )
}
