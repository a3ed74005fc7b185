import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fitsLabel, LABELS, type Label } from '../../corpus/annotation.ts'
import type { Value } from '../../corpus/value.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { nameKey } from '../shell/CommandKey.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { type OpenSuggestion, reviewOf } from './review.ts'
import { ValueFields } from './ValueFields.tsx'

type CorrectionProps = { session: ArticleSession; of: OpenSuggestion; onLeave: () => void }

/** Label and value of a suggestion that is right but for them; saved, it is accepted as corrected. */
export function Correction({ session, of, onLeave }: CorrectionProps) {
  const { t } = useTranslation()
  const review = reviewOf(session)
  const [label, setLabel] = useState<Label>(of.row.label)
  const [value, setValue] = useState<Value | null>(of.row.value)
  const frame = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const field = of.row.value === null ? 'input:checked' : '.value-fields input'
    frame.current?.querySelector<HTMLElement>(field)?.focus()
  }, [of])
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const change = {
      ...(label === of.row.label ? {} : { label }),
      ...(value === of.row.value || !fitsLabel(label, value) ? {} : { value }),
    }
    void review.accept([of], Object.keys(change).length === 0 ? undefined : change).then(onLeave)
  }
  const cancel = (): void => {
    review.choose(of.row.key)
    onLeave()
  }
  return (
    <form
      ref={frame}
      className="correction"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.code === 'Escape') cancel()
      }}
    >
      <div className="inspector-label">
        <Choices
          label={t('inspector.label')}
          hideLabel
          value={label}
          choices={LABELS.map((each) => ({
            value: each,
            text: t(`label.${each}`),
            sign: <LabelSign label={each} />,
            className: each,
          }))}
          onChoose={(chosen) => setLabel(chosen as Label)}
        />
      </div>
      <ValueFields label={label} value={fitsLabel(label, value) ? value : null} onChange={setValue} />
      <p className="quiet">{t('suggest.boundsHint', { key: nameKey('correct') })}</p>
      <div className="correction-acts">
        <Button kind="primary" type="submit">
          {t('suggest.saveCorrection')}
        </Button>
        <Button onPress={cancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
