import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Label } from '../../corpus/annotation.ts'
import type { HistoryEntry } from '../../electron/contract.ts'
import { nameAct } from '../shell/history.ts'
import { formatMoment } from '../shell/i18n/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { ChangeLines } from './ChangeLines.tsx'
import { OddClock } from './OddClock.tsx'
import { restoreState } from './restore-state.ts'

type HistoryProps = {
  annotationId: string
  label: Label
  history: readonly HistoryEntry[]
  onRestored: () => void
}

/** Everything that happened to one annotation, the newest first: who, when, before, after, why; any state can be restored. */
export function History({ annotationId, label, history, onRestored }: HistoryProps) {
  const { t } = useTranslation()
  const newest = history.length - 1
  const restore = async (hash: string): Promise<void> => {
    if (await restoreState(annotationId, hash)) onRestored()
  }
  return (
    <section className="states" aria-label={t('changes.title')}>
      <h3>{t('changes.title')}</h3>
      <ol className="acts">
        {history
          .map((entry, at) => ({ entry, at }))
          .toReversed()
          .map(({ entry, at }) => (
            <li key={entry.hash} className={entry.undone ? 'undone' : ''}>
              <p className="act-what">
                <span>{entry.kind === 'op.undo' ? t('changes.undo') : nameAct(entry.kind)}</span>
                {entry.undone && <span className="act-undone">{t('acts.undone')}</span>}
              </p>
              <ChangeLines change={entry} label={label} />
              <p className="act-who">
                {t('acts.who', { author: `\u2068${entry.author}\u2069`, date: formatMoment(entry.wall) })}
                {entry.oddClock && <OddClock />}
              </p>
              {at < newest && entry.after?.status !== 'deleted' && (
                <Button kind="quiet" icon={<RotateCcw />} onPress={() => void restore(entry.hash)}>
                  {t('changes.restore')}
                </Button>
              )}
            </li>
          ))}
      </ol>
    </section>
  )
}
