import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import { type Claim, FACTUALITIES, POLARITIES, SPEECHES } from '../../corpus/claim.ts'
import { setStance } from '../../corpus/claim-parts.ts'
import { Choices } from '../ui/Choices.tsx'
import { Select } from '../ui/Select.tsx'

type ClaimStanceProps = { claim: Claim; onChange: (change: (claim: Claim) => Claim) => void }

/** How a claim is said: directly or not, asserted or denied, with what distance, and how certain it is to whom. */
export function ClaimStance({ claim, onChange }: ClaimStanceProps) {
  const { t } = useTranslation()
  const { polarity, hedged } = claim
  return (
    <div className="claim-stance">
      <Choices
        label={t('claims.polarity.label')}
        value={polarity}
        choices={POLARITIES.map((value) => ({ value, text: t(`claims.polarity.${value}`) }))}
        onChoose={(chosen) => {
          const next = POLARITIES.find((each) => each === chosen)
          if (next !== undefined) onChange((of) => setStance(of, { polarity: next }))
        }}
      />
      <Checkbox
        className="value-check"
        isSelected={hedged}
        onChange={(next) => onChange((of) => setStance(of, { hedged: next }))}
      >
        <span className="value-box" aria-hidden />
        {t('claims.hedged')}
      </Checkbox>
      <Certainty claim={claim} onChange={onChange} />
    </div>
  )
}

/** The form of speech, and how certain the content is to source and author, by the values of FactBank. */
function Certainty({ claim: { factuality, speech }, onChange }: ClaimStanceProps) {
  const { t } = useTranslation()
  const choices = [
    { value: '', text: t('claims.factuality.none') },
    ...FACTUALITIES.map((value) => ({ value, text: `${t(`claims.factuality.${value}`)} (⁦${value}⁩)` })),
  ]
  const set = (who: 'source' | 'author') => (chosen: string) => {
    const value = FACTUALITIES.find((each) => each === chosen)
    onChange((of) => {
      const { [who]: _, ...rest } = of.factuality ?? {}
      return { ...of, factuality: value === undefined ? rest : { ...rest, [who]: value } }
    })
  }
  return (
    <details className="claim-certainty">
      <summary>
        {t('claims.speech.label')}
        {speech !== undefined && `: ${t(`claims.speech.${speech}`)}`} · {t('claims.certainty')}
      </summary>
      <Choices
        label={t('claims.speech.label')}
        value={speech ?? null}
        choices={SPEECHES.map((value) => ({ value, text: t(`claims.speech.${value}`) }))}
        onChoose={(chosen) => {
          const next = SPEECHES.find((each) => each === chosen)
          if (next !== undefined) onChange((of) => ({ ...of, speech: next }))
        }}
      />
      {speech !== undefined && <p className="claim-explained">{t(`claims.speechHint.${speech}`)}</p>}
      <p className="claim-explained">{t('claims.certaintyHint')}</p>
      <div className="value-row">
        <Select
          label={t('claims.toSource')}
          value={factuality?.source ?? ''}
          choices={choices}
          onChoose={set('source')}
        />
        <Select
          label={t('claims.toAuthor')}
          value={factuality?.author ?? ''}
          choices={choices}
          onChoose={set('author')}
        />
      </div>
    </details>
  )
}
