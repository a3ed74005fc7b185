import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useMemo } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import type { JudgedCase } from '../../../corpus/adjudication.ts'
import { LABELS, type Label } from '../../../corpus/annotation.ts'
import { AGREEMENTS, type Agreement } from '../../../corpus/curation.ts'
import { LabelSign } from '../../annotate/labels.tsx'
import { directionOf } from '../../shell/i18n/languages.ts'
import { formatNumber } from '../../shell/i18n/numbers.ts'
import { useStore } from '../../shell/store.ts'
import { Select } from '../../ui/Select.tsx'
import { WindowedList } from '../../ui/WindowedList.tsx'
import { type CaseFilter, type CurationSession, filterCases, isToDo, type OpenCase } from './curation-session.ts'
import { sampleOf } from './looks.ts'

const ROW_HEIGHT = 46
const LONGEST = 160

/** The article's cases in reading order, by what is to be done, how far analysts agree, and label. */
export function CaseList({ session }: { session: CurationSession }) {
  const { t } = useTranslation()
  const { cases, filter, current } = useStore(session.state, (state) => state)
  const shown = useMemo(() => filterCases(cases, filter), [cases, filter])
  const at = useMemo(() => shown.findIndex(({ judged }) => judged.key === current), [shown, current])
  const toDo = useMemo(() => cases.filter(isToDo).length, [cases])
  return (
    <section className="annotation-list case-list" aria-label={t('adjudicate.cases')}>
      <header>
        <h2>{t('adjudicate.cases')}</h2>
        <span className="quiet">
          {t(toDo === cases.length ? 'adjudicate.progress0' : 'adjudicate.progress', {
            done: formatNumber(cases.length - toDo),
            count: formatNumber(cases.length),
          })}
        </span>
      </header>
      <Legend session={session} cases={cases} filter={filter} />
      <Filters session={session} filter={filter} />
      {shown.length === 0 ? (
        <p className="list-empty">{t(cases.length === 0 ? 'adjudicate.noCases' : 'adjudicate.noneShown')}</p>
      ) : (
        <WindowedList
          label={t('adjudicate.cases')}
          rows={shown}
          rowHeight={ROW_HEIGHT}
          show={at === -1 ? undefined : at}
          rowKey={({ judged }) => judged.key}
          draw={(of) => <Row session={session} of={of} isCurrent={of.judged.key === current} />}
        />
      )}
    </section>
  )
}

type LegendProps = { session: CurationSession; cases: readonly OpenCase[]; filter: CaseFilter }

/** How far analysts agree, with the line that each has in the text and how many there are; a press shows one alone. */
function Legend({ session, cases, filter }: LegendProps) {
  const { t } = useTranslation()
  const counts = useMemo(() => Map.groupBy(cases, ({ judged }) => judged.agreement), [cases])
  const toggle = (agreement: Agreement, isOn: boolean): void =>
    session.state.update({ filter: { ...filter, agreement: isOn ? agreement : undefined } })
  return (
    <fieldset className="legend case-legend" aria-label={t('adjudicate.legend')}>
      {AGREEMENTS.map((agreement) => (
        <ToggleButton
          key={agreement}
          className="case-legend-label"
          isSelected={filter.agreement === agreement}
          onChange={(isOn) => toggle(agreement, isOn)}
        >
          <span className="case-line" style={sampleOf(agreement)} aria-hidden />
          <span>{t(`adjudicate.agreement.${agreement}`)}</span>
          <span className="count">{formatNumber(counts.get(agreement)?.length ?? 0)}</span>
        </ToggleButton>
      ))}
    </fieldset>
  )
}

function Filters({ session, filter }: { session: CurationSession; filter: CaseFilter }) {
  const { t } = useTranslation()
  const set = (change: Partial<CaseFilter>): void => session.state.update({ filter: { ...filter, ...change } })
  return (
    <div className="case-filters">
      <Select
        label={t('adjudicate.filterState')}
        value={filter.state ?? ''}
        choices={[
          { value: '', text: t('adjudicate.all') },
          ...(['todo', 'open', 'fresh', 'decided'] as const).map((value) => ({
            value,
            text: t(`adjudicate.state.${value}`),
          })),
        ]}
        onChoose={(value) => set({ state: value === '' ? undefined : (value as NonNullable<CaseFilter['state']>) })}
      />
      <Select
        label={t('inspector.label')}
        value={filter.label ?? ''}
        choices={[
          { value: '', text: t('adjudicate.all') },
          ...LABELS.map((value) => ({ value, text: t(`label.${value}`) })),
        ]}
        onChoose={(value) => set({ label: value === '' ? undefined : (value as Label) })}
      />
    </div>
  )
}

const STATE_SIGNS: Readonly<Record<JudgedCase['state'], React.ReactNode>> = {
  open: <CircleDashed aria-hidden />,
  decided: <CircleCheck aria-hidden />,
  fresh: <CircleAlert aria-hidden />,
}

function Row({
  session,
  of: { judged, span },
  isCurrent,
}: {
  session: CurationSession
  of: OpenCase
  isCurrent: boolean
}) {
  const { t } = useTranslation()
  const { text, article } = session.content
  const quote = text.slice(span.start, Math.min(span.end, span.start + LONGEST))
  const state = t(`adjudicate.state.${judged.state}`)
  const agreement = t(`adjudicate.agreement.${judged.agreement}`)
  return (
    <button
      type="button"
      className="list-row"
      aria-label={t('adjudicate.row', { label: t(`label.${judged.label}`), quote, agreement, state })}
      aria-current={isCurrent}
      onClick={() => session.choose(judged.key)}
    >
      <span className={`case-state ${judged.state}`} title={state}>
        {STATE_SIGNS[judged.state]}
      </span>
      <LabelSign label={judged.label} />
      <span className="list-quote" dir={directionOf(article.language)}>
        {quote}
      </span>
      <span className="case-line" style={sampleOf(judged.agreement)} title={agreement} />
    </button>
  )
}
