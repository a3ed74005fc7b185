import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SuggestionRow } from '../../corpus/suggestion.ts'
import type { Output } from '../../electron/contract.ts'
import { call } from '../api.ts'
import { describeRule } from './rule-words.ts'
import { describeValue } from './value-words.ts'

type Evidence = Output<'review.evidence'>
type WhyProps = { articleId: string; row: SuggestionRow }

/** Why something is suggested: how its rule works, what in the text answered it, and what was decided before. */
export function Why({ articleId, row }: WhyProps) {
  const { t } = useTranslation()
  const [evidence, setEvidence] = useState<Evidence>()
  const { key, rule, quote, label, claim, value } = row
  useEffect(() => {
    let current = true
    const text = [...quote].slice(0, 500).join('')
    void call('review.evidence', { articleId, key, rule, text }).then((found) => {
      if (current && found.ok) setEvidence(found.value)
    })
    return () => {
      current = false
    }
  }, [articleId, key, rule, quote])
  return (
    <dl className="why" aria-label={t('suggest.whyTitle')}>
      <dt>{t('suggest.rule')}</dt>
      <dd title={rule}>{describeRule(rule)}</dd>
      <dd>{t(`suggest.family.${label}`)}</dd>
      {claim?.cue && (
        <>
          <dt>{t('suggest.evidence')}</dt>
          <dd dir="auto">{t('suggest.cueFound', { cue: claim.cue.text })}</dd>
        </>
      )}
      {value !== null && (
        <>
          <dt>{t('suggest.evidence')}</dt>
          <dd>{t('suggest.understood', { value: describeValue(value) })}</dd>
        </>
      )}
      <dt>{t('suggest.confidence')}</dt>
      <dd>{t('suggest.percent', { number: Math.round(row.confidence * 100) })}</dd>
      {evidence !== undefined && (
        <>
          <dt>{t('suggest.before')}</dt>
          <dd>{t(wasJudged(evidence) ? 'suggest.ruleBefore' : 'suggest.ruleNever', { ...evidence.rule })}</dd>
          <dd>
            {t(evidence.annotated > 0 ? 'suggest.wordsBefore' : 'suggest.wordsNever', { number: evidence.annotated })}
          </dd>
        </>
      )}
    </dl>
  )
}

function wasJudged({ rule }: Evidence): boolean {
  return rule.accepted + rule.corrected + rule.rejected > 0
}
