import { RotateCcw } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '../../corpus/article.ts'
import { call, type Failure } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { noteArticle } from '../shell/project.ts'
import { edit, forgetFailed } from '../shell/saving.ts'
import { Button } from '../ui/Button.tsx'
import { notify } from '../ui/Notices.tsx'
import { EncodingChoice } from './EncodingChoice.tsx'
import { nameEncoding } from './encodings.ts'

type ReadAgainProps = { article: ArticleSummary; onDone: () => void }

/** The encoding that an article was read in, and a way to read its bytes in another one while nothing is annotated. */
export function ReadAgain({ article, onDone }: ReadAgainProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [encoding, setEncoding] = useState(article.encoding)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { id } = article
  const preview = useMemo(() => (as: string) => call('article.preview', { articleId: id, encoding: as }), [id])
  const isAnnotated = Object.values(article.labels).some((count) => count > 0)
  const read = async (): Promise<void> => {
    const subject = `decode ${id}`
    const result = await edit(
      subject,
      () => call('article.decode', { articleId: id, encoding }),
      (changed) => {
        noteArticle(changed)
        notify(t('encoding.done', { name: nameEncoding(changed.encoding) }))
        onDone()
      },
    )
    if (result.ok) return
    forgetFailed(subject)
    setFailure(result.failure)
  }
  return (
    <section className="read-again" aria-label={t('encoding.encoding')}>
      <p className="quiet">
        {t('encoding.encoding')}: <bdi>{nameEncoding(article.encoding)}</bdi>
      </p>
      {!isOpen && (
        <Button kind="quiet" icon={<RotateCcw />} isDisabled={isAnnotated} onPress={() => setOpen(true)}>
          {t('encoding.readAgain')}
        </Button>
      )}
      {isAnnotated && <p className="quiet">{t('encoding.annotated')}</p>}
      {isOpen && (
        <>
          <EncodingChoice value={encoding} onChange={setEncoding} preview={preview} />
          <Button isDisabled={encoding === article.encoding} onPress={() => void read()}>
            {t('encoding.readSo')}
          </Button>
        </>
      )}
      {failure !== null && (
        <p className="field-error" role="alert">
          {describeFailure(failure)}
        </p>
      )}
    </section>
  )
}
