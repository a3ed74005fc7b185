import { useTranslation } from 'react-i18next'
import { describeRating } from '../../corpus/rating.ts'
import type { ClaimRow } from '../../electron/contract/claim.ts'
import { formatDay, formatNumber } from '../shell/i18n/numbers.ts'
import { openArticle } from '../shell/navigation.ts'
import { countLinks } from './claim-rows.ts'

type ClaimLineProps = { row: ClaimRow; isChosen: boolean; onChoose: () => void }

/** One claim of the table. */
export function ClaimLine({ row, isChosen, onChoose }: ClaimLineProps) {
  const { t } = useTranslation()
  const { claim, rating } = row
  const isRated = rating !== null && (rating.reliability !== null || rating.credibility !== null)
  const links = countLinks(row)
  return (
    <button
      type="button"
      className="claim-line claim-row"
      data-claim-id={row.id}
      aria-current={isChosen}
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
      onFocus={onChoose}
      onDoubleClick={() => openArticle(row.articleId, { annotationId: row.id })}
    >
      <span className="claim-cell content" dir="auto">
        {row.quote}
      </span>
      <span className="claim-cell source">
        <span dir="auto">{claim?.source?.text ?? <span className="quiet">{t('claims.noSource')}</span>}</span>
        {row.speaker !== null && row.speaker.name !== claim?.source?.text ? (
          <span className="claim-entity" dir="auto">
            {row.speaker.name}
          </span>
        ) : (
          claim?.cue && (
            <span className="quiet" dir="auto">
              {claim.cue.text}
            </span>
          )
        )}
      </span>
      <span className="claim-cell about" dir="auto">
        {row.about.map(({ name }) => name).join(t('common.listComma'))}
      </span>
      <span className="claim-cell stance">
        {claim !== null && (
          <span className={`stance-sign ${claim.polarity}`}>{t(`claims.polarity.${claim.polarity}`)}</span>
        )}
        {claim?.hedged === true && <span className="quiet">{t('claims.hedgedShort')}</span>}
        {claim?.speech !== undefined && <span className="quiet">{t(`claims.speech.${claim.speech}`)}</span>}
      </span>
      <span className="claim-cell rating">
        {isRated ? (
          <span className="code" dir="ltr">
            {describeRating(rating)}
          </span>
        ) : (
          <span className="quiet">{t('claims.unrated')}</span>
        )}
      </span>
      <span className="claim-cell article" dir="auto">
        {row.articleTitle}
      </span>
      <span className="claim-cell date">{row.date === null ? '' : formatDay(row.date)}</span>
      <span className="claim-cell links">{links === 0 ? '' : formatNumber(links)}</span>
    </button>
  )
}
