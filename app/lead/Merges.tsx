import { GitMerge } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergeRow } from '../../electron/contract/merge.ts'
import { call, listen } from '../api.ts'
import { runCommand } from '../shell/commands.ts'
import { formatMoment, locale } from '../shell/i18n/numbers.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { undoMerge } from './merge-state.ts'

/** What was merged into this copy, the last of it undone as one act; and how much is contested now. */
export function Merges() {
  const { t } = useTranslation()
  const { merges, contested } = useMerges()
  const readOnly = useStore(project, ({ info }) => info?.readOnly === true)
  return (
    <section className="merges" aria-label={t('merges.title')}>
      <header className="merges-head">
        <h2>{t('merges.title')}</h2>
        {contested > 0 && (
          <Button onPress={() => runCommand('conflicts')}>{t('merges.conflicts', { count: contested })}</Button>
        )}
        <Button icon={<GitMerge />} isDisabled={readOnly} onPress={() => runCommand('merge')}>
          {t('menu.merge')}
        </Button>
      </header>
      {merges.length === 0 && <p className="quiet">{t('merges.none')}</p>}
      <ul className="merges-list">
        {merges.map(({ id, source, ops, wall, undoable }) => (
          <li key={id}>
            <span className="moment">{formatMoment(wall)}</span>
            <span>{listFiles(source)}</span>
            <span className="quiet">{t('merge.entries', { count: ops })}</span>
            {undoable && !readOnly && <Button onPress={() => void undoMerge(id)}>{t('merge.undo')}</Button>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The merged files as a list in the interface language, each name in its own direction. */
function listFiles(source: string): string {
  const names = source.split(', ').map((name) => `\u2068${name}\u2069`)
  return new Intl.ListFormat(locale(), { style: 'long', type: 'conjunction' }).format(names)
}

function useMerges() {
  const [state, setState] = useState<{ merges: readonly MergeRow[]; contested: number }>({ merges: [], contested: 0 })
  const served = useStore(project, ({ served: n }) => n)
  useEffect(() => {
    let closed = false
    const load = async (): Promise<void> => {
      const [merges, conflicts] = await Promise.all([call('merge.list', {}), call('conflict.list', {})])
      if (!closed && merges.ok && conflicts.ok) setState({ merges: merges.value, contested: conflicts.value.length })
    }
    if (served >= 0) void load()
    // A merge changes every article at once; a conflict that is resolved changes one.
    const stop = listen('article.changed', () => void load())
    return () => {
      closed = true
      stop()
    }
  }, [served])
  return state
}
