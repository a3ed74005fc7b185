import { CircleAlert, CircleCheck, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../electron/contract.ts'
import { call, type Result } from '../api.ts'
import { TraceLinks } from '../claims/TraceLinks.tsx'
import { describeFailure } from '../shell/failures.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import { openArticle } from '../shell/navigation.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { FileName } from '../ui/FileName.tsx'
import { History } from './History.tsx'

type TraceReport = Output<'trace.find'>

/** From an id or URI of an exported line back to the exact sentence, article and file. */
export function Trace({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [result, setResult] = useState<Result<TraceReport> | null>(null)
  const find = async (): Promise<void> => {
    if (query.trim() !== '') setResult(await call('trace.find', { query }))
  }
  return (
    <Dialog title={t('trace.title')} closeLabel={t('common.close')} onClose={onClose} size="wide">
      <form
        className="trace-query"
        onSubmit={(event) => {
          event.preventDefault()
          void find()
        }}
      >
        <Field
          label={t('trace.query')}
          hint={t('trace.hint')}
          direction="ltr"
          value={query}
          onChange={setQuery}
          autoFocus
        />
        <Button kind="primary" type="submit" isDisabled={query.trim() === ''}>
          {t('trace.submit')}
        </Button>
      </form>
      {result !== null && !result.ok && (
        <p className="field-error" role="alert">
          {describeFailure(result.failure)}
        </p>
      )}
      {result?.ok === true && <Found report={result.value} onChanged={() => void find()} />}
    </Dialog>
  )
}

function Found({ report, onChanged }: { report: TraceReport; onChanged: () => void }) {
  const { t } = useTranslation()
  const { article, source, sentence, annotation, bounds, verified } = report
  const target = annotation === null ? { bounds } : { annotationId: annotation.id }
  return (
    <section className="trace-found" aria-label={t('trace.sentence')} role="status">
      <p className={`verdict ${verified ? 'good' : 'bad'}`}>
        {verified ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
        {t(verified ? 'trace.verified' : 'trace.notVerified')}
      </p>
      {sentence === null ? (
        <p className="quiet">{t('trace.noSentence')}</p>
      ) : (
        <figure>
          <figcaption>{t('trace.sentenceNumber', { index: sentence.index + 1 })}</figcaption>
          <blockquote className="quote" dir={directionOf(article.language)} lang={article.language}>
            <Marked sentence={sentence} bounds={bounds} />
          </blockquote>
        </figure>
      )}
      <dl className="facts">
        <dt>{t('trace.article')}</dt>
        <dd dir="auto">{article.title}</dd>
        <dt>{t('trace.file')}</dt>
        <dd>
          <FileName name={source.file} />
        </dd>
        <dt>{t('trace.encoding')}</dt>
        <dd>
          <bdi>{source.encoding}</bdi>
        </dd>
        <dt>{t('trace.hash')}</dt>
        <dd className="hash" dir="ltr">
          {source.sha256}
        </dd>
        <dt>{t('trace.uri')}</dt>
        <dd className="hash" dir="ltr">
          {report.uri}
        </dd>
      </dl>
      <Button kind="primary" icon={<ExternalLink />} onPress={() => openArticle(article.id, target)}>
        {t('trace.openThere')}
      </Button>
      {annotation !== null && <TraceLinks annotationId={annotation.id} />}
      {annotation !== null && (
        <History
          annotationId={annotation.id}
          label={annotation.label}
          history={report.history}
          onRestored={onChanged}
        />
      )}
    </section>
  )
}

type MarkedProps = {
  sentence: NonNullable<TraceReport['sentence']>
  bounds: TraceReport['bounds']
}

/** The sentence with the traced part set off; offsets are code points of the article. */
function Marked({ sentence, bounds }: MarkedProps) {
  const points = [...sentence.text]
  const from = Math.max(0, bounds.startCodePoint - sentence.startCodePoint)
  const to = Math.max(from, bounds.endCodePoint - sentence.startCodePoint)
  return (
    <>
      {points.slice(0, from).join('')}
      <mark>{points.slice(from, to).join('')}</mark>
      {points.slice(to).join('')}
    </>
  )
}
