import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { POLARITIES } from '../../corpus/claim.ts'
import { CREDIBILITIES, RELIABILITIES } from '../../corpus/rating.ts'
import type { ClaimRow } from '../../electron/contract/claim.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { type ClaimFilter, type Counted, listAbout, listSources, NO_FILTER, speakerKey, UNNAMED } from './claim-rows.ts'
import { claimsView } from './claims-state.ts'

type ClaimFiltersProps = { claims: readonly ClaimRow[]; shown: number; onLeave: () => void }

const LONGEST = 300

/** Which claims the table shows; Enter or the arrow down goes on to the first of them. */
export function ClaimFilters({ claims, shown, onLeave }: ClaimFiltersProps) {
  const { t } = useTranslation()
  const filter = useStore(claimsView, (state) => state.filter)
  const set = (change: Partial<ClaimFilter>): void => claimsView.update({ filter: { ...filter, ...change } })
  const sources = useMemo(() => listSources(claims).sort(entitiesFirst).slice(0, LONGEST), [claims])
  const about = useMemo(() => listAbout(claims).slice(0, LONGEST), [claims])
  const articles = useMemo(() => new Map(claims.map((row) => [row.articleId, row.articleTitle])), [claims])
  const all = { value: '', text: t('claims.all') }
  return (
    <search className="claim-filters">
      <Field
        label={t('claims.find')}
        placeholder={t('claims.findPlaceholder')}
        value={filter.text}
        autoFocus
        onChange={(text) => set({ text })}
        onKeyDown={(event) => {
          if (event.code === 'Enter' || event.code === 'ArrowDown') onLeave()
        }}
      />
      <Select
        label={t('claims.column.source')}
        value={filter.source}
        choices={[
          all,
          ...sources.map(({ key, text, count }) => ({
            value: key,
            text: `${key === UNNAMED ? t('claims.noSource') : text} (${formatNumber(count)})`,
            group: t(key.startsWith(speakerKey('')) ? 'claims.byEntity' : 'claims.byWords'),
          })),
        ]}
        onChoose={(source) => set({ source })}
      />
      <Select
        label={t('claims.column.about')}
        value={filter.about}
        choices={[
          { ...all, text: about.length === 0 ? t('claims.aboutNobody') : all.text },
          ...about.map(({ key, text, count }) => ({ value: key, text: `${text} (${formatNumber(count)})` })),
          ...(about.length === 0 ? [] : [{ value: UNNAMED, text: t('claims.noAbout') }]),
        ]}
        onChoose={(next) => set({ about: next })}
      />
      <Select
        label={t('claims.column.rating')}
        value={filter.rating}
        choices={[
          all,
          { value: 'unrated', text: t('claims.unrated') },
          { value: 'rated', text: t('claims.rated') },
          ...RELIABILITIES.map((sign) => ({ value: sign, text: `${sign}: ${t(`reliability.${sign}`)}` })),
          ...CREDIBILITIES.map((sign) => ({ value: String(sign), text: `${sign}: ${t(`credibility.${sign}`)}` })),
        ]}
        onChoose={(rating) => set({ rating })}
      />
      <Select
        label={t('claims.column.stance')}
        value={filter.polarity}
        choices={[all, ...POLARITIES.map((value) => ({ value, text: t(`claims.polarity.${value}`) }))]}
        onChoose={(polarity) => set({ polarity })}
      />
      <Select
        label={t('claims.column.article')}
        value={filter.articleId}
        choices={[all, ...[...articles].map(([value, text]) => ({ value, text }))]}
        onChoose={(articleId) => set({ articleId })}
      />
      <span className="claim-count">
        {t('claims.count', { count: shown })}
        {filter !== NO_FILTER && shown < claims.length && (
          <Button kind="quiet" onPress={() => claimsView.update({ filter: NO_FILTER })}>
            {t('claims.showAll')}
          </Button>
        )}
      </span>
    </search>
  )
}

function entitiesFirst(a: Counted, b: Counted): number {
  const [one, other] = [a, b].map(({ key }) => key.startsWith(speakerKey('')))
  return Number(other) - Number(one)
}
