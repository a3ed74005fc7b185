import { useMemo } from 'react'
import { Label as AriaLabel, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { Select } from '../ui/Select.tsx'
import { queue } from './queue.ts'
import type { OpenSuggestion } from './review.ts'
import { describeRule } from './rule-words.ts'

/** By which rule and how surely suggestions must be found to be shown. */
export function QueueFilters({ rows }: { rows: readonly OpenSuggestion[] }) {
  const { t } = useTranslation()
  const { rule, least } = useStore(queue, (state) => state)
  const rules = useMemo(() => countRules(rows), [rows])
  const shown = rule === null || rules.has(rule) ? [...rules] : [...rules, [rule, 0] as const]
  return (
    <details className="queue-filters">
      <summary>
        {t('suggest.narrow')}
        {rule !== null && ` · ${describeRule(rule)}`}
        {least > 0 && ` · ${t('suggest.percent', { number: Math.round(least * 100) })}`}
      </summary>
      <div className="queue-filter-fields">
        <Slider
          className="queue-slider"
          value={Math.round(least * 100)}
          minValue={0}
          maxValue={100}
          step={5}
          onChange={(value) => queue.update({ least: value / 100 })}
        >
          <AriaLabel>{t('suggest.least')}</AriaLabel>
          <SliderOutput>{t('suggest.percent', { number: Math.round(least * 100) })}</SliderOutput>
          <SliderTrack className="slider-track">
            <SliderThumb className="slider-thumb" />
          </SliderTrack>
        </Slider>
        <Select
          label={t('suggest.rule')}
          value={rule ?? ''}
          choices={[
            { value: '', text: t('suggest.anyRule') },
            ...shown.map(([value, count]) => ({ value, text: `${describeRule(value)} (${formatNumber(count)})` })),
          ]}
          onChoose={(value) => queue.update({ rule: value === '' ? null : value })}
        />
      </div>
    </details>
  )
}

function countRules(rows: readonly OpenSuggestion[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { row } of rows) counts.set(row.rule, (counts.get(row.rule) ?? 0) + 1)
  return new Map([...counts].sort((a, b) => b[1] - a[1]))
}
