import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LABELS } from '../../../corpus/annotation.ts'
import { orderAnonymously } from '../../../corpus/curation-order.ts'
import type { Output } from '../../../electron/contract.ts'
import { call, type Failure, type Result } from '../../api.ts'
import { describeFailure } from '../../shell/failures.ts'
import { formatNumber, locale } from '../../shell/i18n/numbers.ts'
import { project } from '../../shell/project.ts'
import { useStore } from '../../shell/store.ts'
import { Select } from '../../ui/Select.tsx'
import { anonymity, nameAnalyst } from './anonymity.ts'

type Figures = Output<'agreement.measure'>
type Figure = Figures['figures'][number]
const COLUMNS = ['f1-exact', 'f1-clitic', 'cohen-kappa'] as const

/** Pairwise F1 and κ by label, of one article or of all, with what was counted; for one pair or the mean of all. */
export function AgreementFigures({ articleId }: { articleId: string | null }) {
  const { t } = useTranslation()
  const found = useFigures(articleId)
  const hidden = useStore(anonymity, (value) => value.hidden)
  const [pair, setPair] = useState('')
  if (found === null) return <p className="list-empty">{t('common.loading')}</p>
  if (!found.ok) return <p className="list-empty">{describeFailure(found.failure)}</p>
  const { figures, analysts } = found.value
  if (analysts.length < 2) return <p className="list-empty">{t('adjudicate.figuresNone')}</p>
  const order = orderAnonymously(analysts, project.get().info?.id ?? '')
  const pairs = [...new Set(figures.flatMap((each) => (each.pair ? [each.pair.join(' ')] : [])))]
  const chosen = pair === '' || !pairs.includes(pair) ? (pairs.length > 1 ? '' : pairs[0]!) : pair
  const name = (key: string): string =>
    key
      .split(' ')
      .map((id) => nameAnalyst(id, order, hidden))
      .sort()
      .join(' · ')
  const shown = figures.filter((each) => (each.pair?.join(' ') ?? '') === chosen)
  return (
    <section className="figures" aria-label={t('adjudicate.figures')}>
      {pairs.length > 1 && (
        <Select
          label={t('adjudicate.pair')}
          value={chosen}
          choices={[
            { value: '', text: t('adjudicate.meanOfPairs') },
            ...pairs.map((value) => ({ value, text: name(value) })),
          ]}
          onChoose={setPair}
        />
      )}
      {pairs.length === 1 && <p className="quiet">{name(pairs[0]!)}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('inspector.label')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`adjudicate.measure.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[null, ...LABELS].map((label) => (
            <tr key={label ?? 'all'}>
              <th scope="row">{label === null ? t('adjudicate.allLabels') : t(`label.${label}`)}</th>
              {COLUMNS.map((column) => (
                <Cell key={column} figure={shown.find((each) => each.name === column && each.label === label)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{t('adjudicate.figuresNote')}</p>
    </section>
  )
}

function Cell({ figure }: { figure: Figure | undefined }) {
  const { t } = useTranslation()
  if (figure === undefined) return <td />
  const { value, low, high, n } = figure
  return (
    <td>
      <span className="figure-value">{value === null ? t('adjudicate.undefined') : formatFigure(value)}</span>
      {low !== null && high !== null && (
        <span className="figure-interval">{`${formatFigure(low)}–${formatFigure(high)}`}</span>
      )}
      <span className="figure-n">{t('adjudicate.n', { n: formatNumber(n) })}</span>
    </td>
  )
}

function useFigures(articleId: string | null): Result<Figures> | null {
  const [found, setFound] = useState<
    Readonly<{ ok: true; value: Figures }> | Readonly<{ ok: false; failure: Failure }> | null
  >(null)
  useEffect(() => {
    let isCurrent = true
    setFound(null)
    void call('agreement.measure', { articleId }).then((result) => isCurrent && setFound(result))
    return () => {
      isCurrent = false
    }
  }, [articleId])
  return found
}

function formatFigure(value: number): string {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)
}
