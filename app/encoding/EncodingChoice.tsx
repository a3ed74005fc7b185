import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../electron/contract.ts'
import type { Result } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { formatShare } from '../shell/i18n/numbers.ts'
import { Select } from '../ui/Select.tsx'
import { ENCODINGS, nameEncoding } from './encodings.ts'

type Preview = Output<'article.preview'>

type EncodingChoiceProps = {
  value: string
  onChange: (encoding: string) => void
  /** Encodings that read the file whole, the likeliest first; all others are offered too. */
  candidates?: readonly Readonly<{ encoding: string; confidence: number }>[]
  preview: (encoding: string) => Promise<Result<Preview>>
}

/** An encoding, with the beginning of the text as it reads in it: a person sees at once which one is right. */
export function EncodingChoice({ value, onChange, candidates = [], preview }: EncodingChoiceProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<Result<Preview> | null>(null)
  useEffect(() => {
    let current = true
    void preview(value).then((result) => current && setShown(result))
    return () => {
      current = false
    }
  }, [value, preview])
  const likely = candidates.map(({ encoding, confidence }) => ({
    value: encoding,
    text: t('encoding.likely', { name: nameEncoding(encoding), share: formatShare(confidence) }),
  }))
  const others = ENCODINGS.filter((encoding) => !candidates.some((each) => each.encoding === encoding))
  return (
    <div className="encoding-choice">
      <Select
        label={t('encoding.encoding')}
        value={value}
        choices={[...likely, ...others.map((encoding) => ({ value: encoding, text: nameEncoding(encoding) }))]}
        onChoose={onChange}
      />
      {shown?.ok === false && <p className="field-error">{describeFailure(shown.failure)}</p>}
      {shown?.ok === true && (
        <>
          <figure>
            <figcaption className="quiet">{t('encoding.preview')}</figcaption>
            <pre className="encoding-preview" dir="auto">
              {shown.value.text}
            </pre>
          </figure>
          {shown.value.replaced && <p className="field-error">{t('encoding.replaced')}</p>}
        </>
      )}
    </div>
  )
}
