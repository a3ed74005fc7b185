import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleDescription, ArticleSummary } from '../../corpus/article.ts'
import { call, type Failure } from '../api.ts'
import { ReadAgain } from '../encoding/ReadAgain.tsx'
import { describeFailure } from '../shell/failures.ts'
import { noteArticle } from '../shell/project.ts'
import { edit, forgetFailed } from '../shell/saving.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { FileName } from '../ui/FileName.tsx'
import { notify } from '../ui/Notices.tsx'

type ArticleDetailsProps = { article: ArticleSummary; onClose: () => void }

const FIELDS = ['title', 'publisher', 'author', 'date', 'language'] as const
type Values = Readonly<Record<(typeof FIELDS)[number], string>>

/** What describes an article beside its text, to be corrected. The text itself never changes. */
export function ArticleDetails({ article, onClose }: ArticleDetailsProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState<Values>({
    title: article.title,
    publisher: article.publisher ?? '',
    author: article.author ?? '',
    date: article.date ?? '',
    language: article.language,
  })
  const [failure, setFailure] = useState<Failure | null>(null)
  const titleMissing = values.title.trim() === ''
  const save = async (): Promise<void> => {
    const change = findChange(article, values)
    if (Object.keys(change).length === 0) return onClose()
    const run = () => call('article.describe', { articleId: article.id, change })
    const result = await edit(`describe ${article.id}`, run, (changed) => {
      noteArticle(changed)
      notify(t('details.saved'))
      onClose()
    })
    if (result.ok) return
    forgetFailed(`describe ${article.id}`)
    setFailure(result.failure)
  }
  return (
    <Dialog
      title={t('details.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" isDisabled={titleMissing} onPress={() => void save()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <DetailsForm values={values} onChange={setValues} file={article.file} failure={failure} />
      <ReadAgain article={article} onDone={onClose} />
    </Dialog>
  )
}

type DetailsFormProps = {
  values: Values
  onChange: (values: Values) => void
  file: string
  failure: Failure | null
}

function DetailsForm({ values, onChange, file, failure }: DetailsFormProps) {
  const { t } = useTranslation()
  const set = (name: keyof Values) => (value: string) => onChange({ ...values, [name]: value })
  return (
    <div className="form">
      <Field
        label={t('details.articleTitle')}
        value={values.title}
        onChange={set('title')}
        rows={2}
        autoFocus
        {...(values.title.trim() === '' ? { error: t('details.titleMissing') } : {})}
      />
      <Field label={t('details.publisher')} value={values.publisher} onChange={set('publisher')} />
      <Field label={t('details.author')} value={values.author} onChange={set('author')} />
      <div className="form-row">
        <Field label={t('details.date')} hint={t('details.dateHint')} value={values.date} onChange={set('date')} />
        <Field
          label={t('details.language')}
          hint={t('details.languageHint')}
          value={values.language}
          onChange={set('language')}
        />
      </div>
      <p className="quiet">
        {t('details.file')}: <FileName name={file} />
      </p>
      {failure !== null && (
        <p className="field-error" role="alert">
          {describeFailure(failure)}
        </p>
      )}
    </div>
  )
}

/** Only the fields that differ; an emptied one becomes null. */
function findChange(article: ArticleSummary, values: Values): Partial<ArticleDescription> {
  const next: ArticleDescription = {
    title: values.title.trim(),
    publisher: values.publisher.trim() || null,
    author: values.author.trim() || null,
    date: values.date.trim() || null,
    language: values.language.trim() || article.language,
  }
  return Object.fromEntries(FIELDS.filter((name) => next[name] !== article[name]).map((name) => [name, next[name]]))
}
